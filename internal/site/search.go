package site

import (
	"fmt"
	"slices"

	"dateline/internal/diag"
)

// SearchPage is for search.html: a form that a script answers, and for readers
// without scripts the lists that lead to everything.
type SearchPage struct {
	Frame
	Heading string
	Lists   []Link // Count: how much each list holds
}

// planSearch plans the page of the search. Its answers are made in the
// reader's browser.
func (p *planner) planSearch() {
	const url = "/search/"
	p.add(diag.Pos{}, "the search", url, "search.html", showing(func(d *digest) { d.text(fmt.Sprint(p.searchLists())) }), func() any {
		return &SearchPage{
			Frame:   p.frame(p.Text("section.search"), p.Text("lead.search"), url),
			Heading: p.Text("section.search"),
			Lists:   p.searchLists(),
		}
	})
}

// searchLists links the lists that hold anything.
func (p *planner) searchLists() []Link {
	t := p.timeline
	lists := []Link{
		{Title: p.Text("section.incidents"), URL: "/incidents/", Count: len(t.Incidents)},
		{Title: p.Text("section.articles"), URL: "/articles/", Count: len(t.Articles)},
		{Title: p.Text("section.actors"), URL: "/actors/", Count: len(t.Actors)},
		{Title: p.Text("section.sources"), URL: "/sources/", Count: len(t.Sources)},
		{Title: p.Text("section.tags"), URL: "/tags/", Count: len(t.Tags)},
		{Title: p.Text("section.places"), URL: "/places/", Count: len(t.Places)},
	}
	return slices.DeleteFunc(lists, func(l Link) bool { return l.Count == 0 })
}
