package lint

import (
	"maps"
	"slices"

	"dateline/internal/content"
	"dateline/internal/diag"
)

// words looks in the settings, and in their translations, for labels of fields that no
// account has, and for words in place of a tag, place or office that there is not: of a slip,
// or of what was renamed since, readers see the original. Drafts have theirs, too.
func (c *checker) words() error {
	settings := []*content.Site{c.Timeline.Site}
	for _, t := range c.Further {
		settings = append(settings, t.Site)
	}
	if !slices.ContainsFunc(settings, func(s *content.Site) bool { return len(s.Fields)+len(s.Words) > 0 }) {
		return nil
	}
	set := c.Content
	if len(set.Drafts) > 0 {
		var err error
		if set, _, err = content.Read(c.Source, content.Options{Drafts: true}); err != nil {
			return err
		}
	}
	said := set.Vocabulary()
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
	for _, s := range settings {
		look(s, "fields", "no account has the field", s.Fields, said.Fields)
		look(s, "words", "there is no tag, place or office", s.Words, said.Words)
	}
	return nil
}
