package build

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"dateline/internal/render"
)

func TestOverlay(t *testing.T) {
	file := func(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }
	both := overlay{
		upper: fstest.MapFS{"a.txt": file("own a"), "deep/c.txt": file("own c")},
		lower: fstest.MapFS{"a.txt": file("a"), "b.txt": file("b"), "deep/d.txt": file("d"), "other/e.txt": file("e")},
	}
	if got, want := paths(t, both), []string{"a.txt", "b.txt", "deep/c.txt", "deep/d.txt", "other/e.txt"}; !slices.Equal(got, want) {
		t.Errorf("holds %q, want %q", got, want)
	}
	for name, want := range map[string]string{"a.txt": "own a", "b.txt": "b", "deep/c.txt": "own c", "deep/d.txt": "d"} {
		if got, err := fs.ReadFile(both, name); err != nil || string(got) != want {
			t.Errorf("%s is %q (%v), want %q", name, got, err, want)
		}
	}
	if _, err := fs.ReadFile(both, "gone.txt"); err == nil {
		t.Error("reads a file that neither has")
	}
	// A site without the folder has what Dateline brings.
	base := fstest.MapFS{"a.txt": file("a")}
	own, err := (&look{}).sound(fstest.MapFS{}, "templates", base)
	if err != nil {
		t.Fatal(err)
	}
	if got := paths(t, Over(own, base)); !slices.Equal(got, []string{"a.txt"}) {
		t.Errorf("without a folder of its own it holds %q", got)
	}
}

