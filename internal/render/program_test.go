package render

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dateline/internal/content"
	"dateline/internal/htmlexec"
	"dateline/internal/locale/localetest"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// anyAsset has an address for every asset that a template may ask for.
func anyAsset(t *testing.T) map[string]string {
	t.Helper()
	urls := map[string]string{"style.css": "/assets/style.css", "app.js": "/assets/app.js"}
	parts, err := fs.Glob(os.DirFS("../../static"), "js/parts/*.js")
	if err != nil || len(parts) == 0 {
		t.Fatal("no scripts found", err)
	}
	for _, part := range parts {
		urls[path.Base(part)] = "/assets/" + path.Base(part)
	}
	return urls
}

// demo returns a renderer with the templates that come with Dateline, and the pages of the
// demo, but for one whose data are large and make a test slow.
func demo(t *testing.T) (*Renderer, []site.Page) {
	t.Helper()
	shipped := os.DirFS("../../templates")
	r, _, err := New(shipped, listed(t, shipped), anyAsset(t), localetest.English(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	set, _, err := content.Read(os.DirFS("../.."), content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	linked, _ := timeline.Link(set)
	plan, _ := site.Plan(linked, localetest.English(t), false)
	return r, slices.DeleteFunc(plan.Pages, func(p site.Page) bool { return p.Template == "data.html" })
}

// Each template that comes with Dateline is compiled, and each page of the demo
// is what html/template makes of it, to the byte.
func TestProgramsDoWhatTemplatesSay(t *testing.T) {
	r, pages := demo(t)
	for name, one := range r.pages {
		compiles(t, "templates/"+name, one)
	}
	compiles(t, "the partial entry", r.entry)
	seen := map[string]bool{}
	gets := site.Templates()
	for _, p := range pages {
		data := p.Data()
		if got, want := reflect.TypeOf(data), reflect.TypeOf(gets[p.Template]); got != want {
			t.Errorf("%s: its template gets a %s, and site.Templates says %s", p.URL, got, want)
		}
		page := r.pages[p.Template]
		program := page.compiled(reflect.TypeOf(data))
		if program == nil {
			continue // told above
		}
		got, ok := program.Execute(nil, data)
		if !ok {
			t.Errorf("%s: left to html/template", p.URL)
		}
		set, err := page.set()
		if err != nil {
			t.Fatal(err)
		}
		var want bytes.Buffer
		if err := set.ExecuteTemplate(&want, page.name, data); err != nil {
			t.Fatal(err)
		}
		if string(got) != want.String() {
			t.Errorf("%s: %s", p.URL, difference(string(got), want.String()))
		}
		seen[p.Template] = true
	}
	if len(seen) < 10 {
		t.Errorf("only %d templates were looked at", len(seen))
	}
}

// compiles reports a template that cannot be compiled, whatever data it gets.
func compiles(t *testing.T, name string, e *executable) {
	t.Helper()
	set, err := e.parse()
	if err == nil {
		_, err = htmlexec.Compile(set, e.name, e.funcs, nil)
	}
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
}

// difference shows where two texts part.
func difference(got, want string) string {
	k := 0
	for k < min(len(got), len(want)) && got[k] == want[k] {
		k++
	}
	from := strings.LastIndex(got[:k], "\n") + 1
	return "got " + got[from:min(len(got), k+60)] + "\nwant " + want[from:min(len(want), k+60)]
}

// A page is the same in whichever other page's room its data are made.
func TestPagesInAnyOrder(t *testing.T) {
	r, pages := demo(t)
	alone := map[string]string{} // what pages are in rooms of their own
	for _, p := range pages {
		page, err := r.pages[p.Template].execute(nil, p.Data())
		if err != nil {
			t.Fatal(err)
		}
		alone[p.URL] = string(relative(nil, page, p.Root, nil))
	}
	for round := range 2 {
		for _, p := range pages {
			page, err := r.Page(p, nil)
			if err != nil {
				t.Fatal(err)
			}
			if string(page) != alone[p.URL] {
				t.Errorf("%s in round %d: %s", p.URL, round, difference(string(page), alone[p.URL]))
			}
		}
		slices.Reverse(pages)
	}
}
