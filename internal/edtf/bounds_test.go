package edtf_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"dateline/internal/edtf"
)

// TestCompare sorts what stands here in order from a shuffled copy.
func TestCompare(t *testing.T) {
	ordered := []string{
		"Y-17E7",
		"-0043-03-15",
		"0000",
		"2021",
		"2021-01",
		"2021-01/2021-03",
		"2021-01-01",
		"2021-01-01/2021-01-04",
		"2021-01-01/",
		"2021-01-01/..",
		"2021-12-27",
		"2021-12-27T18:00:00+03:00", // 15:00 UTC
		"2021-12-27T16:00:00",
		"2021-12-27T17:00:00Z",
		"../2022-12-31",
		"Y12345",
		"XXXX",
		"XXXX-12-25",
		"../..",
	}
	// Dates without an anchor all have PrecisionNone; here only their latest
	// bounds (unknown, unknown, open) order them.
	dates := parseAll(t, ordered)
	for seed := range uint64(20) {
		shuffled := slices.Clone(dates)
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(shuffled), func(i, j int) {
			shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
		})
		slices.SortFunc(shuffled, edtf.Compare)
		for i := range dates {
			if edtf.Compare(shuffled[i], dates[i]) != 0 {
				t.Fatalf("at %d: got %s, want %s", i, shuffled[i], dates[i])
			}
		}
	}
	if edtf.Compare(dates[0], dates[1]) != -1 || edtf.Compare(dates[1], dates[0]) != 1 {
		t.Error("the order is the wrong way round")
	}
}

// TestCompareIsTotal holds for all triples of a sample of the table: turned
// round, the result is, and what comes before something comes before what
// follows it.
func TestCompareIsTotal(t *testing.T) {
	dates := []edtf.Date{{}}
	for i, r := range readCases(t) {
		if r.verdict == "valid" && i%3 == 0 {
			if d, err := edtf.Parse(r.text); err == nil {
				dates = append(dates, d)
			}
		}
	}
	for _, a := range dates {
		for _, b := range dates {
			ab := edtf.Compare(a, b)
			if ab != -edtf.Compare(b, a) {
				t.Fatalf("%s and %s compare differently when turned round", a, b)
			}
			for _, c := range dates {
				if ab <= 0 && edtf.Compare(b, c) <= 0 && edtf.Compare(a, c) > 0 {
					t.Fatalf("%s, %s, %s go in a circle", a, b, c)
				}
			}
		}
	}
}

func parseAll(t *testing.T, texts []string) []edtf.Date {
	t.Helper()
	var dates []edtf.Date
	for _, text := range texts {
		dates = append(dates, parse(t, text))
	}
	return dates
}

func TestPrecision(t *testing.T) {
	for text, want := range map[string]edtf.Precision{
		"2021-12-27T18:00:00Z":  edtf.PrecisionTime,
		"2021-12-27":            edtf.PrecisionDay,
		"2021-12":               edtf.PrecisionMonth,
		"2021-12-XX":            edtf.PrecisionMonth,
		"2021-12-2X":            edtf.PrecisionMonth,
		"2021-21":               edtf.PrecisionSeason,
		"2021-33":               edtf.PrecisionSeason,
		"2021":                  edtf.PrecisionYear,
		"2021-XX-25":            edtf.PrecisionYear,
		"201X":                  edtf.PrecisionDecade,
		"193":                   edtf.PrecisionDecade,
		"201X-12-25":            edtf.PrecisionDecade,
		"20X0":                  edtf.PrecisionCentury,
		"19":                    edtf.PrecisionCentury,
		"1950S2":                edtf.PrecisionCentury,
		"1950S4":                edtf.PrecisionYear,
		"1XXX":                  edtf.PrecisionMillennium,
		"XXXX-12-25":            edtf.PrecisionNone,
		"2020-07/2021":          edtf.PrecisionMonth,
		"../2021":               edtf.PrecisionYear,
		"../..":                 edtf.PrecisionNone,
		"[2021-12-18,2021]":     edtf.PrecisionDay,
		"{..1984}":              edtf.PrecisionYear,
		"2021-12-18/2021-12-19": edtf.PrecisionDay,
	} {
		if got := parse(t, text).Precision(); got != want {
			t.Errorf("%s: got %d, want %d", text, got, want)
		}
	}
}

