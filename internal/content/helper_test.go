package content

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/diag/diagtest"
)

// siteOf returns a source folder with the given files, and with settings
// unless they are among them.
func siteOf(files map[string]string) fstest.MapFS {
	site := fstest.MapFS{sitePath: {Data: []byte("---\ntitle: T\n---\n")}}
	for name, text := range files {
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return site
}

// readSite reads a site and returns its problems as lines.
func readSite(t *testing.T, site fstest.MapFS, opt Options) (*Set, []string) {
	t.Helper()
	set, problems, err := Read(site, opt)
	if err != nil {
		t.Fatal(err)
	}
	return set, diagtest.Lines(problems)
}

// wantLines reports the lines in which got differs from want.
func wantLines(t *testing.T, got []string, want ...string) {
	t.Helper()
	for _, line := range got {
		if !slices.Contains(want, line) {
			t.Errorf("got unexpected\n\t%s", line)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			t.Errorf("lacks\n\t%s", line)
		}
	}
	if !t.Failed() && !slices.Equal(got, want) {
		t.Errorf("got in another order\n\t%s", strings.Join(got, "\n\t"))
	}
}

// sortedKeys returns the keys of a map in order.
func sortedKeys[V any](m map[string]V) []string {
	return slices.Sorted(maps.Keys(m))
}

const articlePath = "content/articles/a.md"

// readArticle reads a site of one article; the problems come without its path.
func readArticle(t *testing.T, text string) (*Article, []string) {
	t.Helper()
	set, lines := readSite(t, siteOf(map[string]string{articlePath: text}), Options{Drafts: true})
	for i := range lines {
		lines[i] = strings.TrimPrefix(lines[i], articlePath+":")
	}
	if len(set.Articles) != 1 {
		t.Fatalf("got %d articles", len(set.Articles))
	}
	return set.Articles[0], lines
}

// noFrontMatter, emptyFile are what files say that hold no front matter.
const (
	noFrontMatter = `1:1: error: has no front matter; begin the file with a line "---", then "title: …", then a line "---"`
	emptyFile     = `1:1: error: is empty; begin it with a line "---", then "title: …", then a line "---"`
)
