package opendata

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"sort"
	"strings"

	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

// A long timeline is given in parts too: of a year each or, where that has many
// entries, of a month, or else of a day, so that nobody who wants some of it loads all,
// and a new entry changes no part but that of its own date. Tables and the files for other
// programs are whole at any size: they are made to be taken whole.

// WholeEntries is up to how many entries a file holds that is loaded by what
// readers use: calendars take 1 MB, which is some 2,500 events, and slides of more
// entries than that are nothing that anybody leafs through.
const WholeEntries = 2000

// part is the stretch entries[from:to] of a timeline.
type part struct {
	period   string // "2021", "2021-12" or "2021-12-19"; "" for entries without a date
	from, to int
}

// file returns the path of a part of a file: data/timeline-2021.json.
func (p part) file(whole string) string {
	ext := path.Ext(whole)
	return strings.TrimSuffix(whole, ext) + "-" + cmp.Or(p.period, "undated") + ext
}

// Long reports whether the timeline is given in parts.
func Long(t *timeline.Timeline) bool { return len(t.Entries) > WholeEntries }

// datedOf returns how many entries have a date: they come first.
func datedOf(entries []timeline.Entry) int {
	return sort.Search(len(entries), func(k int) bool { _, ok := entries[k].Date().Anchor(); return !ok })
}

// partsOf divides a long timeline, oldest first; nil for one that is whole.
func partsOf(t *timeline.Timeline) []part {
	if !Long(t) {
		return nil
	}
	dated := datedOf(t.Entries)
	parts := divided(t.Entries, 0, dated, 1)
	if dated < len(t.Entries) {
		parts = append(parts, part{"", dated, len(t.Entries)})
	}
	return parts
}

// divided returns the parts of entries[from:to], all dated: of a year each where terms is 1,
// of a month where it is 2, of a day where it is 3; and of finer ones where these are long.
func divided(entries []timeline.Entry, from, to, terms int) (parts []part) {
	for from < to {
		period := periodOf(entries[from], terms)
		end := from + sort.Search(to-from, func(k int) bool { return periodOf(entries[from+k], terms) != period })
		if end-from > WholeEntries && terms < 3 {
			parts = append(parts, divided(entries, from, end, terms+1)...)
		} else {
			parts = append(parts, part{period, from, end})
		}
		from = end
	}
	return parts
}

// partsWith returns those of the parts of a timeline with an entry that a file has
// anything of.
func partsWith(t *timeline.Timeline, parts []part, has func(timeline.Entry) bool) []part {
	return slices.DeleteFunc(slices.Clone(parts), func(p part) bool { return !slices.ContainsFunc(t.Entries[p.from:p.to], has) })
}

// periodOf names the year, month or day of a dated entry by so many terms, as EDTF does, and
// as the addresses of archives do.
func periodOf(e timeline.Entry, terms int) string {
	day, _ := e.Date().Anchor()
	return strings.Join([]string{edtf.YearDigits(day.Year), fmt.Sprintf("%02d", day.Month), fmt.Sprintf("%02d", day.Day)}[:terms], "-")
}

// of returns what a part is made of.
func (s source) of(p part) *source {
	return s.some(s.Entries[p.from:p.to], p.period)
}

// newest returns what the file of a long timeline that cannot name its parts is
// made of: the newest entries that it has anything of.
func (s source) newest(has func(timeline.Entry) bool) *source {
	var newest []timeline.Entry
	for _, e := range slices.Backward(s.Entries) {
		if has(e) && len(newest) < WholeEntries {
			newest = append(newest, e)
		}
	}
	slices.Reverse(newest)
	return s.some(newest, "")
}

func (s source) some(entries []timeline.Entry, period string) *source {
	t := *s.Timeline
	t.Entries, t.Articles, t.Incidents = entries, nil, nil
	for _, e := range entries {
		if e.Article != nil {
			t.Articles = append(t.Articles, e.Article)
		} else {
			t.Incidents = append(t.Incidents, e.Incident)
		}
	}
	s.Timeline, s.period = &t, period
	return &s
}

// name names what a file holds.
func (s *source) name() string { return strings.TrimSpace(s.Site.Title.V + " " + s.period) }
