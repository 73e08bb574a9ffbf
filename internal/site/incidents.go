package site

import (
	"dateline/internal/diag"
	"dateline/internal/locale"
	"dateline/internal/opengraph"
	"dateline/internal/timeline"
)

// reportsSize is how many reports, and accounts in them, a part of an incident's
// page has: together with up to eight fields they keep to what a page may hold.
const reportsSize = 30

func (p *planner) planIncident(i *timeline.Incident) {
	parts := partsOf(len(i.Reports), reportsSize, false)
	for k, part := range parts {
		url, what := part.url(i.URL()), "the incident "+i.Meta.Path
		data := func() any { return p.incidentPage(i, url, parts, k) }
		if p.documentPart(part, &i.Meta.Document, what, url, "incident.html", reportsOf(i), data) {
			p.planEmbedIncident(i)
		}
	}
	p.planFarNotes(&i.Meta.Document, func() farNotes { return p.notesAbout(i) })
	p.planParts(i)
}

// incidentPage makes a part of an incident's page. The first one says what is
// known, and holds the earliest reports.
func (p *planner) incidentPage(i *timeline.Incident, url string, parts []part, k int) *IncidentPage {
	m, reports := i.Meta, cut(i.Reports, parts[k], false)
	frame := p.frame(p.incidentTitle(i), p.withStatus(i, firstOf(m.Summary.V, i.Text)), url).of(&m.Document, m.Lang.V).running(m.Title.V, m.Summary.V).withText(i.Text).about(m.Date.V).shown(p.preview(func() opengraph.Card { return p.incidentCard(i) }))
	page := &IncidentPage{
		Frame:    p.fed(frame, p.incidentFeed(i)),
		Up:       p.above(frame.room, p.sectionLink("incidents"), m.Date.V),
		Heading:  m.Title.V,
		When:     p.when(m.Date.V),
		Time:     p.time(i),
		Kind:     p.word("kind", m.Kind.V),
		Status:   p.status(i),
		State:    p.openStatus(i),
		Place:    placeLink(i.Place),
		Killed:   some(p.said(m.Casualties.Killed.V)),
		Injured:  some(p.said(m.Casualties.Injured.V)),
		Roles:    made(i.Roles, p.roleLink),
		Accounts: p.accountTable(i, reports),
		Ruler:    p.reportsRuler(i, parts),
		Reported: len(i.Reports),
		Pager:    p.pager(frame.room, parts, k, i.URL(), false),
		Draft:    m.Draft.V,
	}
	if i.Located() {
		page.Position = p.position(m.Place.Lat.V, m.Place.Lon.V, m.Place.Precision.V)
	}
	for _, e := range m.Established {
		page.Established = append(page.Established, Fact{Name: p.fieldLabel(e.Name.V), Text: p.said(e.V.V)})
	}
	page.Articles = made(reports, func(a *timeline.Article) Report {
		return Report{ID: reportID(a), Link: p.articleLink(a), Publisher: p.publishers[a.Publisher], Credits: p.credits(a), Published: p.when(a.Meta.Date.V), Delay: p.delay("delay", m.Date.V, a.Meta.Date.V)}
	})
	page.Type = "article"
	page.Structured = p.describe(url).incident(i, reports, page.Up)
	if parts[k].landing {
		p.beginIncident(page, i)
	}
	return page
}

// beginIncident completes the part with which an incident's page begins.
func (p *planner) beginIncident(page *IncidentPage, i *timeline.Incident) {
	page.Summary, page.Text = i.Meta.Summary.V, p.text(i.Text)
	// An incident shows its own coordinates, never those of a neighbour of the
	// same place: its own may be hidden.
	if i.Located() {
		page.Map = p.mapOfIncident(i)
	}
	page.Noted = len(i.Annotations)
	page.Notes, page.NotedURL = p.shownNotes(page.room, p.notesAbout(i))
	page.Related, page.PartOf = p.incidentLinks(page.room, i.Related), p.incidentLinks(page.room, i.PartOf)
	parts := i.Parts
	if len(parts) > wholeList {
		page.AllParts = &Link{Title: p.Count("incident.all_parts", len(parts)), URL: partsURL(i)}
		parts = parts[len(parts)-partOfList:]
	}
	page.Parts = p.incidentLinks(page.room, parts)
	page.Tags = tagLinks(page.room, i.Tags)
	page.Frame = p.embeddable(page.Frame, page.Heading, i.URL()) // its status may change
	page.Cite = p.citeIncident(page.room, i)
	page.Prev, page.Next = p.someIncident(i.Prev), p.someIncident(i.Next)
}

func partsURL(i *timeline.Incident) string { return i.URL() + "parts/" }

// planParts plans the list of the parts that do not all fit on an incident's page, by year.
func (p *planner) planParts(i *timeline.Incident) {
	if len(i.Parts) <= wholeList {
		return
	}
	year := func(part *timeline.Incident) string {
		u := unitOf(part.Meta.Date.V)
		if !u.dated {
			return p.Text("date.undated")
		}
		return p.Year(u.year)
	}
	lines := grouped(i.Parts, nil, year, func(part *timeline.Incident) IndexItem {
		lang, _ := foreign(p.timeline, summaryLang(&part.Meta.Document, part.Meta.Lang.V))
		item := IndexItem{Link: p.incidentLink(part), Summary: part.Meta.Summary.V, Lang: lang}
		if len(part.Reports) > 0 {
			item.Facts = p.counts(0, len(part.Reports))
		}
		return item
	})
	p.planIndex(&IndexPage{
		Up:      []Link{p.sectionLink("incidents"), p.incidentLink(i)},
		Heading: p.Text("incident.parts_of", "incident", i.Meta.Title.V), Lead: p.counts(len(i.Parts), 0),
	}, diag.Pos{File: i.Meta.Path}, partsURL(i), "the parts of "+i.Meta.Path, lines, nil)
}

// position writes coordinates as people read them, with how exact they are.
func (w wording) position(lat, lon float64, precision string) string {
	ns, ew := "incident.north", "incident.east"
	if lat < 0 {
		ns, lat = "incident.south", -lat
	}
	if lon < 0 {
		ew, lon = "incident.west", -lon
	}
	pairs := []string{"lat", w.Float(lat), "ns", w.Text(ns), "lon", w.Float(lon), "ew", w.Text(ew)}
	if precision == "" {
		return w.Text("incident.position", pairs...)
	}
	return w.Text("incident.position_precise", append(pairs, "precision", w.Word("precision", precision))...)
}

// fieldLabel returns the label of an account field.
func (p *planner) fieldLabel(field string) Link {
	return p.labels.of(field, func() Link {
		for _, f := range p.timeline.Site.Fields {
			if f.Name.V == field {
				return p.saidIn(f.V.V, p.timeline.Site.Foreign(f.V))
			}
		}
		return p.said(locale.Sentence(locale.Plain(field)))
	})
}
