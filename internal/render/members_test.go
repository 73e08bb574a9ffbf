package render

import (
	"testing"

	"dateline/internal/diag/diagtest"
	"dateline/internal/locale/localetest"
	"dateline/internal/site"

	"github.com/google/go-cmp/cmp"
)

// What templates name and their data do not have is told, all of it, and without a page.
func TestMembers(t *testing.T) {
	const plain = `; in Dateline's source "go doc ./internal/site PlainPage" tells what there is`
	for _, tt := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"of what a page gets", map[string]string{"page.html": `{{define "main"}}
{{.Headin}} {{if .Draft}}{{$.Nope}}{{end}} {{.Site.Titel}} {{(index .Site.Menu 0).Adress}}
{{range .Site.Menu}}{{.URL}}{{.Link.Titel}}{{$.Text}}{{else}}{{.Bar}}{{end}}{{with .Text}}{{.Bar}}{{end}}{{.Site.Menu.URL}}
{{range $i, $m := .Site.Menu}}{{$m.Foo}}{{$i.Foo}}{{end}}{{t "note.in" "article" (partial "own" .Headin)}}{{printf "%s" .Tekst | len}}{{end}}
{{define "own"}}{{.Anything}}{{end}}`}, []string{
			`templates/page.html:2:3: error: there is no .Headin in a site.PlainPage; did you mean ".Heading"?`,
			`templates/page.html:2:29: error: there is no .Nope in a site.PlainPage` + plain,
			`templates/page.html:2:51: error: there is no .Titel in a site.SiteInfo; did you mean ".Title"?`,
			`templates/page.html:2:82: error: there is no .Adress in a site.MenuItem; there are .Title, .URL, .Section`,
			`templates/page.html:3:31: error: there is no .Link in a site.MenuItem; there are .Title, .URL, .Section`,
			`templates/page.html:3:64: error: there is no .Bar in a site.PlainPage` + plain,
			`templates/page.html:3:93: error: there is no .Bar in a template.HTML`,
			`templates/page.html:3:118: error: there is no .URL in a []site.MenuItem; go through it: {{range …}}`,
			`templates/page.html:4:35: error: there is no .Foo in a site.MenuItem; there are .Title, .URL, .Section`,
			`templates/page.html:4:97: error: there is no .Headin in a site.PlainPage; did you mean ".Heading"?`,
			`templates/page.html:4:121: error: there is no .Tekst in a site.PlainPage; did you mean ".Text"?`,
		}},
		{"of what some pages get", map[string]string{
			"page.html": `{{define "main"}}{{template "own" .}}{{end}}`, "article.html": `{{define "main"}}{{template "own" .}}{{end}}`,
			"partials/own.html": `{{define "own"}}{{if eq .Type "article"}}{{.Publisher}}{{.Publischer}}{{.Foo}}{{end}}{{end}}`,
		}, []string{
			`templates/partials/own.html:1:58: error: there is no .Publischer in a site.ArticlePage; did you mean ".Publisher"?`,
			`templates/partials/own.html:1:73: error: there is no .Foo in any page that shows this; in Dateline's source "go doc ./internal/site Frame" tells what all pages have`,
		}},
		{"of a card", map[string]string{"partials/entry.html": `{{define "entry"}}{{.When.Txt}}{{.Title.Text}}{{end}}`}, []string{
			`templates/partials/entry.html:1:26: error: there is no .Txt in a site.When; did you mean ".Text"?`,
			`templates/partials/entry.html:1:40: error: there is no .Text in a string`,
		}},
		{"of nothing", map[string]string{"page.html": `{{define "main"}}{{template "own"}} {{template "own" .}}{{template "still"}}{{template "deep"}}{{end}}
{{define "own"}}{{if eq (len .Heading) 0}}x{{end}}{{end}}{{define "still"}}{{with .}}{{.Foo}}{{end}}{{t "page.skip"}}{{end}}{{define "deep"}}{{if true}}<p>{{$.Heading}}</p>{{end}}{{end}}`}, []string{
			`templates/page.html:1:29: warning: "own" shows what it is called with, and gets nothing here; write {{template "own" .}}`,
			`templates/page.html:1:88: warning: "deep" shows what it is called with, and gets nothing here; write {{template "deep" .}}`,
		}},
		{"of nothing, if so", map[string]string{"page.html": `{{define "main"}}{{template "own"}}{{template "else"}}{{end}}
{{define "own"}}{{if .}}{{.Heading}}{{end}}{{end}}{{define "else"}}{{if not $}}x{{else}}{{.Heading}}{{end}}{{end}}`}, nil},
		{"of what is set", map[string]string{"page.html": `{{define "main"}}{{$k := .Site}}{{$v := .Site}}{{range $k, $v = .Params}}{{$v.a}}{{end}}{{$k.Foo}}{{$ = .Site}}{{$.Menu}}{{end}}`}, nil},
		{"of what others define", map[string]string{
			"actor.html": `{{define "main"}}{{template "own" .}}{{template "all" .Site}}{{end}}`, "partials/all.html": `{{define "all"}}{{template "in" .}}{{end}}`,
			"article.html": `{{define "main"}}{{template "own" .}}{{end}}{{define "own"}} {{end}}`, "partials/in.html": `{{define "in"}}x{{end}}`,
			"page.html":         `{{define "main"}}{{template "all" .Site}}{{template "in" .}}{{end}}{{define "in"}}{{if eq .Title "x"}}{{.Menu}}{{end}}{{end}}`,
			"partials/own.html": `{{define "own"}}{{if eq .Type "article"}}{{.Publisher}}{{end}}{{end}}`,
		}, nil},
		{"of what only an execution knows", map[string]string{"page.html": `{{define "main"}}{{.Params.a.b}}{{.Site.Params.x}}{{$x := .Heading}}{{$x.Foo}}{{$x = .Site}}{{template "none" .Params}}{{or .Heading .Site}}{{(or .Draft .Site).Title}}{{end}}
{{define "none"}}{{.Foo}}{{end}}{{define "unused"}}{{.Foo}}{{end}}`}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			folder := templates(tt.files)
			_, problems, err := New(folder, listed(t, folder), nil, localetest.English(t), site.Templates())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, diagtest.Lines(problems)); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}
