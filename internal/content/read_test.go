package content

import (
	"errors"
	"fmt"
	"io/fs"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

const page = "---\ntitle: T\ndate: 2021\n---\n"

// paths returns the paths of a set's articles.
func paths(set *Set) []string {
	var all []string
	for _, a := range set.Articles {
		all = append(all, strings.TrimPrefix(a.Path, "content/articles/"))
	}
	return all
}

func TestWalk(t *testing.T) {
	set, problems := readSite(t, siteOf(map[string]string{
		"content/articles/b.md":            page,
		"content/articles/b.docx":          "",
		"content/articles/2021/c.MD":       page,
		"content/articles/2021/d.markdown": page,
		"content/articles/.hidden.md":      "",
		"content/articles/.git/x.md":       "",
		"content/articles/notes.txt":       "",
		"content/articles/2021/d.md.txt":   page,
		"content/articles/2021/e.MDX":      page,
		"content/articles/2021/f.v2":       page,
		"content/articles/2021/Report":     page,
		"content/articles/2021/a~":         page,
		"content/articles/2021/#a#":        page,
		"content/articles/2021/a.md~":      page,
		"content/articles/2021/a.md.swp":   page,
		"content/articles/2021/a.png":      "",
		"content/articles/2021/Word.docx":  "",
		"content/articles/2021/~$rd.docx":  "",
		"content/articles/bundle/b.md.txt": page,
		"content/articles/e/notes.txt":     "",
		"content/articles/e/f/LICENSE":     "",
		"content/_index.md.txt":            "",
		"content/notes.txt":                "",
		"content/articles/_index.md":       "",
		"content/articles/index.md":        page,
		"content/articles/draft.md":        "---\ntitle: T\ndraft: true\nkind: x\n---\n<b>",
		"content/article/x.md":             "",
		"content/posts/2021/x.md":          "",
		"content/images/x.png":             "",
		"content/about.md":                 "",
		"content/sources":                  "a file",
		"content/articles/x.md/y.md":       page,
		"content/articles/e/index.md":      page,
		"content/articles/e/map.pdf":       "",
		"content/articles/e/f/a.odt":       "",
		"content/articles/e/.env":          "",
		"content/articles/e/index.md~":     page,
		"content/articles/e/#index.md#":    page,
		"content/articles/e/~$map.docx":    "",
		"content/articles/e/f/Thumbs.db":   "",
		"content/articles/e/f/more.md.bak": page,
		"content/articles/e/f/a.pdf":       "",
		"content/articles/e/f/.git/config": "",
		"content/articles/e/g/index.md":    page,
		"content/articles/e/g/h/b.pdf":     "",
		"content/articles/e/more.md":       page,
		"content/articles/caf\xe9.md":      page,
		"content/articles/e/caf\xe9.pdf":   "",
		"content/\xe9/x.md":                page,
		"content/images/\xe9/x.md":         page,
		"static/x.md":                      "",
	}), Options{})
	wantLines(t, problems,
		`content/_index.md.txt: warning: is not read; call it _index.md`,
		`content/about.md: warning: is not read; move it to one of content/articles/, content/incidents/, content/actors/, content/sources/, content/pages/, or call it _index.md if it holds the site's settings`,
		`content/article: warning: is none of the folders articles, incidents, actors, sources, pages: nothing in it is read; did you mean "articles"?`,
		`content/articles/2021/Report: warning: is not read; call it Report.md`,
		`content/articles/2021/Word.docx: warning: is not read, as it is no plain text; save it as plain text, as Word.md`,
		`content/articles/2021/d.md.txt: warning: is not read; call it d.md`,
		`content/articles/2021/e.MDX: warning: is not read; call it e.md`,
		`content/articles/_index.md: warning: is not read: only content/_index.md has settings; write about the section on a page of its own in content/pages/`,
		`content/articles/bundle/b.md.txt: warning: is not read; call it b.md`,
		"content/articles/caf\uFFFD.md: error: the name is not UTF-8; rename it",
		"content/articles/e/caf\uFFFD.pdf: error: the name is not UTF-8; rename it",
		`content/articles/e/f/more.md.bak: warning: is not published, as a copy of a text holds what is private in it; remove it, or give it another name`,
		`content/articles/index.md: error: would take its slug from the folder "articles"; move it into a folder of its own, or call it something else`,
		`content/articles/notes.txt: warning: is not read; call it notes.md`,
		`content/articles/x.md: error: is a folder, but only files are called so; rename it to "x"`,
		`content/posts: warning: is none of the folders articles, incidents, actors, sources, pages: nothing in it is read`,
		`content/sources: error: is a file; make it a folder of content files`,
		"content/\uFFFD: error: the name is not UTF-8; rename it")
	wantLines(t, paths(set), "2021/c.MD", "2021/d.markdown", "b.md", "e/g/index.md", "e/index.md", "e/more.md")
	var bundles []string
	for _, a := range set.Articles {
		bundles = append(bundles, sortedKeys(a.Beside)...)
	}
	wantLines(t, bundles, "content/articles/e/g/h/b.pdf", "content/articles/e/f/LICENSE", "content/articles/e/f/a.odt", "content/articles/e/f/a.pdf", "content/articles/e/map.pdf", "content/articles/e/notes.txt")
	if set.Files != 8 {
		t.Errorf("got %d files, want 8", set.Files)
	}
}

func TestDrafts(t *testing.T) {
	site := siteOf(map[string]string{
		"content/articles/a.md": "---\ntitle: T\ndate: none\ndraft: true\n---\n",
		"content/articles/b.md": page,

		"content/articles/b.ar.md":          "---\ntitle: T\ndraft: true\n---\n",
		"content/incidents/2021-12-27-c.md": "---\ntitle: T\nslug: See\ndraft: true\n---\n",
		sitePath:                            "---\ntitle: T\nlanguages: [ar]\n---\n",
		"content/_index.ar.md":              "---\ntitle: T\n---\n",
	})
	set, problems := readSite(t, site, Options{})
	wantLines(t, problems)
	wantLines(t, paths(set), "b.md")
	wantLines(t, leftOut(set), "content/articles/a.md article a", "content/articles/b.ar.md article ", "content/incidents/2021-12-27-c.md incident see")
	set, problems = readSite(t, site, Options{Drafts: true})
	if len(problems) != 1 || len(set.Articles) != 2 || len(set.Drafts) > 0 {
		t.Errorf("got %d articles, problems %q, left out %q", len(set.Articles), problems, leftOut(set))
	}
}

// leftOut lists the drafts that are no part of a set.
func leftOut(set *Set) []string {
	var all []string
	for _, d := range set.Drafts {
		all = append(all, d.Path+" "+d.Kind+" "+d.Slug)
	}
	return all
}

func TestDateFromName(t *testing.T) {
	set, problems := readSite(t, siteOf(map[string]string{
		"content/articles/2021-12-27-a.md":  "---\ntitle: T\n---\n",
		"content/articles/2021-12-27-b.md":  page,
		"content/articles/2021-02-30-c.md":  "---\ntitle: T\n---\n",
		"content/incidents/2021-12-27-d.md": "---\ntitle: T\n---\n",
		"content/incidents/e.md":            "---\ntitle: T\n---\n",
	}), Options{})
	const noDate = ":1:1: error: has no date; write date: 2021-12-27 in the front matter (2021-12 or 2021 where the day is not known)"
	wantLines(t, problems, "content/articles/2021-02-30-c.md"+noDate, "content/incidents/e.md"+noDate)
	var got []string
	for _, a := range set.Articles {
		got = append(got, a.Slug.V+" "+a.Date.V.String())
	}
	got = append(got, set.Incidents[0].Slug.V+" "+set.Incidents[0].Date.V.String())
	wantLines(t, got, "c ", "a 2021-12-27", "b 2021", "d 2021-12-27")
}

func TestNoSettings(t *testing.T) {
	set, problems := readSite(t, fstest.MapFS{"content/articles/a.md": {Data: []byte(page)}}, Options{})
	wantLines(t, problems, `content/_index.md: warning: is missing; write it with "title: …" as front matter to give the site its name`)
	s := set.Site
	got := fmt.Sprint(s.Title.V, s.Language.V, s.Order.V, s.PageSize.V, s.Mentions.V, len(s.Menu), s.Body != nil, s.Title.Set())
	if want := fmt.Sprint("Timeline", "en", "newest", 100, "first", 5, true, false); got != want {
		t.Errorf("got %s, want %s", got, want)
	}

	_, problems = readSite(t, fstest.MapFS{"readme.md": {}}, Options{})
	wantLines(t, problems, "content: error: there is no folder content/ here; make one, or name the right folder with --source")
}

// failing is a file system whose disk fails at one path.
type failing struct {
	fs.FS
	path string
}

var errDisk = errors.New("input/output error")

func (f failing) Open(name string) (fs.File, error) {
	if name == f.path {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errDisk}
	}
	return f.FS.Open(name)
}

