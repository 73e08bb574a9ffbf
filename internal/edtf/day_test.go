package edtf_test

import (
	"math"
	"testing"
	"time"

	"dateline/internal/edtf"
)

// TestDayArithmetic compares with package time, day by day, over more than a
// cycle of the calendar and across year 0.
func TestDayArithmetic(t *testing.T) {
	start := edtf.Day{Year: -401, Month: 1, Day: 1}
	clock := time.Date(-401, 1, 1, 0, 0, 0, 0, time.UTC)
	for n := range int64(300_000) {
		d := start.AddDays(n)
		want := edtf.Day{Year: int64(clock.Year()), Month: int(clock.Month()), Day: clock.Day()}
		if d != want || d.Weekday() != clock.Weekday() {
			t.Fatalf("day %d is %s, %s; want %s, %s", n, d, d.Weekday(), want, clock.Weekday())
		}
		if d.Sub(start) != n || start.Sub(d) != -n || d.AddDays(-n) != start {
			t.Fatalf("%s: the way back does not end at the start", d)
		}
		clock = clock.AddDate(0, 0, 1)
	}
}

func TestDayFarYears(t *testing.T) {
	last := edtf.Day{Year: 999_999_999_999_999_999, Month: 12, Day: 31}
	early := edtf.Day{Year: -999_999_999_999_999_999, Month: 1, Day: 1}
	if next := last.AddDays(1); next != (edtf.Day{Year: 1_000_000_000_000_000_000, Month: 1, Day: 1}) {
		t.Errorf("the day after %s is %s", last, next)
	}
	if last.Sub(early) != math.MaxInt64 || early.Sub(last) != math.MinInt64 {
		t.Error("a distance beyond int64 is not cut to it")
	}
	if last.Compare(early) != 1 || early.Compare(last) != -1 || last.Compare(last) != 0 {
		t.Error("far years are out of order")
	}
}

func TestDayString(t *testing.T) {
	for want, d := range map[string]edtf.Day{
		"2021-12-19":       {Year: 2021, Month: 12, Day: 19},
		"0000-01-01":       {Year: 0, Month: 1, Day: 1},
		"-0426-03-01":      {Year: -426, Month: 3, Day: 1},
		"Y170000002-01-01": {Year: 170000002, Month: 1, Day: 1},
	} {
		if got := d.String(); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestYear(t *testing.T) {
	for year, want := range map[int64][2]string{
		2021: {"2021", "2021"}, 476: {"0476", "0476"}, 0: {"0000", "0000"}, -43: {"-0043", "-0043"},
		9999: {"9999", "9999"}, 12_021: {"Y12021", "12021"}, -12_021: {"Y-12021", "-12021"},
	} {
		if got := [2]string{edtf.YearString(year), edtf.YearDigits(year)}; got != want {
			t.Errorf("%d: got %v, want %v", year, got, want)
		}
	}
}
