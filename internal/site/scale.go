package site

import (
	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

// scale is what a bar of a ruler stands for.
type scale int

const (
	byDay scale = iota
	byMonth
	byYear
	byDecade
	byCentury
	byMillennium
)

// years is how many years a bar spans, from byYear on.
func (s scale) years() int64 {
	return [...]int64{byYear: 1, byDecade: 10, byCentury: 100, byMillennium: 1000}[s]
}

func (s scale) String() string {
	return [...]string{"day", "month", "year", "decade", "century", "millennium"}[s]
}

// maxDays is how many days a ruler shows before it goes over to months, maxBars
// how many bars of another scale before it goes over to the next.
const (
	maxDays = 62
	maxBars = 120
)

// scaleOf returns the finest scale that shows the time between two days in
// maxBars bars; the coarsest may have more. Days are for lists of which most
// dates state their day.
func scaleOf(first, last edtf.Day, days bool) scale {
	if days && last.Sub(first) < maxDays {
		return byDay
	}
	if months := (last.Year-first.Year)*12 + int64(last.Month-first.Month); last.Year-first.Year < maxBars && months < maxBars {
		return byMonth
	}
	for s := byYear; s < byMillennium; s++ {
		if (last.Year-first.Year)/s.years() < maxBars {
			return s
		}
	}
	return byMillennium
}

// states reports whether a date says in which bar it belongs.
func (s scale) states(d edtf.Date) bool {
	switch s {
	case byDay:
		return d.Precision() >= edtf.PrecisionDay
	case byMonth:
		return d.Precision() >= edtf.PrecisionSeason
	default:
		return true
	}
}

// dayOf returns the day by which an entry is counted. Where bars are days, an
// entry of which nobody states the day is in none of them.
func (s scale) dayOf(e timeline.Entry) (edtf.Day, bool) {
	day, ok := e.Date().Anchor()
	return day, ok && (s > byDay || s.states(e.Date()))
}

// first returns the first day of the bar in which a day falls.
func (s scale) first(day edtf.Day) edtf.Day {
	switch s {
	case byDay:
		return day
	case byMonth:
		return edtf.Day{Year: day.Year, Month: day.Month, Day: 1}
	default:
		below := day.Year % s.years()
		if below < 0 {
			below += s.years()
		}
		return edtf.Day{Year: day.Year - below, Month: 1, Day: 1}
	}
}

// next returns the first day of the bar after the one that begins on a day.
func (s scale) next(day edtf.Day) edtf.Day {
	switch {
	case s == byDay:
		return day.AddDays(1)
	case s > byMonth:
		day.Year += s.years()
	case day.Month == 12:
		day.Year, day.Month = day.Year+1, 1
	default:
		day.Month++
	}
	return day
}

// scaleUnit names the bar of a scale that begins on a day.
func (w wording) scaleUnit(s scale, day edtf.Day) string {
	switch s {
	case byDay:
		return w.Day(day)
	case byMonth:
		return w.unit(unit{true, day.Year, day.Month})
	case byYear:
		return w.Year(day.Year)
	default:
		return w.Text("ruler.years", "from", w.Year(day.Year), "to", w.Year(day.Year+s.years()-1))
	}
}

// span returns from and to as addresses hold them: "2021-12-19", "2021-12", "2021".
func (s scale) span(day edtf.Day) (from, to string) {
	switch s {
	case byDay:
		from = day.String()
		return from, from
	case byMonth:
		from = unit{true, day.Year, day.Month}.id()
		return from, from
	default:
		return edtf.YearDigits(day.Year), edtf.YearDigits(day.Year + s.years() - 1)
	}
}
