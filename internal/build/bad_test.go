package build

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"
)

// badInput reads the cases of testdata/bad: for each the files of a site, and
// the problems that they give.
func badInput(t *testing.T) map[string]badCase {
	t.Helper()
	names, err := filepath.Glob("testdata/bad/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	cases := map[string]badCase{}
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		k := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == "want" })
		if k < 0 {
			t.Fatalf("%s has no want", name)
		}
		want := strings.FieldsFunc(string(archive.Files[k].Data), func(r rune) bool { return r == '\n' })
		archive.Files = slices.Delete(archive.Files, k, k+1)
		cases[name] = badCase{sourceOf(t, archive), want}
	}
	return cases
}

type badCase struct {
	source fstest.MapFS
	want   []string
}

// Each mistake gives its own message with its place, or works where that is
// what the author meant.
func TestBadInput(t *testing.T) {
	for name, c := range badInput(t) {
		t.Run(name, func(t *testing.T) {
			if got := problems(run(t, c.source)); !slices.Equal(got, c.want) {
				t.Errorf("problems:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

// One run reports them all: no mistake hides another.
func TestBadInputAtOnce(t *testing.T) {
	source := fstest.MapFS{}
	want := map[string]bool{}
	settings := "testdata/bad/settings.txtar"
	cases := badInput(t)
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		for file, data := range cases[name].source {
			if file != "content/_index.md" || name == settings {
				source[file] = data
			}
		}
		for _, line := range cases[name].want {
			want[line] = true
		}
	}
	result := run(t, source)
	if !result.Problems.HasErrors() {
		t.Error("the site could be published")
	}
	got := problems(result)
	for _, line := range got {
		if !want[line] {
			t.Errorf("unexpected: %s", line)
		}
		delete(want, line)
	}
	for _, line := range slices.Sorted(maps.Keys(want)) {
		t.Errorf("missing: %s", line)
	}
}

// What makes parsing slow is refused before it is parsed.
func TestEndlessInput(t *testing.T) {
	const head = "---\ntitle: A\ndate: 2021\n---\n"
	for _, tt := range []struct{ name, text, want string }{
		{
			"open links", strings.Repeat("[a](", 40_000),
			`content/articles/a.md:5:1: error: this paragraph opens more than 4000 links without closing them; write \[ for a bracket that is no link`,
		},
		{
			"definitions", strings.Repeat("[a]: b\n", 6_000),
			`content/articles/a.md:5005:1: error: the text has more than 5000 definitions of links and footnotes; divide it`,
		},
		{
			"quotes", strings.Repeat(">", 10_000) + "a",
			`content/articles/a.md:5:1: error: this line nests more than 200 quotes or lists within each other`,
		},
		{
			"asterisks", strings.Repeat("*a ", 40_000),
			`content/articles/a.md:5:1: error: this paragraph has more than 16000 asterisks, underscores and tildes; divide it`,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			source := sourceOf(t, &txtar.Archive{Files: []txtar.File{{Name: "content/articles/a.md", Data: []byte(head + tt.text)}}})
			if got := problems(run(t, source)); !slices.Equal(got, []string{tt.want}) {
				t.Errorf("problems:\n%s\nwant:\n%s", strings.Join(got, "\n"), tt.want)
			}
		})
	}
}