func TestFailingDisk(t *testing.T) {
	site := siteOf(map[string]string{"content/articles/2021/a.md": page, "content/more/b.txt": ""})
	for _, path := range []string{"content", "content/articles", "content/articles/2021", "content/articles/2021/a.md", "content/more"} {
		if _, _, err := Read(failing{site, path}, Options{}); !errors.Is(err, errDisk) {
			t.Errorf("%s: got error %v", path, err)
		}
	}
}

// TestSameOnAnyMachine holds that the number of cores changes nothing.
func TestSameOnAnyMachine(t *testing.T) {
	site := typicalSite(50)
	for i := range 20 {
		site[fmt.Sprintf("content/articles/%d.md", i)] = &fstest.MapFile{Data: []byte(strings.Repeat(" ", i) + "x")}
	}
	var first []string
	var firstSet *Set
	for _, cores := range []int{1, 2, 8} {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(cores))
		set, problems := readSite(t, site, Options{})
		if first == nil {
			first, firstSet = problems, set
		}
		if !slices.Equal(problems, first) || !reflect.DeepEqual(set, firstSet) {
			t.Errorf("with %d cores the result differs", cores)
		}
	}
}

// Copies that programs make of what two people changed at once are no documents.
func TestConflictCopies(t *testing.T) {
	files := map[string]string{"content/actors/the-conflict-20211220.md": "---\nname: A\n---\n"}
	var want []string
	for _, name := range []string{
		"nato (Ann's conflicted copy 2021-12-20).md",
		"nato.sync-conflict-20211220-101010-ABCDEFG.md",
		"nato_conflict-20211220-101010.md",
	} {
		files["content/actors/"+name] = "---\nname: NATO\n---\n"
		want = append(want, "content/actors/"+name+": error: is a copy that a program made which keeps folders alike, as two people changed the file at once; bring what both wrote into that file, and remove this one")
	}
	set, problems := readSite(t, siteOf(files), Options{})
	wantLines(t, problems, want...)
	if len(set.Actors) != 1 {
		t.Errorf("%d actors were read, want 1", len(set.Actors))
	}
}
