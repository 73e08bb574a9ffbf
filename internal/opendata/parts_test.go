package opendata

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/internal/timeline/timelinetest"
)

// A part is of a year or, where that has many entries, of a month, or of a day.
func TestPeriods(t *testing.T) {
	var files strings.Builder
	add := func(n int, date string) {
		for range n {
			fmt.Fprintf(&files, "-- incidents/i%d.md --\n---\ntitle: I\ndate: %s\n---\n", files.Len(), date)
		}
	}
	add(1, "-0043-03-15")
	add(2, "2019")
	add(WholeEntries, "2020-02-02")
	add(1, "2021-01")
	add(1, "2021-03")
	for day := range 28 {
		add(WholeEntries/28+1, fmt.Sprintf("2021-03-%02d", day+1))
	}
	add(1, "2021-04-05")
	add(1, "2022-01-01")
	add(1, "../..")
	timeline := timelinetest.LinkValid(t, files.String())
	var got []string
	for k, p := range partsOf(timeline) {
		if got = append(got, p.period); k > 0 && p.from != partsOf(timeline)[k-1].to {
			t.Errorf("%q begins at %d", p.period, p.from)
		}
	}
	want := []string{"-0043", "2019", "2020", "2021-01"}
	for day := range 28 {
		want = append(want, fmt.Sprintf("2021-03-%02d", day+1))
	}
	if want = append(want, "2021-04", "2022", ""); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if first := partsOf(timeline)[4]; first.to-first.from != WholeEntries/28+2 {
		t.Errorf("what is of the month alone is not with its first day: %+v", first)
	}
}
