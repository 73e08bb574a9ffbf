package output

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// A file is made at once where that can be done, and else through the folders: what
// stands there afterwards, and what is refused, is the same.
func TestTrailFill(t *testing.T) {
	long := strings.Repeat("long ", 1<<20)
	steps := []struct{ name, text string }{
		{"a/b/new", "1"},
		{"a/b/there", "2"}, // shorter than what is there
		{"top", long},
		{"a/empty", ""},
		{"a/here/x", "3"},
		{"a/away/x", "4"},
		{"a/link", "5"},
		{"a/leading-away", "6"},
		{"a/none/x", "7"},
		{"top/x", "8"},
		{"a/b", "9"},
		{"../out/x", "10"},
		{"a/b/\xff", "11"},
	}
	start := files{"out/x": "theirs", "in/a/b/there": "longer", "in/a/here": "-> b", "in/a/away": "-> ../../out", "in/a/link": "-> b/there", "in/a/leading-away": "-> ../../out/x"}
	run := func(fill func(d *disk, at *trail, name, text string) error) (refused []string, left files) {
		top := t.TempDir()
		start.put(t, top)
		d, err := openDisk(filepath.Join(top, "in"), nil)
		check(t, err)
		defer d.close()
		at, err := d.trail(".")
		check(t, err)
		defer at.close()
		for _, step := range steps {
			if fill(d, at, step.name, step.text) != nil {
				refused = append(refused, step.name)
			}
		}
		return refused, everything(t, top)
	}
	refused, left := run(func(_ *disk, at *trail, name, text string) error { return at.fill(name, writing([]byte(text))) })
	want, wantLeft := run(func(d *disk, _ *trail, name, text string) error { return d.fill(name, writing([]byte(text))) })
	if !slices.Equal(refused, want) {
		t.Errorf("refused %q, want %q", refused, want)
	}
	equal(t, "files", left, wantLeft)
	if left["out/x"] != "theirs" || left["in/top"] != long || left["in/a/b/there"] != "5" {
		t.Error("a file outside was written, or one inside was not")
	}

	d, err := openDisk(t.TempDir(), nil)
	check(t, err)
	defer d.close()
	at, err := d.trail(".")
	check(t, err)
	defer at.close()
	broken := errors.New("broken")
	if err := at.fill("x", func(io.Writer) error { return broken }); !errors.Is(err, broken) {
		t.Errorf("got %v of a file that could not be made", err)
	}
}
