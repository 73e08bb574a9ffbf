package timeline

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/content"
)

// reports makes an article a day for each of the accounts, "publisher: fields";
// established are keys of the incident, settings of the site.
func reports(settings, established string, accounts ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "-- _index.md --\n---\ntitle: T\n%s---\n-- incidents/fire.md --\n---\ntitle: Fire\ndate: 2021-12-01\n%s---\n", settings, established)
	seen := map[string]bool{}
	for k, account := range accounts {
		publisher, fields, _ := strings.Cut(account, ": ")
		if !seen[publisher] {
			fmt.Fprintf(&b, "-- sources/%s.md --\n---\nname: %s\n---\n", publisher, publisher)
		}
		seen[publisher] = true
		// Files in the reverse order, to see that dates decide.
		fmt.Fprintf(&b, "-- articles/x%d.md --\n---\ntitle: X%d\ndate: 2021-12-%02d\nsource: %s\nincidents: [fire]\naccounts: {fire: {%s}}\n---\n", 9-k, 9-k, k+1, publisher, fields)
	}
	return b.String()
}

// table writes a comparison down: field, what it is compared with, and its
// cells; a star is a cell that differs, "-" one that states nothing, "<" what
// the publisher stated before.
func table(c *Comparison) []string {
	return each(c.Rows, func(r Row) string {
		line := r.Field
		if r.Established != "" {
			line += " (established " + r.Established + ")"
		}
		if r.Usual != "" {
			line += " (usual " + r.Usual + ")"
		}
		line += ":"
		for _, cell := range r.Cells {
			switch {
			case cell.Stated == nil:
				line += " -"
				continue
			case cell.Differs:
				line += " *" + cell.Stated.Value
			default:
				line += " " + cell.Stated.Value
			}
			if cell.Before != nil {
				line += "<" + cell.Before.Value
			}
		}
		if r.Differs {
			line += " !"
		}
		return line
	})
}

func TestComparison(t *testing.T) {
	for _, tt := range []struct {
		name, settings, established string
		accounts                    []string
		want                        []string
		differ                      bool
	}{
		{"all agree", "", "", []string{"a: n: 2", "b: n: two", "c: n: 2.0"}, []string{"n (usual 2): 2 two 2.0"}, false},
		{"a majority", "", "", []string{"a: n: 3", "b: n: two", "c: n: 2"}, []string{"n (usual two): *3 two 2 !"}, true},
		{"as most write it", "", "", []string{"a: n: two", "b: n: 2", "c: n: 2.0", "d: n: 2"}, []string{"n (usual 2): two 2 2.0 2"}, false},
		{"a tie: each differs", "", "", []string{"a: n: 3", "b: n: 2", "c: n: 4", "d: n: 3", "e: n: 2"}, []string{"n: *3 *2 *4 *3 *2 !"}, true},
		{"one against one", "", "", []string{"a: n: 3", "b: n: 2"}, []string{"n: *3 *2 !"}, true},
		{"one alone", "", "", []string{"a: n: 3", "b: m: 3"}, []string{"n (usual 3): 3 -", "m (usual 3): - 3"}, false},
		{"established against all", "", "established: {n: 1}\n", []string{"a: n: 2", "b: n: 2"}, []string{"n (established 1): *2 *2 !"}, true},
		{"established by one", "", "established: {n: One}\n", []string{"a: n: 2", "b: n: 1"}, []string{"n (established One): *2 1 !"}, true},
		{"established and stated by nobody", "", "established: {k: 1}\n", []string{"a: n: 2"}, []string{"n (usual 2): 2"}, false},
		{
			"typography alone", "", "",
			[]string{`a: n: "Kata'ib", d: 2-3, m: '"ok"'`, "b: n: Kata’ib, d: 2–3, m: “ok”"},
			[]string{"n (usual Kata'ib): Kata'ib Kata’ib", "d (usual 2-3): 2-3 2–3", `m (usual "ok"): "ok" “ok”`},
			false,
		},
		{"nothing is not stated", "", "established: {n: ''}\n", []string{"a: n: 2", "b: n: ''", "c: n: ' '", "d: n: null", "e: n: {value: 2}"}, []string{"n (usual 2): 2 - - - 2"}, false},
		{
			"fields in the order of the settings, then of appearance", "fields: {z: Zed, m: Em, unused: U}\n", "",
			[]string{"a: b: 1, m: 1", "b: a: 1, z: 1"},
			[]string{"z (usual 1): - 1", "m (usual 1): 1 -", "b (usual 1): 1 -", "a (usual 1): - 1"},
			false,
		},
		{
			"a publisher changes", "", "",
			[]string{"a: n: 2", "b: n: 3", "a: n: two", "a: n: 3", "c: n: 3", "a: n: 3.0"},
			[]string{"n (usual 3): *2 3 *two 3<two 3 3.0 !"},
			true,
		},
		{
			"a publisher is silent in between", "", "",
			[]string{"a: n: 2", "a: m: 1", "a: n: 3"},
			[]string{"n: *2 - *3<2 !", "m (usual 1): - 1 -"},
			true,
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for range 10 { // a tie is decided by nothing, least of all by chance
				i := incident(t, linkClean(t, reports(tt.settings, tt.established, tt.accounts...)), "fire")
				wantLines(t, "table", table(i.Comparison), tt.want...)
				if i.Comparison.Differ() != tt.differ {
					t.Errorf("differ: %v", !tt.differ)
				}
			}
		})
	}
	if none := incident(t, linkClean(t, noteSite), "fire").Comparison; none != nil || none.Differ() {
		t.Errorf("an incident without accounts has a comparison: %+v", none)
	}
}

