package site

import (
	"fmt"
	"slices"
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
		entries = append(entries, (&timeline.Incident{Meta: meta}).Entry())
	}
	return entries
}

// rulerOf makes the ruler of dates with links to the archives.
func rulerOf(t *testing.T, dates ...string) *Ruler {
	t.Helper()
	entries := entriesAt(t, dates...)
	return english(t).newRuler("entries", entries, true).bars(toArchive(entries), none)
}

func TestRulerHasNothingToShow(t *testing.T) {
	for _, dates := range [][]string{nil, {"2021-05-01"}, {"2021-05", "2021-05-31"}, {"XXXX-12-25", "XXXX-12-26"}, {"2021", "2021-01-05"}} {
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
		"November 2020: 4\u00a0incidents | /2020/11/ | 100",
		"December 2020: no entries |  | 0",
		"January 2021: 1\u00a0incident | /2021/ | 25", // only the year is known: the archive of the year lists it
		"February 2021: 2\u00a0incidents | /2021/02/ | 50")
	same(t, "ticks", ticks(r), "2: 2021")
}

func ticks(r *Ruler) []string {
	var out []string
	for k, b := range r.Bars {
		if b.Tick != "" {
			out = append(out, fmt.Sprintf("%d: %s", k, b.Tick))
		}
	}
	return out
}

func TestRulerTicks(t *testing.T) {
	for _, tt := range []struct{ first, last, want string }{
		{"2020-01", "2020-03", "0: 2020"},
		{"2020-08", "2021-02", "0: 2020, 5: 2021"},
		{"2020-09", "2021-02", "4: 2021"}, // four months of a year have no room for its number
		{"2020-06", "2022-01", "0: 2020, 7: 2021, 19: 2022"},
		{"2021-12-18", "2022-01-02", "0: 18 Dec, 4: 22 Dec, 14: 1 Jan"},
		// By years: every second year, every fifth, every 25th …
		{"2000", "2011", "0: 2000, 2: 2002, 4: 2004, 6: 2006, 8: 2008"}, // more have no room on a phone
		{"1998", "2012", "2: 2000, 7: 2005, 12: 2010"},
		{"1899", "2010", "1: 1900, 26: 1925, 51: 1950, 76: 1975, 101: 2000"},
		{"1789", "2010", "2: 1800, 7: 1850, 12: 1900, 17: 1950, 22: 2000"},
		// Some names are wide.
		{"-1005", "-0995", "1: 1005 BCE, 5: 1001 BCE"},
		{"-1000", "-0989", "0: 1001 BCE, 4: 997 BCE, 8: 993 BCE"},
		{"-1000-08", "-0999-12", "0: 1001 BCE, 5: 1000 BCE"},
		{"-0010", "0010", "0: 11 BCE, 5: 6 BCE, 10: 1 BCE, 15: 5 CE, 20: 10 CE"},
	} {
		if got := strings.Join(ticks(rulerOf(t, tt.first, tt.last)), ", "); got != tt.want {
			t.Errorf("%s to %s: %s, want %s", tt.first, tt.last, got, tt.want)
		}
	}
}

