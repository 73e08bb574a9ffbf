package cli

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Builds that go on from the words of the last one make what a clean build makes, in
// each language; what no build goes on from is removed.
func TestKeptWords(t *testing.T) {
	if !stamped {
		t.Log("nothing is kept on this system")
		return
	}
	d := &desk{T: t, dir: siteOn(t, recordedSite+"-- content/articles/a/index.ar.md --\n---\ntitle: ألف\n---\nنص.\n"), cache: t.TempDir()}
	file := func(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }
	b := &buildCommand{Env: Env{Cache: d.cache}, source: d.dir, destination: d.destination()}
	for _, step := range []struct {
		what, name, text string
		args             []string
		kept             string
	}{
		{what: "nothing", kept: "words"},
		{"a text", "content/articles/a/index.md", "---\ntitle: A\ndate: 2021-12-20\n---\nOther words.\n", nil, "words"},
		{"a draft", "content/articles/d.md", "---\ntitle: D\ndate: 2021-12-20\ndraft: true\n---\nSecretly.\n", []string{"--drafts"}, "words"},
		{"no drafts", "content/articles/e.md", "---\ntitle: E\ndate: 2021-12-21\n---\nWords.\n", nil, "words"},
		{"an address", "content/articles/e.md", "---\ntitle: F\ndate: 2021-12-21\n---\nWords.\n", []string{"--baseURL=https://example.com/x/"}, "words"},
		{"an edition", "content/_index.md", "---\ntitle: T\nlanguages: [ar]\n---\n", nil, "words words-ar"},
		{"a translation", "content/articles/a/index.ar.md", "---\ntitle: باء\n---\nكلمة.\n", nil, "words words-ar"},
		{"no edition", "content/_index.md", "---\ntitle: T\n---\n", nil, "words"},
		{"no search", "content/articles/e.md", "---\ntitle: G\ndate: 2021-12-21\n---\nWords.\n", []string{"--portable"}, ""},
		{"search again", "content/articles/e.md", "---\ntitle: H\ndate: 2021-12-21\n---\nWords.\n", nil, "words"},
	} {
		if step.name != "" {
			put(t, file(step.name), []byte(step.text))
		}
		d.build(step.args...)
		d.clean(step.what, step.args...)
		var kept []string
		for name := range filesIn(t, b.kept(wordsFolder)) {
			if b.words(name) == "" {
				t.Fatalf("%s: %s is not whole", step.what, name)
			}
			kept = append(kept, name)
		}
		slices.Sort(kept)
		if got := strings.Join(kept, " "); got != step.kept {
			t.Errorf("%s: %q is kept, want %q", step.what, got, step.kept)
		}
	}
}
