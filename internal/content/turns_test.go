package content

import (
	"strings"
	"testing"
)

// What turns the order of letters is to end where it began; a newsroom that writes from right
// to left ends it.
func TestTurns(t *testing.T) {
	const (
		lre, rlo, pdf = "\u202a", "\u202e", "\u202c"
		rli, pdi      = "\u2067", "\u2069"
	)
	said := func(sign, end string) string {
		return "warning: the invisible sign " + sign + " turns the order of all that follows in this paragraph or value; remove it, or end it with " + end
	}
	for _, tt := range []struct {
		title, body string
		want        []string
	}{
		{"a" + rlo + "b", "c", []string{"2:9: " + said("U+202E", "U+202C")}},
		{"a", "b " + lre + "c\nd\n\ne" + rlo, []string{"6:3: " + said("U+202A", "U+202C"), "9:2: " + said("U+202E", "U+202C")}},
		{"a", rli + "b" + pdf + rlo + pdf + "\n" + rlo, []string{"6:1: " + said("U+2067", "U+2069")}},
		{"a", lre + rli + "b" + rlo + pdi, []string{"6:1: " + said("U+202A", "U+202C")}},
		{"“a” " + rli + "ب" + rlo + pdi + lre + rli + pdi + pdf, lre + "b\nc" + pdf + pdf + pdi + " — “d”", nil},
		{"\u200e\u200fa\u2060", "b", nil},
	} {
		_, got := readArticle(t, "---\ntitle: "+tt.title+"\ndate: 2021\ntags: [c]\n---\n"+tt.body+"\n")
		wantLines(t, got, tt.want...)
	}
	// A text of them alone takes no longer than its length has it.
	_, got := readArticle(t, "---\ntitle: T\ndate: 2021\n---\n"+rli+strings.Repeat(lre, 400_000)+pdi+strings.Repeat(lre, 400_000)+strings.Repeat(pdi, 400_000)+strings.Repeat(pdf, 400_000))
	wantLines(t, got)
}
