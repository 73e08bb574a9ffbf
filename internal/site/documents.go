package site

import (
	"cmp"
	"html/template"
	"slices"

	"dateline/internal/diag"
	"dateline/internal/edtf"
	"dateline/internal/locale"
	"dateline/internal/opengraph"
	"dateline/internal/timeline"
)

// text renders a document's body.
func (p *planner) text(t timeline.Text) template.HTML {
	return p.html(t.HTML())
}

// html returns what markup made, with its words in the language of the interface.
func (p *planner) html(made string) template.HTML {
	return template.HTML(p.markupWords.Text(made)) //nolint:gosec // made by markup, which escapes all that authors write
}

// firstOf returns the summary, or else the beginning of the text.
func firstOf(summary string, t timeline.Text) string {
	if summary != "" {
		return summary
	}
	return t.Body.Excerpt(excerptLength)
}

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
	page.Authors = made(m.Author, valueOf)
	page.Incidents = p.incidentLinks(room, a.Incidents)
	if len(a.Incidents) == 1 {
		page.Delay = p.delay("delay_incident", a.Incidents[0].Meta.Date.V, m.Date.V)
	}
	page.Actors = madeIn(&room.named, a.Actors, func(a *timeline.Actor) *Link { return p.named[a] })
	for _, c := range a.Corrections {
		page.Corrections = append(page.Corrections, p.correction(a, c))
	}
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
	if len(parts) > allParts {
		page.AllParts = &Link{Title: p.Count("incident.all_parts", len(parts)), URL: partsURL(i)}
		parts = parts[len(parts)-lastParts:]
	}
	page.Parts = p.incidentLinks(page.room, parts)
	page.Tags = tagLinks(page.room, i.Tags)
	page.Frame = p.embeddable(page.Frame, page.Heading, i.URL()) // its status may change
	page.Cite = p.citeIncident(page.room, i)
	page.Prev, page.Next = p.someIncident(i.Prev), p.someIncident(i.Next)
}

// The page of a longer incident names all of its parts, or the last ones where there are
// many: then a list of its own has them all.
const (
	allParts  = 30
	lastParts = 20
)

func partsURL(i *timeline.Incident) string { return i.URL() + "parts/" }

// planParts plans the list of the parts that do not all fit on an incident's page, by year.
func (p *planner) planParts(i *timeline.Incident) {
	if len(i.Parts) <= allParts {
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

func (p *planner) planSource(s *timeline.Source) {
	parts := partsOf(len(s.Reports)+len(s.Credits), p.size(), p.newest())
	for k, part := range parts {
		url := part.url(s.URL())
		data := func() any { return p.sourcePage(s, url, parts, k) }
		shows := func(d *digest) {
			d.document(&s.Meta.Document, s.Text)
			d.flag(p.sourceFeed(s).holds(p.timeline))
			d.number(len(s.Reports))
			d.number(len(s.Credits))
			own, credited := p.sourceEntries(s, part)
			d.facts(slices.Values(own))
			d.facts(slices.Values(credited))
		}
		if p.documentPart(part, &s.Meta.Document, "the source "+s.Meta.Path, url, "source.html", shows, data) {
			p.planEmbed(s.Meta.Pos(s.Meta.Slug.Place), p.embedSource(s))
		}
	}
}

func (p *planner) sourcePage(s *timeline.Source, url string, parts []part, k int) *SourcePage {
	m := s.Meta
	frame := p.frame(s.Name(), firstOf(m.Summary.V, s.Text), url).of(&m.Document, m.Lang.V).running(s.Name(), m.Summary.V).withText(s.Text)
	page := &SourcePage{
		Frame:    p.fed(frame, p.sourceFeed(s)),
		Up:       []Link{p.sectionLink("sources")},
		Heading:  s.Name(),
		Kind:     p.Word("source_kind", m.Kind.V),
		Country:  m.Country.V,
		Owner:    m.Owner.V,
		Official: m.URL.V,
		Summary:  m.Summary.V,
		Text:     p.text(s.Text),
		Count:    len(s.Reports),
		Credits:  len(s.Credits),
		Pager:    p.pager(frame.room, parts, k, s.URL(), p.newest()),
		Draft:    m.Draft.V,
	}
	own, credited := p.sourceEntries(s, parts[k])
	page.Reports = p.listed(frame.room, ordered(own, p.newest()), "")
	page.Credited = p.listed(frame.room, ordered(credited, p.newest()), "")
	for i := range page.Credited {
		page.Credited[i].ID = "credited-" + page.Credited[i].ID
	}
	if parts[k].landing {
		page.Frame = p.embeddable(page.Frame, page.Title, s.URL())
	}
	page.Structured = p.describe(url).sourcePage(s, page.Up)
	return page
}

// sourceEntries returns what a part of a source's page lists, oldest first. The two
// lists are split as one, in the order of reading: what it published, then what it is
// credited with.
func (p *planner) sourceEntries(s *timeline.Source, part part) (own, credited []timeline.Entry) {
	reports, credits := 0, len(s.Reports) // the numbers with which they begin
	if p.newest() {
		reports, credits = len(s.Credits), 0
	}
	for n := part.from; n < part.to; n++ {
		if k := n - reports; k >= 0 && k < len(s.Reports) {
			own = append(own, s.Reports[k].Entry())
		} else {
			credited = append(credited, s.Credits[n-credits].Entry())
		}
	}
	return own, credited
}

func (p *planner) plainPage(page *timeline.Page) *PlainPage {
	m := page.Meta
	return &PlainPage{
		Frame:   p.frame(m.Title.V, firstOf(m.Summary.V, page.Text), page.URL()).of(&m.Document, m.Lang.V).running(m.Title.V, "").withText(page.Text),
		Heading: m.Title.V,
		Text:    p.text(page.Text),
		Draft:   m.Draft.V,
	}
}
