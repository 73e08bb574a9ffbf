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
