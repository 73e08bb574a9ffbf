package opendata

import (
	"crypto/sha1" //nolint:gosec // FollowTheMoney makes its ids with it; nothing secret is hashed
	"encoding/hex"
	"fmt"

	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

// ftmEntity is an entity of FollowTheMoney 3.
type ftmEntity struct {
	ID         string              `json:"id"`
	Schema     string              `json:"schema"`
	Properties map[string][]string `json:"properties"`
}

// set adds the values of a property that are not empty.
func (e ftmEntity) set(name string, values ...string) {
	for _, v := range values {
		if v != "" {
			e.Properties[name] = append(e.Properties[name], v)
		}
	}
}

// ftmSchemas are the schemas of kinds of actors; all others are LegalEntity.
var ftmSchemas = map[string]string{
	"person": "Person", "company": "Company", "state": "PublicBody", "government-body": "PublicBody",
	"international-organisation": "Organization", "organisation": "Organization", "armed-group": "Organization",
	"military-unit": "Organization", "media": "Organization",
}

// followTheMoney writes entities and the links between them, a line each.
func followTheMoney(s *source) ([]byte, error) {
	w := newStream()
	for _, a := range s.Actors {
		w.value(s.ftmActor(a))
	}
	for _, x := range s.Sources {
		e := s.ftmThing("Organization", x.URL(), x.Name(), x.Meta.Summary.V)
		e.set("website", x.Meta.URL.V)
		w.value(e)
	}
	for _, i := range s.Incidents {
		w.value(s.ftmIncident(i))
		for _, r := range i.Roles {
			if r.Actor != nil && r.Role != "" {
				w.value(s.ftmLink("UnknownLink", "subject", r.Actor.URL(), "object", i.URL(), r.Role))
			}
		}
	}
	for _, a := range s.Articles {
		w.value(s.ftmArticle(a))
		for _, i := range a.Incidents {
			w.value(s.ftmLink("Documentation", "document", a.URL(), "entity", i.URL(), "report"))
		}
		for _, actor := range a.Actors {
			w.value(s.ftmLink("Documentation", "document", a.URL(), "entity", actor.URL(), "mention"))
		}
	}
	for _, a := range s.Actors {
		for _, r := range a.Relations {
			if r.Actor != nil {
				e := s.ftmLink("UnknownLink", "subject", a.URL(), "object", r.Actor.URL(), r.Kind)
				e.ID = ftmID(e.ID + " " + r.From.String() + " " + r.To.String())
				e.set("startDate", ftmDate(r.From))
				e.set("endDate", ftmDate(r.To))
				w.value(e)
			}
		}
	}
	if w.err != nil {
		return nil, fmt.Errorf("writing JSON: %w", w.err)
	}
	return w.buf.Bytes(), nil
}

// ftmID makes an id that FollowTheMoney takes: letters and digits only.
func ftmID(id string) string {
	sum := sha1.Sum([]byte(id)) //nolint:gosec // as above
	return hex.EncodeToString(sum[:])
}

// ftmDate writes a date in ISO 8601, which is all that FollowTheMoney has; ""
// for one that it cannot write.
func ftmDate(d edtf.Date) string {
	if day, ok := d.Anchor(); !ok || day.Year < 1 || day.Year > 9999 {
		return ""
	}
	exact, _ := d.Exact()
	return exact
}

// ftmThing makes an entity that has a page.
func (s *source) ftmThing(schema, url, name, about string) ftmEntity {
	e := ftmEntity{ftmID(s.id(url)), schema, map[string][]string{}}
	e.set("name", name)
	e.set("summary", about)
	if s.onWeb() {
		e.set("sourceUrl", s.id(url))
	}
	return e
}

// ftmLink makes a link between two things that have pages.
func (s *source) ftmLink(schema, from, a, to, b, role string) ftmEntity {
	a, b = s.id(a), s.id(b)
	e := ftmEntity{ftmID(schema + " " + a + " " + b + " " + role), schema, map[string][]string{}}
	e.set(from, ftmID(a))
	e.set(to, ftmID(b))
	e.set("role", role)
	return e
}

func (s *source) ftmActor(a *timeline.Actor) ftmEntity {
	schema := ftmSchemas[a.Meta.Kind.V]
	if schema == "" {
		schema = "LegalEntity"
	}
	e := s.ftmThing(schema, a.URL(), a.Name(), a.Meta.Summary.V)
	e.set("alias", plainValues(a.Meta.Names)...)
	e.set("website", a.Meta.URL.V)
	return e
}

func (s *source) ftmIncident(i *timeline.Incident) ftmEntity {
	e := s.ftmThing("Event", i.URL(), i.Meta.Title.V, i.Meta.Summary.V)
	d := i.Meta.Date.V
	if exact := ftmDate(d); exact != "" {
		e.set("date", exact)
	} else if from, to, ok := span(d); ok {
		e.set("startDate", from.String())
		e.set("endDate", to.String())
	}
	e.set("notes", d.Format())
	e.set("keywords", tagNames(i.Tags)...)
	if i.Place != nil {
		e.set("location", i.Place.Name)
	}
	done := map[*timeline.Actor]bool{}
	for _, r := range i.Roles {
		if r.Actor != nil && !done[r.Actor] {
			done[r.Actor] = true
			e.set("involved", ftmID(s.id(r.Actor.URL())))
		}
	}
	return e
}

func (s *source) ftmArticle(a *timeline.Article) ftmEntity {
	m := a.Meta
	e := s.ftmThing("Article", a.URL(), m.Title.V, m.Summary.V)
	e.set("title", m.Title.V)
	e.set("fileName", m.Slug.V) // which a Document must have
	e.set("author", plainValues(m.Author)...)
	e.set("publishedAt", ftmDate(m.Date.V))
	e.set("modifiedAt", ftmDate(m.Updated.V))
	e.set("retrievedAt", ftmDate(m.Retrieved.V))
	e.set("notes", m.Date.V.Format())
	e.set("keywords", tagNames(a.Tags)...)
	e.set("sourceUrl", m.URL.V)
	if a.Publisher != nil {
		e.set("publisher", a.Publisher.Name())
		e.set("publisherUrl", a.Publisher.Meta.URL.V)
	}
	return e
}
