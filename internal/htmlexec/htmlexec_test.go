package htmlexec

import (
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"testing"
)

// document writes itself.
type document func() string

func (d document) AppendScript(out []byte) []byte {
	return append(out, strings.NewReplacer("<", `\u003c`, ">", `\u003e`).Replace(d())...)
}
func (d document) MarshalJSON() ([]byte, error) { return []byte(d()), nil }

// passage appends what its methods return.
type passage []string

func (p *passage) First() template.HTML { return template.HTML(p.AppendText(nil, "First")) }
func (p *passage) Last() template.HTML  { return template.HTML(p.AppendText(nil, "Last")) }
func (p *passage) Plain() string        { return string(p.AppendText(nil, "First")) }

func (p *passage) AppendText(out []byte, method string) []byte {
	k := 0
	if method == "Last" {
		k = len(*p) - 1
	}
	return append(append(append(out, "<b>"...), (*p)[k]...), "</b>"...)
}

// thing is what the templates of the tests get.
type thing struct {
	Text   string
	Empty  string
	HTML   template.HTML
	Script template.JS
	JSON   document
	NoJSON document
	URL    string
	Typed  template.URL
	Kind   kind
	Count  int
	Large  int64
	Unsure uint8
	Share  float64
	Yes    bool
	List   []thing
	Words  []string
	Where  *place2
	None   *place2
	Any    any
	Params map[string]any
	Name   named
	Pair   [2]thing2
	Passed []passage
	Alone  *passage
	embedded
	*near
	*lost
}

type (
	kind     string
	embedded struct{ Deep string }
	near     struct{ Near, Far any }
	lost     struct{ Gone string }
	thing2   struct {
		Name named
		Next *thing
	}
	place2 struct{ Lat, Lon float64 }
	named  struct{ first, last string }
)

func (n named) Zero() bool                { return n == named{} }
func (n *named) Full(sep string) string   { return n.first + sep + n.last }
func (t thing) Is(word string) bool       { return t.Text == word }
func (t thing) Fails() (string, error)    { return "", errors.New("it failed") }
func (p place2) String() string           { return "a place" }
func (t *thing) Several(a, b int) []thing { return make([]thing, a+b) }

var functions = template.FuncMap{
	"join":   func(a, b string) string { return a + "+" + b },
	"markup": func(s string) template.HTML { return template.HTML("<i>" + s + "</i>") },
	"fails":  func() (string, error) { return "", errors.New("it failed") },
	"first":  func(words []string) string { return words[0] },
	// Those that are called as they are:
	"number": func(n int) string { return "n<" + strconv.Itoa(n) },
	"count":  func(key string, n int, pairs ...string) string { return fmt.Sprint(key, n, pairs) },
	"asset": func(name string) (string, error) {
		if name == "" {
			return "", errors.New("it has no name")
		}
		return "/" + name, nil
	},
	"card": func(of any) (template.HTML, error) {
		if of, ok := of.(thing); ok {
			return template.HTML("<b>" + of.Text + "</b>"), nil
		}
		return "", errors.New("it is no thing")
	},
}

func example() *thing {
	return &thing{
		Text: `<b>"quoted" & 'single' + more` + "\x00é", HTML: "<em>x</em>", Script: `{"a":1}`, JSON: func() string { return `{"b":"</script>"}` },
		URL: "https://example.org/a b/%41%zz?q=é&x='1'+2#f", Typed: "tel:123", Kind: "military-unit", Count: 3, Large: -1 << 40, Unsure: 200, Share: 0.25, Yes: true,
		List:  []thing{{Text: "one", Count: 1}, {Text: "two", Words: []string{"x"}}},
		Words: []string{"a", "<b>", ""}, Where: &place2{1.5, -2e-9}, Any: "any <text>",
		Params: map[string]any{"key": "value", "n": 4, "list": []any{1, "two"}}, Name: named{"A", "B"},
		Pair:   [2]thing2{{Name: named{"C", "D"}}, {Next: &thing{Text: "next", Name: named{"E", ""}}}},
		Passed: []passage{{"a", "b"}, {"c"}}, Alone: &passage{"d", "e"},
		embedded: embedded{"deep"}, near: &near{Near: "<near>", Far: &thing{Text: "far", Count: 7}},
	}
}

