package site

import (
	"dateline/internal/diag"
	"dateline/internal/timeline"
)

// planIndexes plans the lists by name.
func (p *planner) planIndexes() {
	index := func(url, what, heading, lead string, groups func() []Group, more ...func(*IndexPage)) {
		p.add(diag.Pos{}, what, url, "index.html", func() any {
			page := &IndexPage{Frame: p.frame(heading, lead, url), Heading: heading, Lead: lead, Groups: groups()}
			for _, add := range more {
				add(page)
			}
			return page
		})
	}
	index("/actors/", "the list of actors", "Actors", "Who takes part, by kind and name.", p.actorGroups,
		func(page *IndexPage) { page.More = &Link{Title: "Network of actors", URL: "/actors/network/"} })
	index("/sources/", "the list of sources", "Sources", "Publishers, and the agencies whose reporting they carry.", p.sourceGroups)
	index("/tags/", "the list of tags", "Tags", "Topics, by name.", p.tagGroups)
	index("/places/", "the list of places", "Places", "Where incidents happened, by name.", p.placeGroups,
		func(page *IndexPage) { page.Map = p.mapOfAll() })
}

// grouped puts items under the title that titleOf gives each, titles in the
// order of first appearance among order, then of the items.
func grouped[T any](items []T, order []string, kindOf func(T) string, item func(T) IndexItem) []Group {
	var groups []Group
	index := map[string]int{}
	for _, kind := range order {
		index[kind] = -1
	}
	byKind := map[string][]T{}
	for _, it := range items {
		kind := kindOf(it)
		if _, known := index[kind]; !known {
			order, index[kind] = append(order, kind), -1
		}
		byKind[kind] = append(byKind[kind], it)
	}
	for _, kind := range order {
		if len(byKind[kind]) == 0 {
			continue
		}
		g := Group{Title: kind, ID: "group--" + timeline.Slugify(kind)}
		for _, it := range byKind[kind] {
			g.Items = append(g.Items, item(it))
		}
		groups = append(groups, g)
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

func (p *planner) actorGroups() []Group {
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

func (p *planner) sourceGroups() []Group {
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

func (p *planner) tagGroups() []Group {
	return grouped(p.timeline.Tags, nil,
		func(*timeline.Tag) string { return "" },
		func(t *timeline.Tag) IndexItem {
			return IndexItem{Link: Link{Title: t.Name, URL: t.URL()}, Facts: plural(int64(len(t.Entries)), "entry", "entries")}
		})
}

func (p *planner) placeGroups() []Group {
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
	const url, lead = "/integrity/", "Where the sourcing of this timeline is thin."
	p.add(p.timeline.Site.Integrity.Pos, "the report on sources", url, "index.html", func() any {
		return &IndexPage{
			Frame:   p.frame("Source integrity", lead, url),
			Heading: "Source integrity",
			Lead:    lead,
			Groups:  findingGroups(p.timeline.Integrity()),
		}
	})
}

func findingGroups(findings []timeline.Finding) []Group {
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
