package build

import (
	"os"
	"slices"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// seedSite is what an author writes around the text of a report: front matter
// by hand, and a file for each actor and incident.
const seedSite = `
-- content/_index.md --
---
title: Seed
---
-- content/actors/nato.md --
---
name: NATO
kind: international-organisation
---
-- content/actors/qasim-al-araji.md --
---
name: Qasim al-Araji
also_known_as: [al-Araji]
kind: person
---
-- content/actors/michael-lollesgaard.md --
---
name: Michael Lollesgaard
also_known_as: [Michael Anker Lollesgaard]
kind: person
---
-- content/incidents/araji-lollesgaard-meeting.md --
---
title: Al-Araji and Lollesgaard meet in Baghdad
date: 2021-12-26
kind: meeting
actors: [{actor: qasim-al-araji, role: host}, {actor: michael-lollesgaard, role: guest}]
---
-- content/sources/republic-world.md --
---
name: Republic World
---
-- content/articles/nato-restates-support.md --
---
title: Iraq NSA holds meeting with NATO official
date: 2021-12-27
source: republic-world
incidents: [araji-lollesgaard-meeting]
---
`

// The seed report appears on the timeline under its day, with its actors
// mentioned in its text and linked both ways.
func TestSeed(t *testing.T) {
	text, err := os.ReadFile("testdata/seed.txt")
	if err != nil {
		t.Fatal(err)
	}
	result := runArchive(t, seedSite+string(text))

	home := page(t, result, "index.html")
	month := find(home, func(n *html.Node) bool {
		return n.DataAtom == atom.Section && hasClass("month")(n)
	})
	if month == nil {
		t.Fatal("the timeline has no month")
	}
	if got := textOf(find(month, func(n *html.Node) bool { return n.DataAtom == atom.H2 })); got != "December 2021" {
		t.Errorf("the first month is %q", got)
	}
	entry := find(month, hasID("entry--article-nato-restates-support"))
	if entry == nil {
		t.Fatal("the report is not on the timeline under December 2021")
	}
	if day := find(entry, func(n *html.Node) bool { return n.DataAtom == atom.Time }); attr(day, "datetime") != "2021-12-27" {
		t.Errorf("the report is listed under %q", attr(day, "datetime"))
	}

	const file = "articles/nato-restates-support/index.html"
	body := find(page(t, result, file), hasClass("body"))
	links := anchors(body, file)
	for _, want := range []string{
		"NATO → /actors/nato/",
		"Qasim al-Araji → /actors/qasim-al-araji/",
		"Michael Anker Lollesgaard → /actors/michael-lollesgaard/",
	} {
		if !slices.Contains(links, want) {
			t.Errorf("the text has no link %s, only %v", want, links)
		}
	}
	for _, name := range []string{
		"actors/nato/index.html",
		"actors/qasim-al-araji/index.html",
		"actors/michael-lollesgaard/index.html",
		"incidents/araji-lollesgaard-meeting/index.html",
		"sources/republic-world/index.html",
		"2021/12/index.html",
	} {
		const want = "Iraq NSA holds meeting with NATO official → /articles/nato-restates-support/"
		if links := anchors(page(t, result, name), name); !slices.Contains(links, want) {
			t.Errorf("%s does not lead back to the report", name)
		}
	}
}
