package site

import (
	"slices"
	"unicode/utf8"

	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

// rulerUnits counts entries by day, month, year … It is made once for a list
// and shown on every page of the list.
type rulerUnits struct {
	wording
	what  string // it counts, in words: "Entries"
	scale scale
	units []rulerUnit
	max   int
}

// rulerUnit is what a bar shows.
type rulerUnit struct {
	first               edtf.Day
	at                  int // index of the entry to which the bar leads; -1 where there is none
	incidents, articles int
	tick                string // the label under the bar; mostly empty
}

// newRuler counts dated entries, oldest first, by the scale that their span
// asks for; nil where all fall into one bar. A bar leads to the entry of it
// that comes first in the order of reading.
//
// A ruler of days leaves out the few entries of which nobody states the day.
func (w wording) newRuler(what string, entries []timeline.Entry, newest bool) *rulerUnits {
	first, last, days := spanOf(entries)
	if first == last {
		return nil
	}
	r := w.countBy(scaleOf(first, last, days), what, entries, newest)
	if len(r.units) < 2 {
		return nil
	}
	return r
}

// countBy counts entries by a scale.
func (w wording) countBy(s scale, what string, entries []timeline.Entry, newest bool) *rulerUnits {
	r := &rulerUnits{wording: w, what: w.whatOf(what), scale: s}
	var first, last edtf.Day
	for _, e := range entries {
		if day, ok := s.dayOf(e); ok {
			if first == (edtf.Day{}) {
				first = day
			}
			last = day
		}
	}
	// A span of more millennia than fit: only those that have entries.
	if sparse := s == byMillennium && (last.Year-first.Year)/s.years() >= maxBars; !sparse && first != (edtf.Day{}) {
		for day := s.first(first); day.Compare(last) <= 0; day = s.next(day) {
			r.units = append(r.units, rulerUnit{first: day, at: -1})
		}
	}
	in := 0 // the unit of the entry before, in which the next one mostly is, too
	for k, e := range entries {
		day, ok := s.dayOf(e)
		if !ok {
			continue
		}
		if day = s.first(day); in >= len(r.units) || r.units[in].first != day {
			known := false
			in, known = slices.BinarySearchFunc(r.units, day, func(u rulerUnit, day edtf.Day) int { return u.first.Compare(day) })
			if !known {
				r.units = slices.Insert(r.units, in, rulerUnit{first: day, at: -1})
			}
		}
		u := &r.units[in]
		if e.Incident != nil {
			u.incidents++
		} else {
			u.articles++
		}
		r.max = max(r.max, u.incidents+u.articles)
		if u.at < 0 || r.better(entries[u.at], e, newest) {
			u.at = k
		}
	}
	r.label()
	return r
}

// better reports whether a bar should rather lead to the later of two entries:
// one that states the unit is better than one that is only counted in it.
func (r *rulerUnits) better(earlier, later timeline.Entry, newest bool) bool {
	had, has := r.scale.states(earlier.Date()), r.scale.states(later.Date())
	return has && !had || newest && has == had
}

// spanOf returns the days by which the first and the last dated entry are
// sorted, and whether most dates state a day.
func spanOf(entries []timeline.Entry) (first, last edtf.Day, days bool) {
	dated, stated := 0, 0
	for _, e := range entries {
		day, ok := e.Date().Anchor()
		if !ok {
			continue
		}
		if dated++; dated == 1 {
			first = day
		}
		if last = day; byDay.states(e.Date()) {
			stated++
		}
	}
	return first, last, 2*stated > dated
}

// bars makes the ruler for one page. link gives the address of the entry with
// an index; current says whether the page shows what lies between two days.
func (r *rulerUnits) bars(link func(s scale, at int) string, current func(first, last edtf.Day) bool) *Ruler {
	if r == nil {
		return nil
	}
	ruler := &Ruler{Label: r.Text("ruler."+r.scale.String(), "what", r.what), Bars: make([]Bar, 0, len(r.units))}
	for _, u := range r.units {
		bar := Bar{
			Label:   r.Text("ruler.bar", "when", r.scaleUnit(r.scale, u.first), "count", r.counts(u.incidents, u.articles)),
			Tick:    u.tick,
			Current: current(u.first, r.scale.next(u.first).AddDays(-1)),
		}
		bar.From, bar.To = r.scale.span(u.first)
		if total := u.incidents + u.articles; total > 0 {
			bar.URL = link(r.scale, u.at)
			bar.Total = max(4, 100*total/r.max)
			bar.Incidents = bar.Total * u.incidents / total
			ruler.Incidents = ruler.Incidents || u.incidents > 0
			ruler.Articles = ruler.Articles || u.articles > 0
		}
		bar.Top, bar.IncidentsTop = 100-bar.Total, 100-bar.Incidents
		ruler.Bars = append(ruler.Bars, bar)
	}
	return ruler
}

// Widths in pixels; of a bar the least, which 45-ruler.css says.
const (
	barWidth    = 24
	letterWidth = 10
	labelGap    = 6
)

// label labels bars that begin something, as many as have room.
func (r *rulerUnits) label() {
	every, free := r.every(), 0
	for k := range r.units {
		label := r.tick(k, every)
		from, width := k*barWidth, widthOf(label)
		if k > 0 && k >= len(r.units)-2 {
			from += barWidth - width // it ends where the bar ends
		}
		if label != "" && from >= free {
			r.units[k].tick, free = label, from+width+labelGap
		}
	}
}

// every returns how many years apart labels stand where bars are years or more: so
// that there are at most twelve, with room for the widest.
func (r *rulerUnits) every() int64 {
	if r.scale < byYear {
		return 1
	}
	years, widest := r.scale.years(), 0
	for _, u := range r.units {
		widest = max(widest, widthOf(r.Year(u.first.Year)))
	}
	every := years
	for int64(len(r.units))*years > 12*every {
		every *= 5
	}
	for barWidth*every < int64(widest+labelGap)*years {
		every *= 2
	}
	return every
}

// widthOf returns about how many pixels wide a label is.
func widthOf(label string) int { return letterWidth * utf8.RuneCountInString(label) }

// tick returns the label of a bar that begins something; years, and what is longer,
// do where they can be divided by every.
func (r *rulerUnits) tick(k int, every int64) string {
	day := r.units[k].first
	switch r.scale {
	case byDay:
		// The first bar has no room for its label where the next one follows at once.
		if day.Day%7 == 1 && day.Day < 29 || k == 0 && (day.Day-1)%7 < 5 {
			return r.BriefDay(day)
		}
	case byMonth:
		// Where the ruler begins with the last months of a year, that year has none.
		if day.Month == 1 || k == 0 && day.Month <= 8 {
			return r.Year(day.Year)
		}
	default:
		if day.Year%every == 0 {
			return r.Year(day.Year)
		}
	}
	return ""
}

// whatOf names what a ruler counts.
func (w wording) whatOf(what string) string {
	if what == "entries" {
		return w.Text("ruler.entries")
	}
	return w.Text("section." + what)
}

func none(edtf.Day, edtf.Day) bool { return false }

// toArchive leads from a bar to the archive that lists its entry.
func toArchive(entries []timeline.Entry) func(scale, int) string {
	return func(s scale, at int) string {
		u := unitOf(entries[at].Date())
		if s > byMonth {
			u.month = 0
		}
		return u.url()
	}
}

// toList leads from a bar to its place in a list that may be split: to the
// month, or to the entry where bars are days.
func (p *planner) toList(url string, entries []timeline.Entry, parts []part) func(scale, int) string {
	return func(s scale, at int) string {
		part := partWith(parts, at)
		if s == byDay {
			return part.url(url) + "#" + entryID(entries[at])
		}
		return part.url(url) + "#months--" + unitOf(entries[at].Date()).id()
	}
}

// minReports is from how many reports on an incident's page has a ruler.
const minReports = 8

// reportsRuler shows when an incident was reported; its bars lead to the first
// report of their time on the incident's page. It is nil for few reports.
func (w wording) reportsRuler(i *timeline.Incident, parts []part) *Ruler {
	if len(i.Reports) < minReports {
		return nil
	}
	return w.newRuler("articles", made(i.Reports, (*timeline.Article).Entry), false).bars(func(_ scale, at int) string {
		return partWith(parts, at).url(i.URL()) + "#" + reportID(i.Reports[at])
	}, none)
}

// reportID is the id of an article's line on the page of an incident.
func reportID(a *timeline.Article) string { return "report--" + a.Meta.Slug.V }
