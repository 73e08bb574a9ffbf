package lint

import (
	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

// dates looks for dates that cannot both be right.
func (c *checker) dates() {
	for _, a := range c.Timeline.Articles {
		c.articleDates(a)
	}
	for _, i := range c.Timeline.Incidents {
		for _, whole := range i.PartOf {
			if date := whole.Meta.Date.V; i.Meta.Date.V.Before(date) || date.Before(i.Meta.Date.V) {
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

// articleDates looks at those of an article, and of what is known of it.
func (c *checker) articleDates(a *timeline.Article) {
	m := a.Meta
	if c.Today.Before(m.Date.V) {
		c.problems.Warnf(m.Pos(m.Date.Place), "the article was published on %s, which is still to come; mend the date, or keep the article a draft until then", m.Date.V)
	}
	for _, i := range a.Incidents {
		if m.Date.V.Before(i.Meta.Date.V) && !c.Today.Before(i.Meta.Date.V) { // which may be announced
			c.problems.Warnf(m.Pos(m.Date.Place), "the article was published on %s, before the incident that it reports began (%s: %s); mend one of the dates, or take the incident off",
				m.Date.V, i.Meta.Slug.V, i.Meta.Date.V)
		}
	}
	since := func(what string, at content.At[edtf.Date]) {
		if at.V.Before(m.Date.V) {
			c.problems.Warnf(m.Pos(at.Place), "%s %s is before the article was published (%s)", what, at.V, m.Date.V)
		}
		if c.Today.Before(at.V) {
			c.problems.Warnf(m.Pos(at.Place), "%s %s is still to come; mend the date", what, at.V)
		}
	}
	since("updated:", m.Updated)
	since("retrieved:", m.Retrieved)
	for _, correction := range m.Corrections {
		since("the correction of", correction.Date)
	}
}

func (c *checker) span(in *content.Document, from, to content.At[edtf.Date]) {
	if to.V.Before(from.V) {
		c.problems.Warnf(in.Pos(to.Place), "to: %s is before from: %s", to.V, from.V)
	}
}
