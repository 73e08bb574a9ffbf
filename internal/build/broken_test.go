package build

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// An edit that tears a note of the demo from its passage is told at the line of
// the quote, for each article that has one.
func TestBrokenQuotesOfDemo(t *testing.T) {
	demo := os.DirFS(repository)
	broken := 0
	for _, a := range runClean(t, demo).Timeline.Articles {
		if len(a.Meta.Annotations) == 0 {
			continue
		}
		quote := a.Meta.Annotations[0].Quote
		raw, err := fs.ReadFile(demo, a.Meta.Path)
		if err != nil {
			t.Fatal(err)
		}
		// The body loses all its spaces, so that no quote of two words stands in it.
		fences := bytes.SplitN(raw, []byte("\n---\n"), 2)
		if len(fences) != 2 || !strings.Contains(quote.V, " ") {
			continue
		}
		source := fstest.MapFS{a.Meta.Path: {Data: append(append(fences[0], "\n---\n"...), bytes.ReplaceAll(fences[1], []byte(" "), []byte("_"))...)}}
		result := run(t, overlay{upper: source, lower: demo})
		if !result.Problems.HasErrors() {
			t.Errorf("%s: the site could be published", a.Meta.Path)
		}
		line := fmt.Sprintf("%s: error: ", a.Meta.Pos(quote.Place))
		if all := strings.Join(problems(result), "\n"); !strings.Contains(all, line) {
			t.Errorf("no problem at %s:\n%s", a.Meta.Pos(quote.Place), all)
		}
		if broken++; broken == 3 { // each is a build of the whole demo
			return
		}
	}
	if broken == 0 {
		t.Error("no article of the demo has a quote to break")
	}
}
