package edtf

import (
	"cmp"
	"fmt"
	"math"
	"strconv"
	"time"
)

// A Day is a day of the proleptic Gregorian calendar. Years are astronomical,
// as ISO 8601 counts them: 0 is 1 BCE, -1 is 2 BCE. Month is 1 to 12, Day 1 to
// 31. The zero Day is no day.
type Day struct {
	Year       int64
	Month, Day int
}

// The Gregorian calendar repeats every 400 years, which are 146,097 days and a
// whole number of weeks. Counting in such cycles keeps far years from
// overflowing.
const (
	cycleYears = 400
	cycleDays  = 146097
)

// Compare returns -1, 0 or 1 as d is before, on or after other.
func (d Day) Compare(other Day) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// Weekday returns the day of the week.
func (d Day) Weekday() time.Weekday {
	_, day := d.inCycle()
	return time.Weekday((day + int64(time.Wednesday)) % 7) // each cycle starts on a Wednesday
}

// AddDays returns the day n days later, or earlier for a negative n.
func (d Day) AddDays(n int64) Day {
	cycle, day := d.inCycle()
	cycle += n / cycleDays
	day += n % cycleDays
	if day < 0 {
		cycle, day = cycle-1, day+cycleDays
	}
	if day >= cycleDays {
		cycle, day = cycle+1, day-cycleDays
	}
	return fromCycle(cycle, day)
}

// Sub returns the days from other to d, negative where d is earlier. Distances
// beyond the range of int64 (some 25,000 million million years) are cut to it.
func (d Day) Sub(other Day) int64 {
	const limit = math.MaxInt64/cycleDays - 1
	cycle, day := d.inCycle()
	otherCycle, otherDay := other.inCycle()
	switch cycles := cycle - otherCycle; {
	case cycles > limit:
		return math.MaxInt64
	case cycles < -limit:
		return math.MinInt64
	default:
		return cycles*cycleDays + day - otherDay
	}
}

// SinceEpoch returns the days from 1970-01-01 to d, within the same limits as Sub.
func (d Day) SinceEpoch() int64 { return d.Sub(Day{Year: 1970, Month: 1, Day: 1}) }

// String returns the day as EDTF writes it: "2021-12-19", "-0426-03-01". For
// years beyond four digits, to which EDTF gives no days, the year is written
// as EDTF writes such years: "Y170000002-01-01".
func (d Day) String() string {
	var room [len("Y-9223372036854775808-12-31")]byte
	return string(append(appendYear(room[:0], d.Year),
		'-', byte('0'+d.Month/10), byte('0'+d.Month%10), '-', byte('0'+d.Day/10), byte('0'+d.Day%10)))
}

// YearString returns a year as EDTF writes it: "2021", "0476", "-0043", "Y12021".
func YearString(year int64) string { return string(appendYear(nil, year)) }

// YearDigits returns it without the letter before one beyond four digits: "12021".
func YearDigits(year int64) string { return string(appendDigits(nil, year)) }

// appendYear appends a year as EDTF writes it.
func appendYear(b []byte, year int64) []byte {
	if year > 9999 || year < -9999 {
		b = append(b, 'Y')
	}
	return appendDigits(b, year)
}

// appendDigits appends a year in four digits at least.
func appendDigits(b []byte, year int64) []byte {
	if year >= 1000 { // as nearly all are
		return strconv.AppendInt(b, year, 10)
	}
	return fmt.Appendf(b, "%.4d", year)
}

// inCycle returns the 400-year cycle in which d lies and its place in it,
// counted in days from 0. Years are taken to start in March, so that a leap
// day is the last day of its year.
func (d Day) inCycle() (cycle, day int64) {
	year, month := d.Year, int64(d.Month)-3
	if month < 0 {
		year, month = year-1, month+12
	}
	cycle = year / cycleYears
	if year%cycleYears < 0 {
		cycle--
	}
	year -= cycle * cycleYears
	// 153 days are five months that alternate between 31 and 30 days.
	dayOfYear := (153*month+2)/5 + int64(d.Day) - 1
	return cycle, year*365 + year/4 - year/100 + dayOfYear
}

// fromCycle is the inverse of inCycle.
func fromCycle(cycle, day int64) Day {
	year := (day - day/1460 + day/36524 - day/146096) / 365
	dayOfYear := day - (365*year + year/4 - year/100)
	month := (5*dayOfYear + 2) / 153
	d := Day{
		Year:  year + cycle*cycleYears,
		Month: int(month) + 3,
		Day:   int(dayOfYear-(153*month+2)/5) + 1,
	}
	if d.Month > 12 {
		d.Year, d.Month = d.Year+1, d.Month-12
	}
	return d
}

// monthDays returns the number of days in a month from 1 to 12.
func monthDays(year int64, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%cycleYears == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}
