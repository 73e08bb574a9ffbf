package timeline

import (
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/edtf"
)

// Finding is a weak spot in how a timeline is sourced: no mistake, but what
// careful editors want to know.
type Finding struct {
	Sort  string // one of the keys of FindingSorts
	Pos   diag.Pos
	Text  string // what a message says
	Says  string // the same as the end of a key of the interface: "single"
	Names string // whom it names, a line each
	Title string // of the document
	URL   string // of its page, or of the place on it
}

// FindingSorts are the sorts of findings, in the order in which a report
// gives them, each with its heading.
var FindingSorts = []struct{ Sort, Heading string }{
	{"unsourced", "Claims without a source"},
	{"single", "Incidents told by one publisher only"},
	{"unlinked", "Articles without original or archived address"},
	{"unmentioned", "Actors that appear nowhere"},
	{"circle", "Credits that go in a circle"},
}

// Integrity looks for weak spots in the sourcing of the timeline. Where that has gaps, it
// leaves out what may only seem weak because of them.
func (t *Timeline) Integrity() []Finding {
	var found []Finding
	add := func(sort, says string, d Document, text string, names ...string) {
		if len(names) > 0 {
			text += ": " + strings.Join(names, ", which credits ")
		}
		found = append(found, Finding{sort, diag.Pos{File: d.Meta.Path}, text, says, strings.Join(names, "\n"), d.Title, d.URL})
	}
	for _, a := range t.Articles {
		for _, note := range a.Annotations {
			if note.Kind == kindClaim && len(note.Sources) == 0 && note.Via == nil && !note.Unfound {
				found = append(found, Finding{"unsourced", note.pos(), "this claim names no source; add via: or sources:", "claim", "", note.Quote, note.URL()})
			}
		}
		switch {
		case unread(a.Meta.Title, a.Meta.Date):
		case !a.Meta.URL.Set() && !a.Meta.Archive.Set():
			add("unlinked", "no_address", a.document(), "the article has neither the address of the original nor of an archived copy; add url: and archive:")
		case !a.Meta.Archive.Set():
			add("unlinked", "no_archive", a.document(), "the article has no address of an archived copy; add archive:")
		case !a.Meta.URL.Set():
			add("unlinked", "no_original", a.document(), "the article has no address of the original; add url:")
		}
	}
	if t.gaps {
		return found
	}
	for _, i := range t.Incidents {
		if publishers := publishers(i); len(publishers) == 1 {
			add("single", "single", i.document(), "only one publisher tells of this incident", publishers[0].Name())
		}
		if circle := creditCircle(i); len(circle) > 0 {
			var names []string
			for _, s := range circle {
				names = append(names, s.Name())
			}
			add("circle", "circle", i.document(), "the articles about this incident credit each other in a circle", names...)
		}
	}
	for _, a := range t.Actors {
		if len(a.Entries) == 0 {
			add("unmentioned", "unmentioned", a.document(), "the actor appears in no incident and no article")
		}
	}
	return found
}

// unread reports whether the front matter of an article or incident cannot be read.
func unread(title content.At[string], date content.At[edtf.Date]) bool {
	return !title.Set() && !date.Set()
}

// publishers returns who published articles about an incident, each once.
func publishers(i *Incident) []*Source {
	var all []*Source
	for _, a := range i.Reports {
		if a.Publisher != nil && !slices.Contains(all, a.Publisher) {
			all = append(all, a.Publisher)
		}
	}
	return all
}

// creditCircle returns sources of which each credits the next, and the last is
// the first, in the articles about one incident; nil where there are none.
func creditCircle(i *Incident) []*Source {
	credits := map[*Source][]*Source{}
	for _, a := range i.Reports {
		if a.Publisher != nil {
			credits[a.Publisher] = append(credits[a.Publisher], a.Credits...)
		}
	}
	done := map[*Source]bool{}
	var path []*Source
	var visit func(s *Source) []*Source
	visit = func(s *Source) []*Source {
		if at := slices.Index(path, s); at >= 0 {
			return append(slices.Clone(path[at:]), s)
		}
		if done[s] {
			return nil
		}
		done[s] = true
		path = append(path, s)
		for _, next := range credits[s] {
			if circle := visit(next); circle != nil {
				return circle
			}
		}
		path = path[:len(path)-1]
		return nil
	}
	for _, s := range publishers(i) {
		if circle := visit(s); circle != nil {
			return circle
		}
	}
	return nil
}
