package timeline

import (
	"slices"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// callings finds documents by name or title, for authors who write those where slugs are
// wanted. Case and accents make no difference.
type callings struct {
	collator *collate.Collator
	buffer   collate.Buffer
	slugs    map[calling][]string // two at most of one calling
}

// calling is how documents of a kind, "" for any, are called.
type calling struct {
	kind, key string // key is that by which names are compared
}

func newCallings(t *Timeline) *callings {
	c := &callings{collator: collate.New(language.Und, collate.Loose), slugs: map[calling][]string{}}
	for d := range t.withSettings() {
		c.add(d.Kind, d.Title, d.Meta.Slug.V)
	}
	for _, a := range t.Actors {
		for _, name := range a.Meta.Names {
			c.add("actor", name.V, a.Meta.Slug.V)
		}
	}
	return c
}

func (c *callings) add(kind, name, slug string) {
	key := c.key(name)
	for _, called := range []calling{{kind, key}, {"", key}} {
		if known := c.slugs[called]; len(known) < 2 && !slices.Contains(known, slug) {
			c.slugs[called] = append(known, slug)
		}
	}
}

// find returns the slug of the one document of a kind, "" for any, that has a name; ""
// for none or several.
func (c *callings) find(kind, name string) string {
	if slugs := c.slugs[calling{kind, c.key(name)}]; len(slugs) == 1 {
		return slugs[0]
	}
	return ""
}

func (c *callings) key(name string) string {
	c.buffer.Reset()
	return string(c.collator.KeyFromString(&c.buffer, name))
}
