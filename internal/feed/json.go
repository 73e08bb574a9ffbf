package feed

import (
	"dateline/internal/escape"
	"dateline/internal/site"
)

// json writes a feed as JSON Feed 1.1 (jsonfeed.org), an item a line.
func (f *Feeds) json(room []byte, of site.Feed) []byte {
	s := f.timeline.Site
	b := escape.Member(append(room, '{'), "version", "https://jsonfeed.org/version/1.1")
	b = escape.Member(b, "title", f.title(of))
	b = escape.Member(b, "home_page_url", f.address(of.URL))
	b = escape.Member(b, "feed_url", f.address(of.JSON()))
	if of.URL == "/" {
		b = escape.Filled(b, "description", plain(s.Description.V))
	}
	b = authors(b, []author{{plain(s.Title.V), f.address("/")}})
	b = escape.Member(b, "language", s.Language.V)
	b = append(b, `,"items":[`...)
	separator := "\n"
	for _, it := range f.items(of) {
		b = append(f.jsonItem(append(b, separator...), it), '\n')
		separator = ","
	}
	return append(b, "]}\n"...)
}

// jsonItem adds an item: its summary is the text where there is no other.
func (f *Feeds) jsonItem(b []byte, it item) []byte {
	b = escape.Member(append(b, '{'), "id", it.id)
	b = escape.Member(b, "url", it.url)
	b = escape.Filled(b, "external_url", it.original)
	b = escape.Member(b, "title", it.title)
	if it.html == "" {
		b = escape.Filled(b, "content_text", it.summary)
	} else {
		b = escape.Member(b, "content_html", it.html)
		b = escape.Filled(b, "summary", it.summary)
	}
	if !it.published.IsZero() {
		b = escape.Member(b, "date_published", instant(it.published))
	}
	b = escape.Member(b, "date_modified", instant(it.updated))
	b = authors(b, it.authors)
	b = escape.List(b, "tags", it.tags, func(b []byte, t tag) []byte { return escape.JSON(b, t.name) })
	if it.lang != f.timeline.Site.Language.V {
		b = escape.Filled(b, "language", it.lang)
	}
	return append(b, '}')
}

func authors(b []byte, all []author) []byte {
	return escape.List(b, "authors", all, func(b []byte, a author) []byte {
		return append(escape.Filled(escape.Member(append(b, '{'), "name", a.name), "url", a.url), '}')
	})
}
