package timeline

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"dateline/internal/edtf"
)

// noteSite is what the annotations of the tests refer to.
const noteSite = `
-- actors/nato.md --
---
name: NATO
---
-- sources/xinhua.md --
---
name: Xinhua
---
-- incidents/fire.md --
---
title: Fire
date: 2021-12-19
---
-- articles/other.md --
---
title: Other
date: 2021-12-19
incidents: [fire]
---
`

// noteText is the body of the article; it begins in the line after the front matter.
const noteText = `One house burned. Later one house fell.

The *other* [house](https://example.org/)[^1] stood “near
the river” -- so they said.

- قال قاسم «لا» هنا

[^1]: A note.
`

// noted is noteSite with an article a.md, whose keys begin in line 4.
func noted(keys, body string) string {
	return noteSite + "-- articles/a.md --\n---\ntitle: A\ndate: 2021-12-20\n" + keys + "---\n" + body
}

// describe says everything about an annotation but its id.
func describe(n *Annotation) string {
	words := []string{n.Kind, fmt.Sprintf("%q", n.Quote), fmt.Sprintf("%q", n.Note.HTML())}
	if n.By != nil {
		words = append(words, "by "+n.By.Name())
	}
	if n.Via != nil {
		words = append(words, "via "+n.Via.Name())
	}
	if n.Incident != nil {
		words = append(words, "about "+n.Incident.Meta.Title.V)
	}
	if n.Confidence != "" {
		words = append(words, n.Confidence)
	}
	if !n.Date.IsZero() {
		words = append(words, n.Date.String())
	}
	for _, s := range n.Sources {
		if s.Article != nil {
			words = append(words, "see "+s.Article.Meta.Title.V)
		} else {
			words = append(words, "see "+s.URL)
		}
	}
	return strings.Join(words, ", ")
}

func described(a *Article) []string { return each(a.Annotations, describe) }

func TestAnnotations(t *testing.T) {
	for _, tt := range []struct {
		name, keys string
		want       []string
	}{
		{
			"every field",
			"annotations:\n- quote: One house burned.\n  kind: claim\n  note: So *says* [[nato]].\n  incident: fire\n  by: nato\n" +
				"  via: Xinhua\n  confidence: HIGH\n  date: 2021-12\n  sources: [other, \"https://example.org/x\"]\n",
			[]string{`claim, "One house burned.", "<p>So <em>says</em> <a class=\"wikilink\" href=\"/actors/nato/\">NATO</a>.</p>\n", by NATO, via Xinhua, about Fire, high, 2021-12, see Other, see https://example.org/x`},
		},
		{
			"mentions in a note",
			"annotations: [{quote: river, note: Not NATO.}]\n",
			[]string{`context, "river", "<p>Not <a class=\"mention\" href=\"/actors/nato/\">NATO</a>.</p>\n"`},
		},
		{
			"folded, across markup",
			"annotations: [{quote: \"The other house stood \\\"near the river\\\" - so\", note: N}]\n",
			[]string{`context, "The other house stood “near the river” – so", "<p>N</p>\n"`},
		},
		{
			"Arabic",
			"annotations: [{quote: \"قاسم \\\"لا\\\" هنا\", note: نعم}]\n",
			[]string{`context, "قاسم «لا» هنا", "<p>نعم</p>\n"`},
		},
		{
			"prefix and suffix",
			"annotations:\n- {quote: house, prefix: \"Later one \", note: second}\n- {quote: house, suffix: \" burned\", note: first}\n",
			[]string{`context, "house", "<p>first</p>\n"`, `context, "house", "<p>second</p>\n"`},
		},
		{
			"overlapping, nested and of one beginning: outer first",
			"annotations:\n- {quote: house burned, note: b}\n- {quote: One house, note: a}\n- {quote: One house burned., note: c}\n- {quote: burned, note: d}\n",
			[]string{
				`context, "One house burned.", "<p>c</p>\n"`, `context, "One house", "<p>a</p>\n"`,
				`context, "house burned", "<p>b</p>\n"`, `context, "burned", "<p>d</p>\n"`,
			},
		},
		{
			"two kinds on the same words",
			"annotations:\n- {quote: burned, note: a}\n- {quote: burned, kind: dispute, note: b}\n",
			[]string{`context, "burned", "<p>a</p>\n"`, `dispute, "burned", "<p>b</p>\n"`},
		},
	} {
		for _, ending := range []string{"\n", "\r\n"} {
			t.Run(fmt.Sprintf("%s %q", tt.name, ending), func(t *testing.T) {
				tl := linkClean(t, strings.ReplaceAll(noted(tt.keys, noteText), "\n", ending))
				wantLines(t, "annotations", described(article(t, tl, "a")), tt.want...)
			})
		}
	}
}