func TestRulerScales(t *testing.T) {
	for _, tt := range []struct {
		first, last string
		label       string
		bars        int
	}{
		{"2021-12-18", "2021-12-19", "Entries by day", 2},
		{"2021-05-01", "2021-05-31", "Entries by day", 31},
		{"2021-05-01", "2021-07-01", "Entries by day", 62},
		{"2021-05-01", "2021-07-02", "Entries by month", 3},
		{"2021-05-01", "2021-06", "Entries by month", 2}, // nobody says which day
		{"2010-01", "2019-12", "Entries by month", 120},
		{"2010-01", "2020-01", "Entries by year", 11},
		{"1902", "2021-12", "Entries by year", 120},
		{"1900", "2021-12", "Entries by decade", 13},
		{"-0426", "0773", "Entries by decade", 121},
		{"-0426", "2021-12-19", "Entries by century", 26},
		{"-9999", "2021", "Entries by millennium", 13},
		// Beyond, only the millennia that have entries have bars.
		{"Y-120000", "Y120000", "Entries by millennium", 2},
	} {
		r := rulerOf(t, tt.first, tt.last)
		if r.Label != tt.label || len(r.Bars) != tt.bars {
			t.Errorf("%s to %s: %q with %d bars, want %q with %d", tt.first, tt.last, r.Label, len(r.Bars), tt.label, tt.bars)
		}
		if first, last := r.Bars[0], r.Bars[len(r.Bars)-1]; first.URL == "" || last.URL == "" || len(ticks(r)) == 0 {
			t.Errorf("%s to %s: the bars at the ends lead to %q and %q; ticks %v", tt.first, tt.last, first.URL, last.URL, ticks(r))
		}
	}
}

// One vague date among many leaves a ruler of days.
func TestRulerLeavesOutVagueDates(t *testing.T) {
	r := rulerOf(t, "2021-12", "2021-12-18", "2021-12-19", "2021-12-19")
	if r.Label != "Entries by day" || len(r.Bars) != 2 || r.Bars[1].Label != "19 December 2021: 2\u00a0incidents" {
		t.Errorf("the ruler: %+v", r)
	}
}

// A bar says its span in words and as addresses have it, and leads to what a
// reader meets first in it.
func TestRulerBars(t *testing.T) {
	for _, tt := range []struct{ first, last, want string }{
		{"2021-12-18", "2021-12-20", "18 December 2021: 1\u00a0incident | 2021-12-18 to 2021-12-18 | /2021/12/"},
		{"2021-11-18", "2022-12-20", "November 2021: 1\u00a0incident | 2021-11 to 2021-11 | /2021/11/"},
		{"1999-02-18", "2021-12-20", "1999: 1\u00a0incident | 1999 to 1999 | /1999/"},
		{"1789-07-14", "2021-12-20", "1780 to 1789: 1\u00a0incident | 1780 to 1789 | /1789/"},
		{"-0426-05-01", "2021-12-20", "501 BCE to 402 BCE: 1\u00a0incident | -0500 to -0401 | /-0426/"},
	} {
		b := rulerOf(t, tt.first, tt.last).Bars[0]
		if got := fmt.Sprintf("%s | %s to %s | %s", b.Label, b.From, b.To, b.URL); got != tt.want {
			t.Errorf("got %s, want %s", got, tt.want)
		}
	}
}

// A list's own ruler leads into the list, to the part that holds the time.
func TestRulerLeadsIntoLists(t *testing.T) {
	const settings = "-- _index.md --\n---\ntitle: T\npage_size: 10\norder: %s\n---\n"
	days := append(slices.Repeat([]string{"2020-01-01"}, 10), slices.Repeat([]string{"2021-12-05"}, 13)...)
	dates := incidents(append(days, "2021-12-07")...)
	for _, tt := range []struct{ order, url, want string }{
		{"newest", "/incidents/", "/incidents/page/1/#months--2020-01 /incidents/#months--2021-12"},
		{"oldest", "/incidents/", "/incidents/#months--2020-01 /incidents/page/2/#months--2021-12"},
		{"newest", "/2021/12/", "/2021/12/#entry--incident-i22 /2021/12/#entry--incident-i23"},
		{"oldest", "/2021/12/", "/2021/12/#entry--incident-i10 /2021/12/#entry--incident-i23"},
		{"newest", "/2021/", "/2020/01/ /2021/12/"},
		{"newest", "/", "/2020/01/ /2021/12/"},
	} {
		page := data[*TimelinePage](t, planClean(t, fmt.Sprintf(settings, tt.order)+dates), tt.url)
		var links []string
		for _, b := range page.Ruler.Bars {
			if b.URL != "" {
				links = append(links, b.URL)
			}
		}
		if got := strings.Join(links, " "); got != tt.want {
			t.Errorf("%s, %s first: %s, want %s", tt.url, tt.order, got, tt.want)
		}
	}
}

