package edtf_test

import (
	"errors"
	"strings"
	"testing"

	"dateline/internal/edtf"
)

func TestParseError(t *testing.T) {
	for _, c := range []struct {
		text   string
		offset int
		say    string // part of the message
	}{
		{"", 0, "no date"},
		{"27 December 2021", 2, "no spaces"},
		{"December 2021", 0, `unexpected 'D'`},
		{"2021-12-27 18:00:00 +0300", 10, "T18:00:00"},
		{"2021/12/27", 7, "2021-12-27"},
		{"20211227", 0, "write 2021-12-27"},
		{"20211327", 0, "four digits"},
		{"2021-1-05", 5, "write 01"},
		{"2021-12-5", 8, "write 05"},
		{"2021-13", 5, "no month 13"},
		{"2021-42", 5, "no month 42"},
		{"2021-20", 5, "no month 20"},
		{"2021-2X", 5, "no month is written 2X"},
		{"2021-22-01", 8, "a season has no days"},
		{"2021-02-29", 8, "2021-02 has no day 29; write 01 to 28"},
		{"-0001-02-29", 9, "-0001-02 has no day 29"},
		{"1XX1-02-29", 8, "no day is written so"},
		{"2021–12–27", 4, `unexpected '–'`},
		{"2021-12-27?~", 11, "no mark can stand here"},
		{"2021-", 5, "breaks off"},
		{"2021-12-27T", 11, "an hour"},
		{"2021-12-27T18", 13, "minutes"},
		{"2021-12T18:00", 7, "a time follows a whole day"},
		{"2021-12-27~T18:00", 11, "a time follows a whole day"},
		{"2021-12-27T18:00:00+25:00", 19, "a zone"},
		{"2021-12-27T18:00:00-00:00", 19, "write Z"},
		{"2021-12-27T18:00:00.1234567890", 29 + 1, "a fraction"},
		{"2021-12-27/2021-12-18", 11, "ends before it starts"},
		{"2021-12-27..", 10, "two dots"},
		{"201x", 3, "capital letter"},
		{"2021-12-27t18:00:00Z", 10, "write T"},
		{"today", 0, `unexpected 't'`},
		{"Tuesday", 0, `unexpected 'T'`},
		{"1", 0, "four digits"},
		{"1X", 0, "four digits"},
		{"2021-12-27/31", 11, "write the whole date"},
		{"2021/22", 5, "write the whole date"},
		{"[2021-12-27,28]", 12, "write the whole date"},
		{"12/27/2021", 0, "write the whole date"},
		{"2021-121", 5, "two digits"},
		{"2021-12-", 8, "breaks off"},
		{"2021-12-?", 9, "breaks off"},
		{"Y", 1, "breaks off"},
		{"[2021..x]", 7, "capital letter"},
		{"-0000", 0, "write 0000"},
		{"Y2021", 0, "without it"},
		{"Y012345", 1, "no zero"},
		{"Y12345-01", 7 - 1, "only a year of four digits"},
		{"Y9223372036854775808", 1, "too large"},
		{"Y1E99", 1, "too large"},
		{"Y1E999999999999999999", 3, "an exponent"},
		{"Y99999999999999999999999999E1", 1, "too large"},
		{"1950S0", 5, "significant digits"},
		{"195XS2", 4, "not both"},
		{"[2020,2021", 10, "not closed"},
		{"[2020,2021]?", 11, "ends at"},
		{"[]", 1, "unexpected"},
		{"[2020,,2021]", 6, "unexpected"},
		{"{2020-10..2021}", 10, "both be years"},
		{"{2021..2020}", 7, "ends before it starts"},
		{"[2021-12-27T18:00:00Z,2022]", 11, "a time follows a whole day that stands alone"},
		{"\xff", 0, "unexpected"},
		{"2021\x00", 4, "unexpected"},
		{"[" + strings.Repeat("2021,", 199) + "2021]", 1000, ""}, // 1,001 bytes
		{strings.Repeat("9", 1_000_000), 1000, "at most 1000 characters"},
	} {
		_, err := edtf.Parse(c.text)
		var problem *edtf.ParseError
		if !errors.As(err, &problem) {
			t.Errorf("Parse(%.40q) gives %v, want a ParseError", c.text, err)
			continue
		}
		if problem.Offset != c.offset || !strings.Contains(problem.Text, c.say) {
			t.Errorf("Parse(%.40q) gives %q at %d, want %q at %d", c.text, problem.Text, problem.Offset, c.say, c.offset)
		}
	}
}

// TestLongSet parses a set as long as the limit allows.
func TestLongSet(t *testing.T) {
	d := parse(t, "["+strings.Repeat("2021,", 198)+"2022]")
	if _, latest, _ := d.Bounds(); latest.Day.Year != 2022 {
		t.Errorf("latest is %v", latest)
	}
}

func FuzzParse(f *testing.F) {
	for _, r := range readCases(f) {
		f.Add(r.text)
	}
	f.Add("Y999999999999999999S1")
	f.Add("[..Y-99999E13,-XXX1-02-29]")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := edtf.Parse(text)
		if err != nil {
			var problem *edtf.ParseError
			if !errors.As(err, &problem) || problem.Offset < 0 || problem.Offset > len(text) || problem.Text == "" {
				t.Fatalf("error without a place: %v", err)
			}
			return
		}
		if d.String() != text {
			t.Errorf("round trip gives %q", d.String())
		}
		earliest, latest, ok := d.Bounds()
		if earliest.Kind == edtf.Known && latest.Kind == edtf.Known && latest.Day.Compare(earliest.Day) < 0 {
			t.Errorf("bounds %v, %v are out of order", earliest.Day, latest.Day)
		}
		if ok != (earliest.Kind == edtf.Known || latest.Kind == edtf.Known) {
			t.Errorf("ok is %v with bounds %v, %v", ok, earliest, latest)
		}
		if d.Format(plain{}) == "" || d.Brief(plain{}) == "" {
			t.Error("there are no words for it")
		}
		if edtf.Compare(d, d) != 0 {
			t.Error("it differs from itself")
		}
	})
}

func BenchmarkParse(b *testing.B) {
	for _, text := range []string{"2021-12-27", "2021-12-27T18:00:00+03:00", "2021-12-18/2021-12-19", "[2020,2021]"} {
		b.Run(strings.ReplaceAll(text, "/", " to "), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := edtf.Parse(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
