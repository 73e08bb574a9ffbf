package edtf

// A season is a group of months: a season of the year, a quarter, a third or a
// half.
type season struct {
	name   string // key of its text
	start  int    // its first month
	length int    // in months
	where  string // key of the text that says where it is one; may be empty
	part   bool   // a quarter, third or half
}

// firstSeason is the code of the first entry of seasons.
const firstSeason = 21

const (
	northern = "date.northern"
	southern = "date.southern"
)

// seasons lists the sub-year groupings 21 to 41 of ISO 8601-2. The standard
// ties seasons to no months; these are the meteorological ones.
var seasons = [...]season{
	{"date.period.spring", 3, 3, "", false},
	{"date.period.summer", 6, 3, "", false},
	{"date.period.autumn", 9, 3, "", false},
	{"date.period.winter", 12, 3, "", false},
	{"date.period.spring", 3, 3, northern, false},
	{"date.period.summer", 6, 3, northern, false},
	{"date.period.autumn", 9, 3, northern, false},
	{"date.period.winter", 12, 3, northern, false},
	{"date.period.spring", 9, 3, southern, false},
	{"date.period.summer", 12, 3, southern, false},
	{"date.period.autumn", 3, 3, southern, false},
	{"date.period.winter", 6, 3, southern, false},
	{"date.period.first_quarter", 1, 3, "", true},
	{"date.period.second_quarter", 4, 3, "", true},
	{"date.period.third_quarter", 7, 3, "", true},
	{"date.period.fourth_quarter", 10, 3, "", true},
	{"date.period.first_third", 1, 4, "", true},
	{"date.period.second_third", 5, 4, "", true},
	{"date.period.last_third", 9, 4, "", true},
	{"date.period.first_half", 1, 6, "", true},
	{"date.period.second_half", 7, 6, "", true},
}

// lastSeason is the code of the last entry of seasons.
const lastSeason = firstSeason + len(seasons) - 1

// season returns the group of months that p is, where it is one.
func (p *part) season() season { return seasons[p.month.value-firstSeason] }

// seasonEdge returns the first or last day of a season that starts in the year.
func seasonEdge(y int64, code int, s side) Day {
	of := seasons[code-firstSeason]
	if s == first {
		return Day{y, of.start, 1}
	}
	m := of.start + of.length - 1
	if m > 12 {
		y, m = y+1, m-12
	}
	return Day{y, m, monthDays(y, m)}
}
