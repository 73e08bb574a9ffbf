package content

import (
	"io/fs"
	"testing"
	"testing/fstest"
)

// What nobody tells of is taken to be as it was: the proof that it is not read
// again.
func TestCacheReadsOnlyWhatIsForgotten(t *testing.T) {
	file := func(title string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("---\ntitle: " + title + "\ndate: 2021\n---\n")}
	}
	source := fstest.MapFS{
		"content/articles/a.md":         file("A"),
		"content/articles/b/index.md":   file("B"),
		"content/articles/b/plan.pdf":   {},
		"content/articles/deep/er/c.md": file("C"),
	}
	cache := &Cache{}
	read := func() (titles string) {
		t.Helper()
		set, _, err := Read(source, Options{Cache: cache})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range set.Articles {
			titles += a.Title.V
		}
		return titles
	}
	read()
	for _, step := range []struct {
		name   string
		change func()
		forget string
		want   string
	}{
		{"all edited, one told", func() {
			for _, name := range []string{"a.md", "b/index.md", "deep/er/c.md"} {
				source["content/articles/"+name] = file("X")
			}
		}, "content/articles/a.md", "XBC"},
		{"file beside a page", func() { source["content/articles/b/map.pdf"] = &fstest.MapFile{} }, "content/articles/b/map.pdf", "XXC"},
		{"something else", func() {}, "templates/a.html", "XXC"},
		{"a folder of a like name", func() {}, "content/articles/dee", "XXC"},
		{"folder", func() {}, "content/articles/deep", "XXX"},
		{"new, not told", func() { source["content/articles/n.md"] = file("N") }, "content/articles/a.md", "XXX"},
		{"new", func() {}, "content/articles/n.md", "XXXN"},
		{"gone", func() { delete(source, "content/articles/a.md") }, "content/articles/a.md", "XXN"},
		{"back", func() { source["content/articles/a.md"] = file("A") }, "content/articles/a.md", "AXXN"},
	} {
		step.change()
		cache.Forget(step.forget)
		if got := read(); got != step.want {
			t.Errorf("%s: read %s, want %s", step.name, got, step.want)
		}
	}
}

// A file that was written and holds the same is not parsed again, but for a page with
// files beside it, of which pictures may be others.
func TestCacheOfTheSame(t *testing.T) {
	source := fstest.MapFS{
		"content/_index.md":           {Data: []byte("---\ntitle: T\nraw_html: sanitised\n---\n")},
		"content/articles/a.md":       {Data: []byte("---\ntitle: A\ndate: 2021\n---\n")},
		"content/articles/b/index.md": {Data: []byte("---\ntitle: B\ndate: 2022\n---\n")},
		"content/articles/b/plan.pdf": {},
	}
	cache := &Cache{}
	read := func(change func()) (a, b *Article) {
		t.Helper()
		change()
		for name := range source {
			cache.Forget(name)
		}
		set, problems, err := Read(source, Options{Cache: cache})
		if err != nil || len(set.Articles) != 2 || problems.HasErrors() {
			t.Fatal(set, problems.Sorted(), err)
		}
		return set.Articles[0], set.Articles[1]
	}
	firstA, firstB := read(func() {})
	a, b := read(func() {})
	if a != firstA || b == firstB {
		t.Errorf("parsed again: A %t, want false; B %t, want true", a != firstA, b != firstB)
	}
	a, _ = read(func() { source["content/articles/a.md"].Data[11] = 'C' })
	if a == firstA || a.Title.V != "C" {
		t.Errorf("an edited file is %q", a.Title.V)
	}
	again, _ := read(func() { source["content/_index.md"].Data = []byte("---\ntitle: T\n---\n") })
	if again == a {
		t.Error("not parsed again where HTML is taken otherwise")
	}
}

// A file that cannot be read is an error, and is read once it can be.
func TestCacheAfterFailure(t *testing.T) {
	source := fstest.MapFS{"content/articles/a.md": {Data: []byte("---\ntitle: A\ndate: 2021\n---\n")}}
	shut := locked{source, "content/articles/a.md"}
	cache := &Cache{}
	if _, _, err := Read(&shut, Options{Cache: cache}); err == nil {
		t.Fatal("no error")
	}
	shut.name = ""
	set, _, err := Read(&shut, Options{Cache: cache})
	if err != nil || len(set.Articles) != 1 || set.Articles[0].Title.V != "A" {
		t.Errorf("read %v, error %v", set.Articles, err)
	}
}

// locked is a file system of which one file cannot be opened.
type locked struct {
	fstest.MapFS
	name string
}

func (f *locked) Open(name string) (fs.File, error) {
	if name == f.name {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.MapFS.Open(name)
}