// A cell may carry the words that state it, and who said so.
func TestQuotedCells(t *testing.T) {
	tl := linkClean(t, noted("incidents: [fire]\naccounts:\n  fire:\n    houses: {value: one, quote: One house burned, by: nato}\n"+
		"    fate: {value: burned, quote: One house burned}\n    later: {value: 1, quote: one house fell}\n    why: unknown\n", noteText))
	a := article(t, tl, "a")
	wantLines(t, "passages", each(a.Annotations, func(n *Annotation) string {
		return n.Kind + " " + n.Quote + ": " + strings.Join(each(n.States, func(s *Stated) string { return s.Field + "=" + s.Value }), ", ")
	}), "account One house burned: houses=one, fate=burned", "account one house fell: later=1")
	stated := a.Accounts[0].Stated
	if stated[0].Annotation != a.Annotations[0] || stated[1].Annotation != a.Annotations[0] || stated[2].Annotation != a.Annotations[1] || stated[3].Annotation != nil {
		t.Error("cells do not lead to their passages")
	}
	if stated[0].By != actor(t, tl, "nato") || stated[1].By != nil {
		t.Error("speakers of cells")
	}
	if notes := incident(t, tl, "fire").Annotations; len(notes) > 0 {
		t.Errorf("cells are notes on the incident: %v", notes)
	}
}

func TestAccountProblems(t *testing.T) {
	for _, tt := range []struct{ keys, want string }{
		{"accounts: {fire: {n: 2}}\n", `4:12: error: the article has an account of "fire", but does not name it among its incidents; add it to incidents`},
		{"incidents: [fire]\naccounts: {fire: {n: 2}, Fire: {n: 3}}\n", `5:26: error: the article has an account of "Fire" already; make one of the two`},
		{"accounts: {fir: {n: 2}}\n", `4:12: error: no incident "fir"; did you mean "fire"?`},
		{"incidents: [fire]\naccounts: {fire: {n: {value: 2, quote: Two houses burned}}}\n", `5:40: error: the quote is not in the text; the nearest words are "One house burned."`},
		{"incidents: [fire]\naccounts: {fire: {n: {value: 2, quote: house}}}\n", `5:40: error: the quote stands in the text 3 times; say which: line 7 with prefix: "One"; line 7 with prefix: "one"; line 9 with prefix: "other"`},
		{"incidents: [fire]\naccounts: {fire: {n: {value: 2, by: natto}}}\n", `5:37: error: no actor "natto"; did you mean "nato"?`},
		{"incidents: [fire]\naccounts: {fire: {n: {quote: One house}}}\n", `5:22: error: n: has no value; write value: …`},
		{"incidents: [fire]\naccounts: {fire: {n: {value: 2, quot: One house}}}\n", `5:33: warning: n: unknown key "quot"; did you mean "quote"?`},
		{"incidents: [fire]\naccounts: {fire: {Dead: 2, dead: 3}}\n", `5:28: error: the field "dead" is "Dead" in content/articles/a.md; write it the same everywhere`},
		{"incidents: [fire]\naccounts: {fire: 2}\n", `5:18: error: fire: wants fields with their values, such as {rockets: 2}, has "2"; accounts stand under the slugs of incidents`},
	} {
		_, got := link(t, noted(tt.keys, noteText))
		wantLines(t, tt.keys, got, "content/articles/a.md:"+tt.want)
	}
	_, got := link(t, reports("", "established: {dead (civilians): 2}\n", "a: Dead civilians: 2", "b: dead civilians: 3", "c: Dead civilians: 2"))
	wantLines(t, "several files", got,
		`content/articles/x8.md:6:19: error: the field "dead civilians" is "Dead civilians" in content/articles/x9.md; write it the same everywhere`,
		`content/incidents/fire.md:4:15: error: the field "dead (civilians)" is "Dead civilians" in content/articles/x9.md; write it the same everywhere`)
}

