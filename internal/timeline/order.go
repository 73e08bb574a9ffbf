package timeline

import (
	"slices"

	"dateline/internal/edtf"
)

// order sorts all entries, and with them articles and incidents. Lists that are
// made later follow this order and need no sorting.
func (l *linker) order() {
	t := l.timeline
	t.Entries = sorted(t.Incidents, t.Articles)
	t.Incidents, t.Articles = t.Incidents[:0], t.Articles[:0]
	for k, e := range t.Entries {
		e.at = k
		if e.Incident != nil {
			e.changed = startOf(e.Incident.Meta.Date.V)
			t.Incidents = append(t.Incidents, e.Incident)
		} else {
			t.Articles = append(t.Articles, e.Article)
		}
	}
}

// sorted returns entries in the order of compareEntries. The days by which most
// of them differ are worked out once for each.
func sorted(incidents []*Incident, articles []*Article) []Entry {
	type dated struct {
		day   edtf.Day
		known bool
		Entry
	}
	all := make([]dated, 0, len(incidents)+len(articles))
	add := func(e Entry) {
		day, known := e.Date().Anchor()
		all = append(all, dated{day, known, e})
	}
	for _, i := range incidents {
		add(i.Entry())
	}
	for _, a := range articles {
		add(a.Entry())
	}
	slices.SortFunc(all, func(a, b dated) int {
		if a.known && b.known {
			if c := a.day.Compare(b.day); c != 0 {
				return c
			}
		}
		return compareEntries(a.Entry, b.Entry)
	})
	entries := make([]Entry, len(all))
	for k, d := range all {
		entries[k] = d.Entry
	}
	return entries
}