// set parses templates, separated by lines "== name", of which the first is "base".
func set(text string) (*template.Template, error) {
	t := template.New("test").Funcs(functions)
	for k, part := range strings.Split(text, "== ") {
		name := "base"
		if k > 0 {
			name, part, _ = strings.Cut(part, " ")
		}
		if _, err := t.New(name).Parse(part); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// Programs make what html/template makes.
func TestExecute(t *testing.T) {
	for _, text := range []string{
		``,
		`only text`,
		`{{.Text}} {{.HTML}} {{.Kind}} {{.Count}} {{.Large}} {{.Unsure}} {{.Share}} {{.Yes}} {{.Deep}}`,
		`<a href="{{.URL}}">{{.Text}}</a> <a href="/x/{{.URL}}">y</a> <a href="/x/?q={{.URL}}">z</a>`,
		`<a href="{{.Text}}">x</a><a href="{{"javascript:alert(1)"}}">x</a><a href="{{"MAILTO:a@b.c"}}">x</a>`,
		`<i title="{{.Text}}" data-n="{{.Count}}">x</i><svg width="{{.Share}}"><path d="M{{.Count}} {{.Share}}"/></svg>`,
		`<title>{{.Text}}</title><textarea>{{.Text}}</textarea>`,
		`<meta http-equiv="refresh" content="0; url={{.URL}}">`,
		`<script type="application/ld+json">{{.Script}}</script>`,
		`{{with .JSON}}<script type="application/ld+json">{{.}}</script>{{end}}{{with .NoJSON}}none{{end}}`,
		`{{if .Text}}yes{{else}}no{{end}}{{if .Empty}}yes{{else if .Count}}count{{else}}no{{end}}{{if .None}}yes{{end}}{{if .Where}}where{{end}}`,
		`{{if and .Text .Count}}a{{end}}{{if or .Empty .None}}b{{else}}c{{end}}{{or .Empty "or"}}{{and .Text .Count}}{{if not .Empty}}d{{end}}`,
		`{{with .Where}}{{.Lat}} {{.Lon}} {{$.Text}}{{end}}{{with .None}}x{{else}}none{{end}}{{with $x := .Text}}{{$x}}{{end}}`,
		`{{range .List}}{{.Text}}{{range .Words}}{{.}}{{end}}{{else}}none{{end}}{{range $i, $t := .List}}{{if $i}}, {{end}}{{$i}}{{$t.Text}}{{$.Count}}{{end}}`,
		`{{range $w := .Words}}[{{$w}}{{.}}]{{end}}{{$x := 1}}{{range .Words}}{{$x = 2}}{{end}}{{$x}}`,
		`{{len .Words}}{{len .Text}}{{index .Words 1}}{{(index .List 0).Text}}{{index .Params "key"}}{{.Params.key}}{{.Params.n}}`,
		`{{eq .Count 3}}{{eq .Kind "military-unit"}}{{ne .Text ""}}{{lt .Count 4}}{{le .Count 3}}{{gt .Count 3}}{{ge .Count 4}}{{eq .Text "a" "b"}}{{eq .Empty "a" ""}}{{eq .Yes true}}`,
		`{{.Name.Zero}}{{.Name.Full "-"}}{{.Is "x"}}{{$.Is .Text}}{{len (.Several 1 2)}}{{if not .Name.Zero}}named{{end}}`,
		`{{join .Text "b"}}{{.Text | join "a"}}{{markup "x"}}{{first .Words}}{{join (join "a" "b") .Deep}}{{"text" | markup}}`,
		`{{number .Count}}{{number 4}}{{count "a" .Count}}{{count .Text 1 "b" (number 2) "c" .Deep}}<a href="{{asset "x y"}}">x</a>{{range .List}}{{card .}}{{end}}`,
		`{{$x := .Count}}{{$x}}{{if .Yes}}{{$x = .Text}}{{end}}{{$x}}{{if $x}}set{{end}}{{range .List}}{{$x = .}}{{end}}{{$x.Text}}`,
		`{{range $i, $p := .Pair}}{{$i}}{{.Name.Full "-"}}{{with .Next}}{{.Text}}{{.Name.Full "+"}}{{end}}{{if $p.Next}}{{$p.Next.Name.Zero}}{{end}}{{end}}{{len .Pair}}`,
		`{{.Near}}{{.Far.Text}}{{.Far.Count}}{{with .Far}}{{.Name.Zero}}{{if not .Words}}none{{end}}{{end}}{{if and .Far .Far.Text}}far{{end}}`,
		`{{range .List}}{{.Name.Full "+"}}{{.Several 1 1 | len}}{{end}}{{(index .List 1).Name.Zero}}{{if or (not .Words) (eq .Count 3)}}or{{end}}{{if not .None}}not{{end}}`,
		`{{.Any}}{{if .Any}}any{{end}}{{range .Params.list}}{{.}}{{end}}`,
		`{{template "a" .}}{{template "a" index .List 0}}== a [{{.Text}}{{$.Count}}{{$x := .Count}}{{$x}}]`,
		`{{$x := 1}}{{template "a" .Words}}{{$x}}== a {{$x := 2}}{{range .}}{{.}}{{$x}}{{len $}}{{end}}`,
		`<i{{template "a" .}}>x</i>{{template "a" .}}== a  lang="{{.Text}}"{{/* comment */}}`,
		`{{range .List}}{{template "a" .}}{{end}}== a {{with .Words}}{{template "b" .}}{{end}}{{.Text}}== b {{range .}}{{.}}{{end}}{{len $}}`,
		`{{range .Passed}}{{.First}} {{.Last}}{{if .First}} {{.Plain}}{{end}}<i title="{{.Plain}}">{{len .Plain}}</i><a href="{{.Plain}}">x</a>{{with .Last}}{{.}}{{end}}{{end}}{{.Alone.First}}{{with .Alone}}{{.Last}}{{$x := .First}}{{$x}}{{end}}`,
		`{{block "a" .}}default{{.Count}}{{end}}`,
		`{{template "a"}}== a no dot`,
		"{{- /* space */ -}}  {{- .Count -}}  x  {{- \"y\" }}",
	} {
		t.Run(text, func(t *testing.T) {
			templates, err := set(text)
			if err != nil {
				t.Fatal(err)
			}
			program, err := Compile(templates, "base", functions, reflect.TypeFor[*thing]())
			if err != nil {
				t.Fatal(err)
			}
			got, ok := program.Execute([]byte("before "), example())
			if !ok {
				t.Fatal("left to html/template")
			}
			if want := "before " + plainly(t, templates, example()); string(got) != want {
				t.Errorf("got  %q\nwant %q", got, want)
			}
		})
	}
}

// plainly executes by html/template.
func plainly(t *testing.T, templates *template.Template, data any) string {
	t.Helper()
	var b strings.Builder
	if err := templates.ExecuteTemplate(&b, "base", data); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What is not provided for is said before anything is executed.
func TestCompileRefuses(t *testing.T) {
	for _, text := range []string{
		`{{printf "%d" .Count}}`,
		`{{slice .Words 1}}`,
		`{{template "a" .}}== a {{template "a" .}}`,
		`{{template "a"}}== a {{.Text}}`,
		`{{range .Words}}{{break}}{{end}}`,
		`<script>var x = "{{.Text}}"</script>`,
		`<i style="color: {{.Text}}">x</i>`,
		`<i title={{.Text}}>x</i>`,
		`<a href="{{if .Yes}}x"{{end}}>`,
		`{{1.5}}`,
	} {
		templates, err := set(text)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Compile(templates, "base", functions, reflect.TypeFor[*thing]()); err == nil {
			t.Errorf("%s was compiled", text)
		}
	}
}

// What goes wrong, and values that are printed in ways of their own, are left to
// html/template, with the output as it was.
func TestExecuteLeavesToOthers(t *testing.T) {
	for _, text := range []string{
		`{{.Missing}}`, `{{.None.Lat}}`, `{{.Where}}`, `{{.Fails}}`, `{{fails}}`, `{{first .Empty}}`, `{{index .Words 7}}`, `{{index .Params "none"}}`,
		`<a href="{{.Typed}}">x</a>`, `<i title="{{.HTML}}">x</i>`, `<script>{{.Text}}</script>`, `{{.Words}}`, `{{eq .Count "3"}}`, `{{lt .Yes true}}`,
		`{{number .Large}}`, `{{number .Params.none}}`, `{{asset .Kind}}`, `{{asset .Empty}}`, `{{count .Kind 1}}`, `{{count "a" .Unsure}}`, `{{count "a" 1 .Kind}}`,
		`{{card .Words}}`, `{{card .None.Lat}}`, `{{range .Params.list}}{{number .}}{{end}}`, `{{number 1 2}}`,
		`{{range .Count}}x{{end}}`, `{{range .Params}}x{{end}}`, `{{.Text.Deep}}`, `{{len .Count}}`, `{{.Is 3}}`, `{{.Name.first}}`, `{{.Params.none}}`, `{{.Gone}}`,
		`{{range .Pair}}{{.Next.Text}}{{end}}`, `{{$x := 1}}{{$x = .Text}}{{number $x}}`, `{{.Any.Text}}`,
	} {
		templates, err := set("text " + text)
		if err != nil {
			t.Fatal(err)
		}
		program, err := Compile(templates, "base", functions, reflect.TypeFor[*thing]())
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got, ok := program.Execute([]byte("before"), example()); ok || string(got) != "before" {
			t.Errorf("%s: got %q, %v", text, got, ok)
		}
	}
}

// A program is executed by many at once, with data of its type; other data are left to
// html/template.
func TestExecuteAtOnce(t *testing.T) {
	templates, err := set(`{{.Text}}{{range .Params.list}}{{.Text}}{{end}}`)
	if err != nil {
		t.Fatal(err)
	}
	program, err := Compile(templates, "base", nil, reflect.TypeFor[thing]())
	if err != nil {
		t.Fatal(err)
	}
	inner := []any{&thing{Text: "b"}, thing{Text: "b"}, struct{ Other, Text string }{Text: "b"}, map[string]string{"Text": "b"}}
	done := make(chan string)
	for _, one := range inner {
		go func() {
			said := "ab"
			for range 200 {
				if got, ok := program.Execute(nil, thing{Text: "a", Params: map[string]any{"list": []any{one}}}); !ok || string(got) != "ab" {
					said = fmt.Sprintf("%T gives %q", one, got)
				}
			}
			done <- said
		}()
	}
	for range inner {
		if said := <-done; said != "ab" {
			t.Error(said)
		}
	}
	for _, data := range []any{&thing{Text: "a"}, map[string]string{"Text": "a"}, nil} {
		if got, ok := program.Execute([]byte("before"), data); ok || string(got) != "before" {
			t.Errorf("%T gives %q, %v", data, got, ok)
		}
	}
}

// Whatever a text holds, it comes out as from html/template.
func FuzzEscape(f *testing.F) {
	const text = `{{.}}<i title="{{.}}" title='{{.}}'>x</i><a href="{{.}}">x</a><a href="/a{{.}}">x</a><a href="/a?b={{.}}">x</a>` +
		`<title>{{.}}</title><meta http-equiv="refresh" content="0; url={{.}}"><svg><path d="{{.}}"/></svg>`
	templates, err := set(text)
	if err != nil {
		f.Fatal(err)
	}
	program, err := Compile(templates, "base", nil, reflect.TypeFor[string]())
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{"", "a", `<script>alert("1")</script>`, "javascript:alert(1)", "HTTPS://x/%zz%41", "a:b/c", "/a:b", "\x00\xff\u2028", "'+&#39;", "mailto:", "tel:1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, ok := program.Execute(nil, s)
		if !ok {
			t.Fatal("left to html/template")
		}
		if want := plainly(t, templates, s); string(got) != want {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	})
}
