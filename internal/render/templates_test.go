package render

import (
	"html/template"
	"os"
	"reflect"
	"regexp"
	"testing"

	"dateline/internal/locale/localetest"
	"dateline/internal/site"

	"github.com/jba/templatecheck"
)

// Every field that a template names is one of its struct, and every template
// has a struct.
func TestTemplatesFitTheirStructs(t *testing.T) {
	shipped := os.DirFS("../../templates")
	structs := site.Templates()
	r, problems, err := New(shipped, listed(t, shipped), nil, localetest.English(t), structs)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems.Sorted() {
		t.Error(p)
	}
	for name, page := range r.pages {
		data, known := structs[name]
		if !known {
			t.Errorf("templates/%s has no struct in site.Templates", name)
			continue
		}
		if err := templatecheck.CheckHTML(lookUp(t, page), data); err != nil {
			t.Errorf("templates/%s: %v", name, err)
		}
	}
	for name := range structs {
		if r.pages[name] == nil && name != "entry" {
			t.Errorf("there is no templates/%s", name)
		}
	}
	if err := templatecheck.CheckHTML(lookUp(t, r.entry), structs["entry"]); err != nil {
		t.Errorf("the partial entry: %v", err)
	}
}

// The package's documentation names all templates of pages, with what each gets.
func TestTemplatesAreDocumented(t *testing.T) {
	source, err := os.ReadFile("render.go")
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range site.Templates() {
		if name == "entry" {
			continue
		}
		row := regexp.MustCompile(`(?m)^//\t` + regexp.QuoteMeta(name) + ` +` + reflect.TypeOf(data).Elem().Name() + ` `)
		if !row.Match(source) {
			t.Errorf("the package's documentation has no line %s", row)
		}
	}
}

// lookUp returns the template that an executable executes.
func lookUp(t *testing.T, e *executable) *template.Template {
	t.Helper()
	set, err := e.set()
	if err != nil {
		t.Fatal(err)
	}
	return set.Lookup(e.name)
}

// The check sees what it should see.
func TestTemplateCheckFinds(t *testing.T) {
	r := newRenderer(t, map[string]string{"page.html": `{{define "main"}}{{range .Headings}}{{.}}{{end}}{{end}}`})
	if err := templatecheck.CheckHTML(lookUp(t, r.pages["page.html"]), site.Templates()["page.html"]); err == nil {
		t.Error("a field that does not exist went unnoticed")
	}
}
