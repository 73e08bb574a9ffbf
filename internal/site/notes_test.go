package site

import (
	"fmt"
	"strings"
	"testing"
)

const disputeSite = `
-- actors/nato.md --
---
name: NATO
---
-- sources/agency.md --
---
name: Agency
---
-- sources/wire.md --
---
name: Wire
---
-- incidents/fire.md --
---
title: Fire
date: 2021-12-19
established: {houses: 2}
---
-- incidents/calm.md --
---
title: Calm
date: 2021-12-18
---
-- articles/a.md --
---
title: A
date: 2021-12-20
source: agency
url: https://example.com/a
incidents: [fire, calm]
accounts:
  fire: {houses: {value: 3, quote: Three houses, by: nato}, cause: gas, seen: day}
  calm: {wind: none}
annotations:
- {quote: burned, kind: claim, by: nato, via: wire, date: 2021-12-01, incident: fire, confidence: low, sources: [b, "https://www.example.com/x"], note: n}
- {quote: Later, kind: correction, note: n}
corrections: [{date: 2021-12-22, note: older}]
---
Three houses burned.

Later two fell.
-- articles/b.md --
---
title: B
date: 2021-12-21
source: wire
incidents: [fire, calm]
accounts:
  fire: {houses: two, cause: Arson, seen: night}
  calm: {wind: 0}
corrections: [{date: 2021-12-23, note: newer}]
---
Two {==houses==}{>>correction: n<<}.
-- articles/c.md --
---
title: C
date: 2021-12-22
source: agency
incidents: [fire]
accounts:
  fire: {houses: 2, cause: arson}
annotations: [{quote: NATO said so, kind: claim, by: nato, note: n}]
---
NATO said so.
`

func TestDisputed(t *testing.T) {
	s := planClean(t, disputeSite)
	var listed []string
	for _, m := range data[*TimelinePage](t, s, "/disputed/").Months {
		for _, e := range m.Entries {
			listed = append(listed, fmt.Sprint(e.Card().Title, " ", e.Card().Differ))
		}
	}
	same(t, "incidents whose accounts differ", listed, "Fire true")
	marks := map[string]string{}
	for _, m := range data[*TimelinePage](t, s, "/").Months {
		for _, e := range m.Entries {
			c := e.Card()
			marks[c.Title] = fmt.Sprintf("differ %v, corrected %v, %d notes", c.Differ, c.Corrected, c.Notes)
		}
	}
	for title, want := range map[string]string{
		"Fire": "differ true, corrected false, 0 notes",
		"Calm": "differ false, corrected false, 0 notes",
		"A":    "differ false, corrected true, 2 notes", // a quoted cell is no note
		"B":    "differ false, corrected true, 1 notes",
		"C":    "differ false, corrected false, 1 notes",
	} {
		if marks[title] != want {
			t.Errorf("%s: %s, want %s", title, marks[title], want)
		}
	}
}

// The sign at the words of an account says which fields they state: one article may have many.
func TestSignsOfAccounts(t *testing.T) {
	s := planClean(t, strings.Replace(disputeSite, "cause: gas", "cause: {value: gas, quote: Three houses}", 1))
	text := string(data[*ArticlePage](t, s, "/articles/a/").Text[0].Lead())
	var labels []string
	for _, sign := range strings.Split(text, `aria-label="`)[1:] {
		label, _, _ := strings.Cut(sign, `"`)
		labels = append(labels, label)
	}
	same(t, "labels of signs", labels, "Account: Houses, Cause", "Note 1: Claim")
}

func TestAccountTable(t *testing.T) {
	s := planClean(t, disputeSite)
	table := data[*IncidentPage](t, s, "/incidents/fire/").Accounts
	var columns, rows []string
	for _, c := range table.Columns {
		columns = append(columns, c.Article.Title+" "+c.Article.URL+" "+c.Delay)
	}
	same(t, "columns", columns, "Agency /articles/a/ 1\u00a0day later", "Wire /articles/b/ 2\u00a0days later", "Agency /articles/c/ 3\u00a0days later")
	for _, r := range table.Rows {
		line := r.ID + " " + r.Field.Title + " [" + title(r.Established) + title(r.Usual) + "]"
		for _, c := range r.Cells {
			line += " | " + title(c.Value)
			if c.Why != "" {
				line += " (" + c.Why + ")"
			}
			if c.Before != nil {
				line += " before " + c.Before.Title
			}
			if c.By != nil {
				line += " by " + c.By.Title
			}
			if c.Value != nil && c.Value.URL != "" {
				line += " " + c.Value.URL[:strings.Index(c.Value.URL, "--")]
			}
		}
		rows = append(rows, line)
	}
	same(t, "rows", rows,
		"account--houses Houses [2] | 3 (differs from what is established: 2) by NATO /articles/a/#passage | two | 2 before 3",
		"account--cause Cause [Arson] | gas (differs from most accounts: Arson) | Arson | arson before gas",
		"account--seen Seen [] | day (the accounts differ) | night (the accounts differ) | ",
	)
	if table.Differ != 3 {
		t.Errorf("%d rows differ", table.Differ)
	}
}

