package edtf

import (
	"strconv"
	"time"
)

// Brief returns a label for a narrow column under a heading that names the year
// and the month: "27 Dec", "Dec?", "~ Dec", "18–19 Dec", "Dec 2020 – Feb 2021",
// "from Jul". The year is named where it is not the heading's. ~ stands for
// approximate, ? for uncertain, both for both. It returns "" for the zero Date.
func (d Date) Brief() string {
	switch {
	case d.e == nil:
		return ""
	case d.e.form == single:
		return d.e.first.start.brief(false)
	case d.e.form == interval:
		return d.e.first.brief()
	case len(d.e.others) == 0 && !d.e.first.ranged:
		return d.e.first.start.brief(false)
	default:
		s := d.e.extent()
		return s.brief()
	}
}

// extent returns the span from the first day of a set to its last.
func (e *expression) extent() span {
	s := span{start: nowhere(e.earliest.Kind), end: nowhere(e.latest.Kind), ranged: true}
	for _, m := range e.spans() {
		end := m.start
		if m.ranged {
			end = m.end
		}
		if e.earliest.Kind == Known && s.start.earliest != e.earliest && m.start.earliest == e.earliest {
			s.start = m.start
		}
		if e.latest.Kind == Known && end.latest == e.latest {
			s.end = end
		}
	}
	return s
}

// brief returns an interval as a label.
func (s *span) brief() string {
	switch {
	case s.start.kind == Known && s.end.kind == Open:
		return "from " + s.start.brief(false)
	case s.start.kind == Known && s.end.kind == Unknown:
		return s.start.brief(false) + " – ?"
	case s.start.kind == Known:
		return s.fromToBrief()
	case s.start.kind == Open && s.end.kind == Open:
		return "open"
	case s.end.kind != Known:
		return "undated"
	case s.start.kind == Open:
		return "until " + s.end.brief(false)
	default:
		return "? – " + s.end.brief(false)
	}
}

// fromToBrief returns an interval with two ends as a label.
func (s *span) fromToBrief() string {
	withYear := !s.shareYear()
	start, end := s.start.brief(withYear), s.end.brief(withYear)
	switch {
	case start == end:
		return s.start.brief(false)
	case !s.start.plain() || !s.end.plain():
	case s.start.finest == unitYear && s.end.finest == unitYear:
		return start + "–" + end
	case !withYear && s.start.isDay() && s.end.isDay() && s.start.month == s.end.month:
		return s.start.dayWords() + "–" + end
	}
	return start + " – " + end
}

// brief returns one date as a label, with or without its year.
func (p *part) brief(withYear bool) string {
	text := p.briefUnqualified(withYear)
	q := p.allQualifiers()
	if q&approximate != 0 || p.significance > 1 {
		text = "~ " + text
	}
	if q&uncertain != 0 {
		text += "?"
	}
	return text
}

func (p *part) briefUnqualified(withYear bool) string {
	text := ""
	switch p.precision() {
	case PrecisionNone:
		return "undated"
	case PrecisionSeason:
		text = seasons[p.month.value-firstSeason].name
	case PrecisionMonth:
		text = briefMonth(p.month.value)
	case PrecisionDay, PrecisionTime:
		text = strconv.FormatInt(p.day.value, 10) + " " + briefMonth(p.month.value)
	case PrecisionCentury:
		return p.briefYears("c.", 100)
	case PrecisionMillennium:
		return p.briefYears("mill.", 1000)
	default:
		return p.briefYears("", 0)
	}
	if withYear {
		text += " " + yearName(p.earliest.Day.Year)
	}
	return text
}

// briefYears returns the year, or the years that it may be, as a label: "2021",
// "2010s", "19th c.". A century or millennium has a unit and a length.
func (p *part) briefYears(unit string, length int64) string {
	from, to := p.years()
	switch {
	case p.significance > 1:
		return yearName(p.writtenYear())
	case p.year.unknown == 3 || p.year.unknown == 7:
		return p.ordinal(length) + " " + unit + p.era(from)
	case p.year.unknown == 0 || p.isDecade():
		return p.yearWords()
	default:
		return yearRange(from, to, "–")
	}
}

// briefMonth returns the first three letters of a month's name.
func briefMonth(m int64) string { return time.Month(m).String()[:3] }
