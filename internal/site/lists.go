package site

import (
	"html/template"
	"slices"

	"dateline/internal/diag"
	"dateline/internal/timeline"
)

// list is a list of entries by date that may be split into parts.
type list struct {
	url     string
	what    string // for messages
	kicker  string
	heading string
	lead    string
	entries []timeline.Entry // oldest first
	ruler   *rulerUnits
	shows   func(unit) bool // units of the ruler that the list shows
	link    func(unit) string
	filter  string // which of the filters is on
	up      []Link
}

func (p *planner) newest() bool { return p.timeline.Site.Order.V != "oldest" }

func (p *planner) size() int { return p.timeline.Site.PageSize.V }

// planList plans the pages of a list.
func (p *planner) planList(l list) {
	parts := partsOf(len(l.entries), p.size(), p.newest())
	for k, part := range parts {
		url := part.url(l.url)
		p.add(diag.Pos{}, l.what, url, "timeline.html", func() any {
			page := p.timelinePage(l, url, part)
			page.Pager = pager(parts, k, l.url, p.newest())
			return page
		})
	}
}

func (p *planner) timelinePage(l list, url string, part part) *TimelinePage {
	link, shows := l.link, l.shows
	if link == nil {
		link = unit.url
	}
	if shows == nil {
		shows = none
	}
	return &TimelinePage{
		Frame:   p.frame(l.heading, l.lead, url),
		Kicker:  l.kicker,
		Heading: l.heading,
		Lead:    l.lead,
		Ruler:   l.ruler.bars(link, shows),
		Filters: filters(l.filter),
		Months:  p.listed(cut(l.entries, part, p.newest()), l.url),
		Up:      l.up,
	}
}

// filters are the lists that narrow the timeline without a script.
func filters(current string) []Link {
	links := []Link{
		{Title: "All", URL: "/"},
		{Title: "Incidents", URL: "/incidents/"},
		{Title: "Articles", URL: "/articles/"},
		{Title: "Accounts differ", URL: "/disputed/"},
		{Title: "Corrections", URL: "/corrections/"},
		{Title: "Tags", URL: "/tags/"},
		{Title: "Places", URL: "/places/"},
	}
	for k := range links {
		if links[k].URL == current {
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
	var incidents, articles, disputed []timeline.Entry
	for _, i := range t.Incidents {
		incidents = append(incidents, timeline.Entry{Incident: i})
		if i.Comparison.Differ() {
			disputed = append(disputed, timeline.Entry{Incident: i})
		}
	}
	for _, a := range t.Articles {
		articles = append(articles, timeline.Entry{Article: a})
	}
	p.planList(list{
		url: "/incidents/", what: "the list of incidents", heading: "Incidents",
		lead: "What happened, by date.", entries: incidents, filter: "/incidents/",
		ruler: newRuler("Incidents by month", incidents),
	})
	p.planList(list{
		url: "/articles/", what: "the list of articles", heading: "Articles",
		lead: "What was published, by date of publication.", entries: articles, filter: "/articles/",
		ruler: newRuler("Articles by month", articles),
	})
	p.planList(list{
		url: "/disputed/", what: "the list of incidents whose accounts differ", heading: "Accounts differ",
		lead: "Incidents of which articles state different things.", entries: disputed, filter: "/disputed/",
		ruler: newRuler("Incidents by month", disputed),
	})
	for _, tag := range t.Tags {
		p.planList(list{
			url: tag.URL(), what: "the tag " + tag.Name, kicker: "Tag", heading: tag.Name,
			entries: tag.Entries, ruler: newRuler("Entries by month", tag.Entries),
			up: []Link{{Title: "All tags", URL: "/tags/"}},
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
	l := list{url: "/", heading: t.Site.Title.V, lead: t.Site.Description.V, entries: t.Entries, ruler: p.overall, filter: "/"}
	p.add(diag.Pos{}, "the home page", "/", "timeline.html", func() any {
		page := p.timelinePage(l, "/", landing)
		page.Home, page.Structured = true, p.structuredSite()
		page.Intro = template.HTML(t.Site.Body.HTML(nil)) //nolint:gosec // made by markup
		if len(parts) > 1 {
			page.Pager = &Pager{Current: -1, Pages: p.yearLinks()}
		}
		return page
	})
}

func (p *planner) yearLinks() []Link {
	var links []Link
	for _, y := range p.years() {
		links = append(links, Link{Title: yearTitle(y.unit.year), URL: y.unit.url(), Count: y.to - y.from})
	}
	if p.newest() {
		slices.Reverse(links)
	}
	return links
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
	entries := p.timeline.Entries
	up := []Link{{Title: "Timeline", URL: "/"}}
	for _, year := range p.years() {
		p.planList(list{
			url: year.unit.url(), what: "the archive of " + year.unit.title(), heading: year.unit.title(),
			entries: entries[year.from:year.to], ruler: p.overall, up: up,
			shows: func(u unit) bool { return u.year == year.unit.year },
		})
		for _, month := range p.runs(year.from, year.to, func(u unit) unit { return u }) {
			if month.unit.month == 0 {
				continue
			}
			p.planList(list{
				url: month.unit.url(), what: "the archive of " + month.unit.title(), heading: month.unit.title(),
				entries: entries[month.from:month.to], ruler: p.overall,
				shows: func(u unit) bool { return u == month.unit },
				up:    append(slices.Clone(up), Link{Title: year.unit.title(), URL: year.unit.url()}),
			})
		}
	}
}

func (p *planner) planPlace(place *timeline.Place) {
	var entries []timeline.Entry
	for _, i := range place.Incidents {
		entries = append(entries, timeline.Entry{Incident: i})
	}
	lead := ""
	if place.Located {
		lead = position(place.Lat, place.Lon, place.Precision)
	}
	p.planList(list{
		url: place.URL(), what: "the place " + place.Name, kicker: "Place", heading: place.Name, lead: lead,
		entries: entries, ruler: newRuler("Incidents by month", entries),
		up: []Link{{Title: "All places", URL: "/places/"}},
	})
}