func TestStatements(t *testing.T) {
	s := planClean(t, disputeSite)
	var lines []string
	for _, n := range data[*ActorPage](t, s, "/actors/nato/").Statements {
		line := n.When.Text + " " + n.Quote + " " + n.Article.URL + " " + n.Publisher.Title
		if n.Via != nil {
			line += " via " + n.Via.Title
		}
		for _, l := range n.Sources {
			line += " " + l.Title + " " + l.URL
		}
		lines = append(lines, line)
	}
	same(t, "statements", lines,
		"1\u00a0December 2021 burned /articles/a/ Agency via Wire Wire /articles/b/ example.com https://www.example.com/x",
		"22\u00a0December 2021 NATO said so /articles/c/ Agency")
}

func TestCorrections(t *testing.T) {
	page := data[*CorrectionsPage](t, planClean(t, disputeSite), "/corrections/")
	var log, notes []string
	for _, c := range page.Corrections {
		log = append(log, c.When.Text+" "+c.Article.Title+" "+c.Publisher.Title+" "+string(c.Text))
	}
	for _, n := range page.Notes {
		notes = append(notes, n.Quote+" "+n.Article.Title)
	}
	same(t, "log", log, "23\u00a0December 2021 B Wire <p>newer</p>\n", "22\u00a0December 2021 A Agency <p>older</p>\n")
	same(t, "notes", notes, "houses B", "Later A")
}

// An article's text is divided at the blocks that notes speak of.
func TestStretches(t *testing.T) {
	page := data[*ArticlePage](t, planClean(t, disputeSite), "/articles/a/")
	var lines []string
	for _, s := range page.Text {
		line := fmt.Sprintf("%d more:", len(s.Rest()))
		for _, n := range s.Notes {
			line += fmt.Sprintf(" %d at %d %s", n.Number, n.Place, n.Quote)
		}
		lines = append(lines, line)
	}
	same(t, "stretches", lines, "0 more: 1 at 1 burned", "0 more: 2 at 1 Later")
	if page.Notes != 2 || page.JSONLD != "/articles/a/annotations.jsonld" {
		t.Errorf("%d notes, data at %q", page.Notes, page.JSONLD)
	}
	if bare := data[*ArticlePage](t, planClean(t, "-- articles/x.md --\n---\ntitle: X\ndate: 2021\n---\nx\n"), "/articles/x/"); bare.JSONLD != "" || bare.Notes != 0 {
		t.Errorf("an article without notes has %d, data at %q", bare.Notes, bare.JSONLD)
	}
}

// A page that is made in the room of another is as it would be in a room of its own.
func TestRoomOfAnotherPage(t *testing.T) {
	all := func(page *ArticlePage) string {
		said := page.Heading
		for _, s := range page.Text {
			said += fmt.Sprint(s.Lead(), s.Rest(), s.Following())
			for _, n := range s.Notes {
				said += fmt.Sprint(n.ID, n.Number, n.Place, n.Quote)
			}
		}
		return said
	}
	s := planClean(t, disputeSite)
	for range 3 {
		for _, url := range []string{"/articles/a/", "/articles/b/"} {
			page := data[*ArticlePage](t, s, url)
			if got, want := all(page), all(data[*ArticlePage](t, planClean(t, disputeSite), url)); got != want {
				t.Errorf("%s:\n got %s\nwant %s", url, got, want)
			}
			page.Release()
		}
	}
}

// A text fragment names the words in the original; in it a dash, a comma and
// an ampersand have a meaning of their own.
func TestTextDirective(t *testing.T) {
	for _, tt := range []struct{ quote, want string }{
		{"two rockets", "two%20rockets"},
		{"anti-rocket, & so", "anti%2Drocket%2C%20%26%20so"},
		{"قال", "%D9%82%D8%A7%D9%84"},
		{"a b c d e f g h i j k", "a%20b%20c%20d%20e%20f%20g%20h%20i%20j%20k"},
		{"a b c d e f g h i j k l", "a%20b%20c%20d%20e,h%20i%20j%20k%20l"},
	} {
		var b strings.Builder
		writeDirective(&b, tt.quote)
		if got := b.String(); got != tt.want {
			t.Errorf("%q: %s, want %s", tt.quote, got, tt.want)
		}
	}
}

func TestIntegrityPage(t *testing.T) {
	s := planClean(t, "-- _index.md --\n---\ntitle: T\nintegrity: true\n---\n"+disputeSite)
	var lines []string
	for _, g := range data[*IndexPage](t, s, "/integrity/").Groups {
		lines = append(lines, fmt.Sprint(g.Title, " ", len(g.Items)))
	}
	same(t, "groups", lines, "Claims without a source 1", "Articles without original or archived address 3")
	for _, url := range urls(planClean(t, disputeSite)) {
		if url == "/integrity/" {
			t.Error("the settings do not ask for the page")
		}
	}
}
