package lint

import (
	"dateline/internal/content"
	"dateline/internal/edtf"
)

// dates looks for dates that cannot both be right.
func (c *checker) dates() {
	for _, a := range c.Timeline.Articles {
		m := a.Meta
		for _, i := range a.Incidents {
			if before(m.Date.V, i.Meta.Date.V) {
				c.problems.Warnf(m.Pos(m.Date.Place), "the article was published on %s, before the incident that it reports began (%s: %s); mend one of the dates, or take the incident off",
					m.Date.V, i.Meta.Slug.V, i.Meta.Date.V)
			}
		}
		for _, later := range []struct {
			at   content.At[edtf.Date]
			what string
		}{{m.Updated, "updated"}, {m.Retrieved, "retrieved"}} {
			if before(later.at.V, m.Date.V) {
				c.problems.Warnf(m.Pos(later.at.Place), "%s: %s is before the article was published (%s)", later.what, later.at.V, m.Date.V)
			}
		}
		for _, correction := range m.Corrections {
			if before(correction.Date.V, m.Date.V) {
				c.problems.Warnf(m.Pos(correction.Date.Place), "the correction of %s is before the article was published (%s)", correction.Date.V, m.Date.V)
			}
		}
	}
	for _, i := range c.Timeline.Incidents {
		for _, whole := range i.PartOf {
			if date := whole.Meta.Date.V; before(i.Meta.Date.V, date) || before(date, i.Meta.Date.V) {
				c.problems.Warnf(i.Meta.Pos(i.Meta.Date.Place), "%s lies outside the incident that this is part of (%s: %s)", i.Meta.Date.V, whole.Meta.Slug.V, date)
			}
		}
	}
	for _, a := range c.Timeline.Actors {
		for _, office := range a.Meta.Roles {
			c.span(&a.Meta.Document, office.From, office.To)
		}
		for _, relation := range a.Meta.Relations {
			c.span(&a.Meta.Document, relation.From, relation.To)
		}
	}
}

func (c *checker) span(in *content.Document, from, to content.At[edtf.Date]) {
	if before(to.V, from.V) {
		c.problems.Warnf(in.Pos(to.Place), "to: %s is before from: %s", to.V, from.V)
	}
}

// before reports whether a ended before b began, whatever days the two stand
// for. Times with zones are compared as instants.
func before(a, b edtf.Date) bool {
	at, zoned, _ := a.Time()
	other, otherZoned, _ := b.Time()
	if zoned && otherZoned {
		return at.Before(other)
	}
	_, end, _ := a.Bounds()
	begin, _, _ := b.Bounds()
	return end.Kind == edtf.Known && begin.Kind == edtf.Known && end.Day.Compare(begin.Day) < 0
}
