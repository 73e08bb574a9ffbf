package site

import (
	"fmt"
	"strconv"

	"dateline/internal/edtf"
)

// newWhen puts a date into words.
func newWhen(d edtf.Date) When {
	if d.IsZero() {
		return When{}
	}
	w := When{Text: d.Format(), Brief: d.Brief(), Spread: d.IsInterval() || d.IsSet()}
	if exact, ok := d.Exact(); ok {
		w.DateTime = exact
		if day, known := d.Anchor(); known && d.Precision() >= edtf.PrecisionDay {
			w.Weekday = day.Weekday().String()[:3]
		}
	}
	switch {
	case d.Uncertain() && d.Approximate():
		w.Doubt = "uncertain and approximate"
	case d.Uncertain():
		w.Doubt = "uncertain"
	case d.Approximate():
		w.Doubt = "approximate"
	}
	return w
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

var monthNames = [...]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

func (u unit) title() string {
	switch {
	case !u.dated:
		return "Without a date"
	case u.month == 0:
		return yearTitle(u.year)
	}
	return monthNames[u.month] + " " + yearTitle(u.year)
}

func (u unit) id() string {
	switch {
	case !u.dated:
		return "undated"
	case u.month == 0:
		return yearPath(u.year)
	}
	return fmt.Sprintf("%s-%02d", yearPath(u.year), u.month)
}

// url returns the address of the unit's archive; "" where it has none.
func (u unit) url() string {
	switch {
	case !u.dated:
		return ""
	case u.month == 0:
		return "/" + yearPath(u.year) + "/"
	}
	return fmt.Sprintf("/%s/%02d/", yearPath(u.year), u.month)
}

// yearTitle says a year as people do: year 0 is 1 BCE.
func yearTitle(year int64) string {
	if year <= 0 {
		return strconv.FormatInt(1-year, 10) + " BCE"
	}
	return strconv.FormatInt(year, 10)
}

// yearPath writes a year as ISO 8601 does.
func yearPath(year int64) string {
	if year < 0 {
		return fmt.Sprintf("-%04d", -year)
	}
	return fmt.Sprintf("%04d", year)
}

// delay says how long after an incident something was published; "" where the
// two dates do not say.
func delay(happened, published edtf.Date) string {
	from, to, ok := happened.Bounds()
	first, last, ok2 := published.Bounds()
	if !ok || !ok2 || from.Kind != edtf.Known || to.Kind != edtf.Known || first.Kind != edtf.Known || last.Kind != edtf.Known {
		return ""
	}
	least, most := first.Day.Sub(to.Day), last.Day.Sub(from.Day)
	switch {
	case most-least > 31:
		return ""
	case least == most && least == 0:
		return "the same day"
	case least == most && least > 0:
		return plural(least, "day", "days") + " later"
	case least == most:
		return plural(-least, "day", "days") + " earlier"
	case least > 0:
		return fmt.Sprintf("%d to %d days later", least, most)
	case most > 0:
		return "within " + plural(most, "day", "days")
	}
	return ""
}

func plural(n int64, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.FormatInt(n, 10) + " " + many
}

// span says from when to when in words; "" where neither is known.
func span(from, to edtf.Date) string {
	switch {
	case !from.IsZero() && !to.IsZero():
		return from.Format() + " to " + to.Format()
	case !from.IsZero():
		return "since " + from.Format()
	case !to.IsZero():
		return "until " + to.Format()
	}
	return ""
}
