package edtf

import "math/bits"

// qualifier holds the marks ?, ~ and %, which is both.
type qualifier uint8

const (
	uncertain qualifier = 1 << iota
	approximate
)

// unit is a component of a date.
type unit uint8

const (
	unitYear unit = iota
	unitMonth
	unitDay
	units = 3
)

// A part is one date: the whole expression, an end of an interval or a member
// of a set.
type part struct {
	kind             BoundKind // Known: a date stands here; else nothing does
	finest           unit      // the last component written
	negative         bool      // the year has a minus sign; its digits are kept without it
	yearOnly         bool      // the year is written in a way that takes no month
	qualifiers       [units]qualifier
	year             digits
	significance     int64 // years that share the significant digits (S); 0 if none are stated
	month            digits
	day              digits
	clock            *clock // nil but for date-times
	earliest, latest Bound
}

// digits is a number some digits of which may be unspecified (X).
type digits struct {
	value   int64 // with 0 for each unspecified digit
	unknown uint8 // bit n is set where the digit worth 10^n is unspecified
	length  uint8 // digits written
}

// whole reports whether no digit is specified.
func (d digits) whole() bool { return d.unknown != 0 && d.unknown == 1<<d.length-1 }

// count returns how many numbers d can stand for.
func (d digits) count() int64 { return power10(int64(bits.OnesCount8(d.unknown))) }

// nth returns the number that d stands for when its unspecified digits, read
// together as one number, are n. It grows with n.
func (d digits) nth(n int64) int64 {
	value, worth := d.value, int64(1)
	for rest := d.unknown; rest != 0; rest >>= 1 {
		if rest&1 != 0 {
			value += n % 10 * worth
			n /= 10
		}
		worth *= 10
	}
	return value
}

// upTo returns, in order, the numbers from 1 to high that d can stand for.
func (d digits) upTo(high int64) []int {
	var all []int
	for n := range d.count() {
		if value := d.nth(n); 1 <= value && value <= high {
			all = append(all, int(value))
		}
	}
	return all
}

// isSeason reports whether the month is a season or another group of months.
func (p *part) isSeason() bool { return p.finest == unitMonth && p.month.value > 12 }

// allQualifiers returns all that qualify any component.
func (p *part) allQualifiers() qualifier {
	return p.qualifiers[unitYear] | p.qualifiers[unitMonth] | p.qualifiers[unitDay]
}

// isDay reports whether p is a day with every digit specified.
func (p *part) isDay() bool { return p.kind == Known && p.finest == unitDay && p.specified() }

// statesDay reports whether p is one day and nothing qualifies it.
func (p *part) statesDay() bool { return p.isDay() && p.plain() }

// plain reports whether every digit is specified and nothing is qualified.
func (p *part) plain() bool {
	return p.kind == Known && p.specified() && p.significance == 0 && p.allQualifiers() == 0
}

// specified reports whether every digit is specified.
func (p *part) specified() bool { return p.year.unknown|p.month.unknown|p.day.unknown == 0 }

// years returns the first and the last year that p can lie in.
func (p *part) years() (first, last int64) {
	low, high := p.year.nth(0), p.year.nth(p.year.count()-1)
	if p.significance > 0 {
		low -= low % p.significance
		high = low + p.significance - 1
	}
	if !p.negative {
		return low, high
	}
	return -high, -max(low, 1) // there is no year -0000
}

// setBounds finds the first and the last day that p can mean. It reports
// whether there is one.
func (p *part) setBounds() bool {
	if p.year.whole() {
		p.earliest, p.latest = Bound{Kind: Unknown}, Bound{Kind: Unknown}
		const leapYear = 2000 // where any day of any year exists
		_, ok := p.edge(leapYear, first)
		return ok
	}
	low, high := p.years()
	from, ok := p.search(low, high, first)
	if !ok {
		return false
	}
	to, _ := p.search(low, high, last)
	p.earliest, p.latest = Bound{Day: from}, Bound{Day: to}
	return true
}

// side chooses between the first and the last day of something.
type side bool

const (
	first side = false
	last  side = true
)

// search returns the first or last day from year low to year high that p can
// mean. Only 29 February does not exist in every year, so that hardly ever more
// than a few years are looked at.
func (p *part) search(low, high int64, s side) (Day, bool) {
	if p.year.unknown == 0 {
		if s == last {
			return p.edge(high, s)
		}
		return p.edge(low, s)
	}
	for n := range p.year.count() {
		if (s == last) != p.negative {
			n = p.year.count() - 1 - n
		}
		y := p.year.nth(n)
		if p.negative {
			y = -y
		}
		if y < low || y > high {
			continue // -0000
		}
		if d, ok := p.edge(y, s); ok {
			return d, true
		}
	}
	return Day{}, false
}

// edge returns the first or last day of the given year that p can mean.
func (p *part) edge(y int64, s side) (Day, bool) {
	switch {
	case p.finest == unitYear && s == first:
		return Day{y, 1, 1}, true
	case p.finest == unitYear:
		return Day{y, 12, 31}, true
	case p.isSeason():
		return seasonEdge(y, int(p.month.value), s), true
	}
	for n := range 12 {
		m := n + 1
		if s == last {
			m = 12 - n
		}
		if !p.month.matches(m) {
			continue
		}
		if d, ok := p.dayEdge(monthDays(y, m), s); ok {
			return Day{y, m, d}, true
		}
	}
	return Day{}, false
}

// dayEdge returns the first or last day of a month of the given length that p
// can mean.
func (p *part) dayEdge(length int, s side) (int, bool) {
	if p.finest == unitMonth {
		if s == first {
			return 1, true
		}
		return length, true
	}
	for n := range length {
		d := n + 1
		if s == last {
			d = length - n
		}
		if p.day.matches(d) {
			return d, true
		}
	}
	return 0, false
}

// matches reports whether the two digits d can stand for n.
func (d digits) matches(n int) bool {
	tens, ones := n/10, n%10
	return (d.unknown&2 != 0 || int64(tens) == d.value/10) &&
		(d.unknown&1 != 0 || int64(ones) == d.value%10)
}
