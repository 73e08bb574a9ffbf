package lint

import (
	"strings"

	"dateline/internal/content"
)

// tags looks for tags that differ in case, marks or punctuation only. Some of
// them make one page, which can have one name only, and others make two.
func (c *checker) tags() {
	first := map[string]content.At[string]{} // by folded name
	told := map[string]bool{}                // by name
	look := func(names []content.At[string]) {
		for _, name := range names {
			key := strings.Join(folded(name.V), " ")
			other, known := first[key]
			switch {
			case key == "":
			case !known:
				first[key] = name
			// Twice in one document, build has told.
			case other.V != name.V && other.Pos.File != name.Pos.File && !told[name.V]:
				told[name.V] = true
				c.problems.Warnf(name.Pos, "the tag %q is %q in %s; write it the same everywhere", name.V, other.V, other.Pos.File)
			}
		}
	}
	for _, i := range c.Timeline.Incidents {
		look(i.Meta.Tags)
	}
	for _, a := range c.Timeline.Articles {
		look(a.Meta.Tags)
	}
}
