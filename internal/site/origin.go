package site

import (
	"strings"

	"dateline/internal/diag"
)

// Origin returns where authors have what stands at the name of a file, in a folder of
// that name, or where one of its folders is. It is zero where that is nothing of theirs.
func (s *Site) Origin(file string) diag.Pos {
	for _, c := range s.Copies {
		if overlap(c.To, file) {
			return diag.Pos{File: c.From}
		}
	}
	for d := range s.planner.timeline.Documents() {
		if overlap(d.URL, file) {
			return diag.Pos{File: d.Meta.Path}
		}
		for at, url := range aliases(d.Meta) {
			if overlap(url, file) {
				return d.Meta.Pos(at.Place)
			}
		}
	}
	return diag.Pos{}
}

// overlap reports whether two paths are the same, or one lies in the other.
func overlap(a, b string) bool {
	a, b = strings.Trim(a, "/")+"/", strings.Trim(b, "/")+"/"
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}
