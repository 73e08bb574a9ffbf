package lint

import (
	"strings"

	"dateline/internal/content"
	"dateline/internal/timeline"
)

// tags looks for tags that differ in case, marks or punctuation only. Some of
// them make one page, which can have one name only, and others make two. Of signs
// that tell topics apart, as those of C++ and C#, build has told.
func (c *checker) tags() {
	type written struct{ name, file string }
	first := map[string]written{} // by folded name
	told := map[string]bool{}     // by name
	look := func(in *content.Document, names []content.At[string]) {
		for _, name := range names {
			pos := in.Pos(name.Place)
			key := strings.Join(append(folded(name.V), timeline.Signs(name.V)), " ")
			other, known := first[key]
			switch {
			case key == "":
			case !known:
				first[key] = written{name.V, pos.File}
			// Twice in one document, build has told.
			case other.name != name.V && other.file != pos.File && !told[name.V]:
				told[name.V] = true
				c.problems.Warnf(pos, "the tag %q is %q in %s; write it the same everywhere", name.V, other.name, other.file)
			}
		}
	}
	for _, i := range c.Timeline.Incidents {
		look(&i.Meta.Document, i.Meta.Tags)
	}
	for _, a := range c.Timeline.Articles {
		look(&a.Meta.Document, a.Meta.Tags)
	}
}
