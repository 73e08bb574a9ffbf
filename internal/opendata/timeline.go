package opendata

import (
	"slices"

	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

// timelineJSON writes the timeline, an item a line; of a long one, it names the
// parts in which the entries are.
func timelineJSON(s *source, w *stream) {
	w.object(s.head())
	if parts := partsOf(s.Timeline); parts != nil {
		items(w, "parts", parts, func(p part) jsonPart { return jsonPart{s.id("/" + p.file(timelinePath)), p.period, p.to - p.from} })
	} else {
		s.dated(w)
	}
	items(w, "actors", s.Actors, s.actor)
	items(w, "sources", s.Sources, s.publisher)
	items(w, "tags", s.Tags, func(t *timeline.Tag) jsonTag { return jsonTag{s.id(t.URL()), t.Name} })
	items(w, "places", s.Places, s.place)
	w.WriteString("}\n")
}

// timelinePart writes the entries of a part.
func timelinePart(s *source, w *stream) {
	head := s.head()
	head.PartOf, head.Period = s.id("/"+timelinePath), s.period
	w.object(head)
	s.dated(w)
	w.WriteString("}\n")
}

func (s *source) head() jsonHead {
	return jsonHead{
		Schema: s.id("/" + schemaPath), ID: s.id("/"), Title: s.Site.Title.V, Description: s.Site.Description.V,
		Lang: s.Site.Language.V, License: s.licence(),
	}
}

// dated writes what has a date.
func (s *source) dated(w *stream) {
	items(w, "entries", s.Entries, s.entry)
	items(w, "articles", s.Articles, s.article)
	items(w, "incidents", s.Incidents, s.incident)
}

// date returns a date; nil for the zero one.
func (s *source) date(d edtf.Date) *jsonDate {
	if d.IsZero() {
		return nil
	}
	earliest, latest := bounds(d)
	return &jsonDate{d.String(), earliest, latest, d.Format(s)}
}

func (s *source) entry(e timeline.Entry) jsonEntry {
	return jsonEntry{s.id(e.URL()), kindOf(e), e.Title(), s.date(e.Date())}
}

func (s *source) article(a *timeline.Article) jsonArticle {
	m := a.Meta
	about, lang := summary(s, a.Entry())
	j := jsonArticle{
		ID: s.id(a.URL()), Title: m.Title.V, Date: s.date(m.Date.V), Source: s.sourceID(a.Publisher), Credits: ids(s, a.Credits),
		Authors: plainValues(m.Author), URL: m.URL.V, Archive: m.Archive.V, Retrieved: s.date(m.Retrieved.V), Updated: s.date(m.Updated.V),
		Lang: lang, Incidents: ids(s, a.Incidents), Actors: ids(s, a.Actors), Tags: ids(s, a.Tags), Summary: about,
	}
	for _, account := range a.Accounts {
		stated := make([]jsonStated, 0, len(account.Stated))
		for _, v := range account.Stated {
			one := jsonStated{Field: v.Field, Value: v.Value, Quote: v.Quote, By: s.actorID(v.By)}
			if v.Annotation != nil {
				one.Annotation = s.id(v.Annotation.URL())
			}
			stated = append(stated, one)
		}
		j.Accounts = append(j.Accounts, jsonAccount{s.id(account.Incident.URL()), stated})
	}
	selectors := a.Selectors()
	j.Annotations = slices.Grow(j.Annotations, len(a.Annotations))
	for k, n := range a.Annotations {
		j.Annotations = append(j.Annotations, jsonAnnotation{
			s.id(n.URL()), n.Kind, n.Quote, selectors[k].Prefix, selectors[k].Suffix, plain(n.Note), s.incidentID(n.Incident),
			s.actorID(n.By), s.sourceID(n.Via), n.Confidence, s.date(n.Date), s.supports(n),
		})
	}
	for _, c := range a.Corrections {
		j.Corrections = append(j.Corrections, jsonCorrection{s.date(c.When), plain(c.Note)})
	}
	return j
}

func (s *source) incident(i *timeline.Incident) jsonIncident {
	m := i.Meta
	about, lang := summary(s, i.Entry())
	j := jsonIncident{
		ID: s.id(i.URL()), Title: m.Title.V, Date: s.date(m.Date.V), Time: m.Time.V, Kind: m.Kind.V, Status: m.Status.V,
		Killed: m.Casualties.Killed.V, Injured: m.Casualties.Injured.V, Reports: ids(s, i.Reports), Related: ids(s, i.Related),
		PartOf: ids(s, i.PartOf), Tags: ids(s, i.Tags), Summary: about, Lang: lang,
	}
	if i.Place != nil {
		j.Place = s.id(i.Place.URL())
	}
	for _, r := range i.Roles {
		j.Actors = append(j.Actors, jsonRole{s.actorID(r.Actor), r.Role})
	}
	for _, e := range m.Established {
		j.Established = append(j.Established, jsonField{e.Name.V, e.V.V})
	}
	return j
}

func (s *source) actor(a *timeline.Actor) jsonActor {
	m := a.Meta
	j := jsonActor{
		ID: s.id(a.URL()), Name: m.Name.V, Names: plainValues(m.Names), Kind: m.Kind.V,
		SameAs: plainValues(m.SameAs), URL: m.URL.V, Summary: m.Summary.V,
	}
	for _, o := range a.Offices {
		j.Offices = append(j.Offices, jsonOffice{o.Meta.Title.V, s.actorID(o.Of), s.date(o.Meta.From.V), s.date(o.Meta.To.V)})
	}
	for _, r := range a.Relations {
		j.Relations = append(j.Relations, jsonRelation{r.Kind, s.actorID(r.Actor), r.Name, s.date(r.From), s.date(r.To)})
	}
	return j
}

func (s *source) publisher(x *timeline.Source) jsonSource {
	m := x.Meta
	return jsonSource{s.id(x.URL()), m.Name.V, m.Kind.V, m.URL.V, m.Country.V, m.Owner.V, m.Summary.V}
}

func (s *source) place(p *timeline.Place) jsonPlace {
	j := jsonPlace{ID: s.id(p.URL()), Name: p.Name}
	if p.Located {
		j.Lat, j.Lon, j.Precision = &p.Lat, &p.Lon, p.Precision
	}
	return j
}
