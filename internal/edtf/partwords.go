package edtf

import (
	"strconv"
	"strings"
	"time"
)

// words returns the date in words, with its qualifiers: in front where they
// hold for all of it, else after it.
func (p *part) words() string {
	text := p.unqualified()
	if p.clock != nil {
		text += ", " + p.clock.words()
	}
	whole := p.qualifiers[unitYear]
	for u := range p.finest + 1 {
		if p.qualifiers[u] != whole {
			return text + " (" + p.remarks() + ")"
		}
	}
	return [...]string{"", "possibly ", "about ", "possibly about "}[whole] + text
}

// remarks says which components are qualified, and how: "year uncertain, month
// and day approximate".
func (p *part) remarks() string {
	names := [units]string{"year", "month", "day"}
	if p.isSeason() {
		names[unitMonth] = "season"
	}
	var all []string
	for q, how := range [...]string{"", "uncertain", "approximate", "uncertain and approximate"} {
		var which []string
		for u, name := range names {
			if q > 0 && p.qualifiers[u] == qualifier(q) {
				which = append(which, name)
			}
		}
		if len(which) > 0 {
			all = append(all, list(which, "and")+" "+how)
		}
	}
	return strings.Join(all, ", ")
}

// unqualified returns what is known of the date, and then what is not:
// "December 2021, day unknown".
func (p *part) unqualified() string {
	var missing []string
	if p.year.whole() {
		missing = append(missing, "year")
	}
	if p.month.whole() {
		missing = append(missing, "month")
	}
	if p.day.whole() {
		missing = append(missing, "day")
	}
	known := p.known()
	switch {
	case len(missing) == 0:
		return known
	case known == "":
		return list(missing, "and") + " unknown"
	default:
		return known + ", " + list(missing, "and") + " unknown"
	}
}

// known returns the components that are not wholly unknown.
func (p *part) known() string {
	text, inYear := p.monthAndDay(), p.yearWords()
	switch {
	case text == "":
		return inYear
	case inYear == "":
		return text
	case p.year.unknown != 0:
		text += " in the " + inYear
	case p.month.whole():
		text += " in " + inYear
	default:
		text += " " + inYear
	}
	if p.isSeason() && seasons[p.month.value-firstSeason].where != "" {
		text += " (" + seasons[p.month.value-firstSeason].where + ")"
	}
	return text
}

func (p *part) monthAndDay() string {
	m, d := p.monthWords(), p.dayWords()
	switch {
	case d == "":
		return m
	case m == "":
		return "day " + d
	case len(p.month.upTo(12)) > 1:
		return "day " + d + ", " + m
	default:
		return d + " " + m
	}
}

// monthWords returns the month, the season or the months that it may be, "" if
// it can be any.
func (p *part) monthWords() string {
	switch {
	case p.finest < unitMonth || p.month.whole():
		return ""
	case p.isSeason():
		return seasons[p.month.value-firstSeason].name
	}
	var names []string
	for _, m := range p.month.upTo(12) {
		names = append(names, time.Month(m).String())
	}
	return choice(names, p.month)
}

// dayWords returns the day or the days that it may be, "" if it can be any.
func (p *part) dayWords() string {
	if p.finest < unitDay || p.day.whole() {
		return ""
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
		names = append(names, strconv.Itoa(d))
	}
	return choice(names, p.day)
}

// choice joins what d can stand for: "November", "2, 12 or 22", "between 20 and
// 29".
func choice(names []string, d digits) string {
	if inARow := d.unknown&1 != 0; inARow && len(names) > 3 {
		return "between " + names[0] + " and " + names[len(names)-1]
	}
	return list(names, "or")
}
