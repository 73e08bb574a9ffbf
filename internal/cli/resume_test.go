package cli

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/internal/build"
)

// A build goes on with the documents of the one before, and has no use for those of
// any other.
func TestResume(t *testing.T) {
	if !stamped {
		t.Log("no records are kept on this system")
		return
	}
	d := &desk{T: t, dir: siteOn(t, recordedSite), cache: t.TempDir()}
	b := &buildCommand{Env: Env{Cache: d.cache, Files: os.DirFS("../..")}, source: d.dir, destination: d.destination()}
	documents := func() []string {
		files, err := filepath.Glob(b.kept(documentsPrefix + "*"))
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	resumed := func() bool { return resume(t, b, func(opt build.Options) bool { return opt.Cache != nil }) }
	edit := func(text string) {
		put(t, filepath.Join(d.dir, "content/articles/a/index.md"), []byte("---\ntitle: A\ndate: 2021-12-20\n---\n"+text+"\n"))
	}
	named := func() int {
		t.Helper()
		var named []string
		for _, name := range b.recall().Documents {
			named = append(named, b.kept(name))
		}
		slices.Sort(named)
		if files := documents(); !slices.Equal(files, named) {
			t.Errorf("there are %v, and the record names %v", files, named)
		}
		return len(named)
	}
	d.build()
	for _, step := range []struct {
		what    string
		spoil   func(file string) error
		resumes bool
	}{
		{"nothing", func(string) error { return nil }, true},
		{"an edit", func(string) error { edit("Another text."); return nil }, true},
		{"documents cut short", func(file string) error { return os.Truncate(file, 1000) }, false},
		{"documents gone", os.Remove, false},
		{"documents that are a folder", func(file string) error {
			if err := os.Remove(file); err != nil {
				return err
			}
			return os.Mkdir(file, 0o700)
		}, false},
		{"documents of a build that was killed", func(string) error {
			return os.WriteFile(b.kept(documentsPrefix+"1"), []byte("half"), 0o600)
		}, true},
	} {
		if err := step.spoil(documents()[0]); err != nil {
			t.Fatal(err)
		}
		if got := resumed(); got != step.resumes {
			t.Errorf("after %s, a build goes on with the documents: %v", step.what, got)
		}
		edit("A text after " + step.what + ".")
		d.build()
		d.clean(step.what)
		named()
	}

	// Edits are added to what was kept, until there are many of them.
	several, afresh := false, false
	for k := range 2 * mostAdded {
		before := named()
		edit(strings.Repeat("More. ", k))
		d.build()
		if k%8 == 0 {
			d.clean("another edit")
		}
		after := named()
		several, afresh = several || after == before+1, afresh || before > 1 && after == 1
	}
	if !several || !afresh {
		t.Errorf("edits were added %v, all was written anew %v", several, afresh)
	}

	// A build that fails leaves none behind.
	edit("[[nobody]]")
	before := documents()
	var said strings.Builder
	env := Env{Stdout: &said, Stderr: &said, Now: late(), Cache: d.cache, Files: os.DirFS("../..")}
	if code := Run(t.Context(), []string{"build", "--source", d.dir}, env); code != exitContent {
		t.Fatalf("exit %d: %s", code, said.String())
	}
	if after := documents(); !slices.Equal(after, before) {
		t.Errorf("after a build that failed there are %v, not %v", after, before)
	}
}

// resume prepares a build to go on from the one before, and returns what ask says of it.
func resume(t *testing.T, b *buildCommand, ask func(build.Options) bool) bool {
	t.Helper()
	source, err := openSource(b.source)
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	shelf, done, err := openShelf()
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	opt := b.options(source.FS(), shelf)
	earlier := b.recall()
	defer b.resume(&opt, earlier, source, earlier.changes(source)).close()
	return ask(opt)
}

// What is kept of a destination goes once that is gone.
func TestKeptOfDestinationsThatAreGone(t *testing.T) {
	if !stamped {
		t.Log("no records are kept on this system")
		return
	}
	cache := t.TempDir()
	one := &desk{T: t, dir: siteOn(t, recordedSite), cache: cache}
	other := &desk{T: t, dir: siteOn(t, recordedSite), cache: cache}
	kept := func() int {
		folders, err := os.ReadDir(filepath.Join(cache, "dateline", "sites"))
		if err != nil {
			t.Fatal(err)
		}
		return len(folders)
	}
	one.build()
	other.build()
	if got := kept(); got != 2 {
		t.Fatalf("%d folders", got)
	}
	if err := os.RemoveAll(other.destination()); err != nil {
		t.Fatal(err)
	}
	put(t, filepath.Join(one.dir, "content/articles/a/index.md"), []byte("---\ntitle: A\ndate: 2021-12-20\n---\nAnother.\n"))
	one.build()
	if got := kept(); got != 1 {
		t.Errorf("%d folders are left", got)
	}
	if done, _ := one.build(); !done {
		t.Error("what was kept of the other site is gone as well")
	}
}

// manyArticles are enough for a part of the site to be none of the whole.
func manyArticles() string {
	site := "-- content/_index.md --\n---\ntitle: T\nbase_url: https://example.org/\nfeed_size: 2\n---\n" +
		"-- content/actors/x.md --\n---\nname: Ex Why\n---\nHer text.\n-- content/incidents/i.md --\n---\ntitle: I\ndate: 2020-01-01\n---\nIts text.\n"
	for k := 10; k < 150; k++ {
		site += fmt.Sprintf("-- content/articles/a%d.md --\n---\ntitle: A %d\ndate: 2020-%02d-%02d\nsummary: It is said.\n---\nEx Why said %d things.\n", k, k, 1+k/25, 1+k%25, k)
	}
	return site
}

// An edit of texts makes no more than shows these; where something else has to be made, all is
// there for it.
func TestRetouch(t *testing.T) {
	if !stamped {
		t.Log("no records are kept on this system")
		return
	}
	d := &desk{T: t, dir: siteOn(t, manyArticles()), cache: t.TempDir()}
	b := &buildCommand{Env: Env{Cache: d.cache, Files: os.DirFS("../..")}, source: d.dir, destination: d.destination()}
	retouched := func() bool {
		return resume(t, b, func(opt build.Options) bool {
			opt.Words = b.words
			result, err := b.make(t.Context(), opt)
			if err != nil {
				t.Fatal(err)
			}
			return result.Timeline == nil
		})
	}
	edit := func(name, old, text string) func() {
		return func() {
			t.Helper()
			file := filepath.Join(d.dir, "content", name)
			was, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Contains(was, []byte(old)) {
				t.Fatalf("%s has no %q", name, old)
			}
			put(t, file, bytes.Replace(was, []byte(old), []byte(text), 1))
		}
	}
	both := func(one, other func()) func() { return func() { one(); other() } }
	d.build()
	for _, step := range []struct {
		what string
		do   func()
		want bool
	}{
		{"a text", edit("articles/a14.md", "things", "other things"), true},
		{"a text that the feed holds", edit("articles/a149.md", "things", "other things"), true},
		{"two texts", both(edit("articles/a11.md", "things", "words"), edit("articles/a19.md", "things", "words")), true},
		{"a text that names nobody any more", edit("articles/a12.md", "Ex Why", "Nobody"), false},
		{"a text that links more", edit("articles/a15.md", "things", "of [[i]]"), true},
		{"a title", edit("articles/a16.md", "A 16", "Another"), false},
		{"a date", edit("articles/a17.md", "2020-01-", "2020-02-"), false},
		{"a text of an incident", edit("incidents/i.md", "Its", "The"), false},
		{"a text and a template", both(edit("articles/a18.md", "things", "words"), func() {
			put(t, filepath.Join(d.dir, "templates/404.html"), []byte("{{define \"main\"}}None{{end}}"))
		}), false},
		{"a draft", edit("articles/a20.md", "summary:", "draft: true\nsummary:"), false},
		{"a text of a draft", edit("articles/a20.md", "things", "words"), true},
		{"a slug of a draft", edit("articles/a20.md", "summary:", "slug: b\nsummary:"), false},
		{"a draft no more", edit("articles/a20.md", "draft: true\n", ""), false},
		{"a warning", edit("articles/a21.md", "things", "things ([[ nothing"), true},
		{"no warning any more", edit("articles/a21.md", "([[ nothing", ""), true},
		{"a text, and a page of another that somebody edited", both(edit("articles/a22.md", "things", "words"), func() {
			put(t, filepath.Join(b.destination, "articles/a23/index.html"), []byte("Nonsense."))
		}), true},
	} {
		step.do()
		if got := retouched(); got != step.want {
			t.Errorf("after an edit of %s, only texts were made: %v", step.what, got)
		}
		d.build()
		d.clean(step.what)
	}
}
