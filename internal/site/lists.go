package site

import (
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
		p.add(diag.Pos{}, l.what, url, "timeline.html", p.listShows(l, part), func() any {
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
func (p *planner) listShows(l list, part part) Shows {
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
		Months:  p.listed(frame.room, cut(l.entries, part, p.newest()), l.url),
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
		lead: p.Text("lead.disputed"), entries: disputed, within: "differ=yes",
		counts: "incidents",
	})
	for _, tag := range t.Tags {
		p.planList(list{
			feed: new(p.tagFeed(tag)),
			url:  tag.URL(), what: "the tag " + tag.Name, kicker: p.Text("one.tag"), heading: tag.Name, lang: tag.Lang,
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
	l := list{url: "/", what: "the home page", heading: t.Site.Title.V, lead: t.Site.Description.V, entries: t.Entries, overall: true}
	l.archives = len(parts) > 1 || p.overall != nil && p.overall.scale > byDay
	shows := func(d *digest) {
		p.listShows(l, landing)(d)
		d.body(t.Site.Body)
	}
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

func (p *planner) yearLinks() []Link {
	return made(someYears(ordered(p.years(), p.newest())), func(y run) Link {
		return Link{Title: p.Year(y.unit.year), URL: y.unit.url(), Count: y.to - y.from}
	})
}

// allYears is up to how many years the home page names all.
const allYears = 100

// someYears leaves out years where there are too many to name, from the place in
// the order of reading where half of allYears are named: of the others one in
// each decade, century, … as there is room. The archives of years lead on to
// those between.
func someYears(years []run) []run {
	if len(years) <= allYears {
		return years
	}
	const near = allYears / 2
	for span := int64(10); ; span *= 10 {
		some := slices.Clone(years[:near])
		last := some[near-1].unit.year / span
		for _, y := range years[near:] {
			if y.unit.year/span != last {
				some, last = append(some, y), y.unit.year/span
			}
		}
		if len(some) <= allYears {
			return some
		}
	}
}

// run is a stretch of the timeline that falls into one unit: Entries[from:to].
type run struct {
	unit     unit
	from, to int
}

// years returns the stretch of each year.
func (p *planner) years() []run {
	return p.runs(0, len(p.timeline.Entries), func(u unit) unit { u.month = 0; return u })
}

// runs returns the stretch of each unit: from its first entry to its last, with
// what falls between them. of says what counts as one unit.
func (p *planner) runs(from, to int, of func(unit) unit) []run {
	var runs []run
	index := map[unit]int{}
	for k := from; k < to; k++ {
		u := of(unitOf(p.timeline.Entries[k].Date()))
		n, known := index[u]
		switch {
		case !u.dated:
		case known:
			runs[n].to = k + 1
		default:
			index[u] = len(runs)
			runs = append(runs, run{u, k, k + 1})
		}
	}
	return runs
}

// planArchives plans a list for each year and each month that has entries.
func (p *planner) planArchives() {
	up := []Link{{Title: p.Text("section.timeline"), URL: "/"}}
	years := p.years()
	var months []run
	for k, year := range years {
		p.planList(p.yearList(years, k, up))
		for _, month := range p.runs(year.from, year.to, func(u unit) unit { return u }) {
			if month.unit.month != 0 {
				months = append(months, month)
			}
		}
	}
	for k := range months {
		p.planList(p.monthList(months, k, up))
	}
}

// archive makes the list of a stretch of the timeline.
func (p *planner) archive(runs []run, k int, up []Link) list {
	r := runs[k]
	l := list{
		url: r.unit.url(), what: "the archive of " + p.unit(r.unit), heading: p.unit(r.unit),
		entries: p.timeline.Entries[r.from:r.to], counts: "entries", within: within("archive", r.unit.id()), up: up,
	}
	if k > 0 {
		l.prev = &Link{Title: p.unit(runs[k-1].unit), URL: runs[k-1].unit.url()}
	}
	if k+1 < len(runs) {
		l.next = &Link{Title: p.unit(runs[k+1].unit), URL: runs[k+1].unit.url()}
	}
	return l
}

// yearList is the archive of a year. Its ruler shows it among the months of
// all years or, where the timeline is too long for that, its own months.
func (p *planner) yearList(years []run, k int, up []Link) list {
	l := p.archive(years, k, up)
	own := p.units(l)
	if p.overall != nil && (own == nil || p.overall.scale == byMonth) {
		year := years[k].unit.year
		own, l.overall = p.overall, true
		l.current = func(first, last edtf.Day) bool { return first.Year <= year && year <= last.Year }
	}
	l.archives = own != nil && own.scale > byDay
	return l
}

// monthList is the archive of a month. Its ruler shows the days.
func (p *planner) monthList(months []run, k int, up []Link) list {
	u := months[k].unit
	l := p.archive(months, k, append(slices.Clone(up), Link{Title: p.Year(u.year), URL: unit{true, u.year, 0}.url()}))
	statesDay := func(e timeline.Entry) bool {
		_, states := byDay.dayOf(e)
		return states
	}
	l.days = p.overall == nil || p.overall.scale == byDay || slices.ContainsFunc(l.entries, statesDay)
	if !l.days {
		day := edtf.Day{Year: u.year, Month: u.month, Day: 1}
		l.overall, l.archives = true, true
		l.current = func(first, last edtf.Day) bool { return first.Compare(day) <= 0 && day.Compare(last) <= 0 }
	}
	return l
}

// within states what a list shows as filters do.
func within(facet, value string) string {
	return url.Values{facet: {value}}.Encode()
}

func (p *planner) planPlace(place *timeline.Place) {
	lead := ""
	if place.Located {
		lead = p.position(place.Lat, place.Lon, place.Precision)
	}
	p.planList(list{
		url: place.URL(), what: "the place " + place.Name, kicker: p.Text("one.place"), heading: place.Name, lang: place.Lang, lead: lead,
		entries: made(place.Incidents, (*timeline.Incident).Entry), within: within("place", place.Slug), counts: "incidents",
		up:      []Link{{Title: p.Text("section.all_places"), URL: "/places/"}},
		drawing: func() *Map { return p.mapOfPlace(place) },
	})
}
