package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/internal/diag/diagtest"
	"dateline/internal/edtf"
	"dateline/internal/locale/localetest"
	"dateline/internal/timeline/timelinetest"
)

// plan plans a site that is written as txtar, names relative to content/;
// settings are added unless they are among the files. The problems come as lines.
func plan(t *testing.T, archive string) (*Site, []string) {
	t.Helper()
	linked, problems := timelinetest.Link(t, archive)
	planned, found := Plan(linked, localetest.English(t), false)
	problems.Add(found)
	return planned, diagtest.Lines(problems)
}

// title is that of a link that may be missing.
func title(l *Link) string {
	if l == nil {
		return ""
	}
	return l.Title
}

// english puts things into the words of English.
func english(t *testing.T) wording { return wording{localetest.English(t)} }

// planClean plans a site that must have no problems.
func planClean(t *testing.T, archive string) *Site {
	t.Helper()
	planned, found := plan(t, archive)
	if len(found) > 0 {
		t.Fatalf("problems:\n%s", strings.Join(found, "\n"))
	}
	return planned
}

// data returns what the template of a page gets.
func data[T any](t *testing.T, s *Site, url string) T {
	t.Helper()
	k := slices.IndexFunc(s.Pages, func(p Page) bool { return p.URL == url })
	if k < 0 {
		t.Fatalf("no page %s; there are %v", url, urls(s))
	}
	page, ok := s.Pages[k].Data().(T)
	if !ok {
		t.Fatalf("%s gets %T", url, s.Pages[k].Data())
	}
	return page
}

func urls(s *Site) []string {
	var all []string
	for _, p := range s.Pages {
		all = append(all, p.URL)
	}
	return all
}

// date parses EDTF; "" is no date.
func date(t *testing.T, s string) edtf.Date {
	t.Helper()
	if s == "" {
		return edtf.Date{}
	}
	d, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// incidents writes one incident for each date, called i0, i1 …
func incidents(dates ...string) string {
	var b strings.Builder
	for k, d := range dates {
		fmt.Fprintf(&b, "-- incidents/i%d.md --\n---\ntitle: I%d\ndate: %q\n---\n", k, k, d)
	}
	return b.String()
}

// same compares lists of words.
func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %q\nwant %q", what, got, want)
	}
}
