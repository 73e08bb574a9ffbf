package build

import (
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"dateline/internal/build/buildtest"
	"dateline/internal/diag/diagtest"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/tools/txtar"
)

// repository is the folder that holds templates/, static/ and the demo.
const repository = "../.."

// options are those of "dateline build" for a source folder.
func options(source fs.FS) Options {
	return Options{
		Source:    source,
		Templates: os.DirFS(repository + "/templates"),
		Static:    os.DirFS(repository + "/static"),
	}
}

// siteOf returns the source folder that a txtar text holds, see sourceOf.
func siteOf(t testing.TB, archive string) fstest.MapFS {
	t.Helper()
	return sourceOf(t, txtar.Parse([]byte(archive)))
}

// sourceOf returns the source folder that a txtar archive holds, with settings
// unless they are among its files. A name "link PATH" is a symbolic link to
// the place in the file's text; the text of "quoted PATH" is Go string syntax.
func sourceOf(t testing.TB, archive *txtar.Archive) fstest.MapFS {
	t.Helper()
	source := fstest.MapFS{"content/_index.md": {Data: []byte("---\ntitle: T\n---\n")}}
	for _, f := range archive.Files {
		text := strings.TrimSuffix(string(f.Data), "\n")
		kind, name, found := strings.Cut(f.Name, " ")
		switch {
		case found && kind == "link":
			source[name] = &fstest.MapFile{Data: []byte(text), Mode: fs.ModeSymlink}
		case found && kind == "quoted":
			raw, err := strconv.Unquote(text)
			if err != nil {
				t.Fatalf("%s: %v", f.Name, err)
			}
			source[name] = &fstest.MapFile{Data: []byte(raw)}
		default:
			source[f.Name] = &fstest.MapFile{Data: f.Data}
		}
	}
	return source
}

// run builds a source folder.
func run(t testing.TB, source fs.FS) *Result {
	t.Helper()
	result, err := Run(options(source))
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// runClean builds a source folder that must have no problems.
func runClean(t testing.TB, source fs.FS) *Result {
	t.Helper()
	result := run(t, source)
	if lines := problems(result); len(lines) > 0 {
		t.Fatalf("problems:\n%s", strings.Join(lines, "\n"))
	}
	return result
}

// runArchive builds the site of a txtar text that must have no problems.
func runArchive(t testing.TB, archive string) *Result {
	t.Helper()
	return runClean(t, siteOf(t, archive))
}

// demo returns the site of the repository, which is built once, and each of its
// files made once, for all tests.
func demo(t testing.TB) *Result {
	t.Helper()
	result, err := builtDemo()
	if err != nil {
		t.Fatal(err)
	}
	if lines := problems(result); len(lines) > 0 {
		t.Fatalf("problems:\n%s", strings.Join(lines, "\n"))
	}
	return result
}

var builtDemo = sync.OnceValues(func() (*Result, error) {
	result, err := Run(options(os.DirFS(repository)))
	if err == nil {
		result.FS = buildtest.Keep(result.FS)
	}
	return result, err
})

func problems(result *Result) []string { return diagtest.Lines(result.Problems) }

// read returns the bytes of a file of the site.
func read(t testing.TB, result *Result, name string) string {
	t.Helper()
	data, err := fs.ReadFile(result.FS, name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// paths lists all files of a file system.
func paths(t testing.TB, fsys fs.FS) []string {
	t.Helper()
	var all []string
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			all = append(all, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// page parses a page of the site.
func page(t testing.TB, result *Result, name string) *html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(read(t, result, name)))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return doc
}

// attr returns an attribute's value, "" where there is none.
func attr(n *html.Node, name string) string {
	k := slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
	if k < 0 {
		return ""
	}
	return n.Attr[k].Val
}

// find returns the first element for which is holds, nil where there is none.
func find(n *html.Node, is func(*html.Node) bool) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && is(d) {
			return d
		}
	}
	return nil
}

// hasID and hasClass find elements.
func hasID(id string) func(*html.Node) bool {
	return func(n *html.Node) bool { return attr(n, "id") == id }
}

func hasClass(class string) func(*html.Node) bool {
	return func(n *html.Node) bool { return slices.Contains(strings.Fields(attr(n, "class")), class) }
}

// anchors lists the links under n as "text → address", seen from the root of
// the site; name is the file of the page.
func anchors(n *html.Node, name string) []string {
	var all []string
	for d := range n.Descendants() {
		if d.DataAtom == atom.A {
			all = append(all, textOf(d)+" → /"+path.Join(path.Dir(name), attr(d, "href"))+"/")
		}
	}
	return all
}

// textOf returns the text under n with single spaces.
func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
