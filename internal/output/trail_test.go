package output

import (
	"os"
	"path/filepath"
	"testing"
)

// A trail sees what a look from the top sees, in whatever order, and opens a folder
// once where names are in order.
func TestTrail(t *testing.T) {
	top := t.TempDir()
	files{"out/x": "1", "in/a/b/c/x": "1", "in/a/b/y": "2", "in/a-b/x": "3", "in/ab/x": "4", "in/z": "5", "in/a/here": "-> b", "in/a/up": "-> ../ab", "in/a/away": "-> ../../out"}.put(t, top)
	opened := 0
	d, err := openDisk(top, func(operation string, _ ...string) error {
		if operation == "look into folder" {
			opened++
		}
		return nil
	})
	check(t, err)
	defer d.close()
	sorted := []string{"a", "a-b/x", "a/b", "a/b/c/x", "a/b/none", "a/b/y", "a/here", "ab/x", "z"}
	odd := []string{"a/none/x", "z/x", "a/here/y", "a/away/x", "a/b/c/x", "z", "a/b/c/x", "a-b/x", "a/b/c/d/e", "ab/x", "a/b", "a/b/y"}
	at, err := d.trail("in")
	check(t, err)
	defer at.close()
	for _, names := range [][]string{sorted, odd} {
		for _, name := range names {
			got, err := at.lstat(name)
			want, wantErr := os.Lstat(filepath.Join(top, "in", name))
			if name == "a/away/x" {
				if err == nil {
					t.Error("a link led away")
				}
				continue
			}
			if (err == nil) != (wantErr == nil) || err == nil && (!os.SameFile(got, want) || got.Size() != want.Size()) {
				t.Errorf("%s: %v, %v, want %v, %v", name, got, err, want, wantErr)
			}
		}
		if opened > 6 && &names[0] == &sorted[0] {
			t.Errorf("folders were opened %d times", opened)
		}
	}
}
