package diag

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

func TestUnmerged(t *testing.T) {
	for text, want := range map[string]string{
		"": "",
		"a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> d\ne\n":               "2-6",
		"a\r\n\r\n<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> d":      "3-7",
		"<<<<<<< a\nb\n||||||| base\nc\n=======\nd\n>>>>>>> e\n":       "1-7",
		"<<<<<<< a\n=======\n>>>>>>> b\n<<<<<<< a\n=======\n>>>>>>> b": "1-3 4-6",
		"<<<<<<< a\n========\n>>>>>>> b\n":                             "", // a heading
		"    <<<<<<< a\n    =======\n    >>>>>>> b\n":                  "", // code
		">>>>>>> a\n=======\n<<<<<<< b\n":                              "",
		"Title\n=======\n":                                             "",
	} {
		var got []string
		for first, last := range Unmerged([]byte(text)) {
			got = append(got, fmt.Sprintf("%d-%d", first, last))
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%q: lines %s, want %s", text, got, want)
		}
	}
}

func TestPrint(t *testing.T) {
	source := fstest.MapFS{
		"content/a.md": {Data: []byte("---\ntitle: A\n\tactors: [natto]\r\n名前: x\n---\n")},
		"content/b.md": {Data: []byte("\x1b[31mred\n")},
	}
	var l List
	l.Warnf(Pos{"content/b.md", 1, 6}, "second")
	l.Warnf(Pos{"content/b.md", 3, 1}, "beyond the end")
	l.Errorf(Pos{"content/a.md", 4, 4}, "after wide characters")
	l.Errorf(Pos{"content/a.md", 3, 11}, "no actor %q%s", "natto", DidYouMean("natto", []string{"iran", "nato"}))
	l.Errorf(Pos{"content/a.md", 3, 11}, "no actor %q%s", "natto", DidYouMean("natto", []string{"iran", "nato"}))
	l.Errorf(Pos{File: "content/gone.md"}, "is empty")
	l.Errorf(Pos{"content/line\nend\x1b[31mé.md", 1, 2}, "is named so")
	l.Errorf(Pos{File: "content/shortcode.md"}, "%s is no\tshortcode", "{{< \x1b[2J\u009b\n\x9b >}}")
	var out strings.Builder
	if err := l.Print(&out, source); err != nil {
		t.Fatal(err)
	}
	want := "content/a.md:3:11: error: no actor \"natto\"; did you mean \"nato\"?\n" +
		"  \tactors: [natto]\n" +
		"  \t         ^\n" +
		"content/a.md:4:4: error: after wide characters\n" +
		"  名前: x\n" +
		"       ^\n" +
		"content/b.md:1:6: warning: second\n" +
		"  \uFFFD[31mred\n" +
		"       ^\n" +
		"content/b.md:3:1: warning: beyond the end\n" +
		"content/gone.md: error: is empty\n" +
		`content/line\nend\x1b[31mé.md:1:2: error: is named so` + "\n" +
		`content/shortcode.md: error: {{< \x1b[2J\u009b\n\x9b >}} is no` + "\tshortcode\n"
	if out.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", out.String(), want)
	}
	if e, w := l.Count(); e != 5 || w != 2 {
		t.Errorf("Count() = %d, %d; want 5, 2", e, w)
	}
	if !l.HasErrors() {
		t.Error("HasErrors() = false")
	}
}

func TestSpellOut(t *testing.T) {
	for text, want := range map[string]string{
		"":                                "",
		`C:\a "b" 'c' é \x1b`:             `C:\a "b" 'c' é \x1b`,
		"a\tb\nc\r\x00\x7f":               "a\tb\\nc\\r\\x00\\x7f",
		"\u009b1m \x9b1m \xe2\x80 \uFFFD": `\u009b1m \x9b1m \xe2\x80 ` + "\uFFFD",
		"\xff":                            `\xff`,
	} {
		if got := SpellOut(text, "\t"); got != want {
			t.Errorf("%q is spelled out as %q, want %q", text, got, want)
		}
	}
}

func TestPrintLongLine(t *testing.T) {
	line := strings.Repeat("a", 5000) + "X" + strings.Repeat("b", 5000)
	source := fstest.MapFS{"a.md": {Data: []byte(line)}}
	var l List
	l.Errorf(Pos{"a.md", 1, 5001}, "here")
	var out strings.Builder
	if err := l.Print(&out, source); err != nil {
		t.Fatal(err)
	}
	got := strings.Split(out.String(), "\n")
	if len(got[1]) > maxLine+2 {
		t.Errorf("line of %d bytes shown", len(got[1]))
	}
	if at := strings.Index(got[2], "^"); got[1][at] != 'X' {
		t.Errorf("caret under %q, want X", got[1][at])
	}
}

func TestPrintJSON(t *testing.T) {
	var l List
	l.Errorf(Pos{"a.md", 2, 3}, "no <b>")
	var out strings.Builder
	if err := l.PrintJSON(&out); err != nil {
		t.Fatal(err)
	}
	want := `{"file":"a.md","line":2,"column":3,"severity":"error","message":"no <b>"}` + "\n"
	if out.String() != want {
		t.Errorf("got %s, want %s", out.String(), want)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"article", "incident", "actor", "nato-mission-iraq", "also_known_as"}
	for _, tt := range []struct{ word, want string }{
		{"nato-misson-iraq", "nato-mission-iraq"},
		{"actro", "actor"},
		{"Incident", "incident"},
		{"also-known-as", "also_known_as"},
		{"NATO", "nato-mission-iraq"},
		{"mission iraq", "nato-mission-iraq"},
		{"miss", ""},
		{"iraq-mission", ""},
		{"as", ""},
		{"xyz", ""},
		{"", ""},
	} {
		if got := Nearest(tt.word, known); got != tt.want {
			t.Errorf("Nearest(%q) = %q, want %q", tt.word, got, tt.want)
		}
	}
}
