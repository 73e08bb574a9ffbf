package opendata

import (
	"encoding/json"
	"strconv"

	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/escape"
	"dateline/internal/markup"
	"dateline/internal/timeline"
)

// Items are written piece by piece, as encoding/json writes the types of model.go:
// of entries there are too many to make each a value first.

// timelineJSON writes the timeline, an item a line; of a long one, it names the
// parts in which the entries are.
func timelineJSON(s *source, w *stream) {
	w.object(s.head())
	if parts := partsOf(s.Timeline); parts != nil {
		items(w, "parts", parts, func(b []byte, p part) []byte {
			b = escape.Filled(s.start(b, "/"+p.file(timelinePath)), "period", p.period)
			return append(strconv.AppendInt(escape.Key(b, "entries"), int64(p.to-p.from), 10), '}')
		})
	} else {
		s.dated(w)
	}
	items(w, "actors", s.Actors, s.actor)
	items(w, "sources", s.Sources, s.publisher)
	items(w, "tags", s.Tags, func(b []byte, t *timeline.Tag) []byte {
		return append(escape.Member(s.start(b, t.URL()), "name", t.Name), '}')
	})
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
		Lang: s.Site.Language.V, License: s.Site.LicenseURL(),
	}
}

// dated writes what has a date.
func (s *source) dated(w *stream) {
	items(w, "entries", s.Entries, s.entry)
	items(w, "articles", s.Articles, s.article)
	items(w, "incidents", s.Incidents, s.incident)
}

// start appends the beginning of what has its page at a root-relative address.
func (s *source) start(b []byte, url string) []byte { return s.ref(append(b, '{'), "id", url) }

// ref appends a member that is an id; nothing for the address "".
func (s *source) ref(b []byte, name, url string) []byte {
	if url == "" {
		return b
	}
	return escape.Member(b, name, s.root, within(url))
}

// refs appends a member that is a list of ids, unless it is empty.
func refs[T interface{ URL() string }](b []byte, s *source, name string, all []T) []byte {
	return escape.List(b, name, all, func(b []byte, x T) []byte { return escape.JSON(b, s.root, within(x.URL())) })
}

// values appends a member that is a list of texts, unless it is empty.
func values(b []byte, name string, all []content.At[string]) []byte {
	return escape.List(b, name, all, func(b []byte, v content.At[string]) []byte { return escape.JSON(b, v.V) })
}

// date appends a member that is a date: null for the zero one.
func (s *source) date(b []byte, name string, d edtf.Date) []byte {
	b = escape.Key(b, name)
	if d.IsZero() {
		return append(b, "null"...)
	}
	earliest, latest := bounds(d)
	b = escape.Member(append(b, '{'), "edtf", d.String())
	b = escape.Filled(b, "earliest", earliest)
	b = escape.Filled(b, "latest", latest)
	return append(escape.Member(b, "words", d.Format(s)), '}')
}

// someDate appends it unless it is the zero one.
func (s *source) someDate(b []byte, name string, d edtf.Date) []byte {
	if d.IsZero() {
		return b
	}
	return s.date(b, name, d)
}

func (s *source) entry(b []byte, e timeline.Entry) []byte {
	b = escape.Member(s.start(b, e.URL()), "type", kindOf(e))
	b = escape.Member(b, "title", e.Title())
	return append(s.date(b, "date", e.Date()), '}')
}

func (s *source) article(b []byte, a *timeline.Article) []byte {
	m := a.Meta
	about, lang := summary(s, a.Entry())
	b = escape.Member(s.start(b, a.URL()), "title", m.Title.V)
	b = s.date(b, "date", m.Date.V)
	b = s.ref(b, "source", urlOf(a.Publisher))
	b = refs(b, s, "credits", a.Credits)
	b = values(b, "authors", m.Author)
	b = escape.Filled(b, "url", m.URL.V)
	b = escape.Filled(b, "archive", m.Archive.V)
	b = s.someDate(b, "retrieved", m.Retrieved.V)
	b = s.someDate(b, "updated", m.Updated.V)
	b = escape.Member(b, "lang", lang)
	b = refs(b, s, "incidents", a.Incidents)
	b = refs(b, s, "actors", a.Actors)
	b = refs(b, s, "tags", a.Tags)
	b = escape.Filled(b, "summary", about)
	b = escape.List(b, "accounts", a.Accounts, s.account)
	selectors := a.Selectors()
	if len(a.Annotations) > 0 {
		b = append(escape.Key(b, "annotations"), '[')
		for k, n := range a.Annotations {
			if k > 0 {
				b = append(b, ',')
			}
			b = s.annotation(b, n, selectors[k])
		}
		b = append(b, ']')
	}
	b = escape.List(b, "corrections", a.Corrections, func(b []byte, c timeline.Correction) []byte {
		return append(escape.Member(s.date(append(b, '{'), "date", c.When), "note", plain(c.Note)), '}')
	})
	return append(b, '}')
}

