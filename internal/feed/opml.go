package feed

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"dateline/internal/escape"
	"dateline/internal/site"
)

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
	var whole []func(*escape.Elements)
	var files []File
	for feeds := range groups(f.list) {
		group := feeds[0].Group
		if group == "" {
			whole = append(whole, func(e *escape.Elements) { f.outlines(e, feeds) })
			continue
		}
		number := 0
		for part := range slices.Chunk(feeds, partList) {
			number++
			kind, _, _ := strings.Cut(part[0].URL[1:], "/")
			file, title := fmt.Sprintf("feeds-%s-%d.opml", kind, number), group
			if number > 1 {
				title = fmt.Sprintf("%s %d", group, number)
			}
			whole = append(whole, func(e *escape.Elements) {
				e.Text("outline", "", "text", title, "type", "include", "url", f.address("/"+file))
			})
			files = append(files, File{file, func(room []byte) []byte {
				return f.listOf(room, func(e *escape.Elements) { f.group(e, title, part) })
			}, told(part)})
		}
	}
	return append(files, File{site.FeedListFile, func(room []byte) []byte { return f.listOf(room, whole...) }, told(f.list)})
}

// groups yields the feeds of each group, which stand together in a list, and those of none.
func groups(list []site.Feed) iter.Seq[[]site.Feed] {
	return func(yield func([]site.Feed) bool) {
		for from, to := 0, 0; from < len(list); from = to {
			for to < len(list) && list[to].Group == list[from].Group {
				to++
			}
			if !yield(list[from:to]) {
				return
			}
		}
	}
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
func (f *Feeds) opml(room []byte) []byte {
	return f.listOf(room, func(e *escape.Elements) {
		for feeds := range groups(f.list) {
			if group := feeds[0].Group; group == "" {
				f.outlines(e, feeds)
			} else {
				f.group(e, group, feeds)
			}
		}
	})
}

// listOf writes OPML 2.0 with what the functions put in it.
func (f *Feeds) listOf(room []byte, body ...func(*escape.Elements)) []byte {
	e := escape.NewElements(room)
	e.Open("opml", "version", "2.0")
	e.Open("head")
	e.Text("title", plain(f.words.Text("feed.list", "site", f.timeline.Site.Title.V)))
	e.Close("head")
	e.Open("body")
	for _, write := range body {
		write(e)
	}
	e.Close("body")
	e.Close("opml")
	return e.Document()
}

func (f *Feeds) group(e *escape.Elements, title string, feeds []site.Feed) {
	e.Open("outline", "text", title)
	f.outlines(e, feeds)
	e.Close("outline")
}

// outlines lists feeds. "rss" is the type of any kind of them.
func (f *Feeds) outlines(e *escape.Elements, feeds []site.Feed) {
	for _, of := range feeds {
		e.Text("outline", "", "text", plain(of.Title), "type", "rss", "xmlUrl", f.address(of.Atom()), "htmlUrl", f.address(of.URL))
	}
}
