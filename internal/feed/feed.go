// Package feed writes feeds as Atom (RFC 4287) and JSON Feed 1.1, and the list
// of them as OPML 2.0.
//
// An entry has one id wherever it is listed: the absolute address of its page,
// or of the note or the correction on it. Feeds need instants where authors
// state dates, so each entry says its date in words too, and:
//
//   - published is when an article's date starts: the first day that it can
//     mean, at 00:00 UTC, unless the author wrote the time. An incident has
//     none: nobody published it.
//   - updated is the latest of an article's date, update and corrections,
//     taken in the same way; of an incident, its date. Never a clock.
//   - What has no such date, or one that RFC 3339 cannot state (before the
//     year 1 or after 9999), is in no feed.
//
// A feed holds the entries that changed last, so that a correction brings an old
// article back before its readers: those of the whole site hold feed_size of them,
// with their texts. The feeds of actors, incidents, sources and tags tell that
// there is something new, with its summary, and hold fewer of them: a text that
// stood in each would be written a dozen times.
package feed

import (
	"slices"
	"strings"
	"sync"
	"time"

	"dateline/internal/escape"
	"dateline/internal/locale"
	"dateline/internal/markup"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// Feeds are all feeds of a site.
type Feeds struct {
	timeline    *timeline.Timeline
	words       *locale.Locale
	list        []site.Feed
	roots       markup.Roots // the address of the site
	markupWords markup.Words // what texts say themselves

	mu   sync.Mutex
	last struct { // of which items were asked for: its two files are made one after the other
		url   string
		items func() []item
	}
}

// New lists the feeds of a timeline. What stands in them is made with their files.
func New(t *timeline.Timeline, language *locale.Locale) *Feeds {
	return &Feeds{timeline: t, words: language, list: site.Feeds(t, language), roots: t.Site.Roots(""), markupWords: markup.NewWords(language.Text)}
}

// File is a file of a feed, or the list of all feeds.
type File struct {
	Path  string                   // in the site
	Make  func(room []byte) []byte // appends the file to room
	Shows site.Shows
}

// Files lists the files of the feeds.
func (f *Feeds) Files() []File {
	files := make([]File, 0, 2*len(f.list)+1)
	if len(f.list) > 0 {
		files = append(files, f.lists()...)
	}
	for k := range f.list {
		of := &f.list[k] // rather than copies of it
		shows := of.Shows()
		files = append(files,
			File{strings.TrimPrefix(of.Atom(), "/"), func(room []byte) []byte { return f.atom(room, *of) }, shows},
			File{strings.TrimPrefix(of.JSON(), "/"), func(room []byte) []byte { return f.json(room, *of) }, shows})
	}
	return files
}

// items returns what a feed holds, last change first.
func (f *Feeds) items(of site.Feed) []item {
	f.mu.Lock()
	if f.last.url != of.URL {
		f.last.url, f.last.items = of.URL, sync.OnceValue(func() []item { return f.make(of) })
	}
	items := f.last.items
	f.mu.Unlock()
	return items()
}

// make makes the items of a feed.
func (f *Feeds) make(of site.Feed) []item {
	size := f.timeline.Site.FeedSize.V
	full := f.timeline.Site.Feed.V != "summary" && of.Group == "" // of the whole site
	if of.Corrections {
		held := site.Newest(slices.Values(f.corrections()), size, func(c timeline.Corrected) (time.Time, bool) { return c.When().Start() })
		return itemsOf(held, func(c timeline.Corrected) item { return f.correction(c, full) })
	}
	return itemsOf(of.Newest(size), func(e timeline.Entry) item { return f.entry(e, full) })
}

// itemsOf makes the items of what a feed holds.
func itemsOf[T any](held []site.Dated[T], make func(T) item) []item {
	items := slices.Grow([]item{}, len(held))
	for _, d := range held {
		it := make(d.What)
		it.updated = d.At
		items = append(items, it)
	}
	return items
}

// title names a feed, together with the site unless it is the site's own.
func (f *Feeds) title(of site.Feed) string {
	if of.URL == "/" {
		return plain(of.Title)
	}
	return plain(of.Title + " · " + f.timeline.Site.Title.V)
}

// id returns the absolute IRI of a root-relative address. It is compared
// letter by letter, so it is the same in all formats.
func (f *Feeds) id(url string) string { return f.roots.Pages + strings.TrimPrefix(url, "/") }

// address returns the absolute URI of a root-relative address.
func (f *Feeds) address(url string) string { return escape.URI(f.id(url)) }

// isPlain reports whether a text is of ASCII without control characters.
func isPlain(s string) bool {
	for _, c := range []byte(s) {
		if c < ' ' || c >= 0x7F {
			return false
		}
	}
	return true
}

// plain drops what XML 1.0 has no form for: most control characters, halves of
// surrogates and two code points besides. JSON could hold them, but the two
// formats say the same.
func plain(s string) string {
	if isPlain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
		case r < ' ' || r == '\uFFFE' || r == '\uFFFF' || 0xD800 <= r && r <= 0xDFFF:
			return -1
		}
		return r
	}, s)
}
