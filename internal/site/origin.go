package site

import (
	"iter"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/timeline"
)

// titled is what a document is called, the root-relative address of its page, and
// whether others may show it in a frame.
type titled struct {
	title, url string
	embed      bool
}

// documents yields those that have pages.
func documents(t *timeline.Timeline) iter.Seq2[*content.Document, titled] {
	return func(yield func(*content.Document, titled) bool) {
		more := true
		each := func(doc *content.Document, title, url string, embed bool) {
			more = more && yield(doc, titled{title, url, embed})
		}
		for _, a := range t.Articles {
			each(&a.Meta.Document, a.Meta.Title.V, a.URL(), false)
		}
		for _, i := range t.Incidents {
			each(&i.Meta.Document, i.Meta.Title.V, i.URL(), true)
		}
		for _, a := range t.Actors {
			each(&a.Meta.Document, a.Name(), a.URL(), true)
		}
		for _, s := range t.Sources {
			each(&s.Meta.Document, s.Name(), s.URL(), true)
		}
		for _, page := range t.Pages {
			each(&page.Meta.Document, page.Meta.Title.V, page.URL(), false)
		}
	}
}

// Origin returns where authors have what stands at the name of a file, in a folder of
// that name, or where one of its folders is. It is zero where that is nothing of theirs.
func (s *Site) Origin(file string) diag.Pos {
	for _, c := range s.Copies {
		if overlap(c.To, file) {
			return diag.Pos{File: c.From}
		}
	}
	for doc, d := range documents(s.planner.timeline) {
		if overlap(d.url, file) {
			return diag.Pos{File: doc.Path}
		}
		for at, url := range aliases(doc) {
			if overlap(url, file) {
				return doc.Pos(at.Place)
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
