package cli

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
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
	resumed := func() bool {
		t.Helper()
		source, err := openSource(d.dir)
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
		b.resume(&opt, earlier, source, earlier.changes(source)).close()
		return opt.Cache != nil
	}
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
