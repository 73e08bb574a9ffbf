package build

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"dateline/internal/build/buildtest"
	"dateline/internal/markup"
)

// Whoever reads the files of a site does so at once with others, and in whatever
// order: all of them get what one gets alone. The race detector looks on in CI.
func TestFilesAtOnce(t *testing.T) {
	source := siteOf(t, strings.Replace(digestSite, "previews: false\n", "", 1))
	maps.Copy(source, oddSite)
	texts, err := os.Create(filepath.Join(t.TempDir(), "texts"))
	if err != nil {
		t.Fatal(err)
	}
	defer texts.Close()
	alone := buildtest.Keep(run(t, source).FS)
	for name, shelf := range map[string]*markup.Shelf{"in memory": nil, "on a shelf": markup.NewShelf(texts)} {
		t.Run(name, func(t *testing.T) {
			opt := options(source)
			opt.Shelf = shelf
			result, err := Run(opt)
			if err != nil {
				t.Fatal(err)
			}
			forth := paths(t, result.FS)
			back := slices.Clone(forth)
			slices.Reverse(back)
			half := len(forth) / 2
			var readers sync.WaitGroup
			for _, order := range [][]string{forth, forth, back, slices.Concat(forth[half:], forth[:half])} {
				readers.Go(func() {
					for _, name := range order {
						got, err := fs.ReadFile(result.FS, name)
						want, wrong := fs.ReadFile(alone, name)
						if err := errors.Join(err, wrong); err != nil || string(got) != string(want) {
							t.Errorf("%s differs (%v)", name, err)
						}
					}
				})
			}
			readers.Wait()
		})
	}
}
