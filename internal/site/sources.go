package site

import (
	"slices"

	"dateline/internal/timeline"
)

func (p *planner) planSource(s *timeline.Source) {
	parts := partsOf(len(s.Reports)+len(s.Credits), p.size(), p.newest())
	for k, part := range parts {
		url := part.url(s.URL())
		data := func() any { return p.sourcePage(s, url, parts, k) }
		shows := naming(func(d *digest) {
			d.source(s)
			d.document(&s.Meta.Document, s.Text)
			d.flag(p.sourceFeed(s).holds(p.timeline))
			d.number(len(s.Reports))
			d.number(len(s.Credits))
			own, credited := p.sourceEntries(s, part)
			d.facts(slices.Values(own))
			d.facts(slices.Values(credited))
		})
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
	page.Reports = p.months(frame.room, ordered(own, p.newest()), nil, "")
	page.Credited = p.months(frame.room, ordered(credited, p.newest()), nil, "")
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
