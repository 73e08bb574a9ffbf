package feed

import (
	"time"

	"dateline/internal/site"
)

// atom writes a feed as Atom (RFC 4287). Its id is its own address, its updated the
// latest of its entries; all titles are plain text.
func (f *Feeds) atom(room []byte, of site.Feed) []byte {
	s := f.timeline.Site
	items := f.items(of)
	e := newElements(room)
	e.open("feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", s.Language.V)
	e.text("id", f.id(of.Atom()))
	e.text("title", f.title(of))
	if of.URL == "/" {
		e.filled("subtitle", plain(s.Description.V))
	}
	e.text("updated", instant(items[0].updated))
	e.author(author{plain(s.Title.V), f.address("/")})
	e.text("link", "", "rel", "self", "type", site.AtomType, "href", f.address(of.Atom()))
	e.text("link", "", "rel", "alternate", "type", "text/html", "href", f.address(of.URL))
	e.text("link", "", "rel", "alternate", "type", site.JSONFeedType, "href", f.address(of.JSON()))
	tags := f.address("/tags/")
	for _, it := range items {
		f.atomEntry(e, it, tags)
	}
	e.close("feed")
	return e.document()
}

// atomEntry writes an entry. tags is the address of the list of all tags.
func (f *Feeds) atomEntry(e *elements, it item, tags string) {
	lang := it.lang
	if lang == f.timeline.Site.Language.V {
		lang = ""
	}
	e.open("entry", "xml:lang", lang)
	e.text("id", it.id)
	e.text("title", it.title)
	if !it.published.IsZero() {
		e.text("published", instant(it.published))
	}
	e.text("updated", instant(it.updated))
	for _, a := range it.authors {
		e.author(a)
	}
	e.text("link", "", "rel", "alternate", "type", "text/html", "href", it.url)
	if it.original != "" {
		e.text("link", "", "rel", "via", "href", it.original)
	}
	if it.archive != "" {
		e.text("link", "", "rel", "related", "title", f.words.Text("feed.archived"), "href", it.archive)
	}
	for _, t := range it.tags {
		e.text("category", "", "term", t.slug, "scheme", tags, "label", t.name)
	}
	e.text("summary", it.summary, "type", "text")
	if it.html != "" {
		e.verbatim("content", it.html, "type", "html")
	}
	e.close("entry")
}

func (e *elements) author(a author) {
	e.open("author")
	e.text("name", a.name)
	e.filled("uri", a.url)
	e.close("author")
}

// instant writes a time as RFC 3339 has it.
func instant(t time.Time) string { return t.UTC().Format(time.RFC3339) }
