package markup

import (
	"regexp"
	"strings"
	"testing"
)

// The id of a heading is made from the words that readers see there, and of a link whose
// title is not known yet, from what it names.
func TestHeadingIDs(t *testing.T) {
	for _, tt := range []struct{ src, want string }{
		{"## Plain words, 2021", "plain-words-2021"},
		{"## Snake_case it's a/b", "snake-case-it-s-a-b"},
		{"## Two *emphasised* `code_words`", "two-emphasised-code-words"},
		{"## One**word**", "oneword"},
		{"## Plan {==B==}{>>claim by=a: secret *x*<<}", "plan-b"},
		{"## Head [^1] x\n\n[^1]: Note.", "head-x"},
		{"## Head [^1] x", "head-1-x"}, // no note: it stands there
		{"## On [[inc|words]]", "on-words"},
		{"## On [[actor:nato]]", "on-nato"},
		{"## The [report](https://e.org/a) at <https://e.org/b>", "the-report-at-https-e-org-b"},
		{"## ![A map](map.png) here", "a-map-here"},
		{"## A &amp; B \\* C", "a-b-c"},
		{"## A <!-- hidden --> B", "a-b"},
		{"## A <b>bold</b> B", "a-bold-b"},
		{"Two\nlines\n---", "two-lines"},
		{"## ...", "section"},
		{"## Same\n\n> ## Same", "same same-1"},
		{"## The rules {#rules}", "rules"},
		{"## The *rules* ## {#القواعد-1}", "القواعد-1"},
		{"## Rules\n\n## First {#rules}", "rules-1 rules"},
		{"## {==Toll==}{>>note<<}", "toll"},
		{"## The set {a, b}", "the-set-a-b"},
		{"Two\nlines {#two}\n---", "two"},
	} {
		b, _ := parse(t, tt.src)
		var ids []string
		for _, m := range regexp.MustCompile(`<h2 id="([^"]*)"`).FindAllStringSubmatch(b.HTML(Marks{}), -1) {
			ids = append(ids, m[1])
		}
		if got := strings.Join(ids, " "); got != tt.want {
			t.Errorf("%q has the id %q, want %q", tt.src, got, tt.want)
		}
	}
}

// What an author writes behind a heading in braces is its id, and no part of its words.
func TestWrittenIDs(t *testing.T) {
	for _, tt := range []struct{ src, html, problem string }{
		{"## Our rules {#rules}", `<h2 id="rules">Our rules</h2>`, ""},
		{"## Our rules {#Our_Rules}", `<h2 id="our-rules">Our rules</h2>`, `"Our_Rules" cannot be the id of a heading: small letters, digits and single hyphens are allowed; write {#our-rules}`},
		{"## A {#x}\n\n## B {#x}", `<h2 id="x-1">B</h2>`, `the id "x" is that of another heading; write another`},
		{"## A {#x .wide onclick=\"y\"}", `<h2 id="a-x-wide-onclick-y">A {#x .wide onclick=“y”}</h2>`, ""},
		{"## A \\{#x}", `<h2 id="a-x">A {#x}</h2>`, ""},
		{"# A {#x}  \n\ntext {#y}", `<h2 id="x">A</h2>`, ""},
	} {
		b, problems := parse(t, tt.src)
		if got := string(b.HTML(Marks{})); !strings.Contains(got, tt.html) {
			t.Errorf("%q is\n%s\nwant %s", tt.src, got, tt.html)
		}
		if (tt.problem == "") != (problems == "") || !strings.Contains(problems, tt.problem) {
			t.Errorf("%q has the problems %s, want %s", tt.src, problems, tt.problem)
		}
	}
}
