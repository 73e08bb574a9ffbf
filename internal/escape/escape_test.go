package escape

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"html"
	"html/template"
	"testing"
)

// What is appended is what the standard library writes.
func FuzzEscape(f *testing.F) {
	templated := template.Must(template.New("").Parse(`{{.}}`))
	for _, s := range []string{
		"", "plain", "“quoted” – أخبار 𝄞", `"a" \ 'b' <c> & d`, "a\tb\nc\rd\be\ff", "\x00\x1f\x7f ", "a\u2028b\u2029",
		"\uFFFD", "\xff", "a\xf0\x9f", "\xed\xa0\x80", "\uFFFE\uFFFF", "\U0010FFFF", "]]>", `\u0041`, "a+b\x00",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var want bytes.Buffer
		enc := json.NewEncoder(&want)
		enc.SetEscapeHTML(false)
		if err := enc.Encode(s); err != nil {
			t.Fatal(err)
		}
		if got := JSON([]byte("x"), s); string(got) != "x"+string(bytes.TrimSuffix(want.Bytes(), []byte("\n"))) {
			t.Errorf("JSON of %q: %s, want x%s", s, got, want.Bytes())
		}
		if plain, err := json.Marshal(s); err != nil || string(Script(nil, JSON(nil, s))) != string(plain) {
			t.Errorf("Script of %q: %s, want %s", s, Script(nil, JSON(nil, s)), plain)
		}
		want.Reset()
		if err := xml.EscapeText(&want, []byte(s)); err != nil {
			t.Fatal(err)
		}
		if got := XML([]byte("x"), s); string(got) != "x"+want.String() {
			t.Errorf("XML of %q: %s, want x%s", s, got, want.Bytes())
		}
		if got := HTML([]byte("x"), s); string(got) != "x"+html.EscapeString(s) {
			t.Errorf("HTML of %q: %s, want x%s", s, got, html.EscapeString(s))
		}
		want.Reset()
		if err := templated.Execute(&want, s); err != nil {
			t.Fatal(err)
		}
		if got := Template([]byte("x"), s); string(got) != "x"+want.String() {
			t.Errorf("Template of %q: %s, want x%s", s, got, want.Bytes())
		}
	})
}

func TestMember(t *testing.T) {
	buf := Filled(Member(Filled([]byte("{"), "none"), "a", "b\n", "", "c"), "none", "", "")
	if got, want := string(Filled(Member(buf, "empty"), "d", "", "e")), `{"a":"b\nc","empty":"","d":"e"`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestList(t *testing.T) {
	add := func(buf []byte, s string) []byte { return JSON(buf, s) }
	buf := List(List([]byte(`{"a":1`), "b", []string{"x", "y"}, add), "none", nil, add)
	if got, want := string(buf), `{"a":1,"b":["x","y"]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Nothing is allocated but what the buffer takes.
func TestAllocations(t *testing.T) {
	buf := make([]byte, 0, 1000)
	if n := testing.AllocsPerRun(10, func() { Member(XML(buf, "a <b> \xff"), "a", "a \"b\"", "\xff \u2028") }); n > 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestElements(t *testing.T) {
	e := NewElements([]byte("room "))
	e.Open("a", "b", `"c"`, "d", "")
	e.Filled("none", "")
	e.Filled("e", "<f>")
	e.Verbatim("g", "<h>]]></h>", "type", "html")
	e.Close("a")
	want := `room <?xml version="1.0" encoding="UTF-8"?>
<a b="&#34;c&#34;">
 <e>&lt;f&gt;</e>
 <g type="html"><![CDATA[<h>]]]]><![CDATA[></h>]]></g>
</a>
`
	if got := string(e.Document()); got != want {
		t.Errorf("got\n%s, want\n%s", got, want)
	}
}
