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
	fields, words := c.said()
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
	look(c.Timeline.Site, "fields", "no account has the field", c.Timeline.Site.Fields, fields)
	look(c.Timeline.Site, "words", "there is no tag, place or office", c.Timeline.Site.Words, words)
	for _, t := range c.Further {
		look(t.Site, "fields", "no account has the field", t.Site.Fields, fields)
		look(t.Site, "words", "there is no tag, place or office", t.Site.Words, words)
	}
}

// said returns the fields that accounts have, and the tags, places and offices, as authors
// write them.
func (c *checker) said() (fields, words map[string]bool) {
	fields, words = map[string]bool{}, map[string]bool{}
	tags := func(names []content.At[string]) {
		for _, name := range names {
			words[name.V] = true
		}
	}
	for _, a := range c.Timeline.Articles {
		tags(a.Meta.Tags)
		for _, account := range a.Meta.Accounts {
			for _, field := range account.V {
				fields[field.Name.V] = true
			}
		}
	}
	for _, i := range c.Timeline.Incidents {
		tags(i.Meta.Tags)
		words[i.Meta.Place.Name.V] = true
		for _, field := range i.Meta.Established {
			fields[field.Name.V] = true
		}
	}
	for _, a := range c.Timeline.Actors {
		for _, office := range a.Meta.Roles {
			words[office.Title.V] = true
		}
	}
	delete(words, "")
	return fields, words
}
