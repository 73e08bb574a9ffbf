package timeline

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"dateline/internal/content"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// callings finds documents by name or title, for authors who write those where slugs are
// wanted, and by the slugs that they had. Case and accents of names make no difference.
type callings struct {
	collator *collate.Collator
	buffer   collate.Buffer
	slugs    map[calling][]string   // two at most of one calling
	former   map[calling][]renaming // by slug, two at most
}

// A renaming is how a document is called now.
type renaming struct{ slug, file string }

// calling is how documents of a kind, "" for any, are called.
type calling struct {
	kind, key string // key is that by which names are compared
}

// called returns the callings of all documents.
func (l *linker) called() *callings {
	if l.callings != nil {
		return l.callings
	}
	t := l.timeline
	c := &callings{collator: collate.New(language.Und, collate.Loose), slugs: map[calling][]string{}, former: map[calling][]renaming{}}
	for d := range t.WithSettings() {
		c.add(d.Kind, d.Title, d.Meta.Slug.V)
		for _, alias := range d.Meta.Aliases {
			if slug := slugAt(d.Kind, alias.V); slug != "" {
				c.addFormer(d, content.FoldSlug(slug))
			}
		}
	}
	for _, a := range t.Actors {
		for _, name := range a.Meta.Names {
			c.add("actor", name.V, a.Meta.Slug.V)
		}
	}
	l.callings = c
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

func (c *callings) addFormer(d Document, slug string) {
	now := renaming{d.Meta.Slug.V, cmp.Or(d.Meta.Original(), d.Meta.Path)} // by which translations are linked, too
	for _, called := range []calling{{d.Kind, slug}, {"", slug}} {
		if known := c.former[called]; len(known) < 2 && !slices.Contains(known, now) {
			c.former[called] = append(known, now)
		}
	}
}

// renamed returns how the one document of a kind, "" for any, is called now that has been
// called by a slug, as its aliases say.
func (c *callings) renamed(kind, slug string) (now renaming, ok bool) {
	if found := c.former[calling{kind, slug}]; len(found) == 1 {
		return found[0], true
	}
	return renaming{}, false
}

// slugAt returns the slug of a document of a kind that stands at an address, "" where none
// can stand there.
func slugAt(kind, address string) string {
	address = strings.Trim(address, "/")
	if kind != "page" {
		list, below, _ := strings.Cut(address, "/")
		if list != path.Base(content.Folder(kind)) {
			return ""
		}
		address = below
	}
	if content.CheckSlug(address) != nil {
		return ""
	}
	return address
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
