package feed

import (
	"encoding/xml"
	"fmt"
	"strings"

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
	Type     string        `xml:"type,attr,omitempty"` // "rss", for any kind of feed, or "include"
	XMLURL   string        `xml:"xmlUrl,attr,omitempty"`
	HTMLURL  string        `xml:"htmlUrl,attr,omitempty"`
	URL      string        `xml:"url,attr,omitempty"` // of a list to include
	Outlines []opmlOutline `xml:"outline"`
}

const (
	// wholeList is up to how many feeds one list names all: some 50 kB, and as many
	// as a reader of feeds shows to choose from. Of more, those of a group stand in
	// lists of their own, which the first includes.
	wholeList = 300
	// partList is how many feeds such a list names at most.
	partList = 500
)

// lists lists the lists of feeds.
func (f *Feeds) lists() []File {
	if len(f.list) <= wholeList {
		return []File{{site.FeedListFile, f.opml, told(f.list)}}
	}
	var whole []opmlOutline
	var files []File
	for k := 0; k < len(f.list); {
		group, from := f.list[k].Group, k
		for k < len(f.list) && f.list[k].Group == group {
			k++
		}
		if group == "" {
			whole = append(whole, f.outlines(f.list[from:k])...)
			continue
		}
		for number := 1; from < k; number++ {
			part := f.list[from:min(from+partList, k)]
			kind, _, _ := strings.Cut(part[0].URL[1:], "/")
			file, title := fmt.Sprintf("feeds-%s-%d.opml", kind, number), group
			if number > 1 {
				title = fmt.Sprintf("%s %d", group, number)
			}
			whole = append(whole, opmlOutline{Text: title, Type: "include", URL: f.address("/" + file)})
			files = append(files, File{file, func() ([]byte, error) {
				return f.listOf(opmlOutline{Text: title, Outlines: f.outlines(part)})
			}, told(part)})
			from += len(part)
		}
	}
	return append(files, File{site.FeedListFile, func() ([]byte, error) { return f.listOf(whole...) }, told(f.list)})
}

// told says what a list of feeds is made of.
func told(feeds []site.Feed) site.Shows {
	var texts []string
	for _, of := range feeds {
		texts = append(texts, of.Title, of.Group, of.URL)
	}
	return site.Telling(texts...)
}

// opml lists all feeds, those of one kind under its name.
func (f *Feeds) opml() ([]byte, error) {
	var body []opmlOutline
	group := ""
	for k, outline := range f.outlines(f.list) {
		of := f.list[k]
		if of.Group == "" {
			body = append(body, outline)
			continue
		}
		if of.Group != group {
			group = of.Group
			body = append(body, opmlOutline{Text: group})
		}
		last := &body[len(body)-1]
		last.Outlines = append(last.Outlines, outline)
	}
	return f.listOf(body...)
}

func (f *Feeds) listOf(body ...opmlOutline) ([]byte, error) {
	return encodeXML(opmlList{Version: "2.0", Title: plain(f.words.Text("feed.list", "site", f.timeline.Site.Title.V)), Body: body})
}

func (f *Feeds) outlines(feeds []site.Feed) []opmlOutline {
	all := make([]opmlOutline, len(feeds))
	for k, of := range feeds {
		all[k] = opmlOutline{Text: plain(of.Title), Type: "rss", XMLURL: f.address(of.Atom()), HTMLURL: f.address(of.URL)}
	}
	return all
}
