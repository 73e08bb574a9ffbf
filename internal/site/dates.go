package site

import (
	"strings"
	"sync/atomic"

	"dateline/internal/edtf"
	"dateline/internal/locale"
)

// when puts a date into words.
func (w wording) when(d edtf.Date) When {
	if d.IsZero() {
		return When{}
	}
	out := When{Text: d.Format(w), Brief: d.Brief(w), Day: d.StatesDay(), Spread: d.IsInterval() || d.IsSet()}
	if exact, ok := d.Exact(); ok {
		out.DateTime = exact
		if day, known := d.Anchor(); known && d.Precision() >= edtf.PrecisionDay {
			out.Weekday = w.BriefWeekday(day)
		}
	}
	out.Doubt = doubtful(d)
	return out
}

// Fill implements [edtf.Words]: on pages a day stays on one line with the word after it,
// which is its month in most languages, or before it where the month comes first.
func (w wording) Fill(key string, by edtf.Pairs) string {
	text := w.Locale.Fill(key, by)
	if day := by[1]; key == "date.day_month" {
		text = strings.Replace(text, day+" ", day+"\u00a0", 1)
		text = strings.Replace(text, " "+day, "\u00a0"+day, 1)
	}
	return text
}

// span says from when to when something held: "since July 2020"; "" where neither is known.
func (w wording) span(from, to edtf.Date) string {
	switch {
	case from.IsZero():
		return to.Since(w, true)
	case to.IsZero():
		return from.Since(w, false)
	}
	return w.Text("date.from_to", "start", from.Format(w), "end", to.Format(w))
}

// doubtful reports whether a date is uncertain or approximate.
func doubtful(d edtf.Date) bool { return d.Uncertain() || d.Approximate() }

// worded is a date in words.
type worded struct {
	date edtf.Date
	when When
}

// calendar keeps dates in words that were shown of late, each at its day: what a page
// links to, it mostly links to more than once.
type calendar [1 << 9]atomic.Pointer[worded]

// when puts a date into words.
func (p *planner) when(d edtf.Date) When {
	day, known := d.Anchor()
	if !known {
		return p.wording.when(d)
	}
	place := &p.calendar[uint64(372*day.Year+31*int64(day.Month)+int64(day.Day))%uint64(len(p.calendar))]
	kept := place.Load()
	if kept == nil || kept.date != d { // the very same date
		kept = &worded{d, p.wording.when(d)}
		place.Store(kept)
	}
	return kept.when
}

// unit is a month that entries are grouped under; month 0 is a year for
// entries whose date states no month; dated is false for those without a date.
type unit struct {
	dated bool
	year  int64
	month int
}

// unitOf returns the unit of a date: by the day that it is sorted by, but
// never finer than what the author stated.
func unitOf(d edtf.Date) unit {
	day, ok := d.Anchor()
	if !ok {
		return unit{}
	}
	if d.Precision() < edtf.PrecisionSeason {
		return unit{true, day.Year, 0}
	}
	return unit{true, day.Year, day.Month}
}

// unit names a unit as headings do.
func (w wording) unit(u unit) string {
	switch {
	case !u.dated:
		return w.Text("date.without")
	case u.month == 0:
		return w.Year(u.year)
	}
	return locale.Sentence(w.MonthOf(u.year, u.month))
}

func (u unit) id() string {
	if !u.dated {
		return "undated"
	}
	return ArchiveID(u.year, u.month)
}

// ArchiveID names an archive as filters do: 2021 or, unless month is 0, 2021-12.
func ArchiveID(year int64, month int) string {
	if month == 0 {
		return edtf.YearDigits(year)
	}
	return edtf.YearDigits(year) + "-" + twoDigits(month)
}

// url returns the address of the unit's archive; "" where it has none.
func (u unit) url() string {
	switch {
	case !u.dated:
		return ""
	case u.month == 0:
		return "/" + edtf.YearDigits(u.year) + "/"
	}
	return "/" + edtf.YearDigits(u.year) + "/" + twoDigits(u.month) + "/"
}

// twoDigits writes a number below 100.
func twoDigits(n int) string { return string([]byte{'0' + byte(n/10), '0' + byte(n%10)}) }