func (s *source) account(b []byte, account *timeline.Account) []byte {
	b = append(escape.Key(s.ref(append(b, '{'), "incident", account.Incident.URL()), "stated"), '[')
	for k, v := range account.Stated {
		if k > 0 {
			b = append(b, ',')
		}
		b = escape.Member(append(b, '{'), "field", v.Field)
		b = escape.Member(b, "value", v.Value)
		b = escape.Filled(b, "quote", v.Quote)
		b = s.ref(b, "by", urlOf(v.By))
		b = append(s.ref(b, "annotation", urlOf(v.Annotation)), '}')
	}
	return append(b, "]}"...)
}

func (s *source) annotation(b []byte, n *timeline.Annotation, words markup.Selector) []byte {
	b = escape.Member(s.start(b, n.URL()), "kind", n.Kind)
	b = escape.Member(b, "quote", n.Quote)
	b = escape.Filled(b, "prefix", words.Prefix)
	b = escape.Filled(b, "suffix", words.Suffix)
	b = escape.Filled(b, "note", plain(n.Note))
	b = s.ref(b, "incident", urlOf(n.Incident))
	b = s.ref(b, "by", urlOf(n.By))
	b = s.ref(b, "via", urlOf(n.Via))
	b = escape.Filled(b, "confidence", n.Confidence)
	b = s.someDate(b, "date", n.Date)
	return append(escape.List(b, "sources", n.Sources, func(b []byte, x timeline.Support) []byte {
		if x.Article != nil {
			return escape.JSON(b, s.root, within(x.Article.URL()))
		}
		return escape.JSON(b, x.URL)
	}), '}')
}

func (s *source) incident(b []byte, i *timeline.Incident) []byte {
	m := i.Meta
	about, lang := summary(s, i.Entry())
	b = escape.Member(s.start(b, i.URL()), "title", m.Title.V)
	b = s.date(b, "date", m.Date.V)
	b = escape.Filled(b, "time", m.Time.V)
	b = escape.Filled(b, "kind", m.Kind.V)
	b = escape.Filled(b, "status", m.Status.V)
	b = s.ref(b, "place", urlOf(i.Place))
	b = escape.List(b, "actors", i.Roles, func(b []byte, r timeline.Role) []byte {
		return append(escape.Filled(s.ref(append(b, '{'), "actor", urlOf(r.Actor)), "role", r.Role), '}')
	})
	b = escape.Filled(b, "killed", m.Casualties.Killed.V)
	b = escape.Filled(b, "injured", m.Casualties.Injured.V)
	b = escape.List(b, "established", m.Established, func(b []byte, e content.Named[content.At[string]]) []byte {
		return append(escape.Member(escape.Member(append(b, '{'), "field", e.Name.V), "value", e.V.V), '}')
	})
	b = refs(b, s, "reports", i.Reports)
	b = refs(b, s, "related", i.Related)
	b = refs(b, s, "part_of", i.PartOf)
	b = refs(b, s, "tags", i.Tags)
	b = escape.Filled(b, "summary", about)
	return append(escape.Member(b, "lang", lang), '}')
}

func (s *source) actor(b []byte, a *timeline.Actor) []byte {
	m := a.Meta
	b = escape.Member(s.start(b, a.URL()), "name", m.Name.V)
	b = values(b, "also_known_as", m.Names)
	b = escape.Filled(b, "kind", m.Kind.V)
	b = escape.List(b, "roles", a.Offices, func(b []byte, o timeline.Office) []byte {
		b = s.ref(escape.Member(append(b, '{'), "title", o.Meta.Title.V), "of", urlOf(o.Of))
		return append(s.someDate(s.someDate(b, "from", o.Meta.From.V), "to", o.Meta.To.V), '}')
	})
	b = escape.List(b, "relations", a.Relations, func(b []byte, r timeline.Relation) []byte {
		b = s.ref(escape.Member(append(b, '{'), "kind", r.Kind), "actor", urlOf(r.Actor))
		return append(s.someDate(s.someDate(escape.Member(b, "name", r.Name), "from", r.From), "to", r.To), '}')
	})
	b = values(b, "same_as", m.SameAs)
	b = escape.Filled(b, "url", m.URL.V)
	return append(escape.Filled(b, "summary", m.Summary.V), '}')
}

func (s *source) publisher(b []byte, x *timeline.Source) []byte {
	m := x.Meta
	b = escape.Member(s.start(b, x.URL()), "name", m.Name.V)
	b = escape.Filled(b, "kind", m.Kind.V)
	b = escape.Filled(b, "url", m.URL.V)
	b = escape.Filled(b, "country", m.Country.V)
	b = escape.Filled(b, "owner", m.Owner.V)
	return append(escape.Filled(b, "summary", m.Summary.V), '}')
}

func (s *source) place(b []byte, p *timeline.Place) []byte {
	b = escape.Member(s.start(b, p.URL()), "name", p.Name)
	if p.Located {
		b = number(escape.Key(b, "lat"), p.Lat)
		b = number(escape.Key(b, "lon"), p.Lon)
		b = escape.Filled(b, "precision", p.Precision)
	}
	return append(b, '}')
}

// number appends a number, which is finite, as encoding/json writes it.
func number(b []byte, v float64) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return append(b, text...)
}
