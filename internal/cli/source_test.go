package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// What is opened of a folder that stays open is what is opened from the top.
func TestFolderStaysOpen(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	put(t, filepath.Join(outside, "z.md"), []byte("outside"))
	put(t, filepath.Join(dir, "content/a/x.md"), []byte("x"))
	put(t, filepath.Join(dir, "content/b/y.md"), []byte("y"))
	for link, to := range map[string]string{"link.md": "../b/y.md", "out.md": filepath.Join(outside, "z.md")} {
		if err := os.Symlink(to, filepath.Join(dir, "content/a", link)); err != nil {
			t.Fatal(err)
		}
	}
	for _, lasting := range []bool{true, false} {
		source, err := openSource(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer source.Close()
		source.lasting = lasting
		for _, file := range []struct{ name, want string }{
			{"content/a/x.md", "x"}, {"content/a/link.md", "y"}, {"content/a/out.md", ""}, {"content/a/none.md", ""}, {"content/b/y.md", "y"},
		} {
			if got, err := fs.ReadFile(source.FS(), file.name); string(got) != file.want || (err == nil) != (file.want != "") {
				t.Errorf("%s: got %q, %v", file.name, got, err)
			}
		}
	}
}

// Where another folder takes the place of one, what lasts has changed, and what does
// not is found in the new one.
func TestFolderExchanged(t *testing.T) {
	for _, lasting := range []bool{true, false} {
		dir := t.TempDir()
		put(t, filepath.Join(dir, "content/a/x.md"), []byte("old"))
		source, err := openSource(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer source.Close()
		source.lasting = lasting
		if _, err := fs.ReadFile(source.FS(), "content/a/x.md"); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(dir, "content/a"), filepath.Join(dir, "content/was")); err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(dir, "content/a/x.md"), []byte("another"))
		got, err := fs.ReadFile(source.FS(), "content/a/x.md")
		if !lasting && (string(got) != "another" || err != nil) {
			t.Errorf("got %q, %v", got, err)
		}
		if lasting && source.changed() == nil {
			t.Error("nothing has changed")
		}
	}
}

// What an earlier build has read and this one reads again is one file: it is told once
// that it has changed, and there is no more of it to remember.
func TestReadAgain(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "content/a.md")
	put(t, file, []byte("a"))
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	source, err := openSource(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	source.lasting = true
	source.resume(tableOf(map[string]stamp{"content/a.md": stampOf(info), "content/gone.md": missing}), nil, nil)
	for range 2 {
		if _, err := fs.ReadFile(source.FS(), "content/a.md"); err != nil {
			t.Fatal(err)
		}
		if _, err := fs.ReadFile(source.FS(), "content/gone.md"); !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
	if err := source.changed(); err != nil {
		t.Fatal(err)
	}
	if all := source.all(); !slices.Equal(all.names, []string{"content/a.md", "content/gone.md"}) {
		t.Errorf("remembered are %q", all.names)
	}
	put(t, file, []byte("another"))
	put(t, filepath.Join(dir, "content/gone.md"), []byte("back"))
	const want = "content/a.md, content/gone.md changed while the site was made"
	if err := source.changed(); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	if _, err := fs.ReadFile(source.FS(), "content/a.md"); err == nil {
		t.Error("a file that has changed since the earlier build was read")
	}
}
