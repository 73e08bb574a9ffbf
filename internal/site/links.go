package site

import (
	"dateline/internal/locale"
	"dateline/internal/timeline"
)

// titleLink makes a link whose title is in lang; "" is the site's language.
func (p *planner) titleLink(title, url, lang string) Link {
	l := Link{Title: title, URL: url}
	l.Lang, l.Dir = foreign(p.timeline, lang)
	return l
}

func (p *planner) entryLink(e timeline.Entry) Link {
	l := p.titleLink(e.Title(), e.URL(), e.Lang())
	l.Note = p.when(e.Date()).Text
	return l
}

func (p *planner) articleLink(a *timeline.Article) Link {
	return p.entryLink(a.Entry())
}

// outletLink links an article by the name of its publisher. Links to the publisher itself,
// and to its other articles, have the same words: what tells them apart is the note, by
// which the link is called. An article without a publisher has its title, and no note.
func (p *planner) outletLink(a *timeline.Article) Link {
	if a.Publisher == nil {
		l := p.articleLink(a)
		l.Note = ""
		return l
	}
	l := Link{Title: a.Publisher.Name(), URL: a.URL()}
	l.Note = l.Title + p.Text("list.comma") + p.Text("one.article")
	if published := p.when(a.Meta.Date.V).Text; published != "" {
		l.Note += p.Text("list.comma") + published
	}
	return l
}

func (p *planner) incidentLink(i *timeline.Incident) Link {
	return p.entryLink(i.Entry())
}

// someIncident links an incident that may be missing; nil for none.
func (p *planner) someIncident(i *timeline.Incident) *Link {
	if i == nil {
		return nil
	}
	return new(p.incidentLink(i))
}

func (p *planner) incidentLinks(room *pageRoom, incidents []*timeline.Incident) []Link {
	return madeIn(&room.links, incidents, p.incidentLink)
}

func actorLink(a *timeline.Actor) Link { return nameLink(a.Name(), a.URL(), a.Meta.Lang.V) }

func sourceLink(s *timeline.Source) Link { return nameLink(s.Name(), s.URL(), s.Meta.Lang.V) }

// nameLink makes a link to whom an author has named in a language; "" is the site's.
func nameLink(name, url, lang string) Link {
	l := Link{Title: name, URL: url}
	if lang != "" {
		l.Lang, l.Dir = lang, locale.Direction(lang)
	}
	return l
}

func tagLinks(room *pageRoom, tags []*timeline.Tag) []Link {
	return madeIn(&room.links, tags, func(t *timeline.Tag) Link { return nameLink(t.Name, t.URL(), t.Lang) })
}

// sectionLink leads to a list by the name of its section.
func (w wording) sectionLink(name string) Link {
	return Link{Title: w.Text("section." + name), URL: "/" + name + "/"}
}

// made makes something of each of some things; nil for none.
func made[From, To any](things []From, do func(From) To) []To {
	if len(things) == 0 {
		return nil
	}
	all := make([]To, len(things))
	for k, thing := range things {
		all[k] = do(thing)
	}
	return all
}
