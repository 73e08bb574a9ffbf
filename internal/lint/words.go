package lint

import (
	"maps"
	"slices"

	"dateline/internal/content"
	"dateline/internal/diag"
)

// words looks in the settings, and in their translations, for labels of fields that no
// account has, and for words in place of a tag, place or office that there is not: of a slip,
// or of what was renamed since, readers see the original.
func (c *checker) words() {
	said := content.NewVocabulary()
	for _, a := range c.Timeline.Articles {
		said.Article(a.Meta)
	}
	for _, i := range c.Timeline.Incidents {
		said.Incident(i.Meta)
	}
	for _, a := range c.Timeline.Actors {
		said.Actor(a.Meta)
	}
	told := map[diag.Pos]bool{}
	look := func(in *content.Site, key, what string, names []content.Named[content.At[string]], known map[string]bool) {
		for _, n := range names {
			pos := in.Pos(n.Name.Place)
			if known[n.Name.V] || told[pos] {
				continue
			}
			told[pos] = true
			free := maps.Clone(known) // what this file does not name
			for _, other := range names {
				if in.Pos(other.Name.Place).File == pos.File {
					delete(free, other.Name.V)
				}
			}
			c.problems.Warnf(pos, "%s: %s %q%s", key, what, n.Name.V, diag.DidYouMean(n.Name.V, slices.Sorted(maps.Keys(free))))
		}
	}
	look(c.Timeline.Site, "fields", "no account has the field", c.Timeline.Site.Fields, said.Fields)
	look(c.Timeline.Site, "words", "there is no tag, place or office", c.Timeline.Site.Words, said.Words)
	for _, t := range c.Further {
		look(t.Site, "fields", "no account has the field", t.Site.Fields, said.Fields)
		look(t.Site, "words", "there is no tag, place or office", t.Site.Words, said.Words)
	}
}