func TestKind(t *testing.T) {
	for text, want := range map[string][2]bool{
		"2021":        {false, false},
		"2021/..":     {true, false},
		"[2021,2022]": {false, true},
	} {
		d := parse(t, text)
		if got := [2]bool{d.IsInterval(), d.IsSet()}; got != want {
			t.Errorf("%s: interval, set are %v, want %v", text, got, want)
		}
	}
}

func TestAnchor(t *testing.T) {
	for text, want := range map[string]string{
		"2021-12-27": "2021-12-27",
		"2021-12":    "2021-12-01",
		"2020-07/..": "2020-07-01",
		"../2021-12": "2021-12-31",
		"/2021":      "2021-12-31",
		"[..1984]":   "1984-12-31",
	} {
		if got, ok := parse(t, text).Anchor(); !ok || got.String() != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
	for _, text := range []string{"../..", "/", "XXXX", "[..1984,1986..]", "[XXXX,1984]"} {
		if got, ok := parse(t, text).Anchor(); ok {
			t.Errorf("%s: got %s, want none", text, got)
		}
	}
}

// TestBounds holds what the table of cases leaves open.
func TestBounds(t *testing.T) {
	for _, c := range []struct{ text, earliest, latest string }{
		{"-00XX", "-0099-01-01", "-0001-12-31"}, // there is no year -0000
		{"-000X-02-29", "-0008-02-29", "-0004-02-29"},
		{"XXX4-02-29", "0004-02-29", "9984-02-29"},
		{"19", "1900-01-01", "1999-12-31"},
		{"-04", "-0499-01-01", "-0400-12-31"},
		{"2021-30", "2021-12-01", "2022-02-28"},
		{"2021-39", "2021-09-01", "2021-12-31"},
		{"[2021,2019-05,2020]", "2019-05-01", "2021-12-31"},
		{"-1999S2", "-1999-01-01", "-1900-12-31"},
	} {
		earliest, latest, _ := parse(t, c.text).Bounds()
		if boundText(earliest) != c.earliest || boundText(latest) != c.latest {
			t.Errorf("%s: got %v to %v, want %s to %s", c.text, earliest, latest, c.earliest, c.latest)
		}
	}
}

func TestQualifiers(t *testing.T) {
	for text, want := range map[string][2]bool{
		"2021":             {false, false},
		"[2019,2020?]":     {true, false},
		"[2019~..2021]":    {false, true},
		"2019/2021%":       {true, true},
		"2019-~05-06/2021": {false, true},
		"?2021-05":         {true, false},
	} {
		d := parse(t, text)
		if got := [2]bool{d.Uncertain(), d.Approximate()}; got != want {
			t.Errorf("%s: uncertain, approximate are %v, want %v", text, got, want)
		}
	}
}

func parse(t testing.TB, text string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(text)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	return d
}

func TestBefore(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"2021-12-18", "2021-12-19", true},
		{"2021-12-19", "2021-12-19", false},
		{"2021-12", "2021-12-19", false},
		{"2021-11", "2021-12-19", true},
		{"2021-12-18T23:30:00-05:00", "2021-12-19T01:00:00+03:00", false},
		{"2021-12-19T01:00:00+03:00", "2021-12-18T23:30:00-05:00", true},
		{"2021-12-18/..", "2022", false},
		{"../2021-12-18", "2022", true},
	} {
		if got := parse(t, tt.a).Before(parse(t, tt.b)); got != tt.want {
			t.Errorf("%s before %s: %v", tt.a, tt.b, got)
		}
	}
	if (edtf.Date{}).Before(parse(t, "2021")) || parse(t, "2021").Before(edtf.Date{}) {
		t.Error("no date is before or after another")
	}
}
