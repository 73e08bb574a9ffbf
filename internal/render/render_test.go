package render

import (
	"errors"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"dateline/internal/diag"
	"dateline/internal/diag/diagtest"
	"dateline/internal/locale/localetest"
	"dateline/internal/site"
)

// templates makes a folder of templates.
func templates(files map[string]string) fstest.MapFS {
	folder := fstest.MapFS{
		"base.html":           {Data: []byte(`{{define "base"}}<p>{{block "main" .}}{{end}}</p>{{end}}`)},
		"partials/entry.html": {Data: []byte(`{{define "entry"}}[{{.Title}}]{{end}}`)},
	}
	for name, text := range files {
		folder[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return folder
}

// listed returns the paths of the templates in a folder.
func listed(t *testing.T, folder fs.FS) []string {
	t.Helper()
	pages, err := fs.Glob(folder, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	partials, err := fs.Glob(folder, "partials/*.html")
	if err != nil {
		t.Fatal(err)
	}
	return append(pages, partials...)
}

// newRenderer parses templates that must have no problems.
func newRenderer(t *testing.T, files map[string]string) *Renderer {
	t.Helper()
	folder := templates(files)
	r, problems, err := New(folder, listed(t, folder), map[string]string{"style.css": "/assets/style.1.css"}, localetest.English(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	if found := problems.Sorted(); len(found) > 0 {
		t.Fatalf("problems: %v", found)
	}
	return r
}

// pageOf is a page that a template gets data for.
func pageOf(template string, data any) site.Page {
	return site.Page{URL: "/a/b/", Template: template, Root: "../../", Data: func() any { return data }}
}

func TestPage(t *testing.T) {
	r := newRenderer(t, map[string]string{
		"page.html":          `{{define "main"}}<a href="/x/">{{.Heading}}</a>{{template "deep"}}{{end}}`,
		"other.html":         `{{define "main"}}other{{end}}`,
		"partials/deep.html": `{{define "deep"}}!{{end}}`,
	})
	got, err := r.Page(pageOf("page.html", &site.PlainPage{Heading: "A & <b>"}), nil)
	if err != nil {
		t.Fatal(err)
	}
	if want := `<p><a href="../../x/">A &amp; &lt;b&gt;</a>!</p>`; string(got) != want {
		t.Errorf("got %s, want %s", got, want)
	}
	// Templates of one name do not mix: each page has a "main" of its own.
	if got, err := r.Page(pageOf("other.html", nil), nil); err != nil || string(got) != "<p>other</p>" {
		t.Errorf("got %s (%v)", got, err)
	}
}

// What is no card is a mistake in a template; a card by itself is shown.
func TestCard(t *testing.T) {
	r := newRenderer(t, map[string]string{
		"timeline.html": `{{define "main"}}{{range .}}{{card .}}{{end}}{{end}}`,
	})
	got, err := r.Page(pageOf("timeline.html", []*site.Card{{Title: "First <1>"}, {Title: "Second"}}), nil)
	if want := `<p>[First &lt;1&gt;][Second]</p>`; err != nil || string(got) != want {
		t.Errorf("got %s (%v), want %s", got, err, want)
	}
	if _, err := r.Page(pageOf("timeline.html", []string{"First"}), nil); err == nil || !strings.Contains(err.Error(), "not string") {
		t.Errorf("a text is taken for a card: %v", err)
	}
}

func TestPagesAtOnce(t *testing.T) {
	r := newRenderer(t, map[string]string{"page.html": `{{define "main"}}{{card .}}{{end}}`})
	cards := []*site.Card{{Title: "One"}, {Title: "Two"}}
	var workers sync.WaitGroup
	for k := range 8 {
		workers.Go(func() {
			for range 50 {
				card := cards[k%2]
				got, err := r.Page(pageOf("page.html", card), nil)
				if err != nil || string(got) != "<p>["+card.Title+"]</p>" {
					t.Errorf("got %s (%v)", got, err)
				}
			}
		})
	}
	workers.Wait()
}

// A page that is asked for after an edit of its template is as it was when the templates were
// read, even where the edit broke it.
func TestEditedTemplate(t *testing.T) {
	folder := templates(map[string]string{"a.html": `{{define "main"}}before{{end}}`, "b.html": `{{define "main"}}before{{end}}`})
	r, _, err := New(folder, listed(t, folder), nil, localetest.English(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	folder["a.html"].Data = []byte(`{{define "main"}}{{.Broken`)
	delete(folder, "b.html")
	for _, name := range []string{"a.html", "b.html"} {
		if got, err := r.Page(pageOf(name, nil), nil); err != nil || string(got) != "<p>before</p>" {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
}

// Templates that do not parse are problems at their places, all of them.
func TestParseProblems(t *testing.T) {
	folder := templates(map[string]string{
		"article.html":       "{{define \"main\"}}\n{{.Title}\n{{end}}",
		"page.html":          `{{define "main"}}{{shout .Title}}{{end}}`,
		"partials/link.html": "{{define \"link\"}}\n\n{{if}}{{end}}{{end}}",
		"partials/when.html": "{{define \"when\"}}\n\u00e9t\xe9{{end}}",
		"search.html":        "\xff\xfe{\x00",
		"actor.html": `{{define "main"}}{{/* "{{" */}}
é {{shout (.Name | upper)}}{{if eqq .A "}}"}}{{else if nope}}{{end}}{{with $x := .B}}{{$x}}{{end}}
{{range}}{{break}}{{else}}{{else}}{{end}}{{- with .A}}{{else with shout}}{{end -}}
  {{$y}}{{end}}{{end}}{{else}}`,
		"source.html":   "{{define \"main\"}}\n {{if .A}}{{end}}\n{{define \"b\"}}{{if .B}}{{end}}",
		"index.html":    "{{define \"main\"}}{{.A \"b\n}}{{end}}\n{{.B}{{.C foo}}{{/* c }}",
		"network.html":  "{{define \"main\"}}{{with $x := .A}}{{end}}\n\u00e9{{.B}}{{$x}}{{end}}",
		"timeline.html": "{{define \"main\"}}{{break}}{{end}}",
		"statements.html": "{{define \"main\"}}{{-\t/* don't {{ */\n-}}{{-\nif .A}}{{else if .with}}{{end}}{{$k := `{{\"`}}{{with .B}}{{else with .C}}{{end}}{{'\"'}}" +
			"{{if nope1}}{{- else if eq .A \"with\"}}{{- else\n-}}{{end}}{{end}}",
		"data.html": "{{define \"main\"}}\n<<<<<<< HEAD\n<p>\n=======\n<b>\n>>>>>>> a\n{{end}}",
	})
	_, problems, err := New(folder, listed(t, folder), nil, localetest.English(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	got := diagtest.Lines(problems)
	const others = "; there are asset, card, n, number, partial, t, and those of html/template"
	want := []string{
		`templates/actor.html:2:5: error: there is no function "shout"` + others,
		`templates/actor.html:2:20: error: there is no function "upper"` + others,
		`templates/actor.html:2:33: error: there is no function "eqq"; did you mean "eq"?`,
		`templates/actor.html:2:56: error: there is no function "nope"` + others,
		`templates/actor.html:3:1: error: missing value for range`,
		`templates/actor.html:3:27: error: {{else}} comes after another of the same {{range}}; leave one out`,
		`templates/actor.html:4:16: error: {{end}} closes nothing; leave it out`,
		`templates/actor.html:4:23: error: {{else}} stands in no {{if}}, {{with}} or {{range}}; leave it out`,
		`templates/article.html:2:1: error: this action is not closed: end it with }}`,
		`templates/data.html:2:1: error: ` + diag.UnmergedText,
		`templates/index.html:1:18: error: this action is not closed: end it with }}`,
		`templates/index.html:3:1: error: this action is not closed: end it with }}`,
		`templates/index.html:3:11: error: there is no function "foo"` + others,
		`templates/index.html:3:16: error: this action is not closed: end it with }}`,
		"templates/network.html:2:10: error: nothing declares the variable $x here; write {{$x := …}} before it, in the same block",
		`templates/page.html:1:20: error: there is no function "shout"` + others,
		`templates/partials/link.html:3:1: error: missing value for if`,
		`templates/partials/when.html:2:3: error: byte 0xe9 is not UTF-8; save the file as UTF-8`,
		`templates/search.html:1:1: error: byte 0xff is not UTF-8; save the file as UTF-8`,
		`templates/source.html:1:1: error: an {{end}} is missing, for this {{define}} or for what stands in it`,
		`templates/source.html:3:1: error: an {{end}} is missing, for this {{define}} or for what stands in it`,
		`templates/statements.html:3:93: error: there is no function "nope1"` + others,
		`templates/timeline.html:1: error: {{break}} outside {{range}}`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A template that fails on a page names the template's place and the page.
func TestExecProblems(t *testing.T) {
	for _, tt := range []struct{ name, file, text, pos, message string }{
		{"missing field", "page.html", "{{define \"main\"}}\n  {{.Headin}}{{end}}", "templates/page.html:2:5", ".Headin: a site.PlainPage has none, and shows this, too; in Dateline's source"},
		{"in a partial", "partials/when.html", `{{define "when"}}{{index .Site.Menu 7}}{{end}}`, "templates/partials/when.html:1:20", "out of range: 7"},
		{"nothing", "page.html", `{{define "main"}}{{.Embed.URL}}{{end}}`, "templates/page.html:1:26", ".Embed.URL: this page has none; ask first: {{with …}}…{{end}} (while"},
		{"what a function says", "page.html", `{{define "main"}}{{asset "styl.css"}}{{end}}`, "templates/page.html:1:20", `asset "styl.css": there is no asset "styl.css"; did you mean "style.css"?`},
		{"unsafe", "page.html", `{{define "main"}}<a href="{{if .Heading}}x"{{end}}>{{end}}`, "templates/page.html:1:32", "branches leave different things open"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			files := map[string]string{"page.html": `{{define "main"}}{{template "when" .}}{{end}}`, tt.file: tt.text}
			_, err := newRenderer(t, files).Page(pageOf("page.html", &site.PlainPage{Frame: site.Frame{Site: &site.SiteInfo{}}, Heading: "H"}), nil)
			var exec *ExecError
			if !errors.As(err, &exec) || exec.URL != "/a/b/" || !strings.HasPrefix(err.Error(), "/a/b/: ") {
				t.Fatalf("error %v", err)
			}
			pos, text, ok := Problem(err)
			if !ok || pos.String() != tt.pos || !strings.Contains(text, tt.message) || !strings.HasSuffix(text, "(while making /a/b/)") {
				t.Errorf("Problem = %s: %s (%t)", pos, text, ok)
			}
		})
	}
	if _, _, ok := Problem(errors.New("disk full")); ok {
		t.Error("a failing disk counts as a template's fault")
	}
}

func TestMissingTemplate(t *testing.T) {
	_, err := newRenderer(t, nil).Page(pageOf("page.html", nil), nil)
	pos, text, ok := Problem(err)
	if want := "there is no template page.html (while making /a/b/)"; !ok || pos.File != "templates" || text != want {
		t.Errorf("Problem = %s: %s (%t), want %s", pos, text, ok, want)
	}
}
