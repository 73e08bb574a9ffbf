package timeline

import (
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// An annotation in the text is the same as one in front matter: its passage,
// its fields, its note and its id.
func TestInlineIsTheSame(t *testing.T) {
	const text = "One house burned. Later *one house* fell, by the river.\n"
	for _, tt := range []struct{ name, keys, inline string }{
		{"plain", "{quote: One house, note: n}", "{==One house==}{>>n<<} burned. Later *one house* fell, by the river.\n"},
		{
			"fields", `{quote: burned, kind: claim, by: nato, via: xinhua, incident: fire, confidence: low, date: 2021-12-19, sources: [other, "https://example.org/a"], note: "Says *who*?"}`,
			"One house {==burned==}{>>claim by=nato via=xinhua incident=fire confidence=low date=2021-12-19 sources=other,https://example.org/a: Says *who*?<<}. Later *one house* fell, by the river.\n",
		},
		{
			"quoted value", `{quote: burned, kind: question, date: "2021-12-18/2021-12-19", sources: [other, "https://example.org/a"], note: n}`,
			"One house {==burned==}{>>question date=2021-12-18/2021-12-19 sources=\"other, https://example.org/a\": n<<}. Later *one house* fell, by the river.\n",
		},
		{"across emphasis", "{quote: Later one house fell, kind: dispute, note: n}", "One house burned. {==Later *one house* fell==}{>>dispute: n<<}, by the river.\n"},
		{"into emphasis", "{quote: Later one, kind: dispute, note: n}", "One house burned. {==Later *one==}{>>dispute: n<<} house* fell, by the river.\n"},
		{"spaces within", "{quote: burned, note: n}", "One house{== burned ==}{>>n<<}. Later *one house* fell, by the river.\n"},
		{"over lines", "{quote: Later one house fell, kind: claim, by: nato, note: \"a\\nb\"}", "One house burned. {==Later\n*one house* fell==}{>>claim\nby=nato: a\nb<<}, by the river.\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			front := article(t, linkClean(t, noted("annotations: ["+tt.keys+"]\n", text)), "a").Annotations
			for _, ending := range []string{"\n", "\r\n"} {
				inline := article(t, linkClean(t, strings.ReplaceAll(noted("", tt.inline), "\n", ending)), "a")
				wantLines(t, "annotations", described(inline), describe(front[0]))
				if len(inline.Annotations) == 1 && inline.Annotations[0].ID != front[0].ID {
					t.Errorf("id %s, want %s", inline.Annotations[0].ID, front[0].ID)
				}
				if strings.ContainsAny(inline.Text.Body.Text(), "{}<>") {
					t.Errorf("the text reads %q", inline.Text.Body.Text())
				}
			}
		})
	}
}

// Mistakes are told where they stand in the body, below front matter of any
// length.
func TestInlineProblems(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		want       []string // without the file
	}{
		{
			"every field",
			"{==One==}{>>claim by=natto via=xinhu incident=fir confidence=hgh\ndate=2021-13 sources=othr,https://x/ sorces=a note=3 by=nato: [[natto]]<<}",
			[]string{
				`6:19: error: no actor "natto"; did you mean "nato"?`,
				`6:28: error: no source "xinhu"; did you mean "xinhua"?`,
				`6:38: error: no incident "fir"; did you mean "fire"?`,
				`6:51: error: confidence: "hgh" is none of high, medium, low; did you mean "high"?`,
				`7:1: error: date: "2021-13" is no date: there is no month 13; write 01 to 12, or 21 to 41 for a season`,
				`7:14: error: no article "othr"; did you mean "other"?`,
				`7:38: warning: annotation: unknown key "sorces"; did you mean "sources"?`,
				`7:47: error: a note in the text has no note: its passage stands between {== and ==}`,
				`7:54: error: by is written twice`,
				`7:63: error: no document "natto"; did you mean "nato"?`,
			},
		},
		{
			"kind with fields", "قال {==One==}{>>clam by=nato: n<<}",
			[]string{`6:17: error: kind: "clam" is none of context, claim, correction, dispute, verification, question; did you mean "claim"?`},
		},
		{
			"kind without fields", "{==One==}{>>clam: n<<}",
			[]string{`6:13: warning: "clam" is no kind of note, and taken as text; did you mean "claim"?`},
		},
		{"a word and a colon are text", "{==One==}{>>Remember: n<<}", nil},
		{"never closed", "x\n\n  y {==One", []string{"8:5: error: this passage never ends; write ==} after it, in the same paragraph"}},
		{"no note", "- x {==One==}", []string{"6:5: error: this passage has no note; write {>>note<<} right after ==}"}},
		{
			"script", "{==One==}{>>a <script>b</script>\n[c](javascript:d)<<}",
			[]string{
				"6:15: warning: HTML is left out: <script>; write it in Markdown",
				"6:24: warning: HTML is left out: </script>; write it in Markdown",
				`7:1: warning: the link to "javascript:d" is left out: only http, https, mailto and tel addresses are linked`,
			},
		},
		{
			"twice", "{=={==One==}{>>a<<}==}{>>b<<}",
			[]string{"6:1: error: these words are annotated as context twice, also at content/articles/a.md:6:4; join the two notes"},
		},
	} {
		for _, keys := range []string{"lang: en\n", "summary: |\n  a\n\n  b\nlang: en\n"} {
			t.Run(tt.name, func(t *testing.T) {
				_, got := link(t, noted(keys, tt.body+"\n"))
				for k := range got {
					got[k] = strings.TrimPrefix(got[k], "content/articles/a.md:")
				}
				further := strings.Count(keys, "\n") - 1
				wantLines(t, "problems", got, each(tt.want, func(line string) string { return moved(t, line, further) })...)
			})
		}
	}
}

var lineNumber = regexp.MustCompile(`(^|\.md:)(\d+)`)

// moved returns a problem that stands so many lines further down.
func moved(t *testing.T, problem string, lines int) string {
	return lineNumber.ReplaceAllStringFunc(problem, func(at string) string {
		digits := strings.TrimPrefix(at, ".md:")
		n, err := strconv.Atoi(digits)
		if err != nil {
			t.Fatal(err)
		}
		return strings.TrimSuffix(at, digits) + strconv.Itoa(n+lines)
	})
}
