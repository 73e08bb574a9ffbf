package cli

import (
	"bytes"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/internal/corpus"
)

// The same content gives the same bytes, the list of files among them, wherever
// it lies and is called from, with whatever clock and line endings.
func TestPromiseReproducible(t *testing.T) {
	files := corpus.Hostile()
	maps.Insert(files, corpus.Files(20))
	for name, data := range markedPictures(t) {
		files["content/pages/pictures/"+name] = data
	}
	files["content/pages/pictures/index.md"] = []byte("---\ntitle: P\nparams: {text: \"a\\\n  b\"}\nsummary: |\n  One\n  two\n---\n![A](a.jpg) ![B](b.png)\n\n```\ncode\n```\n")
	lay := func(dir string, crlf bool) {
		for name, data := range files {
			if crlf && filepath.Ext(name) == ".md" {
				data = bytes.ReplaceAll(data, []byte("\n"), []byte("\r\n"))
			}
			put(t, filepath.Join(dir, filepath.FromSlash(name)), data)
		}
	}
	base := t.TempDir()
	one, other := filepath.Join(base, "one"), filepath.Join(base, "آخر", "a long way", strings.Repeat("down", 20))
	lay(one, false)
	lay(other, true) // as version control lays files on Windows
	assets, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]string
	for _, call := range []struct {
		from string
		args []string
		now  time.Time
	}{
		{one, []string{"build", "--destination", filepath.Join(base, "out1")}, time.Unix(0, 0)},
		{base, []string{"build", "--source", "one", "--destination", "out2"}, time.Date(2262, 2, 29, 23, 59, 59, 0, time.FixedZone("x", 14*3600))},
		{os.TempDir(), []string{"build", "--source", other, "--destination", filepath.Join(other, "public")}, time.Now()},
	} {
		t.Chdir(call.from)
		var said strings.Builder
		env := Env{Stdout: io.Discard, Stderr: &said, Now: func() time.Time { return call.now }, Files: os.DirFS(assets)}
		if code := Run(t.Context(), call.args, env); code != exitDone {
			t.Fatalf("exit code %d: %s", code, said.String())
		}
		got := everyFile(t, call.args[len(call.args)-1])
		if want == nil {
			want = got
		}
		if !slices.Equal(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(got))) {
			t.Errorf("%v has other files", call.args)
		}
		for name, data := range got {
			if data != want[name] {
				t.Errorf("%v: %s has other bytes", call.args, name)
			}
		}
	}
	if want[".dateline/manifest.json"] == "" || strings.Contains(want[".dateline/manifest.json"], base) {
		t.Error("the list of files is not there, or names the folder")
	}
}
