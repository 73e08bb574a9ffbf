package site

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sync"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/locale"
	"dateline/internal/timeline"
)

// indexSize is how many lines a part of a list by name has.
const indexSize = 300

// planIndexes plans the lists by name.
func (p *planner) planIndexes() {
	p.planIndex(&IndexPage{Heading: p.Text("section.actors"), Lead: p.Text("lead.actors"), More: &Link{Title: p.Text("section.network"), URL: "/actors/network/"}},
		diag.Pos{}, "/actors/", "the list of actors", p.actorLines(), nil)
	p.planIndex(&IndexPage{Heading: p.Text("section.sources"), Lead: p.Text("lead.sources")},
		diag.Pos{}, "/sources/", "the list of sources", p.sourceLines(), nil)
	p.planIndex(&IndexPage{Heading: p.Text("section.tags"), Lead: p.Text("lead.tags")}, diag.Pos{}, "/tags/", "the list of tags", p.tagLines(), nil)
	p.planIndex(&IndexPage{Heading: p.Text("section.places"), Lead: p.Text("lead.places")}, diag.Pos{}, "/places/", "the list of places", p.placeLines(), p.mapOfAll)
	if p.info.AllPages != nil {
		p.planIndex(&IndexPage{Heading: p.Text("section.pages"), Lead: p.Text("lead.pages")}, diag.Pos{}, pagesURL, "the list of plain pages", p.pageLines(), nil)
	}
}

