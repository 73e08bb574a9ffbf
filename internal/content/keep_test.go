package content

import (
	"io"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/diag/diagtest"
	"dateline/internal/markup"
)

// keptSite has all that a document may have.
func keptSite() fstest.MapFS {
	return siteOf(map[string]string{
		sitePath: "---\ntitle: T\nlanguages: [ar]\nfields: {killed: Killed}\nwords: {tag: Word}\nmenu: [about]\ncolour: unknown\n" +
			"publish: {live: {dir: /srv/www}}\n---\nHello [[a]].\n",
		"content/articles/a.md": "---\ntitle: A\ndate: 2021-12-19?\nsource: s\nincidents: [i]\ntags: [tag, \"a tag that is longer than the words that stand in several files\"]\n" +
			"params: {n: -3, x: 1.5, yes: true, none: ~, list: [1, two, {three: 3}], empty: [], text: words}\n" +
			"accounts: {i: {killed: {value: 2, quote: two men}}}\n" +
			"annotations: [{quote: two men, kind: claim, by: x, note: \"A *note* on [[x]].\", sources: [\"https://example.org/\"]}]\n" +
			"corrections: [{date: 2022, note: Mended.}]\n---\n" +
			"They said [[x]] saw two men {==in the street==}{>>question by=x: Which [[i]]?<<}, and [[i|it]] too.\n" +
			strings.Repeat("The text is too long to be kept whole. ", 20) + "\n",
		"content/articles/a.ar.md":     "---\ntitle: ا\n---\nكلمة\n",
		"content/articles/b/index.md":  "+++\ntitle = \"B\"\ndate = \"2021-12\"\naliases = [\"old/b\"]\n+++\n![P](p.svg) and [text](t.txt)\n",
		"content/articles/b/p.svg":     `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20"><rect width="5" height="5"/></svg>`,
		"content/articles/b/t.txt":     "Text.",
		"content/articles/draft.md":    "---\ntitle: Draft\ndraft: true\n---\nNot yet.\n",
		"content/articles/none.md":     "no front matter\n",
		"content/incidents/i.md":       "---\ntitle: I\ndate: 2021-12-18/2021-12-19\nplace: {name: P, lat: 33.3, lon: -44.4}\nactors: [{actor: x, role: target}]\ncasualties: {killed: 2}\nestablished: {killed: 2}\n---\n",
		"content/actors/x.md":          "---\nname: X\nalso_known_as: [Ex]\nroles: [{title: Chair, from: 2020-07}]\nrelations: [{kind: member-of, name: Y}]\n---\nX.\n",
		"content/sources/s.md":         "---\nname: S\nurl: https://example.org/\n---\n",
		"content/pages/about.md":       "---\ntitle: About\n---\n# Heading\n\nText[^1].\n\n[^1]: Note.\n",
		"content/articles/deep/c.md":   "---\ntitle: C\ndate: [2020,2021]\nlang: fr\n---\nText.\n",
		"content/articles/deep/c.png":  "no picture of a page",
		"content/articles/x.markdown":  "---\n{\"title\": \"not YAML\n---\n",
		"content/elsewhere/nothing.md": "---\ntitle: Nowhere\n---\n",
	})
}

// What is recalled is what was kept, texts and problems included.
func TestRecall(t *testing.T) {
	site := keptSite()
	read := &Cache{}
	want, problems := readSite(t, site, Options{Cache: read})
	kept := keep(t, read)

	counting := &counter{MapFS: site, opened: map[string]int{}}
	opt := Options{Shelf: markup.NewShelf(&memory{})}
	cache, err := Recall([]string{kept}, counting, opt)
	if err != nil {
		t.Fatal(err)
	}
	opt.Cache = cache
	got, found, err := Read(counting, opt)
	if err != nil {
		t.Fatal(err)
	}
	wantLines(t, diagtest.Lines(found), problems...)
	if len(problems) < 5 {
		t.Error("the site has few problems:", problems)
	}
	if again := keep(t, cache); again != kept {
		t.Error("what is kept of what was recalled is something else")
	}
	if len(counting.opened) > 0 {
		t.Errorf("files were read: %v", counting.opened)
	}
	for k, result := range read.results {
		sameDocument(t, cache.results[k].document, result.document)
	}
	wantLines(t, leftOut(got), leftOut(want)...)
	if len(got.Articles) != len(want.Articles) || len(got.Drafts) != 1 || got.Files != want.Files || got.translations["ar"] == nil {
		t.Errorf("the set is another: %+v", got)
	}
	if opt.Shelf.Err() != nil || counting.opened["content/articles/a.md"] != 1 {
		t.Errorf("texts were read %v, error %v", counting.opened, opt.Shelf.Err())
	}
}

