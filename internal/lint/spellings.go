package lint

import (
	"maps"
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
)

// spellings looks for places and tags that one document alone names, and that are one slip
// away from one that others name: each makes a page of its own, and a place another mark on
// the map. What settings have a word for is meant.
func (c *checker) spellings() {
	places, tags := namings{}, namings{}
	for _, i := range c.Timeline.Incidents {
		places.add(&i.Meta.Document, i.Meta.Place.Name)
		tags.add(&i.Meta.Document, i.Meta.Tags...)
	}
	for _, a := range c.Timeline.Articles {
		tags.add(&a.Meta.Document, a.Meta.Tags...)
	}
	for _, a := range c.Timeline.Actors {
		tags.add(&a.Meta.Document, a.Meta.Tags...)
	}
	c.spelling("place", places)
	c.spelling("tag", tags)
}

// naming is a name at its place.
type naming struct {
	name string
	at   diag.Pos
}

// namings are where things are named, by the folded words of their names.
type namings map[string][]naming

func (n namings) add(in *content.Document, names ...content.At[string]) {
	for _, name := range names {
		if key := foldedKey(name.V); key != "" {
			n[key] = append(n[key], naming{name.V, in.Pos(name.Place)})
		}
	}
}

func foldedKey(name string) string { return strings.Join(folded(name), " ") }

func (c *checker) spelling(what string, all namings) {
	meant := map[string]bool{}
	for _, word := range c.Timeline.Site.Words {
		meant[foldedKey(word.Name.V)] = true
	}
	var known, once []string // keys
	for _, key := range slices.Sorted(maps.Keys(all)) {
		if len(all[key]) > 1 || meant[key] {
			known = append(known, key)
		} else {
			once = append(once, key)
		}
	}
	others := make([][]string, len(known)) // the words of each
	for k, key := range known {
		others[k] = strings.Fields(key)
	}
	for _, key := range once {
		words := strings.Fields(key)
		if k := slices.IndexFunc(others, func(other []string) bool { return slipped(words, other) }); k >= 0 {
			c.problems.Warnf(all[key][0].at, "nothing else has the %s %q%s (if not, give it a word under words: in content/_index.md)",
				what, all[key][0].name, diag.Suggest(all[known[k]][0].name))
		}
	}
}
