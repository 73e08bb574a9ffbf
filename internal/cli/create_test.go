package cli

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/tools/txtar"
)

// Where one of several files cannot be written, as on a full disk, none of them is left, nor
// a folder that was made for them: init takes an empty folder only.
func TestCreateAllOrNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	files := []txtar.File{{Name: "content/a/b.md"}, {Name: "content/c/d.md"}, {Name: "content/c/d.md/e.md"}}
	if err := writeSite(dir, files); err == nil {
		t.Fatal("a file is a folder, too")
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("the new folder: %v", err)
	}
	if err := os.MkdirAll(filepath.Join(dir, "content", "c"), 0o755); err != nil {
		t.Fatal(err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := createAll(root, []txtar.File{{Name: "content/c/d/e.md"}, {Name: "content/x/y.md"}, {Name: "content/x/y.md"}}); err == nil {
		t.Error("a file was written over")
	}
	left, err := filepath.Glob(filepath.Join(dir, "content", "*", "*"))
	if _, err := os.Stat(filepath.Join(dir, "content", "c")); err != nil {
		t.Errorf("the folder that was there: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "content", "x")); err == nil || len(left) > 0 {
		t.Errorf("left: %v", left)
	}
	if err != nil {
		t.Error(err)
	}
}
