package build

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"dateline/internal/build/buildtest"
	"dateline/internal/content"
)

// Whatever is edited: a build that remembers the earlier ones, in memory or in what
// they have kept, makes the same files, byte for byte, as one that knows nothing.
func TestCacheEdits(t *testing.T) {
	editSite(t, buildtest.NewDesk(t, ""), 20)
}

// The same holds for a site in two languages, of which also the translations are
// edited.
func TestCacheEditsOfEditions(t *testing.T) {
	editSite(t, buildtest.NewDesk(t, "languages: [ar]\n"), 8)
}

func editSite(t *testing.T, d *buildtest.Desk, count int) {
	count = buildtest.Edits(count)
	remembering := options(os.DirFS(d.Folder))
	remembering.Cache = &Cache{}
	var good *Result // the last without errors
	var shown map[string]string
	carried := carried{folder: d.Folder}
	kept, same, retouched := 0, 0, 0
	var last *Result
	var sums map[string]content.Sum // of it
	for k := range count {
		what, file := d.Edit()
		if what != "nothing" {
			remembering.Cache.Forget(file)
		}
		pages := remembering.Cache.pages()
		got, err := Run(remembering)
		if err != nil {
			t.Fatal(err)
		}
		if pages != nil && remembering.Cache.pages() == pages {
			kept++
		}
		if !got.Problems.HasErrors() {
			good, shown = got, map[string]string{}
		}
		for _, name := range d.Articles() {
			slug, _ := content.SlugOf(name)
			page := "articles/" + slug + "/index.html"
			if good == got {
				shown[page] = read(t, got, page)
			} else if shown[page] != "" && read(t, good, page) != shown[page] {
				t.Fatalf("edit %d, %s of %s: a broken build has changed %s of the last good site", k, what, file, page)
			}
		}
		want := run(t, os.DirFS(d.Folder))
		before := sums
		sums = digests(t, want)
		if last != nil {
			same += sameDigests(t, last, want, before, sums)
		}
		sameSite(t, fmt.Sprintf("edit %d, %s of %s", k, what, file), got, want)
		again := carried.build(t, file)
		if again.before != nil {
			retouched++
			isRetouched(t, again, last, want)
		}
		last = want
		sameSite(t, fmt.Sprintf("edit %d, %s of %s, with what was kept", k, what, file), again, want)
		carried.words = wordsOf(t, again)
		if !maps.EqualFunc(carried.words, wordsOf(t, want), bytes.Equal) {
			t.Errorf("edit %d, %s of %s: what is kept of words differs", k, what, file)
		}
		if t.Failed() {
			data, _ := os.ReadFile(filepath.Join(d.Folder, file))
			t.Fatalf("%s is now:\n%s", file, data)
		}
	}
	if same < 10*count {
		t.Errorf("only %d times did a digest say that a file stays the same", same)
	}
	if d.Languages == "" && retouched < count/16 {
		t.Errorf("only %d of %d builds made no more than texts", retouched, count)
	}
	if d.Languages == "" && kept < count/4 {
		t.Errorf("only %d of %d builds made use of the pages of the one before", kept, count)
	}
}

// isRetouched holds that a site in which texts were edited has the files that have changed
// since the last one, and knows of what all are made.
func isRetouched(t *testing.T, got, last, want *Result) {
	t.Helper()
	fsys := got.FS.(*retouched)
	if !slices.Equal(fsys.Names(), want.names()) {
		t.Fatal("the site has other files")
	}
	for _, name := range fsys.Names() {
		_, touched := fsys.touched[name]
		from := last
		if touched || fsys.words.has(name) {
			from = got
		}
		if read(t, from, name) != read(t, want, name) {
			t.Errorf("%s is another (retouched: %v)", name, from == got)
		}
	}
	if fsys.all != nil {
		t.Error("the whole site was made")
	}
	if !maps.Equal(digests(t, got), digests(t, want)) {
		t.Error("the site is said to be made of something else")
	}
	if got.Pages != want.Pages || got.Read != want.Read || !reflect.DeepEqual(got.Layout(), want.Layout()) {
		t.Errorf("of the site is said %d %d %v, want %d %d %v", got.Pages, got.Read, got.Layout(), want.Pages, want.Read, want.Layout())
	}
}

// sameDigests holds that files whose digest stays the same do so themselves, and
// counts them.
func sameDigests(t *testing.T, last, now *Result, before, after map[string]content.Sum) int {
	t.Helper()
	count := 0
	for file, sum := range after {
		if was, known := before[file]; known && was == sum {
			count++
			if read(t, last, file) != read(t, now, file) {
				t.Errorf("%s is another, with the same digest", file)
			}
		}
	}
	return count
}

func digests(t *testing.T, result *Result) map[string]content.Sum {
	t.Helper()
	sums, err := result.Digests()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]content.Sum{}
	for _, name := range result.names() {
		if sum, known := sums.Of(name); known {
			all[name] = sum
		}
	}
	return all
}

// pages returns those of the last build, nil where there are none.
func (c *Cache) pages() *files {
	if len(c.all) == 0 {
		return nil
	}
	return c.all[0].pages
}