// A site's own templates and static files take the place of those of the
// same name, one by one.
func TestOwnTemplatesAndStatic(t *testing.T) {
	source := siteOf(t, `
-- content/pages/about.md --
---
title: About
params: {motto: dated}
---
-- templates/page.html --
{{define "main"}}<p class="own">{{.Heading}}</p>{{end}}
-- templates/partials/footer.html --
{{define "footer"}}<footer>Own footer</footer>{{end}}
-- static/favicon.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
-- static/img/logo.txt --
Logo
-- static/css/99-own.css --
.own { color: red }
-- static/.env --
SECRET
-- static/.git/config --
SECRET
-- static/img/~$list.docx --
SECRET
-- static/img/Thumbs.db --
SECRET
-- static/img/.DS_Store --
SECRET
-- static/img/.well-known/x.txt --
SECRET
-- static/.well-known/security.txt --
Contact: https://example.org/
-- static/.well-known/.security.txt.swp --
SECRET
`)
	result := runClean(t, source)
	about := read(t, result, "about/index.html")
	style := assetNamed(t, result, "style")
	for _, want := range []string{`<p class="own">About</p>`, "Own footer", `href="../` + style + `"`} {
		if !strings.Contains(about, want) {
			t.Errorf("about has no %q", want)
		}
	}
	if home := read(t, result, "index.html"); !strings.Contains(home, "Own footer") || !strings.Contains(home, "masthead") {
		t.Error("the home page lacks the site's own footer, or Dateline's masthead")
	}
	for name, want := range map[string]string{
		"favicon.svg":  `<svg xmlns="http://www.w3.org/2000/svg"/>` + "\n",
		"img/logo.txt": "Logo\n",
		// Others look for it by that name.
		".well-known/security.txt": "Contact: https://example.org/\n",
	} {
		if got := read(t, result, name); got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	css := read(t, result, style)
	if !strings.HasSuffix(css, ".own { color: red }\n") || len(css) < 1000 {
		t.Error("the style sheet does not hold Dateline's style sheets and the site's own after them")
	}
	for _, name := range paths(t, result.FS) {
		if strings.Contains("/"+name, "/.") && name != ".nojekyll" && name != ".well-known/security.txt" || strings.HasPrefix(name, "css/") || strings.HasPrefix(name, "img/") && name != "img/logo.txt" {
			t.Errorf("%s is published", name)
		}
	}
}

func TestStaticCollides(t *testing.T) {
	source := siteOf(t, `
-- static/index.html --
-- static/articles --
-- static/404.html/deep.txt --
-- static/actors/note.txt --
A file beside a page is welcome.
-- static/index.html.gz --
-- static/robots.txt --
-- static/robots.txt.gz --
-- static/report.csv --
-- static/report.csv.gz --
What packs another file of static/ is welcome, too.
`)
	const rest = ": error: this file would take the place of a page of the site; give it another name"
	const packed = "static/index.html.gz: error: servers would send this file in the place of index.html, which the site makes; give it another name"
	want := []string{"static/404.html/deep.txt" + rest, "static/articles" + rest, "static/index.html" + rest, packed}
	result := run(t, source)
	if got := problems(result); !slices.Equal(got, want) {
		t.Errorf("problems:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if err := fstest.TestFS(result.FS, "actors/note.txt", "index.html"); err != nil {
		t.Error(err)
	}
}

// Templates of the site's own that nothing comes to are told, with the name that was
// meant; its own partials are not, as far as a template calls them.
func TestStrayTemplates(t *testing.T) {
	result := run(t, siteOf(t, `
-- templates/page.html --
{{define "main"}}{{template "motto" .}}{{t "note.in" "article" (partial "partials/of-text.html" .)}}{{end}}
-- templates/partials/own/motto.html --
{{define "motto"}}<p>{{.Heading}}</p>{{template "below"}}{{end}}
{{define "spare"}}{{end}}
-- templates/partials/below.html --
{{define "below"}}{{end}}
-- templates/partials/of-text.html --
Words
-- templates/partials/z-card.html --
{{define "entry"}}<p>A card</p>{{end}}
-- templates/artcle.html --
{{define "main"}}{{end}}
-- templates/home.html --
{{define "main"}}{{end}}
-- templates/partials/foter.html --
{{define "foter"}}{{end}}
-- templates/own/nothing.html --
{{define "nothing"}}{{end}}
-- templates/notes.txt --
`))
	want := []string{
		`templates/artcle.html: warning: is the template of no page; did you mean "article.html"?`,
		`templates/home.html: warning: is the template of no page; there are 404, actor, article, base, corrections, data, embed-incident, embed, incident, index, network, page, redirect, search, source, statements, timeline`,
		`templates/own/nothing.html: warning: defines nothing that a template calls`,
		`templates/partials/foter.html: warning: defines nothing that a template calls; did you mean "footer.html"?`,
	}
	if got := problems(result); !slices.Equal(got, want) {
		t.Errorf("problems:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What looks like a template and is read as none is told, with the name to give it.
func TestMisnamedTemplates(t *testing.T) {
	source := siteOf(t, `
-- templates/Article.HTML --
{{define "main"}}{{end}}
-- templates/page.htm --
{{define "main"}}{{end}}
-- templates/partials/Own.Htm --
{{define "own"}}{{end}}
-- templates/notes.txt --
{{ passed over
`)
	source["templates/\xff/a.html"] = &fstest.MapFile{}
	source["templates/\xfe.html"] = &fstest.MapFile{}
	want := []string{
		"templates/Article.HTML: warning: is not read as a template, as its name does not end in .html; rename it to article.html",
		"templates/page.htm: warning: is not read as a template, as its name does not end in .html; rename it to page.html",
		"templates/partials/Own.Htm: warning: is not read as a template, as its name does not end in .html; rename it to Own.html",
		"templates/\uFFFD.html: error: the name is not UTF-8; rename it",
		"templates/\uFFFD: error: the name is not UTF-8; rename it",
	}
	slices.Sort(want)
	got := problems(run(t, source))
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("problems:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A template that would leave its pages empty is a mistake, unless a base of the site's
// own asks for another part of it.
func TestEmptyTemplates(t *testing.T) {
	const why = `:1: error: defines neither "main" nor "base", so that nothing of it is shown; put what the page shows between {{define "main"}} and {{end}}`
	const outside = `: warning: nothing shows what stands outside of {{define …}} and {{end}}; move it between them`
	for _, tt := range []struct {
		files string
		want  []string
	}{
		{"-- templates/404.html --\n<h1>Mine</h1>\n-- templates/page.html --\n", []string{"templates/404.html" + why, "templates/page.html" + why}},
		{"-- templates/page.html --\n{{define \"head\"}}<meta>{{end}}\n", []string{"templates/page.html" + why}},
		{"-- templates/page.html --\n{{define \"main\"}}{{end}}\n", nil},
		{"-- templates/page.html --\n{{define \"base\"}}{{end}}\n", nil},
		{"-- templates/base.html --\n{{define \"base\"}}{{block \"main\" .}}Usual{{end}}{{end}}{{define \"title\"}}{{end}}\n-- templates/page.html --\n", nil},
		{"-- templates/base.html --\n{{define \"base\"}}{{block \"content\" .}}{{end}}{{end}}{{define \"title\"}}{{end}}\n-- templates/page.html --\n{{define \"content\"}}{{end}}\n", nil},
		{"-- templates/page.html --\n{{/* mine */}}\n\n  <p>{{.Nope}}</p>{{define \"main\"}}{{end}}\n", []string{"templates/page.html:3:3" + outside}},
		{"-- templates/page.html --\n{{define \"main\"}}{{end}} {{.Nope}}\n", []string{"templates/page.html:1:28" + outside}},
		{"-- templates/page.html --\n{{define \"main\"}}{{end}}\n{{template \"main\" .}}\n", []string{"templates/page.html:2:12" + outside}},
		{"-- templates/page.html --\n<!-- mine -->\n <p>{{define \"main\"}}{{end}}\n", []string{"templates/page.html:2:2" + outside}},
		{"-- templates/page.html --\n\uFEFF<!-- <b>\nmine -->\u00A0\n<!-- page -->{{define \"main\"}}{{end}}\n", nil},
		{"-- templates/page.html --\n{{block \"main\" .}}Mine{{end}}\n", nil},
		{"-- templates/partials/own.html --\nMine{{define \"footer\"}}{{template \"partials/own.html\" .}}{{end}}\n", nil},
		{"-- templates/partials/own.html --\nMine{{define \"footer\"}}Foot{{end}}\n", []string{"templates/partials/own.html:1:1" + outside}},
		{"-- templates/pages.html --\nMine\n", []string{`templates/pages.html: warning: is the template of no page; did you mean "page.html"?`}},
	} {
		if got := problems(run(t, siteOf(t, tt.files))); !slices.Equal(got, tt.want) {
			t.Errorf("%s:\nproblems %q\nwant %q", tt.files, got, tt.want)
		}
	}
}

// What the site defines takes the place of what Dateline does, whatever its file is called.
func TestOwnDefinitions(t *testing.T) {
	for _, name := range []string{"aa", "zz"} {
		result := runArchive(t, "-- content/pages/about.md --\n---\ntitle: A\n---\n-- templates/partials/"+name+".html --\n{{define \"footer\"}}Own footer{{end}}\n")
		if page := read(t, result, "about/index.html"); !strings.Contains(page, "Own footer") {
			t.Errorf("a footer in %s.html is not shown", name)
		}
	}
}

// What a template leaves out that others call is told at the file that should have it.
func TestTemplatesLeaveOut(t *testing.T) {
	result := run(t, siteOf(t, `
-- templates/base.html --
-- templates/partials/entry.html --
{{define "entry"}}{{.Title}}{{end}}
-- templates/partials/footer.html --
{{define "foter"}}{{end}}
`))
	want := []string{
		`templates/base.html:1: error: leaves out "base", which is shown on pages; define it here: {{define "base"}}…{{end}}`,
		`templates/base.html:1: error: leaves out "title", which is shown on pages; define it here: {{define "title"}}…{{end}}`,
		`templates/partials/entry.html:1: error: leaves out "kind", which is shown on pages; define it here: {{define "kind"}}…{{end}}`,
	}
	if diff := cmp.Diff(want, problems(result)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// Functions that could not do what is asked of them are told where they are called.
func TestTemplateFunctions(t *testing.T) {
	result := run(t, siteOf(t, `
-- templates/page.html --
{{define "main"}}
{{t .Heading}} {{"search.close" | t}} {{printf "%s" (t "search.close")}} {{t}}
{{partial "link" .}}
{{printf "%s" (t "date.bce" "years" "3")}} {{printf "%s" (t "search.clos")}}
{{end}}
-- templates/partials/entry.html --
{{define "entry"}}{{template "own" .}}{{end}}
{{define "kind"}}{{end}}
-- templates/partials/own.html --
{{define "own"}}
  {{card .}}{{end}}
`))
	const alone = `t is called with the key of a text, and by itself: {{t "key"}}, or (t "key") as an argument`
	want := []string{
		"templates/page.html:2:3: error: " + alone,
		"templates/page.html:2:35: error: " + alone,
		"templates/page.html:2:76: error: " + alone,
		`templates/page.html:3:3: error: partial fills a text: {{t "key" "name" (partial "link" .)}}; elsewhere write {{template "link" .}}`,
		`templates/page.html:4:16: error: the text "date.bce" has a place for {years}, which is filled in page text and attributes only: {{t "date.bce" "years" .Value}}`,
		`templates/page.html:4:59: error: no text has the key "search.clos"; did you mean "search.close"?`,
		"templates/partials/own.html:2:5: error: card is called in what a card is made of, which would never end; leave it out",
	}
	if diff := cmp.Diff(want, problems(result)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// What html/template says of whole templates has a place, and words of our own.
func TestOpenTemplates(t *testing.T) {
	for text, want := range map[string]string{
		`<a href="{{.Heading}}>x</a>`:         `templates/page.html: `,
		`<script>var x = "{{.Heading}};`:      "templates/page.html: a tag, a quotation mark or a script is left open: close each that is opened",
		`{{if .Heading}}<a href="{{end}}`:     "templates/page.html:1:23: {{if}} branches leave different things open: close in each the tags and quotation marks that it opens",
		`{{n "count.entries" -1}} {{.Titel}}`: `templates/page.html:1:`,
	} {
		result := run(t, siteOf(t, "-- content/pages/about.md --\n---\ntitle: A\n---\n-- templates/page.html --\n{{define \"main\"}}"+text+"{{end}}\n"))
		_, err := fs.ReadFile(result.FS, "about/index.html")
		pos, said, ok := render.Problem(err)
		if got := fmt.Sprintf("%s: %s", pos, said); !ok || !strings.HasPrefix(got, want) || strings.Contains(got, "{state") {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

// A template that does not parse is a problem with its place, and so is one
// that a page needs and nobody has.
func TestBrokenTemplate(t *testing.T) {
	result := run(t, siteOf(t, "-- templates/page.html --\n{{define \"main\"}}\n{{if .Heading}}\n{{end}}\n"))
	got := problems(result)
	if len(got) != 1 || !strings.HasPrefix(got[0], "templates/page.html:") {
		t.Errorf("problems %q", got)
	}
}

// The names of what Dateline brings are part of its contract with sites that
// take their place.
func TestStyleSheetsAreJoinedInOrder(t *testing.T) {
	result := runArchive(t, "")
	style, at := read(t, result, assetNamed(t, result, "style")), 0
	names, err := fs.Glob(os.DirFS(repository+"/static"), "css/*.css")
	if err != nil || len(names) == 0 {
		t.Fatalf("no style sheets: %v", err)
	}
	for _, name := range names {
		data, err := os.ReadFile(repository + "/static/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(style[at:], string(data)) {
			t.Fatalf("%s does not stand at byte %d", name, at)
		}
		at += len(data)
	}
	if at != len(style) {
		t.Errorf("style.css holds %d bytes more than the sheets", len(style)-at)
	}
}

// assetNamed returns the path of the one asset whose name begins so.
func assetNamed(t *testing.T, result *Result, name string) string {
	t.Helper()
	found, err := fs.Glob(result.FS, "assets/"+name+".*")
	if err != nil || len(found) != 1 {
		t.Fatalf("assets called %s: %v, %v", name, found, err)
	}
	return found[0]
}
