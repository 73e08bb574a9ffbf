package site

import (
	"slices"

	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

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
