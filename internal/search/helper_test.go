package search

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/content"
	"dateline/internal/locale/localetest"
	"dateline/internal/markup"
	"dateline/internal/timeline"
	"dateline/internal/timeline/timelinetest"
)

// linkFS links a site that must have no errors, with its texts on a shelf; nil for none.
func linkFS(t testing.TB, source fstest.MapFS, shelf *markup.Shelf) *timeline.Timeline {
	t.Helper()
	linked, problems := timelinetest.LinkFS(t, source, content.Options{Shelf: shelf})
	if problems.HasErrors() {
		t.Fatal(problems.Sorted())
	}
	return linked
}

// open makes all files of an index, named as the script asks for them.
func open(t testing.TB, x *Index) map[string]string {
	t.Helper()
	files := map[string]string{}
	all, shown := x.Files()
	maps.Copy(all, shown)
	for name, open := range all {
		data, err := open(nil)
		if err != nil {
			t.Fatal(err)
		}
		files[strings.TrimPrefix(name, Folder)] = string(data)
	}
	return files
}

// question is what a reader asks.
type question struct {
	Q    string `json:"q"`
	Kind string `json:"kind,omitempty"`
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
}

// answer is what the script finds and loads.
type answer struct {
	Paths     []string   // of all that is found, the best first
	Titles    [][]string // of the first ten: the words that are marked in the title
	Raw, Wire int        // bytes that the first query loads, as they are and compressed
	MS        float64    // that it takes once all is loaded
}

// script has the site's own script answer questions, and divide texts into
// terms. It runs in Node, where that is installed.
func script(t testing.TB, files map[string]string, questions []question, texts []string) (answers []answer, terms [][]string) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("node is missing; the script that readers get is not tested")
		}
		t.Skip("node is missing")
	}
	code, err := os.ReadFile("../../static/js/parts/search.js")
	if err != nil {
		t.Fatal(err)
	}
	module := filepath.Join(t.TempDir(), "search.mjs")
	if err := os.WriteFile(module, code, 0o600); err != nil {
		t.Fatal(err)
	}
	in, err := json.Marshal(map[string]any{"files": files, "queries": questions, "texts": texts})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(node, "testdata/ask.mjs", module)
	cmd.Stdin = bytes.NewReader(in)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %s", err, stderr.String())
	}
	var said struct {
		Results []answer
		Terms   [][]string
	}
	if err := json.Unmarshal(out, &said); err != nil {
		t.Fatal(err)
	}
	return said.Results, said.Terms
}

// ask asks one question of a site.
func ask(t *testing.T, linked *timeline.Timeline, questions ...question) []answer {
	t.Helper()
	answers, _ := script(t, open(t, New(linked, localetest.English(t))), questions, nil)
	return answers
}
