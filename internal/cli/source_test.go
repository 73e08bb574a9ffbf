package cli

import (
	"io/fs"
	"os"
	"path/filepath"
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
