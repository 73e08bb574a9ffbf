package build

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"dateline/internal/markup"
)

// A site whose texts lie on a shelf is the site whose texts are in memory.
func TestShelfChangesNothing(t *testing.T) {
	source := generated(30)
	file, err := os.Create(filepath.Join(t.TempDir(), "texts"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	opt := options(source)
	opt.Shelf = markup.NewShelf(file)
	result, err := Run(opt)
	if err != nil {
		t.Fatal(err)
	}
	kept := run(t, source)
	count := 0
	err = fs.WalkDir(kept.FS, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		want, err := fs.ReadFile(kept.FS, name)
		if err != nil {
			return err
		}
		if got, err := fs.ReadFile(result.FS, name); err != nil || string(got) != string(want) {
			t.Errorf("%s differs (%v)", name, err)
		}
		count++
		return nil
	})
	if err != nil || count < 60 {
		t.Fatal(count, err)
	}
	if info, err := file.Stat(); err != nil || info.Size() < 60_000 {
		t.Error("the texts are not on the shelf", err)
	}
	for _, a := range result.Timeline.Articles {
		if a.Meta.Sourcing != nil || a.Meta.Subjects != nil || a.Meta.Editing != nil {
			t.Error("the front matter of", a.Meta.Path, "is still in memory")
		}
	}

	// Where the file can be read no longer, no page is made of what is missing: only some
	// texts that were read last are still there.
	file.Close()
	missing := 0
	for k := range 30 {
		name := fmt.Sprintf("articles/article-%d/index.html", k)
		switch got, err := fs.ReadFile(result.FS, name); {
		case errors.Is(err, os.ErrClosed):
			missing++
		case err != nil || string(got) != read(t, kept, name):
			t.Errorf("%s was made without its text: %v", name, err)
		}
	}
	if missing == 0 {
		t.Error("all texts are still there")
	}
}
