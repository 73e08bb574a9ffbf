// Package edtf holds dates with stated precision, as the Extended Date/Time
// Format of ISO 8601-2:2019 writes them, levels 0, 1 and 2.
//
// A [Date] says what its author knows and no more: a day, a month, a season, a
// year, a decade ("201X"); uncertain ("2021-12-19?"), approximate ("2020~") or
// both ("2020%"); an interval ("2020-07/..") or a set ("[2020,2021]"). Where
// the standard leaves room, this package reads as follows:
//
//   - Days are proleptic Gregorian and years astronomical: 0000 is 1 BCE.
//   - Seasons are months: spring (21, 25) is March to May, winter (24, 28)
//     December to February of the following year; 21 to 24 are taken as
//     northern. Southern seasons (29 to 32) are half a year apart from these.
//   - Two and three digits alone are a century ("19": 1900 to 1999) and a
//     decade ("193": 1930 to 1939), as in ISO 8601-1. In intervals and sets
//     they are errors: "2021-12-27/31" is no way to write a second day.
//   - Of a year with significant digits ("1950S2") the bounds are all the years
//     that share these digits: 1900 to 1999.
//   - A year of which no digit is known ("XXXX-12-25") has no bounds.
//   - A date-time lies on the day that it names, in its own zone. Seconds may
//     be left out. It stands alone, never in an interval or a set.
//   - Members of a set may have spaces around them.
//   - Years have at most 18 digits, a text at most 1,000 bytes.
package edtf

// A Date is a parsed EDTF expression: one date, an interval or a set. It never
// changes. The zero Date is no date. Dates are compared with [Compare], not
// with ==.
type Date struct {
	e *expression // nil: no date
}

// form says what kind of expression a Date is.
type form uint8

const (
	single form = iota
	interval
	oneOf // a set in brackets: one of its members is meant
	allOf // a set in braces: all of its members are meant
)

// An expression is what stands behind a Date. A single date has one span, and so has
// an interval; a set has one for each member.
type expression struct {
	source    string
	form      form
	qualifier qualifier // all that qualify any part
	first     span      // the only one, or the first member of a set
	set       *set      // nil but for sets
}

// A set is what sets have beyond their first member.
type set struct {
	others           []span
	earliest, latest Bound // of all members
}

// A span is an interval, a range in a set, or a date alone, which has no end.
type span struct {
	start part
	end   *part
}

// last returns the end of a span, or else its only date.
func (s *span) last() *part {
	if s.end != nil {
		return s.end
	}
	return &s.start
}

// bounds returns the first and the last day that a span can mean.
func (s *span) bounds() (earliest, latest Bound) {
	return s.start.earliest, s.last().latest
}

// bounds returns the first and the last day that an expression can mean.
func (e *expression) bounds() (earliest, latest Bound) {
	if e.set != nil {
		return e.set.earliest, e.set.latest
	}
	return e.first.bounds()
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.e == nil }

// String returns exactly the text that was parsed, "" for the zero Date.
func (d Date) String() string {
	if d.e == nil {
		return ""
	}
	return d.e.source
}

// IsInterval reports whether d is an interval, such as "2020-07/..".
func (d Date) IsInterval() bool { return d.e != nil && d.e.form == interval }

// IsSet reports whether d is a set: one of its members ("[2020,2021]") or all
// of them ("{2020,2021}").
func (d Date) IsSet() bool { return d.e != nil && d.e.form >= oneOf }

// Uncertain reports whether any part of d is marked as uncertain (? or %).
func (d Date) Uncertain() bool { return d.e != nil && d.e.qualifier&uncertain != 0 }

// Approximate reports whether any part of d is marked as approximate (~ or %).
func (d Date) Approximate() bool { return d.e != nil && d.e.qualifier&approximate != 0 }

// spans returns the members of a set in the order written.
func (e *expression) spans() []span {
	return append([]span{e.first}, e.set.others...)
}
