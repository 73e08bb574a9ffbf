package site

import (
	"cmp"

	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/locale"
	"dateline/internal/opengraph"
	"dateline/internal/timeline"
)

func (p *planner) articlePage(a *timeline.Article) *ArticlePage {
	m := a.Meta
	frame := p.frame(m.Title.V, firstOf(m.Summary.V, a.Text), a.URL()).of(&m.Document, m.Lang.V).running(m.Title.V, m.Summary.V).withText(a.Text).about(m.Date.V).shown(p.preview(func() opengraph.Card { return p.articleCard(a) }))
	room := frame.room
	page := &room.article
	*page = ArticlePage{
		Frame:     frame,
		Up:        p.above(room, p.sectionLink("articles"), m.Date.V),
		Heading:   m.Title.V,
		Described: Described(a),
		Published: p.when(m.Date.V),
		Publisher: p.publishers[a.Publisher],
		Credits:   made(a.Credits, sourceLink),
		Original:  m.URL.V,
		Archive:   m.Archive.V,
		Retrieved: p.when(m.Retrieved.V),
		Updated:   p.when(m.Updated.V),
		Summary:   m.Summary.V,
		Text:      p.stretches(a, frame.TextDir, room),
		Notes:     countNotes(a),
		Accounts:  p.accountLists(room, a),
		Tags:      tagLinks(room, a.Tags),
		Draft:     m.Draft.V,
	}
	if len(a.Annotations) > 0 {
		page.JSONLD = AnnotationsURL(a)
	}
	if o := a.Original; o != nil {
		page.Translated = new(nameLink(o.Meta.Title.V, p.up()+o.URL()[1:], cmp.Or(o.TextLang(), m.Own())))
	}
	page.Authors = content.Values(m.Author)
	page.Incidents = p.incidentLinks(room, a.Incidents)
	if len(a.Incidents) == 1 {
		page.Delay = p.delay("delay_incident", a.Incidents[0].Meta.Date.V, m.Date.V)
	}
	page.Actors = madeIn(&room.named, a.Actors, func(a *timeline.Actor) *Link { return p.named[a] })
	page.Corrections = made(a.Corrections, func(c timeline.Correction) Correction { return p.correction(a, c) })
	page.Elsewhere = made(a.Elsewhere, p.elsewhere)
	before, after := p.timeline.Beside(a.Entry())
	page.Prev, page.Next = p.neighbour(room, before), p.neighbour(room, after)
	page.Cite, page.Type = p.citeArticle(room, a), "article"
	page.Structured = p.describe(a.URL()).article(a, page.Up)
	return page
}

// above lists the pages above an entry: the list of its kind, and the archives
// of its year and month.
func (w wording) above(room *pageRoom, list Link, d edtf.Date) []Link {
	up := append(room.links.cut(3)[:0], list)
	u := unitOf(d)
	if !u.dated {
		return up
	}
	year := unit{true, u.year, 0}
	up = append(up, Link{Title: w.unit(year), URL: year.url()})
	if u.month > 0 {
		up = append(up, Link{Title: locale.Sentence(w.Month(u.month)), URL: u.url()})
	}
	return up
}

func (p *planner) neighbour(room *pageRoom, e *timeline.Entry) *Link {
	if e == nil {
		return nil
	}
	return room.links.put(p.entryLink(*e))
}
