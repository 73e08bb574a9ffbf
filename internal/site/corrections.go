package site

import (
	"slices"
	"sync"

	"dateline/internal/diag"
	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

// planCorrections plans the list of all corrections. Its two lists are split as
// one, in the order of reading: the logs of articles, then the notes.
func (p *planner) planCorrections() {
	const url = "/corrections/"
	p.corrected = sync.OnceValue(p.corrections)
	parts := partsOf(len(p.corrected()), p.size(), p.newest())
	for k, part := range parts {
		at := part.url(url)
		p.add(diag.Pos{}, "the list of corrections", at, "corrections.html", p.correctionShows(parts, part), func() any {
			frame := p.frame(p.Text("section.corrections"), "", at)
			page := &CorrectionsPage{
				Frame:   p.fed(frame, p.correctionsFeed()),
				Heading: p.Text("section.corrections"),
				Lead:    p.Text("lead.corrections"),
				Pager:   p.pager(frame.room, parts, k, url, p.newest()),
			}
			for _, c := range cut(p.corrected(), part, p.newest()) {
				if c.Note != nil {
					page.Notes = append(page.Notes, p.partNote(c.Note, parts))
				} else {
					page.Corrections = append(page.Corrections, p.farCorrection(c.Article, *c.Logged))
				}
			}
			return page
		})
	}
}

// correctionShows says what a part of the list of corrections is made of.
func (p *planner) correctionShows(parts []part, part part) Shows {
	return showing(func(d *digest) {
		d.number(len(parts))
		d.flag(p.correctionsFeed().holds(p.timeline))
		for _, c := range p.corrected()[part.from:part.to] {
			d.fact(c.Article.Entry())
			d.text(c.URL())
		}
	})
}

// corrections gathers the logs of articles and the notes that correct articles, each
// the oldest first: the notes before the logs where readers begin at the end.
func (p *planner) corrections() []timeline.Corrected {
	var notes, logs []timeline.Corrected
	for _, a := range p.timeline.Articles {
		for _, c := range a.Corrected() {
			if c.Note != nil {
				notes = append(notes, c)
			} else {
				logs = append(logs, c)
			}
		}
	}
	slices.SortStableFunc(logs, func(a, b timeline.Corrected) int { return edtf.Compare(a.When(), b.When()) })
	if p.newest() {
		return append(notes, logs...)
	}
	return append(logs, notes...)
}

// correction shows a correction of an article's log.
func (p *planner) correction(a *timeline.Article, logged timeline.Correction) Correction {
	c := Correction{ID: logged.ID, When: p.when(logged.When), Text: p.text(logged.Note)}
	c.Lang, c.Dir = foreign(p.timeline, a.Meta.Own())
	return c
}

// farCorrection shows a correction of an article's log away from the article.
func (p *planner) farCorrection(a *timeline.Article, logged timeline.Correction) Correction {
	c := p.correction(a, logged)
	c.Article, c.Publisher = new(p.articleLink(a)), p.publishers[a.Publisher]
	return c
}

// partNote shows a note in a list that may be split. Where it is, the note may
// move to another part, so that its address is the one in its article.
func (p *planner) partNote(a *timeline.Annotation, parts []part) Note {
	n := p.farNote(a)
	if len(parts) > 1 {
		n.Self = n.URL
	}
	return n
}
