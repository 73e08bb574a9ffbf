package feed

import (
	"encoding/xml"

	"dateline/internal/site"
)

// The types below are OPML 2.0, as far as Dateline uses it.

type opmlList struct {
	XMLName xml.Name      `xml:"opml"`
	Version string        `xml:"version,attr"`
	Title   string        `xml:"head>title"`
	Body    []opmlOutline `xml:"body>outline"`
}

type opmlOutline struct {
	Text     string        `xml:"text,attr"`
	Type     string        `xml:"type,attr,omitempty"` // "rss", for any kind of feed
	XMLURL   string        `xml:"xmlUrl,attr,omitempty"`
	HTMLURL  string        `xml:"htmlUrl,attr,omitempty"`
	Outlines []opmlOutline `xml:"outline"`
}

// opml lists all feeds, those of one kind under its name.
func (f *Feeds) opml() ([]byte, error) {
	list := opmlList{Version: "2.0", Title: plain(f.words.Text("feed.list", "site", f.timeline.Site.Title.V))}
	group := ""
	for _, of := range f.list {
		feed := f.outline(of)
		if of.Group == "" {
			list.Body = append(list.Body, feed)
			continue
		}
		if of.Group != group {
			group = of.Group
			list.Body = append(list.Body, opmlOutline{Text: group})
		}
		last := &list.Body[len(list.Body)-1]
		last.Outlines = append(last.Outlines, feed)
	}
	return encodeXML(list)
}

func (f *Feeds) outline(of site.Feed) opmlOutline {
	return opmlOutline{Text: plain(of.Title), Type: "rss", XMLURL: f.address(of.Atom()), HTMLURL: f.address(of.URL)}
}
