package site

import (
	"dateline/internal/diag"
	"dateline/internal/timeline"
)

// An actor's page shows all statements, or the last ones where there are many:
// then a list of its own has them all.
const (
	allStatements  = 30
	lastStatements = 20
)

// planStatements plans the list of an actor's statements.
func (p *planner) planStatements(a *timeline.Actor) {
	if len(a.Statements) <= allStatements {
		return
	}
	parts := partsOf(len(a.Statements), p.size(), false)
	for k, part := range parts {
		url := part.url(statementsURL(a))
		p.add(diag.Pos{File: a.Meta.Path}, "the statements of "+a.Meta.Path, url, "statements.html", func() any {
			return p.statementsPage(a, url, parts, k)
		})
	}
}

func statementsURL(a *timeline.Actor) string { return a.URL() + "statements/" }

func (p *planner) statementsPage(a *timeline.Actor, url string, parts []part, k int) *StatementsPage {
	heading := "Statements of " + a.Name()
	lead := plural(int64(len(a.Statements)), "statement", "statements") + ", the earliest first."
	page := &StatementsPage{
		Frame:   p.frame(heading, lead, url),
		Up:      []Link{{Title: "Actors", URL: "/actors/"}, actorLink(a, "")},
		Heading: heading,
		Lead:    lead,
		Pager:   pager(parts, k, statementsURL(a), false),
	}
	for _, note := range cut(a.Statements, parts[k], false) {
		page.Statements = append(page.Statements, p.partNote(note, parts))
	}
	return page
}

// showStatements shows statements on their speaker's own page.
func (p *planner) showStatements(page *ActorPage, a *timeline.Actor) {
	shown := a.Statements
	page.Said = len(shown)
	if len(shown) > allStatements {
		page.SaidURL = statementsURL(a)
		shown = shown[len(shown)-lastStatements:]
	}
	for _, note := range shown {
		n := p.farNote(note)
		if page.SaidURL != "" {
			n.Self = n.URL // it leaves this page in time
		}
		page.Statements = append(page.Statements, n)
	}
}
