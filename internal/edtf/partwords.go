package edtf

import "strings"

// part returns one date in words, with its qualifiers: around it where they hold
// for all of it, else after it.
func (w wording) part(p *part) string {
	text := w.unqualified(p)
	if p.clock != nil {
		text = w.Text("date.time", "date", text, "time", w.clock(p.clock))
	}
	whole := p.qualifiers[unitYear]
	for u := range p.finest + 1 {
		if p.qualifiers[u] != whole {
			return w.Text("date.remarks", "date", text, "remarks", w.remarks(p))
		}
	}
	if whole == 0 {
		return text
	}
	return w.Text([...]string{"", "date.possibly", "date.about", "date.possibly_about"}[whole], "date", text)
}

// remarks says which components are qualified, and how: "year uncertain, month
// and day approximate".
func (w wording) remarks(p *part) string {
	names := [units]string{"date.year", "date.month_word", "date.day"}
	if p.isSeason() {
		names[unitMonth] = "date.season"
	}
	var all []string
	for q, how := range [...]string{"", "date.uncertain", "date.approximate", "date.uncertain_approximate"} {
		var which []string
		for u, name := range names {
			if q > 0 && p.qualifiers[u] == qualifier(q) {
				which = append(which, w.Text(name))
			}
		}
		if len(which) > 0 {
			all = append(all, w.Text(how, "what", w.List("list.and", which)))
		}
	}
	return strings.Join(all, w.Text("list.comma"))
}

// unqualified returns what is known of the date, and then what is not:
// "December 2021, day unknown".
func (w wording) unqualified(p *part) string {
	unknown := "date.unknown"
	for _, c := range []struct {
		digits digits
		name   string
	}{{p.year, "_year"}, {p.month, "_month"}, {p.day, "_day"}} {
		if c.digits.whole() {
			unknown += c.name
		}
	}
	known := w.known(p)
	switch {
	case unknown == "date.unknown":
		return known
	case known == "":
		return w.Text(unknown)
	default:
		return w.Text("date.known_but", "known", known, "unknown", w.Text(unknown))
	}
}

// known returns the components that are not wholly unknown.
func (w wording) known(p *part) string {
	date, year := w.monthAndDay(p), w.year(p)
	switch {
	case date == "":
		return year
	case year == "":
		return date
	case p.year.unknown != 0:
		date = w.Text("date.in_years", "date", date, "years", year)
	case p.month.whole():
		date = w.Text("date.day_in_year", "day", date, "year", year)
	case p.isSeason() && p.season().part:
		date = w.Text("date.part_of_year", "date", date, "year", year)
	default:
		date = w.Text("date.in_year", "date", date, "year", year)
	}
	if p.isSeason() && p.season().where != "" {
		date = w.Text(p.season().where, "date", date)
	}
	return date
}

func (w wording) monthAndDay(p *part) string {
	months, days := w.months(p), w.days(p)
	switch {
	case days == "":
		return months
	case months == "":
		return w.Text("date.day_alone", "day", days)
	case p.month.unknown != 0 && len(p.month.upTo(12)) > 1:
		return w.Text("date.day_of_months", "day", days, "months", months)
	default:
		return w.Text("date.day_month", "day", days, "month", months)
	}
}

// months returns the month, the season or the months that it may be, "" if it
// can be any.
func (w wording) months(p *part) string {
	switch {
	case p.finest < unitMonth || p.month.whole():
		return ""
	case p.isSeason():
		return w.Text(p.season().name)
	}
	if p.month.unknown == 0 {
		return w.Text(monthKey(int(p.month.value)))
	}
	var names []string
	for _, m := range p.month.upTo(12) {
		names = append(names, w.Text(monthKey(m)))
	}
	return w.choice(names, p.month)
}

// monthKey returns the key of the name of a month from 1 to 12.
func monthKey(m int) string {
	return [...]string{
		1: "date.month.1", 2: "date.month.2", 3: "date.month.3", 4: "date.month.4", 5: "date.month.5", 6: "date.month.6",
		7: "date.month.7", 8: "date.month.8", 9: "date.month.9", 10: "date.month.10", 11: "date.month.11", 12: "date.month.12",
	}[m]
}

// days returns the day or the days that it may be, "" if it can be any.
func (w wording) days(p *part) string {
	if p.finest < unitDay || p.day.whole() {
		return ""
	}
	if p.day.unknown == 0 {
		return w.dayOfMonth(int(p.day.value))
	}
	y := int64(2000) // a leap year: some year that is not known can be one
	if p.year.unknown == 0 {
		y = p.earliest.Day.Year
	}
	length := 31
	if p.month.unknown == 0 {
		length = monthDays(y, int(p.month.value))
	}
	var names []string
	for _, d := range p.day.upTo(int64(length)) {
		names = append(names, w.dayOfMonth(d))
	}
	return w.choice(names, p.day)
}

func (w wording) dayOfMonth(d int) string {
	if d == 1 {
		return w.Text("date.first_day")
	}
	return w.Digits(int64(d))
}

// choice joins what d can stand for: "November", "2, 12 or 22", "between 20 and
// 29".
func (w wording) choice(names []string, d digits) string {
	if inARow := d.unknown&1 != 0; inARow && len(names) > 3 {
		return w.Text("date.between", "start", names[0], "end", names[len(names)-1])
	}
	return w.List("list.or", names)
}

// clock returns the time of day: "18:00 (UTC+3)".
func (w wording) clock(c *clock) string {
	if !c.zoned {
		return c.time()
	}
	return w.Text("date.time_zone", "time", c.time(), "zone", w.Text("date.utc", "offset", c.offsetWords()))
}
