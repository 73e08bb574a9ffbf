package site

import (
	"fmt"
	"strings"
	"testing"

	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

// entriesAt makes one incident for each date, oldest first as written.
func entriesAt(t *testing.T, dates ...string) []timeline.Entry {
	t.Helper()
	var entries []timeline.Entry
	for _, d := range dates {
		meta := &content.Incident{Date: content.At[edtf.Date]{V: date(t, d)}}
		entries = append(entries, timeline.Entry{Incident: &timeline.Incident{Meta: meta}})
	}
	return entries
}

// ruled makes the ruler of dates with links to the archives.
func rulerOf(t *testing.T, dates ...string) *Ruler {
	t.Helper()
	return newRuler("Entries by month", entriesAt(t, dates...)).bars(unit.url, none)
}

func TestRulerHasNothingToShow(t *testing.T) {
	for _, dates := range [][]string{nil, {"2021-05-01"}, {"2021-05-01", "2021-05-31"}, {"XXXX-12-25", "XXXX-12-26"}, {"2021", "2021-01-05"}} {
		if r := rulerOf(t, dates...); r != nil {
			t.Errorf("%v: a ruler of %d bars", dates, len(r.Bars))
		}
	}
}

func TestRulerByMonth(t *testing.T) {
	r := rulerOf(t, "2020-11-01", "2020-11-02", "2020-11-03", "2020-11-04", "2021", "2021-02-03", "2021-02", "XXXX-12-25")
	if r.Label != "Entries by month" {
		t.Errorf("label %q", r.Label)
	}
	var bars []string
	for _, b := range r.Bars {
		bars = append(bars, fmt.Sprintf("%s | %s | %d", b.Label, b.URL, b.Total))
	}
	same(t, "bars", bars,
		"November 2020: 4 incidents | /2020/11/ | 100",
		"December 2020: no entries |  | 0",
		"January 2021: 1 incident | /2021/ | 25", // only the year is known: the archive of the year lists it
		"February 2021: 2 incidents | /2021/02/ | 50")
	same(t, "ticks", ticks(r), "2: 2021")
}

func ticks(r *Ruler) []string {
	var out []string
	for _, tick := range r.Ticks {
		out = append(out, fmt.Sprintf("%d: %s", tick.Bar, tick.Text))
	}
	return out
}

func TestRulerTicks(t *testing.T) {
	for _, tt := range []struct{ first, last, want string }{
		{"2020-01", "2020-03", "0: 2020"},
		{"2020-08", "2021-02", "0: 2020, 5: 2021"},
		{"2020-09", "2021-02", "4: 2021"}, // four months of a year have no room for its number
		{"2020-06", "2022-01", "0: 2020, 7: 2021, 19: 2022"},
		// By years: every year, every fifth, every 25th …
		{"2000", "2011", "0: 2000, 1: 2001, 2: 2002, 3: 2003, 4: 2004, 5: 2005, 6: 2006, 7: 2007, 8: 2008, 9: 2009, 10: 2010, 11: 2011"},
		{"1998", "2012", "2: 2000, 7: 2005, 12: 2010"},
		{"1899", "2010", "1: 1900, 26: 1925, 51: 1950, 76: 1975, 101: 2000"},
		{"-0010", "0010", "0: 11 BCE, 5: 6 BCE, 10: 1 BCE, 15: 5, 20: 10"},
	} {
		if got := strings.Join(ticks(rulerOf(t, tt.first, tt.last)), ", "); got != tt.want {
			t.Errorf("%s to %s: %s, want %s", tt.first, tt.last, got, tt.want)
		}
	}
}

func TestRulerByYear(t *testing.T) {
	for _, tt := range []struct {
		first, last string
		label       string
		bars        int
	}{
		{"2010-01", "2019-12", "Entries by month", 120},
		{"2010-01", "2020-01", "Entries by year", 11},
		{"1900", "2021-12", "Entries by year", 122},
		{"-0426", "0773", "Entries by year", 1200},
		// Beyond, only the years that have entries have bars.
		{"-0426", "2021-12-19", "Entries by year", 2},
		{"Y-120000", "Y120000", "Entries by year", 2},
	} {
		r := rulerOf(t, tt.first, tt.last)
		if r.Label != tt.label || len(r.Bars) != tt.bars {
			t.Errorf("%s to %s: %q with %d bars, want %q with %d", tt.first, tt.last, r.Label, len(r.Bars), tt.label, tt.bars)
		}
		if last := r.Bars[len(r.Bars)-1]; last.URL == "" || strings.Count(tt.label, "year") > 0 && strings.Count(last.URL, "/") != 2 {
			t.Errorf("%s to %s: the last bar leads to %q", tt.first, tt.last, last.URL)
		}
	}
}

// Few among many can still be seen, and the kinds share a bar.
func TestRulerHeights(t *testing.T) {
	var dates []string
	for range 1000 {
		dates = append(dates, "2021-01-01")
	}
	entries := entriesAt(t, append(dates, "2021-02-01")...)
	for range 3000 {
		entries = append(entries, timeline.Entry{Article: &timeline.Article{Meta: &content.Article{Date: content.At[edtf.Date]{V: date(t, "2021-03-01")}}}})
	}
	r := newRuler("Entries by month", entries).bars(unit.url, func(u unit) bool { return u.month == 2 })
	var bars []string
	for _, b := range r.Bars {
		bars = append(bars, fmt.Sprintf("%d of %d %t", b.Incidents, b.Total, b.Current))
	}
	same(t, "bars", bars, "33 of 33 false", "4 of 4 true", "0 of 100 false")
	if got := r.Bars[2].Offset(r.Bars[2].Total); got != 0 {
		t.Errorf("the highest bar begins at %d", got)
	}
}
