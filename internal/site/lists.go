package site

import (
	"cmp"
	"net/url"
	"slices"
	"unicode/utf8"

	"dateline/internal/diag"
	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

// list is a list of entries by date that may be split into parts.
type list struct {
	url     string
	what    string // for messages
	kicker  string
	heading string
	lang    string // of the heading; "" is the site's
	lead    string
	entries []timeline.Entry // oldest first
	empty   string           // what it says where it has none; "" is that nothing is listed yet
	counts  string           // what its ruler counts: "entries", "incidents", "articles"
	within  string           // what it lists, as filters state it
	up      []Link
	feed    *Feed       // nil for none of its own
	drawing func() *Map // a map for the part with which readers begin; nil for none

	overall    bool                            // its ruler is that of the whole timeline
	days       bool                            // its ruler is one of days
	archives   bool                            // the bars of the ruler lead to archives, else into the list
	current    func(first, last edtf.Day) bool // which bars the list itself is; nil for none
	prev, next *Link                           // the archives before and after; nil at the ends
}

func (p *planner) newest() bool { return p.timeline.Site.Order.V != "oldest" }

func (p *planner) size() int { return p.timeline.Site.PageSize.V }

// planList plans the pages of a list.
func (p *planner) planList(l list) {
	parts := partsOf(len(l.entries), p.size(), p.newest())
	ruler := &Shared[*Ruler]{Files: len(parts), Make: func() *Ruler { return p.listRuler(l, parts) }}
	for k, part := range parts {
		url := part.url(l.url)
		p.add(diag.Pos{}, l.what, url, "timeline.html", naming(p.listShows(l, part)), func() any {
			page := p.timelinePage(l, url, part)
			page.Ruler = ruler.Take()
			page.Pager = p.pager(page.room, parts, k, l.url, p.newest())
			if part.landing {
				page.Frame = p.embeddable(page.Frame, page.Title, l.url)
				if l.drawing != nil {
					page.Map = l.drawing()
				}
			}
			return page
		})
	}
	p.planEmbed(diag.Pos{}, l.embedded())
}

// listShows says what a part of a list is made of.
func (p *planner) listShows(l list, part part) func(*digest) {
	return func(d *digest) {
		d.list(l)
		d.facts(slices.Values(l.entries[part.from:part.to]))
		for _, archive := range []*Link{l.prev, l.next} {
			d.flag(archive != nil)
			if archive != nil {
				d.text(archive.URL)
			}
		}
		d.flag(l.archives)
		d.flag(l.overall)
		if l.overall {
			d.sum(d.edition.overall)
		}
		if l.feed != nil {
			d.flag(l.feed.holds(p.timeline))
		}
		if l.drawing != nil {
			d.places(l.entries)
		}
	}
}

// embedded says what others may show of the list.
func (l list) embedded() embedded {
	return embedded{
		url: l.url, what: l.what, kicker: l.kicker, heading: l.heading, lang: l.lang, within: l.within,
		newest: func() ([]timeline.Entry, int) { return newestOf(l.entries), len(l.entries) },
	}
}

func (p *planner) timelinePage(l list, url string, part part) *TimelinePage {
	frame := p.frame(l.heading, l.lead, url).headed(l.lang)
	if l.feed != nil {
		frame = p.fed(frame, *l.feed)
	}
	return &TimelinePage{
		Frame:   frame,
		Kicker:  l.kicker,
		Heading: l.heading,
		Lead:    l.lead,
		Filters: p.filters(l.url),
		Within:  l.within,
		Months:  p.months(frame.room, cut(l.entries, part, p.newest()), nil, l.url),
		Empty:   cmp.Or(l.empty, p.Text("page.empty")),
		Up:      l.up,
	}
}

// listRuler makes the ruler of a list; nil where it has none.
func (p *planner) listRuler(l list, parts []part) *Ruler {
	entries, current := l.entries, l.current
	if l.overall {
		entries = p.timeline.Entries
	}
	if current == nil {
		current = none
	}
	link := p.toList(l.url, entries, parts)
	if l.archives {
		link = toArchive(entries)
	}
	ruler := p.units(l).bars(link, current)
	if ruler != nil {
		ruler.Prev, ruler.Next = l.prev, l.next
	}
	return ruler
}

// units counts the entries of a list for its ruler; nil where it has none.
func (p *planner) units(l list) *rulerUnits {
	switch {
	case l.overall:
		return p.overall
	case l.days:
		return p.countBy(byDay, l.counts, l.entries, p.newest())
	}
	return p.newRuler(l.counts, l.entries, p.newest())
}

// filters are the lists that narrow the timeline without a script, of which the page at
// an address may be one.
func (w wording) filters(url string) []Link {
	links := []Link{
		{Title: w.Text("section.all"), URL: "/"},
		w.sectionLink("incidents"), w.sectionLink("articles"), w.sectionLink("disputed"),
		w.sectionLink("corrections"), w.sectionLink("tags"), w.sectionLink("places"),
	}
	for k := range links {
		if links[k].URL == url {
			links[k].Note = "current"
		}
	}
	return links
}

// planTimeline plans the home page, the archives and the lists by kind.
func (p *planner) planTimeline() {
	t := p.timeline
	p.planHome()
	p.planArchives()
	incidents, articles := made(t.Incidents, (*timeline.Incident).Entry), made(t.Articles, (*timeline.Article).Entry)
	var disputed []timeline.Entry
	for _, i := range t.Incidents {
		if i.Comparison.Differ() {
			disputed = append(disputed, i.Entry())
		}
	}
	p.planList(list{
		url: "/incidents/", what: "the list of incidents", heading: p.Text("section.incidents"),
		lead: p.Text("lead.incidents"), entries: incidents, within: "type=incident",
		counts: "incidents",
	})
	p.planList(list{
		url: "/articles/", what: "the list of articles", heading: p.Text("section.articles"),
		lead: p.Text("lead.articles"), entries: articles, within: "type=article",
		counts: "articles",
	})
	p.planList(list{
		url: "/disputed/", what: "the list of incidents whose accounts differ", heading: p.Text("section.disputed"),
		lead: p.Text("lead.disputed"), entries: disputed, empty: p.Text("timeline.no_differences"), within: "differ=yes",
		counts: "incidents",
	})
	for _, tag := range t.Tags {
		what := "the tag " + tag.Name
		if !p.ownFolder(tag.Entries, what, tag.URL()) {
			continue
		}
		p.planList(list{
			feed: new(p.tagFeed(tag)),
			url:  tag.URL(), what: what, kicker: p.Text("one.tag"), heading: tag.Name, lang: tag.Lang,
			entries: tag.Entries, within: within("tag", tag.Slug), counts: "entries",
			up: []Link{{Title: p.Text("section.all_tags"), URL: "/tags/"}},
		})
	}
	for _, place := range t.Places {
		p.planPlace(place)
	}
}

// planHome plans the home page: the part of the timeline with which readers
// begin. Where there is more, the archives of the years hold it.
func (p *planner) planHome() {
	t := p.timeline
	parts := partsOf(len(t.Entries), p.size(), p.newest())
	landing := parts[slices.IndexFunc(parts, func(part part) bool { return part.landing })]
	l := list{url: "/", what: "the home page", heading: t.Site.Title.V, lead: t.Site.Description.V, entries: t.Entries, empty: p.Text("timeline.empty"), overall: true}
	l.archives = len(parts) > 1 || p.overall != nil && p.overall.scale > byDay
	shows := showing(func(d *digest) {
		p.listShows(l, landing)(d)
		d.links(timeline.Text{Body: t.Site.Body})
	})
	p.add(diag.Pos{}, l.what, "/", "timeline.html", shows, func() any {
		page := p.timelinePage(l, "/", landing)
		page.Ruler = p.listRuler(l, parts)
		page.Frame = p.embeddable(p.withData(p.homeAlternates(page.Frame)), page.Title, "/").of(&t.Site.Document, "")
		page.Home, page.Structured = true, p.describe("/").home()
		page.Holds = &Holds{len(t.Incidents), len(t.Articles), len(t.Actors), len(t.Sources)}
		page.Intro = p.html(timeline.Text{Body: t.Site.Body}.HTML())
		page.IntroLong = utf8.RuneCountInString(t.Site.Body.Text()) > shortIntro
		if len(parts) > 1 {
			page.Pager = &Pager{Current: -1, Pages: p.yearLinks()}
		}
		return page
	})
	p.planEmbed(diag.Pos{}, l.embedded())
}

// shortIntro is up to how many code points an introduction stands in one column, in which
// it has six lines at most.
const shortIntro = 400

// within states what a list shows as filters do.
func within(facet, value string) string {
	return url.Values{facet: {value}}.Encode()
}

// ownFolder reports whether nothing else has the address of a tag or place; its name, which
// decides that, stands in entries.
func (p *planner) ownFolder(entries []timeline.Entry, what, url string) bool {
	pos := diag.Pos{}
	if len(entries) > 0 {
		pos.File = entries[0].Meta().Path
	}
	return p.vacant(pos, what, url[1:]+"index.html", "write the two alike, or one of them in other words")
}

func (p *planner) planPlace(place *timeline.Place) {
	what, entries := "the place "+place.Name, made(place.Incidents, (*timeline.Incident).Entry)
	if !p.ownFolder(entries, what, place.URL()) {
		return
	}
	lead := ""
	if place.Located {
		lead = p.position(place.Lat, place.Lon, place.Precision)
	}
	p.planList(list{
		url: place.URL(), what: what, kicker: p.Text("one.place"), heading: place.Name, lang: place.Lang, lead: lead,
		entries: entries, within: within("place", place.Slug), counts: "incidents",
		up:      []Link{{Title: p.Text("section.all_places"), URL: "/places/"}},
		drawing: func() *Map { return p.mapOfPlace(place) },
	})
}
