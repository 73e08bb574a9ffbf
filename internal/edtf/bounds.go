package edtf

import (
	"cmp"
	"math/bits"
)

// BoundKind says what is known of an end of a date.
type BoundKind uint8

// The kinds of bounds, in the order in which latest days stand.
const (
	Known   BoundKind = iota // a day
	Unknown                  // there is an end, but nobody says when
	Open                     // written as "..": without end, or going on
)

// A Bound is the earliest or the latest day that a date can mean. Day is set
// only where Kind is Known.
type Bound struct {
	Kind BoundKind
	Day  Day
}

// Precision is the unit to which a date is known, from coarse to fine.
type Precision uint8

// The precisions. Season stands for all groups of months (codes 21 to 41).
const (
	PrecisionNone Precision = iota // not even the year
	PrecisionMillennium
	PrecisionCentury
	PrecisionDecade
	PrecisionYear
	PrecisionSeason
	PrecisionMonth
	PrecisionDay
	PrecisionTime
)

// Bounds returns the first and the last day that d can mean. An end that is
// open or unknown is returned as such. ok is false where neither end is a known
// day. A set reaches from its first to its last member.
func (d Date) Bounds() (earliest, latest Bound, ok bool) {
	if d.e == nil {
		return Bound{Kind: Unknown}, Bound{Kind: Unknown}, false
	}
	earliest, latest = d.e.bounds()
	return earliest, latest, earliest.Kind == Known || latest.Kind == Known
}

// Before reports whether d ended before another date began, whatever days the two stand
// for. Times with zones are compared as instants.
func (d Date) Before(other Date) bool {
	at, zoned, _ := d.Time()
	otherAt, otherZoned, _ := other.Time()
	if zoned && otherZoned {
		return at.Before(otherAt)
	}
	_, end, _ := d.Bounds()
	begin, _, _ := other.Bounds()
	return end.Kind == Known && begin.Kind == Known && end.Day.Compare(begin.Day) < 0
}

// Anchor returns the day by which lists sort and group d: its earliest day,
// else its latest. It reports whether there is one.
func (d Date) Anchor() (Day, bool) {
	earliest, latest, ok := d.Bounds()
	if earliest.Kind == Known {
		return earliest.Day, true
	}
	return latest.Day, ok
}

// Precision returns the finest unit that is known together with all coarser
// ones: month for "2021-12-XX", decade for "156X-12-25". For significant digits
// it is that of the years that share them. An interval has the precision of its
// start, or of its end where it has no start; a set that of its first member.
// It is PrecisionNone for the zero Date.
func (d Date) Precision() Precision {
	if d.e == nil {
		return PrecisionNone
	}
	if s := &d.e.first; s.start.kind != Known && s.end != nil {
		return s.end.precision()
	}
	return d.e.first.start.precision()
}

// precision is Precision for one part.
func (p *part) precision() Precision {
	switch {
	case p.kind != Known:
		return PrecisionNone
	case p.significance > 0:
		return yearPrecision(p.significance)
	case p.year.unknown != 0:
		return yearPrecision(p.year.span())
	case p.finest == unitYear || p.month.unknown != 0:
		return PrecisionYear
	case p.isSeason():
		return PrecisionSeason
	case p.finest == unitMonth || p.day.unknown != 0:
		return PrecisionMonth
	case p.clock == nil:
		return PrecisionDay
	default:
		return PrecisionTime
	}
}

// span returns ten to the number of digits from the first unspecified one on.
func (d digits) span() int64 {
	if d.whole() {
		return 0
	}
	return power10(int64(bits.Len8(d.unknown)))
}

// yearPrecision is the precision of a year known to one of so many; 0 is all.
func yearPrecision(years int64) Precision {
	switch {
	case years == 0:
		return PrecisionNone
	case years >= 1000:
		return PrecisionMillennium
	case years >= 100:
		return PrecisionCentury
	case years >= 10:
		return PrecisionDecade
	default:
		return PrecisionYear
	}
}

// Compare orders dates, for lists, by [Date.Anchor] (dates without one last), then by
// [Date.Precision] (coarser first), then by their latest day (unknown after
// known, open last), then by their instant where they are date-times (one
// without zone counts as UTC). It returns -1, 0 or 1.
func Compare(a, b Date) int {
	if c := compareAnchors(a, b); c != 0 {
		return c
	}
	if c := cmp.Compare(a.Precision(), b.Precision()); c != 0 {
		return c
	}
	if c := compareLatest(a, b); c != 0 {
		return c
	}
	return compareTimes(a, b)
}

func compareAnchors(a, b Date) int {
	dayA, okA := a.Anchor()
	dayB, okB := b.Anchor()
	switch {
	case okA == okB:
		return dayA.Compare(dayB)
	case okA:
		return -1
	}
	return 1
}

func compareLatest(a, b Date) int {
	_, latestA, _ := a.Bounds()
	_, latestB, _ := b.Bounds()
	if c := cmp.Compare(latestA.Kind, latestB.Kind); c != 0 {
		return c
	}
	return latestA.Day.Compare(latestB.Day)
}

func compareTimes(a, b Date) int {
	timeA, _, okA := a.Time()
	timeB, _, okB := b.Time()
	if !okA || !okB {
		return 0
	}
	return timeA.Compare(timeB)
}
