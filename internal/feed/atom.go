package feed

import (
	"encoding/xml"
	"time"

	"dateline/internal/site"
)

// The types below are Atom (RFC 4287), as far as Dateline uses it.

type atomFeed struct {
	XMLName  xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string      `xml:"xml:lang,attr"`
	ID       string      `xml:"id"`
	Title    string      `xml:"title"` // plain text, as all titles
	Subtitle string      `xml:"subtitle,omitempty"`
	Updated  string      `xml:"updated"`
	Authors  []atomName  `xml:"author"`
	Links    []atomLink  `xml:"link"`
	Entries  []atomEntry `xml:"entry"`
}

type atomEntry struct {
	Lang       string         `xml:"xml:lang,attr,omitempty"`
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Published  string         `xml:"published,omitempty"`
	Updated    string         `xml:"updated"`
	Authors    []atomName     `xml:"author"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Summary    *atomText      `xml:"summary"`
	Content    *atomHTML      `xml:"content"`
}

type atomName struct {
	Name string `xml:"name"`
	URI  string `xml:"uri,omitempty"`
}

type atomLink struct {
	Rel   string `xml:"rel,attr"`
	Type  string `xml:"type,attr,omitempty"`
	Title string `xml:"title,attr,omitempty"`
	Href  string `xml:"href,attr"`
}

type atomCategory struct {
	Term   string `xml:"term,attr"`
	Scheme string `xml:"scheme,attr"`
	Label  string `xml:"label,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// atomHTML holds HTML as it is, in the shortest form that XML has for it.
type atomHTML struct {
	Type string `xml:"type,attr"`
	Text string `xml:",cdata"`
}

// atom writes a feed as Atom. Its id is its own address, its updated the
// latest of its entries.
func (f *Feeds) atom(of site.Feed) ([]byte, error) {
	s := f.timeline.Site
	items := f.items(of)
	feed := atomFeed{
		Lang:    s.Language.V,
		ID:      f.id(of.Atom()),
		Title:   f.title(of),
		Updated: instant(items[0].updated),
		Authors: []atomName{{Name: plain(s.Title.V), URI: f.address("/")}},
		Links: []atomLink{
			{Rel: "self", Type: site.AtomType, Href: f.address(of.Atom())},
			{Rel: "alternate", Type: "text/html", Href: f.address(of.URL)},
			{Rel: "alternate", Type: site.JSONFeedType, Href: f.address(of.JSON())},
		},
	}
	if of.URL == "/" {
		feed.Subtitle = plain(s.Description.V)
	}
	for _, it := range items {
		feed.Entries = append(feed.Entries, f.atomEntry(it))
	}
	return encodeXML(feed)
}

func (f *Feeds) atomEntry(it item) atomEntry {
	own := f.timeline.Site.Language.V
	e := atomEntry{ID: it.id, Title: it.title, Updated: instant(it.updated)}
	if it.lang != own {
		e.Lang = it.lang
	}
	if !it.published.IsZero() {
		e.Published = instant(it.published)
	}
	for _, a := range it.authors {
		e.Authors = append(e.Authors, atomName{a.name, a.url})
	}
	e.Links = []atomLink{{Rel: "alternate", Type: "text/html", Href: it.url}}
	if it.original != "" {
		e.Links = append(e.Links, atomLink{Rel: "via", Href: it.original})
	}
	if it.archive != "" {
		e.Links = append(e.Links, atomLink{Rel: "related", Title: f.words.Text("feed.archived"), Href: it.archive})
	}
	for _, t := range it.tags {
		e.Categories = append(e.Categories, atomCategory{t.slug, f.address("/tags/"), t.name})
	}
	e.Summary = &atomText{Type: "text", Text: it.summary}
	if it.html != "" {
		e.Content = &atomHTML{Type: "html", Text: it.html}
	}
	return e
}

// instant writes a time as RFC 3339 has it.
func instant(t time.Time) string { return t.UTC().Format(time.RFC3339) }
