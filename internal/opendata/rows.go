package opendata

import (
	"strconv"

	"dateline/internal/content"
	"dateline/internal/timeline"
)

// written adds a cell of values that an author has written.
func (r *row) written(values []content.At[string]) {
	several(r, values, func(cell []byte, v content.At[string]) []byte { return append(cell, v.V...) })
}

// tags adds a cell of names.
func (r *row) tags(tags []*timeline.Tag) {
	several(r, tags, func(cell []byte, t *timeline.Tag) []byte { return append(cell, t.Name...) })
}

// supports adds a cell of what an annotation relies on: ids, and addresses elsewhere.
func (r *row) supports(all []timeline.Support) {
	several(r, all, func(cell []byte, x timeline.Support) []byte {
		if x.Article != nil {
			return append(append(cell, r.root...), within(x.Article.URL())...)
		}
		return append(cell, x.URL...)
	})
}

func entryRows(r *row) {
	for _, e := range r.Entries {
		about, lang := summary(r.source, e)
		r.id(e.URL())
		r.each(kindOf(e), e.Title())
		r.date(e.Date())
		r.tags(e.Tags())
		r.each(about, lang)
		r.end()
	}
}

func incidentRows(r *row) {
	for _, i := range r.Incidents {
		about, lang := summary(r.source, i.Entry())
		m := i.Meta
		r.id(i.URL())
		r.add(m.Title.V)
		r.date(m.Date.V)
		r.each(m.Time.V, m.Kind.V, m.Status.V)
		r.id(urlOf(i.Place))
		r.each(m.Casualties.Killed.V, m.Casualties.Injured.V)
		ids(r, i.Related)
		ids(r, i.PartOf)
		r.tags(i.Tags)
		r.each(about, lang)
		r.end()
	}
}

func articleRows(r *row) {
	for _, a := range r.Articles {
		about, lang := summary(r.source, a.Entry())
		m := a.Meta
		r.id(a.URL())
		r.add(m.Title.V)
		r.date(m.Date.V)
		r.id(urlOf(a.Publisher))
		ids(r, a.Credits)
		r.written(m.Author)
		r.each(m.URL.V, m.Archive.V, m.Retrieved.V.String(), m.Updated.V.String())
		ids(r, a.Incidents)
		ids(r, a.Actors)
		r.tags(a.Tags)
		r.each(about, lang)
		r.end()
	}
}

func actorRows(r *row) {
	for _, a := range r.Actors {
		m := a.Meta
		r.id(a.URL())
		r.add(m.Name.V)
		r.written(m.Names)
		r.add(m.Kind.V)
		r.written(m.SameAs)
		r.each(m.URL.V, m.Summary.V)
		r.end()
	}
}

func roleRows(r *row) {
	for _, i := range r.Incidents {
		for _, role := range i.Roles {
			r.id(i.URL())
			r.id(urlOf(role.Actor))
			r.add(role.Role)
			r.end()
		}
	}
}

func accountRows(r *row) {
	for _, i := range r.Incidents {
		if i.Comparison == nil {
			continue
		}
		for _, compared := range i.Comparison.Rows {
			for _, cell := range compared.Cells {
				if v := cell.Stated; v != nil {
					r.id(v.Account.Article.URL())
					r.id(i.URL())
					r.each(compared.Field, v.Value, v.Quote)
					r.id(urlOf(v.By))
					r.each(compared.Established, strconv.FormatBool(cell.Differs))
					r.end()
				}
			}
		}
	}
}

func statementRows(r *row) {
	for _, actor := range r.Actors {
		for _, n := range actor.Statements {
			r.id(n.URL())
			r.id(actor.URL())
			r.id(urlOf(n.Via))
			r.id(n.Article.URL())
			r.id(urlOf(n.Incident))
			r.each(n.Quote, plain(n.Note))
			r.date(n.When())
			r.add(n.Confidence)
			r.end()
		}
	}
}

func annotationRows(r *row) {
	for _, a := range r.Articles {
		selectors := a.Selectors()
		for k, n := range a.Annotations {
			r.id(n.URL())
			r.id(a.URL())
			r.each(n.Kind, n.Quote, selectors[k].Prefix, selectors[k].Suffix, plain(n.Note))
			r.id(urlOf(n.Incident))
			r.id(urlOf(n.By))
			r.id(urlOf(n.Via))
			r.each(n.Confidence, n.Date.String())
			r.supports(n.Sources)
			r.end()
		}
	}
}

func sourceRows(r *row) {
	for _, x := range r.Sources {
		m := x.Meta
		r.id(x.URL())
		r.each(m.Name.V, m.Kind.V, m.URL.V, m.Country.V, m.Owner.V, m.Summary.V)
		r.end()
	}
}

func placeRows(r *row) {
	for _, p := range r.Places {
		lat, lon, precision := "", "", ""
		if p.Located {
			lat, lon, precision = degrees(p.Lat), degrees(p.Lon), p.Precision
		}
		r.id(p.URL())
		r.each(p.Name, lat, lon, precision, strconv.Itoa(len(p.Incidents)))
		r.end()
	}
}

// degrees writes a coordinate as the author did, without an exponent.
func degrees(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