// Each mistake is told at the value that is wrong, all of them in one run.
func TestAnnotationProblems(t *testing.T) {
	for _, tt := range []struct {
		name, keys string
		want       []string // without the file
	}{
		{
			"every field, with a quote that is wrong as well",
			"annotations:\n- quote: One house burnt\n  kind: clam\n  note: See [[natto]].\n  incident: fir\n  by: natto\n" +
				"  via: xinhu\n  confidence: hgh\n  date: 2021-13\n  sources: [othr, \"https://x/\", \"ftp://x/\"]\n  sorces: [a]\n",
			[]string{
				`5:10: error: the quote is not in the text: after "One house" the quote goes on "burnt", the text "burned. Later"`,
				`6:9: error: kind: "clam" is none of context, claim, correction, dispute, verification, question; did you mean "claim"?`,
				`7:13: error: no document "natto"; did you mean "nato"?`,
				`8:13: error: no incident "fir"; did you mean "fire"?`,
				`9:7: error: no actor "natto"; did you mean "nato"?`,
				`10:8: error: no source "xinhu"; did you mean "xinhua"?`,
				`11:15: error: confidence: "hgh" is none of high, medium, low; did you mean "high"?`,
				`12:9: error: date: "2021-13" is no date: there is no month 13; write 01 to 12, or 21 to 41 for a season`,
				`13:13: error: no article "othr"; did you mean "other"?`,
				`13:33: error: sources: "ftp://x/" is no web address; write it in full, as in "https://example.org/page"`,
				`14:3: warning: annotations: unknown key "sorces"; did you mean "sources"?`,
			},
		},
		{"no quote", "annotations: [{note: N}]\n", []string{`4:15: error: annotations: has no quote; write quote: …`}},
		{"empty quote", "annotations: [{quote: \"\", note: N}]\n", []string{`4:23: error: annotations: has no quote; write quote: …`}},
		{"no note", "annotations: [{quote: river}]\n", []string{`4:15: error: annotations: has no note; write note: …`}},
		{
			"several matches",
			"annotations:\n- {quote: house, note: N}\n",
			[]string{`5:11: error: the quote stands in the text 3 times; say which: line 7 with prefix: "One"; line 7 with prefix: "one"; line 9 with prefix: "other"`},
		},
		{
			"a prefix that does not decide",
			"annotations:\n- {quote: house, prefix: ne, note: N}\n",
			[]string{`5:11: error: the quote stands in the text 3 times; say which: line 7 with prefix: "One"; line 7 with prefix: "one"; line 9 with prefix: "other"`},
		},
		{
			"letter case", "annotations:\n- {quote: one House, note: N}\n",
			[]string{`5:11: error: the text has "One house", in other letter case`},
		},
		{
			"across paragraphs", "annotations:\n- {quote: one house fell. The other, note: N}\n",
			[]string{"5:11: error: the quote runs from one paragraph into the next; quote words of one paragraph"},
		},
		{
			"nothing like it", "annotations:\n- {quote: völlig anderes, note: N}\n",
			[]string{"5:11: error: the quote is not in the text, nor anything like it"},
		},
		{
			"one kind twice on the same words",
			"annotations:\n- {quote: burned, note: a}\n- {quote: burned, note: b}\n",
			[]string{"6:11: error: these words are annotated as context twice, also at content/articles/a.md:5:11; join the two notes"},
		},
		{
			"a note in a note", "annotations:\n- {quote: river, note: \"a {==b==}{>>c<<}\"}\n",
			[]string{"5:24: error: a note cannot be annotated itself"},
		},
		{
			"script in a note",
			"annotations:\n- quote: river\n  note: |\n    a\n\n    x <script>y</script> [z](javascript:z) [[nix]]\n",
			[]string{
				"9:7: warning: HTML is left out: <script>; write it in Markdown",
				"9:16: warning: HTML is left out: </script>; write it in Markdown",
				`9:26: warning: the link to "javascript:z" is left out: only http, https, mailto and tel addresses are linked`,
				`9:44: error: no document "nix"; a document is called as its file in content/ is, without .md`,
			},
		},
		{
			"corrections", "corrections:\n- {date: 2021-12-32, note: \"[[nix]]\"}\n- {note: x}\n",
			[]string{
				`5:10: error: date: "2021-12-32" is no date: 2021-12 has no day 32; write 01 to 31`,
				`5:29: error: no document "nix"; a document is called as its file in content/ is, without .md`,
				"6:3: error: corrections: has no date; write date: …",
			},
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, got := link(t, noted(tt.keys, noteText))
			for k := range got {
				got[k] = strings.TrimPrefix(got[k], "content/articles/a.md:")
			}
			wantLines(t, "problems", got, tt.want...)
		})
	}
}

