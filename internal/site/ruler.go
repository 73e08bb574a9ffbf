package site

import (
	"strconv"
	"strings"

	"dateline/internal/timeline"
)

// maxBars is how many months a ruler shows before it goes over to years.
const maxBars = 120

// rulerUnits counts entries by month or year. It is made once for a list and
// shown on every page of the list.
type rulerUnits struct {
	label string
	units []rulerUnit
	max   int
}

type rulerUnit struct {
	unit
	archive             unit // that lists its entries: the year, where none of them states a month
	incidents, articles int
}

// newRuler counts dated entries, oldest first; nil where all fall into one
// month. The ruler shows months, or years where there are too many of them.
func newRuler(label string, entries []timeline.Entry) *rulerUnits {
	byYear := false
	first, last, ok := spanOf(entries)
	if !ok || first == last {
		return nil
	}
	if (last.year-first.year)*12+int64(last.month-first.month) >= maxBars {
		byYear = true
		label = strings.Replace(label, "month", "year", 1)
	}
	r := &rulerUnits{label: label}
	index := map[unit]int{}
	if last.year-first.year < 10*maxBars {
		for u := ruled(first, byYear); ; u = u.next(byYear) {
			index[u] = len(r.units)
			r.units = append(r.units, rulerUnit{unit: u})
			if u == ruled(last, byYear) {
				break
			}
		}
	}
	for _, e := range entries {
		u := unitOf(e.Date())
		if !u.dated {
			continue
		}
		k, ok := index[ruled(u, byYear)]
		if !ok { // a span of thousands of years: only those that have entries
			k = len(r.units)
			index[ruled(u, byYear)] = k
			r.units = append(r.units, rulerUnit{unit: ruled(u, byYear)})
		}
		if byYear {
			r.units[k].archive = ruled(u, byYear)
		} else if r.units[k].archive.month == 0 {
			r.units[k].archive = u
		}
		if e.Incident != nil {
			r.units[k].incidents++
		} else {
			r.units[k].articles++
		}
		r.max = max(r.max, r.units[k].incidents+r.units[k].articles)
	}
	return r
}

// spanOf returns the months of the first and the last dated entry. An entry
// that states only its year counts as in its first month.
func spanOf(entries []timeline.Entry) (first, last unit, ok bool) {
	for _, e := range entries {
		if u := ruled(unitOf(e.Date()), false); u.dated {
			if !ok {
				first = u
			}
			last, ok = u, true
		}
	}
	return first, last, ok
}

// ruled returns the unit of the ruler in which u is counted.
func ruled(u unit, byYear bool) unit {
	if byYear {
		u.month = 0
	} else if u.dated && u.month == 0 {
		u.month = 1
	}
	return u
}

func (u unit) next(byYear bool) unit {
	switch {
	case byYear:
		u.year++
	case u.month == 12:
		u.year, u.month = u.year+1, 1
	default:
		u.month++
	}
	return u
}

// bars makes the ruler for one page. link gives the address of a unit; current
// says which units the page shows.
func (r *rulerUnits) bars(link func(unit) string, current func(unit) bool) *Ruler {
	if r == nil {
		return nil
	}
	ruler := &Ruler{Label: r.label}
	for k, u := range r.units {
		bar := Bar{Label: u.title() + ": " + counts(u.incidents, u.articles), Current: current(u.unit)}
		if total := u.incidents + u.articles; total > 0 {
			bar.URL = link(u.archive)
			bar.Total = max(4, 100*total/r.max)
			bar.Incidents = bar.Total * u.incidents / total
		}
		ruler.Bars = append(ruler.Bars, bar)
		if tick := r.tick(k); tick != "" {
			ruler.Ticks = append(ruler.Ticks, Tick{Text: tick, Bar: k})
		}
	}
	return ruler
}

// tick labels the first bar of each year, or of each round number of years;
// where the ruler begins with the last months of a year, that year has none.
func (r *rulerUnits) tick(k int) string {
	u := r.units[k]
	if u.month > 1 && (k > 0 || u.month > 8) {
		return ""
	}
	if u.month == 0 {
		every := int64(1)
		for int64(len(r.units)) > 12*every {
			every *= 5
		}
		if u.year%every != 0 {
			return ""
		}
	}
	return yearTitle(u.year)
}

// counts says how many entries of each kind there are.
func counts(incidents, articles int) string {
	var parts []string
	if incidents > 0 {
		parts = append(parts, plural(int64(incidents), "incident", "incidents"))
	}
	if articles > 0 {
		parts = append(parts, plural(int64(articles), "article", "articles"))
	}
	if len(parts) == 0 {
		return "no entries"
	}
	return strings.Join(parts, ", ")
}

func none(unit) bool { return false }

// pageURL returns the address of part number of a list at url.
func pageURL(url string, number int) string {
	return url + "page/" + strconv.Itoa(number) + "/"
}
