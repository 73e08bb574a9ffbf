package edtf

import (
	"fmt"
	"strconv"
)

// yearWords returns the year, or the decade, century or other years that it may
// be, "" if it can be any.
func (p *part) yearWords() string {
	from, to := p.years()
	switch {
	case p.year.whole():
		return ""
	case p.significance > 1:
		return fmt.Sprintf("%s (estimated, between %s)", yearName(p.writtenYear()), yearRange(from, to, " and "))
	case p.year.unknown == 0:
		return yearName(from)
	case p.isDecade():
		return fmt.Sprintf("%ds", from)
	case p.year.unknown == 3:
		return p.ordinal(100) + " century" + p.era(from)
	case p.year.unknown == 7:
		return p.ordinal(1000) + " millennium" + p.era(from)
	default:
		return "years " + yearRange(from, to, " to ")
	}
}

// isDecade reports whether the year is a decade that has a name: "1900s" would
// be taken for the century.
func (p *part) isDecade() bool {
	return p.year.unknown == 1 && !p.negative && p.year.value >= 1000 && p.year.value/10%10 != 0
}

// writtenYear returns the year as written, with its sign.
func (p *part) writtenYear() int64 {
	if p.negative {
		return -p.year.value
	}
	return p.year.value
}

// ordinal counts the period of so many years in which the year lies, from 1:
// "19th".
func (p *part) ordinal(years int64) string {
	n := p.year.value/years + 1
	suffix := "th"
	if n/10%10 != 1 {
		switch n % 10 {
		case 1:
			suffix = "st"
		case 2:
			suffix = "nd"
		case 3:
			suffix = "rd"
		}
	}
	return strconv.FormatInt(n, 10) + suffix
}

// era returns what tells a century or millennium that starts with the given
// year from one of our time.
func (p *part) era(from int64) string {
	switch {
	case p.negative:
		return " BCE"
	case from < 1000:
		return " CE"
	default:
		return ""
	}
}

// yearName returns an astronomical year in words. Years that nobody would take
// for one without it get CE.
func yearName(y int64) string {
	switch {
	case y <= 0:
		return grouped(1-y) + " BCE"
	case y < 1000 || y > 9999:
		return grouped(y) + " CE"
	default:
		return grouped(y)
	}
}

// yearRange returns a range of years with a word or sign between them: "50 to
// 41 BCE".
func yearRange(from, to int64, between string) string {
	switch {
	case to <= 0:
		return grouped(1-from) + between + yearName(to)
	case from > 0 && (from < 1000 || to > 9999):
		return grouped(from) + between + grouped(to) + " CE"
	default:
		return yearName(from) + between + yearName(to)
	}
}

// grouped returns a number in decimal, with commas from five digits on.
func grouped(n int64) string {
	text := strconv.FormatInt(n, 10)
	if len(text) < 5 {
		return text
	}
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
