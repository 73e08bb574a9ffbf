package glance

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// TestFolder looks at files in any order, and finds of each what package os does.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	names := []string{
		".", "a", "a/b", "a/b/c", "a/b/c/1.md", "a/b/c/2.md", "a/b/d", "a/b/d/1.md", "a/b.md", "ab", "ab/1.md", "1.md",
		"a/b/c/none.md", "none/1.md", "a/b.md/1.md",
	}
	for _, name := range []string{"a/b/c/1.md", "a/b/c/2.md", "a/b/d/1.md", "a/b.md", "ab/1.md", "1.md"} {
		place := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(place, []byte(name), 0o640); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{"a/link.md": "b/c/1.md", "a/b/c/up.md": "../../b.md", "folder": "a/b", "astray": "nowhere"} {
		if err := os.Symlink(filepath.FromSlash(to), filepath.Join(dir, filepath.FromSlash(link))); err != nil {
			t.Fatal(err)
		}
		names = append(names, link)
	}
	names = append(names, "folder/c/1.md", "folder/c/2.md", "folder/d/1.md", "astray/1.md")
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	looks := In(root)
	defer looks.Close()
	order := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		name := names[order.IntN(len(names))]
		place := filepath.Join(dir, filepath.FromSlash(name))
		for kind, look := range map[string][2]func(string) (fs.FileInfo, error){
			"lstat": {looks.Lstat, func(string) (fs.FileInfo, error) { return os.Lstat(place) }},
			"stat":  {looks.Stat, func(string) (fs.FileInfo, error) { return os.Stat(place) }},
		} {
			got, err := look[0](name)
			want, wantErr := look[1](name)
			if (err == nil) != (wantErr == nil) || errors.Is(err, fs.ErrNotExist) != errors.Is(wantErr, fs.ErrNotExist) {
				t.Fatalf("%s of %s: %v, want %v", kind, name, err, wantErr)
			}
			if err == nil && (got.Mode() != want.Mode() || got.Size() != want.Size() || got.IsDir() != want.IsDir() || !got.ModTime().Equal(want.ModTime())) {
				t.Fatalf("%s of %s: %s, want %s", kind, name, fs.FormatFileInfo(got), fs.FormatFileInfo(want))
			}
		}
	}
}

// TestNear tells which folder is opened for names that come one after the other.
func TestNear(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for _, name := range []string{"a/b", "a/c", "d"} {
		if err := root.MkdirAll(name, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := root.WriteFile("f", nil, 0o644); err != nil {
		t.Fatal(err)
	}
	looks := In(root)
	defer looks.Close()
	for _, step := range [][2]string{
		{"a/b/1", ""}, {"a/b/2", "a/b/"}, {"a/b/3", "a/b/"}, {"a/c/1", "a/"}, {"a/c/2", "a/"}, {"d/1", ""}, {"d/2", "d/"}, {"e/1", ""}, {"e/2", ""}, {"f/1", ""}, {"f/2", ""}, {".", ""},
	} {
		name, want := step[0], step[1]
		if rest := looks.reach(name); looks.nearName != want || looks.nearName+rest != name {
			t.Errorf("%s is looked at from %q as %s, want from %q", name, looks.nearName, rest, want)
		}
	}
}

// TestFar looks at a file whose name is longer than what systems follow in one step.
func TestFar(t *testing.T) {
	root, err := os.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	folder := strings.Repeat(strings.Repeat("d", 99)+"/", 60)
	if err := root.MkdirAll(path.Clean(folder), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := root.WriteFile(folder+"1.md", []byte("far"), 0o644); err != nil {
		t.Fatal(err)
	}
	looks := In(root)
	defer looks.Close()
	for _, name := range []string{"1.md", folder + "1.md", folder[:100], folder + "1.md", folder[:5000] + "none.md", folder + "1.md"} {
		info, err := looks.Stat(name)
		if base := path.Base(name); base == "1.md" && name != base {
			if err != nil || info.Size() != 3 {
				t.Errorf("%d bytes: %v, %v", len(name), info, err)
			}
		} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%d bytes: %v", len(name), err)
		}
	}
}