// Archives lead to the archives before and after; years of a long timeline
// show their months.
func TestRulerOfArchives(t *testing.T) {
	s := planClean(t, incidents("1999-01-01", "2010-03-04", "2010-09-04", "2011-05-06", "2011-05-08"))
	for _, tt := range []struct{ url, want string }{
		{"/1999/", "Entries by year, before nothing, after 2010"}, // its only month would be no ruler
		{"/2010/", "Entries by month, before 1999, after 2011"},
		{"/2010/09/", "Entries by day, before March 2010, after May 2011"},
		{"/2011/", "Entries by day, before 2010, after nothing"},
	} {
		r := data[*TimelinePage](t, s, tt.url).Ruler
		title := func(l *Link) string {
			if l == nil {
				return "nothing"
			}
			return l.Title
		}
		if got := fmt.Sprintf("%s, before %s, after %s", r.Label, title(r.Prev), title(r.Next)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.url, got, tt.want)
		}
	}
}

// What lists show is stated as filters state it.
func TestWithin(t *testing.T) {
	s := planClean(t, incidents("2021-12-19")+`
-- incidents/placed.md --
---
title: Placed
date: 2021-11
place: Green Zone
tags: [C++ & Go]
---
`)
	for url, want := range map[string]string{
		"/": "", "/incidents/": "type=incident", "/articles/": "type=article", "/disputed/": "differ=yes",
		"/2021/": "archive=2021", "/2021/12/": "archive=2021-12", "/tags/c-go/": "tag=c-go", "/places/green-zone/": "place=green-zone",
	} {
		if got := data[*TimelinePage](t, s, url).Within; got != want {
			t.Errorf("%s: within %q, want %q", url, got, want)
		}
	}
}

// An incident with many reports has a ruler of their dates, which leads to
// the lines of the list.
func TestRulerOfReports(t *testing.T) {
	var site strings.Builder
	site.WriteString("-- incidents/i.md --\n---\ntitle: I\ndate: 2021-12-18\n---\n")
	for k := range minReports {
		fmt.Fprintf(&site, "-- articles/a%d.md --\n---\ntitle: A\ndate: 2021-12-%02d\nincidents: [i]\n---\n", k, 19+k/4)
		page := data[*IncidentPage](t, planClean(t, site.String()), "/incidents/i/")
		if k+1 < minReports {
			if page.Ruler != nil {
				t.Errorf("%d reports have a ruler", k+1)
			}
			continue
		}
		if n := len(page.Ruler.Bars); n != 2 || page.Ruler.Bars[1].URL != "/incidents/i/#"+page.Articles[4].ID || page.Ruler.Bars[1].Label != "20 December 2021: 4\u00a0articles" {
			t.Errorf("the ruler: %+v", page.Ruler.Bars)
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
		entries = append(entries, (&timeline.Article{ArticleDetails: &timeline.ArticleDetails{}, Meta: &content.Article{Date: content.At[edtf.Date]{V: date(t, "2021-03-15")}}}).Entry())
	}
	r := english(t).newRuler("entries", entries, true).bars(toArchive(entries), func(first, last edtf.Day) bool { return first.Month == 2 && last.Day == 28 })
	var bars []string
	for _, b := range r.Bars {
		bars = append(bars, fmt.Sprintf("%d of %d %t", b.Incidents, b.Total, b.Current))
	}
	same(t, "bars", bars, "33 of 33 false", "4 of 4 true", "0 of 100 false")
	if got := []int{r.Bars[0].Top, r.Bars[0].IncidentsTop, r.Bars[2].Top, r.Bars[2].IncidentsTop}; !slices.Equal(got, []int{67, 67, 0, 100}) {
		t.Errorf("bars begin at %d", got)
	}
}