// sameDocument compares documents; the texts of got are looked at last.
func sameDocument(t *testing.T, got, want document) {
	t.Helper()
	if want == nil || got == nil {
		if got != want {
			t.Errorf("got %v, want %v", got, want)
		}
		return
	}
	path := want.document().Path
	texts := func(doc document) (all []*markup.Body) {
		for body := range bodies(doc) {
			all = append(all, *body)
			*body = nil
		}
		return all
	}
	gotTexts, wantTexts := texts(got), texts(want)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s:\n%+v\nwant\n%+v", path, got, want)
	}
	for k, text := range wantTexts {
		other := gotTexts[k]
		if other.Size() != text.Size() || other.Empty() != text.Empty() || !reflect.DeepEqual(other.Links(), text.Links()) || !reflect.DeepEqual(other.Notes(), text.Notes()) {
			t.Errorf("%s: text %d is described as another", path, k)
		}
		if other.Text() != text.Text() {
			t.Errorf("%s: text %d is %q, want %q", path, k, other.Text(), text.Text())
		}
	}
}

// Of a later run, what has changed is all that needs to be kept.
func TestRecallChanges(t *testing.T) {
	site := keptSite()
	read := &Cache{}
	readSite(t, site, Options{Cache: read})
	kept := []string{keep(t, read)}
	put := func(file, text string) func(*Cache) {
		return func(c *Cache) {
			site[file] = &fstest.MapFile{Data: []byte(text)}
			c.Forget(file)
		}
	}
	for _, step := range []struct {
		what string
		do   func(*Cache)
		most int // bytes that are kept of it
	}{
		{"nothing", func(*Cache) {}, 400},
		{"an edit", put("content/actors/x.md", "---\nname: Ex\n---\n"), 700},
		{"an article that comes first", put("content/articles/0.md", "---\ntitle: 0\ndate: 2020\n---\nText.\n"), 700},
		{"articles that go", func(c *Cache) {
			delete(site, "content/articles/a.ar.md")
			delete(site, "content/articles/deep/c.md")
			c.Relist()
		}, 400},
		{"something found in a text", func(c *Cache) {
			names := markup.NewNames([]markup.Name{{Text: "men"}})
			var view markup.View
			k, _ := c.at("content/articles/a.md")
			c.recallOne(k)
			view.Turn(c.results[k].document.document().Body)
			names.Find(&view)
			view.Turn(nil)
		}, 2000},
		{"nothing again", func(*Cache) {}, 400},
	} {
		shelf := markup.NewShelf(&memory{})
		cache, err := Recall(kept, site, Options{Shelf: shelf})
		if err != nil {
			t.Fatalf("before %s: %v", step.what, err)
		}
		step.do(cache)
		if _, _, err := Read(site, Options{Cache: cache, Shelf: shelf}); err != nil {
			t.Fatal(err)
		}
		changes := written(t, cache.KeepChanges)
		if len(changes) > step.most {
			t.Errorf("after %s, %d bytes are kept", step.what, len(changes))
		}
		kept = append(kept, changes)
		again, err := Recall(kept, site, Options{Shelf: shelf})
		if err != nil {
			t.Fatalf("after %s: %v", step.what, err)
		}
		if keep(t, again) != keep(t, cache) {
			t.Errorf("after %s, something else is recalled", step.what)
		}
	}
}

// What an author changed, or took away, after the build began is no text.
func TestRecallOfWhatIsGone(t *testing.T) {
	site := keptSite()
	read := &Cache{}
	readSite(t, site, Options{Cache: read})
	shelf := markup.NewShelf(&memory{})
	cache, err := Recall([]string{keep(t, read)}, site, Options{Shelf: shelf})
	if err != nil {
		t.Fatal(err)
	}
	set, _, err := Read(site, Options{Cache: cache, Shelf: shelf})
	if err != nil {
		t.Fatal(err)
	}
	delete(site, "content/articles/a.md")
	if text := set.Articles[0].Body.Text(); text != "" || shelf.Err() == nil || !strings.Contains(shelf.Err().Error(), "content/articles/a.md") {
		t.Errorf("the text is %q, the error %v", text, shelf.Err())
	}
}

// Whatever a file holds, reading it ends in an error or in documents.
func FuzzRecall(f *testing.F) {
	read := &Cache{}
	if _, _, err := Read(keptSite(), Options{Cache: read}); err != nil {
		f.Fatal(err)
	}
	var out strings.Builder
	if err := read.Keep(&out); err != nil {
		f.Fatal(err)
	}
	f.Add(out.String(), "")
	f.Fuzz(func(_ *testing.T, kept, changes string) {
		if c, err := Recall([]string{kept, changes}, fstest.MapFS{}, Options{Shelf: markup.NewShelf(&memory{})}); err == nil {
			c.recall()
		}
	})
}

func keep(t *testing.T, c *Cache) string { return written(t, c.Keep) }

func written(t *testing.T, write func(io.Writer) error) string {
	t.Helper()
	var out strings.Builder
	if err := write(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// counter is a file system that counts what is opened.
type counter struct {
	fstest.MapFS
	opened map[string]int
}

func (c *counter) Open(name string) (fs.File, error) {
	c.opened[name]++
	return c.MapFS.Open(name)
}

// memory is a file of a shelf.
type memory struct{ data []byte }

func (m *memory) WriteAt(p []byte, at int64) (int, error) {
	if need := int(at) + len(p); need > len(m.data) {
		m.data = append(m.data, make([]byte, need-len(m.data))...)
	}
	return copy(m.data[at:], p), nil
}

func (m *memory) ReadAt(p []byte, at int64) (int, error) { return copy(p, m.data[at:]), nil }
