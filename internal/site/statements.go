package site

import (
	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/timeline"
)

// farNotes is a list of notes of many articles, oldest first.
type farNotes struct {
	url, what string // what names it in messages
	heading   string
	lead      string
	up        []Link
	notes     []*timeline.Annotation
}

func (p *planner) statementsOf(a *timeline.Actor) farNotes {
	return farNotes{
		url: a.URL() + "statements/", what: "the statements of " + a.Meta.Path, heading: p.Text("actor.statements_of", "actor", a.Name()),
		lead:  p.Count("actor.statements_lead", len(a.Statements)),
		up:    []Link{p.sectionLink("actors"), actorLink(a)},
		notes: a.Statements,
	}
}

func (p *planner) notesAbout(i *timeline.Incident) farNotes {
	return farNotes{
		url: i.URL() + "notes/", what: "the notes about " + i.Meta.Path, heading: p.Text("incident.notes_of", "incident", i.Meta.Title.V),
		lead:  p.Count("incident.notes_lead", len(i.Annotations)),
		up:    []Link{p.sectionLink("incidents"), p.incidentLink(i)},
		notes: i.Annotations,
	}
}

// planFarNotes plans the list of the notes that do not all fit on the page of a
// document; of gives them.
func (p *planner) planFarNotes(doc *content.Document, of func() farNotes) {
	l := of()
	if len(l.notes) <= wholeList {
		return
	}
	parts := partsOf(len(l.notes), p.size(), false)
	for k, part := range parts {
		url := part.url(l.url)
		p.add(diag.Pos{File: doc.Path}, l.what, url, "statements.html", showing(func(d *digest) {
			l := of()
			d.text(l.heading)
			d.notes(l.notes)
		}), func() any {
			l := of() // they may have been edited
			frame := p.frame(l.heading, l.lead, url)
			page := &StatementsPage{
				Frame:   frame,
				Up:      l.up,
				Heading: l.heading,
				Lead:    l.lead,
				Pager:   p.pager(frame.room, parts, k, l.url, false),
			}
			page.Statements = madeIn(&frame.room.notes, cut(l.notes, parts[k], false), func(note *timeline.Annotation) Note { return p.partNote(note, parts) })
			return page
		})
	}
}

// shownNotes returns what of a list of notes the page of its document shows, all or the last,
// and the address of the list of all; "" where all are shown.
func (p *planner) shownNotes(room *pageRoom, l farNotes) (shown []Note, all string) {
	notes := l.notes
	if len(notes) > wholeList {
		all, notes = l.url, notes[len(notes)-partOfList:]
	}
	return madeIn(&room.notes, notes, func(note *timeline.Annotation) Note {
		n := p.farNote(note)
		if all != "" {
			n.Self = n.URL // it leaves this page in time
		}
		return n
	}), all
}
