package opendata

import (
	"strconv"
	"strings"

	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

// join writes several values into one cell.
func join(values []string) string { return strings.Join(values, "|") }

func joinAt(values []content.At[string]) string { return join(plainValues(values)) }

func plainValues(values []content.At[string]) []string {
	return texts(values, func(v content.At[string]) string { return v.V })
}

func tagNames(tags []*timeline.Tag) []string {
	return texts(tags, func(t *timeline.Tag) string { return t.Name })
}

// dateCells adds the cells of a date, for the columns of dated.
func (s *source) dateCells(row []string, d edtf.Date) []string {
	earliest, latest := bounds(d)
	return append(row, d.String(), earliest, latest, d.Format(s))
}

func entryRows(s *source, add func(...string)) {
	var row []string
	for _, e := range s.Entries {
		about, lang := summary(s, e)
		row = s.dateCells(append(row[:0], s.id(e.URL()), kindOf(e), e.Title()), e.Date())
		row = append(row, join(tagNames(tagsOf(e))), about, lang)
		add(row...)
	}
}

func incidentRows(s *source, add func(...string)) {
	var row []string
	for _, i := range s.Incidents {
		about, lang := summary(s, i.Entry())
		place := ""
		if i.Place != nil {
			place = s.id(i.Place.URL())
		}
		m := i.Meta
		row = s.dateCells(append(row[:0], s.id(i.URL()), m.Title.V), m.Date.V)
		row = append(row,
			m.Time.V, m.Kind.V, m.Status.V, place, m.Casualties.Killed.V, m.Casualties.Injured.V,
			join(ids(s, i.Related)), join(ids(s, i.PartOf)), join(tagNames(i.Tags)), about, lang)
		add(row...)
	}
}

func articleRows(s *source, add func(...string)) {
	var row []string
	for _, a := range s.Articles {
		about, lang := summary(s, a.Entry())
		m := a.Meta
		row = s.dateCells(append(row[:0], s.id(a.URL()), m.Title.V), m.Date.V)
		row = append(row,
			s.sourceID(a.Publisher), join(ids(s, a.Credits)), joinAt(m.Author), m.URL.V, m.Archive.V,
			m.Retrieved.V.String(), m.Updated.V.String(), join(ids(s, a.Incidents)), join(ids(s, a.Actors)),
			join(tagNames(a.Tags)), about, lang)
		add(row...)
	}
}

func actorRows(s *source, add func(...string)) {
	for _, a := range s.Actors {
		m := a.Meta
		add(s.id(a.URL()), m.Name.V, joinAt(m.Names), m.Kind.V, joinAt(m.SameAs), m.URL.V, m.Summary.V)
	}
}

func roleRows(s *source, add func(...string)) {
	var row []string
	for _, i := range s.Incidents {
		incident := s.id(i.URL())
		for _, r := range i.Roles {
			row = append(row[:0], incident, s.actorID(r.Actor), r.Role)
			add(row...)
		}
	}
}

func accountRows(s *source, add func(...string)) {
	var row []string
	for _, i := range s.Incidents {
		if i.Comparison == nil {
			continue
		}
		incident := s.id(i.URL())
		for _, compared := range i.Comparison.Rows {
			for _, cell := range compared.Cells {
				if v := cell.Stated; v != nil {
					row = append(row[:0], s.id(v.Account.Article.URL()), incident, compared.Field, v.Value, v.Quote,
						s.actorID(v.By), compared.Established, strconv.FormatBool(cell.Differs))
					add(row...)
				}
			}
		}
	}
}

func statementRows(s *source, add func(...string)) {
	var row []string
	for _, actor := range s.Actors {
		for _, n := range actor.Statements {
			row = append(row[:0], s.id(n.URL()), s.actorID(actor), s.sourceID(n.Via), s.id(n.Article.URL()),
				s.incidentID(n.Incident), n.Quote, plain(n.Note))
			row = append(s.dateCells(row, n.When()), n.Confidence)
			add(row...)
		}
	}
}

func annotationRows(s *source, add func(...string)) {
	var row []string
	for _, a := range s.Articles {
		article, selectors := s.id(a.URL()), a.Selectors()
		for k, n := range a.Annotations {
			row = append(row[:0], s.id(n.URL()), article, n.Kind, n.Quote, selectors[k].Prefix, selectors[k].Suffix, plain(n.Note),
				s.incidentID(n.Incident), s.actorID(n.By), s.sourceID(n.Via), n.Confidence, n.Date.String(), join(s.supports(n)))
			add(row...)
		}
	}
}

func sourceRows(s *source, add func(...string)) {
	for _, x := range s.Sources {
		m := x.Meta
		add(s.id(x.URL()), m.Name.V, m.Kind.V, m.URL.V, m.Country.V, m.Owner.V, m.Summary.V)
	}
}

func placeRows(s *source, add func(...string)) {
	for _, p := range s.Places {
		lat, lon, precision := "", "", ""
		if p.Located {
			lat, lon, precision = degrees(p.Lat), degrees(p.Lon), p.Precision
		}
		add(s.id(p.URL()), p.Name, lat, lon, precision, strconv.Itoa(len(p.Incidents)))
	}
}

// degrees writes a coordinate as the author did, without an exponent.
func degrees(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