// Annotations belong to articles: elsewhere they would be shown nowhere.
func TestAnnotationsElsewhere(t *testing.T) {
	for file, keys := range map[string]string{
		"incidents/x.md": "title: X\ndate: 2021",
		"actors/x.md":    "name: X\nkind: person",
		"sources/x.md":   "name: X\nkind: newspaper",
		"pages/x.md":     "title: X\nsummary: S",
		"_index.md":      "title: X\norder: newest",
	} {
		_, got := link(t, "-- "+file+" --\n---\n"+keys+"\nannotations: [{quote: word, note: N}]\n---\nThe {==word==}{>>note<<}.\n")
		wantLines(t, file, got,
			"content/"+file+":4:1: error: annotations belong to articles; write them into the article that they speak of",
			"content/"+file+":6:5: error: annotations belong to articles; write this one into the article that it speaks of")
	}
}

// A speaker's statements stand by the date on which they were made, or else
// published; an incident gathers notes by publication, then by place.
func TestStatementsAndIncidents(t *testing.T) {
	tl := linkClean(t, noteSite+`
-- articles/late.md --
---
title: Late
date: 2021-12-30
annotations:
- {quote: third, kind: claim, by: nato, incident: fire, note: n}
- {quote: first, kind: claim, by: nato, incident: fire, date: 2021-12-01, note: n}
- {quote: second, kind: dispute, by: nato, incident: fire, note: n}
---
A first, a second and a third.
-- articles/early.md --
---
title: Early
date: 2021-12-20
annotations: [{quote: early, kind: claim, by: nato, note: n}]
---
An early {==word==}{>>claim incident=fire: n<<} by nobody.
`)
	quote := func(n *Annotation) string { return n.Quote }
	wantLines(t, "statements", each(actor(t, tl, "nato").Statements, quote), "first", "early", "third")
	wantLines(t, "of the incident", each(incident(t, tl, "fire").Annotations, quote), "word", "first", "second", "third")
	// Who speaks appears there, though no text says the name.
	wantLines(t, "entries", each(actor(t, tl, "nato").Entries, func(e Entry) string { return e.Article.Meta.Title.V }), "Early", "Late")
	if a := actor(t, tl, "nato").Entries[0].Article; strings.Contains(a.Text.HTML(), "mention") || len(a.Actors) != 1 {
		t.Errorf("%s has %d actors, and the text %s", a.Meta.Title.V, len(a.Actors), a.Text.HTML())
	}
}

// An annotation that has anything beside its note has details of its own.
func TestNoDetails(t *testing.T) {
	if !(AnnotationDetails{}).none() {
		t.Error("nothing is something")
	}
	date, err := edtf.Parse("2021")
	if err != nil {
		t.Fatal(err)
	}
	all := AnnotationDetails{&Source{}, "high", date, []Support{{}}, []*Stated{{}}, "en", &Annotation{}, true, true}
	for field, value := range reflect.ValueOf(all).Fields() {
		var d AnnotationDetails
		reflect.ValueOf(&d).Elem().FieldByIndex(field.Index).Set(value)
		if d.none() {
			t.Errorf("%s alone is nothing", field.Name)
		}
	}
}
