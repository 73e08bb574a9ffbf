package timeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// Entries stand by earliest day, then coarser before finer, then what ends
// first, then incidents before articles, then by time of day, title and slug.
func TestOrder(t *testing.T) {
	want := []struct{ kind, slug, date, time, title string }{
		{"articles", "ancient", "-0426", "", "Z"},
		{"articles", "decade", "202X", "", "Z"},
		{"incidents", "year", "2021", "", "Z"},
		{"articles", "year-article", "2021", "", "A"},
		{"incidents", "month", "2021-01", "", "Z"},
		{"articles", "day", "2021-01-01", "", "Z"},
		{"articles", "open", "2021-01-01/..", "", "A"},
		{"incidents", "dawn", "2021-02-03", "03:10", "Z"},
		{"incidents", "evening", "2021-02-03", "20:00", "A"},
		{"articles", "a-title", "2021-02-03", "", "A"},
		{"articles", "same-title-a", "2021-02-03", "", "B"},
		{"articles", "same-title-b", "2021-02-03", "", "B"},
		{"incidents", "weekend", "2021-02-03/2021-02-04", "", "A"},
		{"articles", "until", "../2021-03", "", "A"},
		{"articles", "far", "Y12021", "", "A"},
		{"incidents", "undated", "XXXX-12-25", "", "A"},
	}
	var slugs []string
	var files []string
	for _, e := range want {
		slugs = append(slugs, e.slug)
		text := fmt.Sprintf("-- %s/%s.md --\n---\ntitle: %s\ndate: %q\n", e.kind, e.slug, e.title, e.date)
		if e.time != "" {
			text += fmt.Sprintf("time: %q\n", e.time)
		}
		files = append(files, text+"---\n")
	}
	// The order in which files are read decides nothing.
	for range 3 {
		linked := linkClean(t, strings.Join(files, ""))
		wantLines(t, "order", each(linked.Entries, func(e Entry) string { return e.Meta().Slug.V }), slugs...)
		slices.Reverse(files)
	}
}

// twoClocks is one incident with reports before, on and after its day.
const twoClocks = `
-- incidents/rockets.md --
---
title: Rockets
date: 2021-12-19
---
-- articles/late.md --
---
title: Late
date: 2021-12-27
incidents: [rockets]
---
-- articles/same.md --
---
title: Same
date: 2021-12-19
incidents: [rockets]
---
-- articles/early.md --
---
title: Early
date: 2021-12-01
incidents: [rockets]
---
-- incidents/vote.md --
---
title: Vote
date: 2021-12-20
---
`

func TestTwoClocks(t *testing.T) {
	linked := linkClean(t, twoClocks)
	wantLines(t, "timeline", titles(linked.Entries), "Early", "Rockets", "Same", "Vote", "Late")
	wantLines(t, "articles", articleTitles(linked.Articles), "Early", "Same", "Late")
	wantLines(t, "incidents", incidentTitles(linked.Incidents), "Rockets", "Vote")
	rockets := incident(t, linked, "rockets")
	wantLines(t, "reports", articleTitles(rockets.Reports), "Early", "Same", "Late")
	if got := rockets.Entry().Date().String(); got != "2021-12-19" {
		t.Errorf("the incident is listed under %s", got)
	}
	if got := rockets.Reports[2].Entry().Date().String(); got != "2021-12-27" {
		t.Errorf("its report is listed under %s", got)
	}
}

func TestNeighbours(t *testing.T) {
	linked := linkClean(t, twoClocks)
	title := func(e *Entry) string {
		if e == nil {
			return "-"
		}
		return e.Title()
	}
	// An article's neighbours are those on the timeline.
	for _, tt := range []struct{ slug, prev, next string }{
		{"early", "-", "Rockets"},
		{"same", "Rockets", "Vote"},
		{"late", "Vote", "-"},
	} {
		a := article(t, linked, tt.slug)
		prev, next := linked.Beside(a.Entry())
		if got := title(prev) + " " + title(next); got != tt.prev+" "+tt.next {
			t.Errorf("around %s: %s, want %s %s", tt.slug, got, tt.prev, tt.next)
		}
	}
	// An incident's neighbours are incidents.
	rockets, vote := incident(t, linked, "rockets"), incident(t, linked, "vote")
	if rockets.Prev != nil || rockets.Next != vote || vote.Prev != rockets || vote.Next != nil {
		t.Error("incidents do not follow each other")
	}
}

func TestAddresses(t *testing.T) {
	linked := linkClean(t, cast+"-- incidents/i.md --\n---\ntitle: I\ndate: 2021\nplace: São Paulo (centre)\ntags: [\"C++ & Go\", \"عربي\"]\n---\n")
	i := incident(t, linked, "i")
	for got, want := range map[string]string{
		linked.Entries[0].URL():       "/incidents/i/",
		linked.Entries[2].URL():       "/articles/first/",
		linked.Actors[0].URL():        "/actors/nato/",
		linked.Sources[0].URL():       "/sources/xinhua/",
		linked.Pages[0].URL():         "/about/",
		i.Place.URL():                 "/places/são-paulo-centre/",
		i.Tags[0].URL():               "/tags/c-go/",
		i.Tags[1].URL():               "/tags/عربي/",
		linked.Entries[1].URL() + "#": "/incidents/meeting/#",
	} {
		if got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
