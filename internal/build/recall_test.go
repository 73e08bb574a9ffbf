package build

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"dateline/internal/markup"
)

// carried is a site that is built again and again, each time from what the build
// before has kept.
type carried struct {
	folder string
	kept   []byte
}

// build builds the site after an edit of a file.
func (c *carried) build(t *testing.T, file string) *Result {
	t.Helper()
	opt := options(os.DirFS(c.folder))
	opt.Shelf = shelf(t)
	if c.kept != nil {
		cache, err := Recall(bytes.NewReader(c.kept), opt)
		if err != nil {
			t.Fatal(err)
		}
		cache.Forget(file)
		opt.Cache = cache
	}
	opt.Keep = func(write func(io.Writer) error) {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		c.kept = out.Bytes()
	}
	result, err := Run(opt)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func shelf(t *testing.T) *markup.Shelf {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "texts"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return markup.NewShelf(file)
}
