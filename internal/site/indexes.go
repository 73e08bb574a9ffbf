package site

import (
	"cmp"
	"slices"

	"dateline/internal/diag"
	"dateline/internal/timeline"
)

// indexSize is how many lines a part of a list by name has.
const indexSize = 300

// planIndexes plans the lists by name.
func (p *planner) planIndexes() {
	p.planIndex(&IndexPage{Heading: "Actors", Lead: "Who takes part, by kind and name.", More: &Link{Title: "Network of actors", URL: "/actors/network/"}},
		"/actors/", "the list of actors", p.actorLines())
	p.planIndex(&IndexPage{Heading: "Sources", Lead: "Publishers, and the agencies whose reporting they carry."},
		"/sources/", "the list of sources", p.sourceLines())
	p.planIndex(&IndexPage{Heading: "Tags", Lead: "Topics, by name."}, "/tags/", "the list of tags", p.tagLines())
	p.planIndex(&IndexPage{Heading: "Places", Lead: "Where incidents happened, by name."}, "/places/", "the list of places", p.placeLines(),
		func(page *IndexPage) { page.Map = p.mapOfAll() })
}

// planIndex plans a list by name. more completes the part with which it begins.
func (p *planner) planIndex(show *IndexPage, url, what string, lines []line, more ...func(*IndexPage)) {
	parts := partsOf(len(lines), indexSize, false)
	for k, part := range parts {
		at := part.url(url)
		p.add(diag.Pos{}, what, at, "index.html", func() any {
			page := *show
			page.Frame = p.frame(page.Heading, page.Lead, at)
			page.Groups = groups(lines[part.from:part.to])
			page.Pager = pager(parts, k, url, false)
			if part.landing {
				for _, add := range more {
					add(&page)
				}
			}
			return &page
		})
	}
}

// line is a line of a list by name, and the heading under which it stands.
type line struct {
	title string // may be empty
	item  func() IndexItem
}

// grouped makes lines of items, put together by the titles that titleOf gives:
// in the order of titles, then of first appearance.
func grouped[T any](items []T, titles []string, titleOf func(T) string, item func(T) IndexItem) []line {
	rank := map[string]int{}
	for _, title := range titles {
		rank[title] = len(rank)
	}
	lines := make([]line, len(items))
	for k, it := range items {
		title := titleOf(it)
		if _, known := rank[title]; !known {
			rank[title] = len(rank)
		}
		lines[k] = line{title, func() IndexItem { return item(it) }}
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(rank[a.title], rank[b.title]) })
	return lines
}

// groups puts lines under their headings.
func groups(lines []line) []Group {
	var groups []Group
	for k, l := range lines {
		if k == 0 || l.title != lines[k-1].title {
			groups = append(groups, Group{Title: l.title, ID: "group--" + timeline.Slugify(l.title)})
		}
		last := &groups[len(groups)-1]
		last.Items = append(last.Items, l.item())
	}
	return groups
}

// actorKinds are the headings of the list of actors, in order.
var actorKinds = []struct{ kind, title string }{
	{"person", "People"},
	{"state", "States"},
	{"government-body", "Government bodies"},
	{"international-organisation", "International organisations"},
	{"organisation", "Organisations"},
	{"armed-group", "Armed groups"},
	{"military-unit", "Military units"},
	{"company", "Companies"},
	{"media", "Media"},
}

func (p *planner) actorLines() []line {
	titles := map[string]string{"": "Others"}
	var order []string
	for _, k := range actorKinds {
		titles[k.kind] = k.title
		order = append(order, k.title)
	}
	return grouped(p.timeline.Actors, order,
		func(a *timeline.Actor) string { return titles[a.Meta.Kind.V] },
		func(a *timeline.Actor) IndexItem {
			incidents, articles := appearances(a)
			return IndexItem{Link: actorLink(a, ""), Summary: a.Meta.Summary.V, Facts: counts(incidents, articles)}
		})
}

// appearances counts the incidents and articles of an actor.
func appearances(a *timeline.Actor) (incidents, articles int) {
	for _, e := range a.Entries {
		if e.Entry.Incident != nil {
			incidents++
		} else {
			articles++
		}
	}
	return incidents, articles
}

func (p *planner) sourceLines() []line {
	return grouped(p.timeline.Sources, nil,
		func(s *timeline.Source) string {
			if s.Meta.Kind.V == "" {
				return "Others"
			}
			return sentence(words(s.Meta.Kind.V))
		},
		func(s *timeline.Source) IndexItem {
			return IndexItem{Link: sourceLink(s), Summary: s.Meta.Summary.V, Facts: sourceCounts(s)}
		})
}

func sourceCounts(s *timeline.Source) string {
	facts := counts(0, len(s.Reports))
	if len(s.Credits) > 0 {
		credited := "credited in " + plural(int64(len(s.Credits)), "article", "articles")
		if len(s.Reports) == 0 {
			return credited
		}
		facts += ", " + credited
	}
	return facts
}

func (p *planner) tagLines() []line {
	return grouped(p.timeline.Tags, nil,
		func(*timeline.Tag) string { return "" },
		func(t *timeline.Tag) IndexItem {
			return IndexItem{Link: Link{Title: t.Name, URL: t.URL()}, Facts: plural(int64(len(t.Entries)), "entry", "entries")}
		})
}

func (p *planner) placeLines() []line {
	return grouped(p.timeline.Places, nil,
		func(*timeline.Place) string { return "" },
		func(place *timeline.Place) IndexItem {
			return IndexItem{Link: *placeLink(place), Facts: counts(len(place.Incidents), 0)}
		})
}

// planIntegrity plans the report on how the timeline is sourced, where the
// settings ask for it.
func (p *planner) planIntegrity() {
	if !p.timeline.Site.Integrity.V {
		return
	}
	p.findings = p.timeline.Integrity()
	p.planIndex(&IndexPage{Heading: "Source integrity", Lead: "Where the sourcing of this timeline is thin."},
		"/integrity/", "the report on sources", findingLines(p.findings))
}

func findingLines(findings []timeline.Finding) []line {
	var order []string
	headings := map[string]string{}
	for _, s := range timeline.FindingSorts {
		order = append(order, s.Heading)
		headings[s.Sort] = s.Heading
	}
	return grouped(findings, order,
		func(f timeline.Finding) string { return headings[f.Sort] },
		func(f timeline.Finding) IndexItem {
			return IndexItem{Link: Link{Title: f.Title, URL: f.URL}, Facts: f.Text}
		})
}