func TestAccountsOfLanguages(t *testing.T) {
	t.Parallel()
	site := reports("language: de\n", "established: {sum: 80.000 Euro}\n", "a: sum: 80.000 Euro", "b: sum: '80,000 euro'", "c: sum: 80.000 Euro")
	tl := linkClean(t, site)
	wantLines(t, "in German", table(incident(t, tl, "fire").Comparison), "sum (established 80.000 Euro): 80.000 Euro 80,000 euro 80.000 Euro")
	tl = linkClean(t, strings.Replace(site, "date: 2021-12-03", "lang: en\ndate: 2021-12-03", 1))
	wantLines(t, "with an article in English", table(incident(t, tl, "fire").Comparison), "sum (established 80.000 Euro): 80.000 Euro 80,000 euro 80.000 Euro")
	site = strings.Replace(site, "language: de", "language: en", 1)
	tl = linkClean(t, site)
	wantLines(t, "in English", table(incident(t, tl, "fire").Comparison), "sum (established 80.000 Euro): 80.000 Euro *80,000 euro 80.000 Euro !")
	tl = linkClean(t, strings.Replace(site, "date: 2021-12-03", "lang: de\ndate: 2021-12-03", 1))
	wantLines(t, "with an article in German", table(incident(t, tl, "fire").Comparison), "sum (established 80.000 Euro): 80.000 Euro *80,000 euro *80.000 Euro !")

	set, _, err := content.Read(fstest.MapFS{
		"content/_index.md":          {Data: []byte("---\ntitle: T\nlanguage: de\nlanguages: [en]\n---\n")},
		"content/incidents/a.md":     {Data: []byte("---\ntitle: A\ndate: 2021\nestablished: {sum: 80.000}\n---\n")},
		"content/incidents/a.en.md":  {Data: []byte("---\ntitle: A in English\n---\n")},
		"content/articles/b.md":      {Data: []byte("---\ntitle: B\ndate: 2021\nincidents: [a]\naccounts: {a: {sum: 80000}}\n---\n")},
		"content/articles/b.en.md":   {Data: []byte("---\ntitle: B in English\n---\n")},
		"content/articles/german.md": {Data: []byte("---\ntitle: C\ndate: 2021\nincidents: [a]\naccounts: {a: {sum: 80.000}}\n---\n")},
	}, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	tl, _ = Link(set)
	english, _ := new(Cache).LinkAll(set.Edition("en"), tl)
	wantLines(t, "in the edition in English", table(incident(t, english, "a").Comparison), "sum (established 80.000): 80000 80.000")
}

// However many articles state fields of an incident, its table keeps to what a page can show.
func TestManyFields(t *testing.T) {
	named := func(from, to int) string {
		var fields []string
		for k := from; k < to; k++ {
			fields = append(fields, fmt.Sprintf("f%d: 1", k))
		}
		return strings.Join(fields, ", ")
	}
	linkClean(t, reports("", "", "a: "+named(0, 20), "b: "+named(10, 30)))
	_, problems := link(t, reports("", "", "a: "+named(0, 20), "b: "+named(10, 30), "c: "+named(29, 33)))
	const want = `content/articles/x7.md:6:27: error: the field "f30" is one of more than 30 that accounts have of the incident fire; call the same by the same name, and keep those to compare`
	wantLines(t, "problems", problems, want)
}
