package edtf

// A season is a group of months: a season of the year, a quarter, a third or a
// half.
type season struct {
	name   string
	start  int // its first month
	length int // in months
	where  string
}

// firstSeason is the code of the first entry of seasons.
const firstSeason = 21

const (
	northern = "northern hemisphere"
	southern = "southern hemisphere"
)

// seasons lists the sub-year groupings 21 to 41 of ISO 8601-2. The standard
// ties seasons to no months; these are the meteorological ones.
var seasons = [...]season{
	{"spring", 3, 3, ""},
	{"summer", 6, 3, ""},
	{"autumn", 9, 3, ""},
	{"winter", 12, 3, ""},
	{"spring", 3, 3, northern},
	{"summer", 6, 3, northern},
	{"autumn", 9, 3, northern},
	{"winter", 12, 3, northern},
	{"spring", 9, 3, southern},
	{"summer", 12, 3, southern},
	{"autumn", 3, 3, southern},
	{"winter", 6, 3, southern},
	{"first quarter", 1, 3, ""},
	{"second quarter", 4, 3, ""},
	{"third quarter", 7, 3, ""},
	{"fourth quarter", 10, 3, ""},
	{"first third", 1, 4, ""},
	{"second third", 5, 4, ""},
	{"last third", 9, 4, ""},
	{"first half", 1, 6, ""},
	{"second half", 7, 6, ""},
}

// lastSeason is the code of the last entry of seasons.
const lastSeason = firstSeason + len(seasons) - 1

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
