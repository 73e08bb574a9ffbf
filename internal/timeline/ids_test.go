package timeline

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The address of a note stays as long as its own words, kind, and prefix or
// suffix do, and leads on after a rename. The ids are written out: they are addresses that readers keep.
func TestIDsArePermanent(t *testing.T) {
	const (
		keys = "annotations:\n" +
			"- {quote: One house, note: n}\n" +
			"- {quote: house, prefix: Later one, kind: dispute, note: n}\n"
		body = "One house burned. Later one house fell.\n\n{==The river==}{>>claim: n<<} rose.\n"
	)
	want := map[string]string{"One house": "seyh2q7ryq", "house": "smtfqeseic", "The river": "56avufaar2"}
	for _, tt := range []struct{ name, keys, body string }{
		{"built again", keys, body},
		{"another annotation before", strings.Replace(keys, ":\n", ":\n- {quote: burned, note: n}\n", 1), body},
		{"another on the same words", keys + "- {quote: One house, kind: question, note: n}\n", body},
		{"another in the text", keys, strings.Replace(body, "burned", "{==burned==}{>>n<<}", 1)},
		{"another order", "annotations:\n- {quote: house, prefix: Later one, kind: dispute, note: n}\n- {quote: One house, note: n}\n", body},
		{"a new paragraph before", keys, "Something new about a river.\n\n" + body},
		{"an edit elsewhere", keys, strings.Replace(body, "rose", "fell by *much*", 1)},
		{"other notes and fields", strings.ReplaceAll(keys, "note: n", "by: nato, confidence: low, note: m"), strings.Replace(body, ": n<<", " by=nato: m<<", 1)},
		{"emphasis in the passage", keys, strings.Replace(body, "The river==", "The *river*==", 1)},
		{"white space and line breaks", keys, strings.Replace(body, "The river==", "The\nriver==", 1)},
		{"renamed", "slug: b\naliases: [articles/a/]\n" + keys, body},
		{"renamed twice", "slug: c\naliases: [articles/b/, articles/a/]\n" + keys, body},
		{"another address", "aliases: [old/path/, a/, articles/old/path/]\n" + keys, body},
		{"other front matter", "lang: en\nincidents: [fire]\n" + keys, body},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := ids(t, tt.keys, tt.body)
			for quote, id := range want {
				if got[quote] != id {
					t.Errorf("%q has the id %q, want %q", quote, got[quote], id)
				}
			}
		})
	}
}

// However the text spells a quote, in whatever signs and with soft hyphens or entities,
// the id is that of its plain words.
func TestIDsOfOneQuote(t *testing.T) {
	const quote = "It's 10 - \"fast\" ..."
	want := ""
	for _, text := range []string{
		`It's 10 - "fast" ...`, `It’s 10 – “fast” …`, `It&#39;s 10 -- «fast» ...`, `It's 10 --- "fa&shy;st" &hellip;`, "It's  10 `-`\n*\"fast\"* ...",
	} {
		keys := "annotations: [{quote: '" + strings.ReplaceAll(quote, "'", "''") + "', note: n}]\n"
		notes := article(t, linkClean(t, noted(keys, text+"\n")), "a").Annotations
		if want == "" {
			want = notes[0].ID
		}
		if notes[0].ID != want {
			t.Errorf("%s: the id is %s, want %s", text, notes[0].ID, want)
		}
	}
}

// ids returns the ids of the first annotation of each quote in the article A.
func ids(t *testing.T, keys, body string) map[string]string {
	t.Helper()
	all := map[string]string{}
	seen := map[string]bool{}
	for _, n := range bySlug(t, linkClean(t, noted(keys, body)).Articles, "A", func(a *Article) string { return a.Meta.Title.V }).Annotations {
		if !regexp.MustCompile(`^[a-z2-7]{10}$`).MatchString(n.ID) {
			t.Errorf("%q has the id %q", n.Quote, n.ID)
		}
		if seen[n.ID] {
			t.Errorf("the id %s stands twice", n.ID)
		}
		seen[n.ID] = true
		if _, known := all[n.Quote]; !known && n.Kind != "question" {
			all[n.Quote] = n.ID
		}
	}
	return all
}

// Ids differ wherever words, kind, or what an author wrote to tell two places
// apart differ; words that are annotated in the text twice are told apart too.
func TestIDsDiffer(t *testing.T) {
	const text = "One house and one house, and two houses.\n"
	a := article(t, linkClean(t, noted("incidents: [fire]\naccounts: {fire: {houses: {value: 2, quote: two houses}}}\nannotations:\n"+
		"- {quote: one house, note: n}\n- {quote: one house, kind: claim, note: n}\n"+
		"- {quote: house, prefix: One, note: n}\n- {quote: house, prefix: and one, note: n}\n- {quote: two houses, note: n}\n",
		text+"\n{==house==}{>>n<<} {==house==}{>>n<<} {==house==}{>>n<<}\n")), "a")
	if len(a.Annotations) != 9 {
		t.Fatalf("%d annotations", len(a.Annotations))
	}
	var all []string
	for k, p := range a.Passages() {
		if p.ID != a.Annotations[k].ID || p.Start != int(a.Annotations[k].Start) || p.End != int(a.Annotations[k].End) {
			t.Errorf("passage %+v of annotation %+v", p, a.Annotations[k])
		}
		all = append(all, p.ID)
	}
	slices.Sort(all)
	if len(slices.Compact(all)) != 9 {
		t.Errorf("ids %v", all)
	}
}
