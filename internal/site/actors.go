package site

import (
	"slices"

	"dateline/internal/content"
	"dateline/internal/opengraph"
	"dateline/internal/timeline"
)

func (p *planner) planActor(a *timeline.Actor) {
	parts := p.actorParts(a)
	p.parts[a] = len(parts)
	for k, part := range parts {
		url := part.url(a.URL())
		shows := naming(func(d *digest) {
			d.actor(a)
			d.document(&a.Meta.Document, a.Text)
			for _, office := range a.Offices {
				d.actor(office.Of)
			}
			for _, ties := range [][]timeline.Relation{a.Relations, a.Inverse} {
				d.number(len(ties))
				for _, tie := range ties {
					d.actor(tie.Actor)
				}
			}
			d.flag(p.actorFeed(a).holds(p.timeline))
			d.company(a)
			d.facts(slices.Values(a.Entries[part.from:part.to]))
			if part.landing {
				d.notes(a.Statements)
				d.network(a)
				d.places(a.Entries)
			}
		})
		data := func() any { return p.actorPage(a, url, k) }
		if p.documentPart(part, &a.Meta.Document, "the actor "+a.Meta.Path, url, "actor.html", shows, data) {
			p.planEmbed(a.Meta.Pos(a.Meta.Slug.Place), p.embedActor(a))
		}
	}
	p.planFarNotes(&a.Meta.Document, func() farNotes { return p.statementsOf(a) })
	p.planTies(a)
}

// actorParts divides the entries of an actor.
func (p *planner) actorParts(a *timeline.Actor) []part {
	return partsOf(len(a.Entries), p.size(), p.newest())
}

// companions is how many others an actor's page names.
const companions = 24

// actorShared is what all parts of an actor's page show, and what takes work
// in proportion to all of the actor's entries.
type actorShared struct {
	ruler   *Ruler
	nearest []timeline.Companion
	of      int // how many companions there are

	incidents, articles int
}

// shareActor returns what all parts of an actor's page show.
func (p *planner) shareActor(a *timeline.Actor, parts []part) *actorShared {
	own := &Shared[*actorShared]{Files: len(parts), Make: func() *actorShared { return p.newActorShared(a, parts) }}
	if len(parts) == 1 {
		return own.Take()
	}
	first, _ := p.shared.LoadOrStore(a, own)
	return first.(*Shared[*actorShared]).Take()
}

func (p *planner) newActorShared(a *timeline.Actor, parts []part) *actorShared {
	// Its bars lead into the timeline on the actor's own page, or to the part that holds the time.
	bars := p.toList(a.URL(), a.Entries, parts)
	shared := &actorShared{ruler: p.newRuler("entries", a.Entries, p.newest()).bars(bars, none)}
	shared.nearest, shared.of = a.Companions(companions)
	shared.incidents, shared.articles = appearances(a)
	return shared
}

func (p *planner) actorPage(a *timeline.Actor, url string, k int) *ActorPage {
	m, parts := a.Meta, p.actorParts(a)
	shared := p.shareActor(a, parts)
	frame := p.frame(a.Name(), firstOf(m.Summary.V, a.Text), url).of(&m.Document, m.Lang.V).running(a.Name(), m.Summary.V).withText(a.Text).shown(p.preview(func() opengraph.Card { return p.actorCard(a) }))
	room := frame.room
	page := &ActorPage{
		Frame:    p.fed(frame, p.actorFeed(a)),
		Up:       []Link{p.sectionLink("actors")},
		Heading:  a.Name(),
		Kind:     p.Word("actor_kind", m.Kind.V),
		Summary:  m.Summary.V,
		Official: m.URL.V,
		Text:     p.text(a.Text),
		Months:   p.months(room, cut(a.Entries, parts[k], p.newest()), a, ""),
		Pager:    p.pager(room, parts, k, a.URL(), p.newest()),
		Draft:    m.Draft.V,
	}
	page.Relations, page.AllRelations = p.shownTies(a)
	page.Names, page.SameAs = content.Values(m.Names), content.Values(m.SameAs)
	for _, o := range a.Offices {
		page.Offices = append(page.Offices, Office{Title: p.saidIn(p.timeline.Worded(o.Meta.Title.V)), Span: p.span(o.Meta.From.V, o.Meta.To.V), Of: p.named[o.Of]})
	}
	if parts[k].landing {
		page.Said = len(a.Statements)
		page.Statements, page.SaidURL = p.shownNotes(room, p.statementsOf(a))
		page.Frame = p.embeddable(page.Frame, page.Title, a.URL())
	}
	page.Incidents, page.Articles = shared.incidents, shared.articles
	if n := len(a.Entries); n > 0 {
		page.First, page.Last = p.when(a.Entries[0].Date()), p.when(a.Entries[n-1].Date())
	}
	page.Ruler = shared.ruler
	page.With = madeIn(&room.links, shared.nearest, func(c timeline.Companion) Link {
		l := actorLink(c.Actor)
		l.Count = c.Count
		return l
	})
	if parts[k].landing {
		page.Network, page.Map = p.neighbourhood(room, a, shared), p.mapOfActor(a)
	}
	page.Structured, page.Type = p.describe(url).actorPage(a, page.Up), "profile"
	return page
}
