package feed

import (
	"time"

	"dateline/internal/escape"
	"dateline/internal/site"
)

// atom writes a feed as Atom (RFC 4287). Its id is its own address, its updated the
// latest of its entries; all titles are plain text.
func (f *Feeds) atom(room []byte, of site.Feed) []byte {
	s := f.timeline.Site
	items := f.items(of)
	e := escape.NewElements(room)
	e.Open("feed", "xmlns", "http://www.w3.org/2005/Atom", "xml:lang", s.Language.V)
	e.Text("id", f.id(of.Atom()))
	e.Text("title", f.title(of))
	if of.URL == "/" {
		e.Filled("subtitle", plain(s.Description.V))
	}
	e.Text("updated", instant(items[0].updated))
	author{plain(s.Title.V), f.address("/")}.atom(e)
	e.Text("link", "", "rel", "self", "type", site.AtomType, "href", f.address(of.Atom()))
	e.Text("link", "", "rel", "alternate", "type", "text/html", "href", f.address(of.URL))
	e.Text("link", "", "rel", "alternate", "type", site.JSONFeedType, "href", f.address(of.JSON()))
	tags := f.address("/tags/")
	for _, it := range items {
		f.atomEntry(e, it, tags)
	}
	e.Close("feed")
	return e.Document()
}

// atomEntry writes an entry. tags is the address of the list of all tags.
func (f *Feeds) atomEntry(e *escape.Elements, it item, tags string) {
	lang := it.lang
	if lang == f.timeline.Site.Language.V {
		lang = ""
	}
	e.Open("entry", "xml:lang", lang)
	e.Text("id", it.id)
	e.Text("title", it.title)
	if !it.published.IsZero() {
		e.Text("published", instant(it.published))
	}
	e.Text("updated", instant(it.updated))
	for _, a := range it.authors {
		a.atom(e)
	}
	e.Text("link", "", "rel", "alternate", "type", "text/html", "href", it.url)
	if it.original != "" {
		e.Text("link", "", "rel", "via", "href", it.original)
	}
	if it.archive != "" {
		e.Text("link", "", "rel", "related", "title", f.words.Text("feed.archived"), "href", it.archive)
	}
	for _, t := range it.tags {
		e.Text("category", "", "term", t.slug, "scheme", tags, "label", t.name)
	}
	e.Text("summary", it.summary, "type", "text")
	if it.html != "" {
		e.Verbatim("content", it.html, "type", "html")
	}
	e.Close("entry")
}

func (a author) atom(e *escape.Elements) {
	e.Open("author")
	e.Text("name", a.name)
	e.Filled("uri", a.url)
	e.Close("author")
}

// instant writes a time as RFC 3339 has it.
func instant(t time.Time) string { return t.UTC().Format(time.RFC3339) }
