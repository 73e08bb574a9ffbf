package build

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/internal/content"
	"dateline/internal/markup"
)

// carried is a site that is built again and again, each time from what the build
// before has kept.
type carried struct {
	folder   string
	compress bool
	kept     []string
	words    map[string][]byte
	last     *Result // nil where it had errors
}

// build builds the site after an edit of a file.
func (c *carried) build(t *testing.T, file string) *Result {
	t.Helper()
	opt := options(os.DirFS(c.folder))
	opt.Shelf = shelf(t)
	opt.Compress = func(*content.Site) bool { return c.compress }
	if c.kept != nil {
		cache, err := Recall(c.kept, opt)
		if err != nil {
			t.Fatal(err)
		}
		if opt.Cache = cache; c.last != nil && strings.HasPrefix(file, "content/articles/") {
			cache.Retouch([]string{file}, c.before(t))
		} else {
			cache.Forget(file)
		}
	}
	opt.Keep = func(all, changes func(io.Writer) error) {
		write := changes
		if len(c.kept)%4 == 0 {
			write, c.kept = all, nil
		}
		var out strings.Builder
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		c.kept = append(c.kept, out.String())
	}
	opt.Words = func(name string) string { return string(c.words[name]) }
	result, err := Run(opt)
	if err != nil {
		t.Fatal(err)
	}
	if c.last = result; result.Problems.HasErrors() {
		c.last = nil
	}
	return result
}

// before returns what the next build can know of the last one.
func (c *carried) before(t *testing.T) Before {
	t.Helper()
	sums, err := c.last.Digests()
	if err != nil {
		t.Fatal(err)
	}
	return Before{Names: sums.names, Sums: sums.sums, Pages: c.last.Pages, Problems: c.last.Problems.Sorted(), Layout: c.last.Layout()}
}

// wordsOf returns what a build leaves of words for later ones, by name.
func wordsOf(t *testing.T, result *Result) map[string][]byte {
	t.Helper()
	words := map[string][]byte{}
	for name, write := range result.Words() {
		var out bytes.Buffer
		if err := write(&out); err != nil {
			t.Fatal(err)
		}
		words[name] = out.Bytes()
	}
	return words
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