// planIndex plans a list by name, whose pages are what show and their lines say. pos is
// where the author can change its address. drawing makes a map for the part with which it
// begins; nil for none.
func (p *planner) planIndex(show *IndexPage, pos diag.Pos, url, what string, lines []line, drawing func() *Map) {
	parts := partsOf(len(lines), indexSize, false)
	for k, part := range parts {
		at := part.url(url)
		shows := showing(func(d *digest) {
			d.text(show.Heading, show.Lead, fmt.Sprint(show.Up))
			d.number(len(lines))
			for _, line := range lines[part.from:part.to] {
				d.text(line.title, fmt.Sprint(line.item()))
			}
			if drawing != nil && part.landing {
				d.places(p.timeline.Entries)
			}
		})
		p.add(pos, what, at, "index.html", shows, func() any {
			page := *show
			page.Frame = p.frame(page.Heading, page.Lead, at)
			page.Groups = groups(lines[part.from:part.to])
			page.Pager = p.pager(page.room, parts, k, url, false)
			if drawing != nil && part.landing {
				page.Map = drawing()
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

// plain makes lines of items, all without a heading.
func plain[T any](items []T, item func(T) IndexItem) []line {
	lines := make([]line, len(items))
	for k, it := range items {
		lines[k].item = func() IndexItem { return item(it) }
	}
	return lines
}

// grouped makes lines of items, put together by the titles that titleOf gives:
// in the order of titles, then of first appearance.
func grouped[T any](items []T, titles []string, titleOf func(T) string, item func(T) IndexItem) []line {
	rank := map[string]int{}
	for _, title := range titles {
		rank[title] = len(rank)
	}
	lines := plain(items, item)
	for k, it := range items {
		title := titleOf(it)
		if _, known := rank[title]; !known {
			rank[title] = len(rank)
		}
		lines[k].title = title
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(rank[a.title], rank[b.title]) })
	return lines
}

// groups puts lines under their headings.
func groups(lines []line) []Group {
	var groups []Group
	for k, l := range lines {
		if k == 0 || l.title != lines[k-1].title {
			groups = append(groups, Group{Title: l.title, ID: groupID(groups, l.title)})
		}
		last := &groups[len(groups)-1]
		last.Items = append(last.Items, l.item())
	}
	return groups
}

// groupID returns an identifier for a heading that none of the groups before has: authors'
// words may differ in the case of a letter alone.
func groupID(before []Group, title string) string {
	stem := "group--" + timeline.Slugify(title)
	id := stem
	for n := 2; slices.ContainsFunc(before, func(g Group) bool { return g.ID == id }); n++ {
		id = fmt.Sprintf("%s-%d", stem, n)
	}
	return id
}

// actorKinds returns the kinds of actors, as content has them, in the order of their list;
// the texts of "actor_kinds" are its headings.
var actorKinds = sync.OnceValue(func() []string {
	keys := content.Keys("actor")
	return keys[slices.IndexFunc(keys, func(k content.Key) bool { return k.Name == "kind" })].Enum
})

func (p *planner) actorLines() []line {
	titles := map[string]string{"": p.Text("actor_kinds.other")}
	var order []string
	for _, kind := range actorKinds() {
		titles[kind] = p.Text("actor_kinds." + kind)
		order = append(order, titles[kind])
	}
	return grouped(p.timeline.Actors, order,
		func(a *timeline.Actor) string { return titles[a.Meta.Kind.V] },
		func(a *timeline.Actor) IndexItem {
			lang, _ := foreign(p.timeline, summaryLang(&a.Meta.Document, a.Meta.Lang.V))
			return IndexItem{Link: actorLink(a), Summary: a.Meta.Summary.V, Lang: lang, Facts: p.counts(appearances(a))}
		})
}

// appearances counts the incidents and articles of an actor.
func appearances(a *timeline.Actor) (incidents, articles int) {
	for _, e := range a.Entries {
		if e.Incident != nil {
			incidents++
		} else {
			articles++
		}
	}
	return incidents, articles
}

func (p *planner) sourceLines() []line {
	return grouped(p.timeline.Sources, p.sourceKinds(), p.sourceKind,
		func(s *timeline.Source) IndexItem {
			lang, _ := foreign(p.timeline, summaryLang(&s.Meta.Document, s.Meta.Lang.V))
			return IndexItem{Link: sourceLink(s), Summary: s.Meta.Summary.V, Lang: lang, Facts: p.sourceCounts(s)}
		})
}

// otherKind is the kind of sources that have none.
const otherKind = "other"

// sourceKind is the heading under which a source is listed.
func (w wording) sourceKind(s *timeline.Source) string {
	return locale.Sentence(w.Word("source_kind", cmp.Or(s.Meta.Kind.V, otherKind)))
}

// sourceKinds returns the headings of the list of sources: by name, and what has
// no kind last.
func (p *planner) sourceKinds() []string {
	titles := map[string]bool{}
	for _, s := range p.timeline.Sources {
		if s.Meta.Kind.V != "" && s.Meta.Kind.V != otherKind {
			titles[p.sourceKind(s)] = true
		}
	}
	order := slices.Collect(maps.Keys(titles))
	locale.SortByName(p.timeline.Site.Language.V, order, func(title string) (string, string) { return title, title })
	return order
}

func (w wording) sourceCounts(s *timeline.Source) string {
	facts := w.counts(0, len(s.Reports))
	if len(s.Credits) > 0 {
		credited := w.plural("credited", len(s.Credits))
		if len(s.Reports) == 0 {
			return credited
		}
		facts += w.Text("list.comma") + credited
	}
	return facts
}

func (p *planner) tagLines() []line {
	return plain(p.timeline.Tags, func(t *timeline.Tag) IndexItem {
		return IndexItem{Link: nameLink(t.Name, t.URL(), t.Lang), Facts: p.plural("entries", len(t.Entries))}
	})
}

func (p *planner) placeLines() []line {
	return plain(p.timeline.Places, func(place *timeline.Place) IndexItem {
		return IndexItem{Link: *placeLink(place), Facts: p.counts(len(place.Incidents), 0)}
	})
}

func (p *planner) pageLines() []line {
	return plain(p.timeline.Pages, func(page *timeline.Page) IndexItem {
		lang, _ := foreign(p.timeline, summaryLang(&page.Meta.Document, page.Meta.Lang.V))
		return IndexItem{Link: p.plainLink(page), Summary: page.Meta.Summary.V, Lang: lang}
	})
}
