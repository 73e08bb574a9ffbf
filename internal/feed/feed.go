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
// there is something new, with its summary, and hold partSize of them: a text that
// stood in each would be written a dozen times.
package feed

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline/internal/content"
	"dateline/internal/locale"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// Feeds are all feeds of a site.
type Feeds struct {
	timeline *timeline.Timeline
	words    *locale.Locale
	list     []site.Feed
	base     string                              // address of the site, with a slash at its end
	files    string                              // the same of the first edition of the site, in which files beside pages stand
	changes  func() map[timeline.Entry]time.Time // when the entries changed that have such a time; made once

	mu   sync.Mutex
	last struct { // of which items were asked for: its two files are made one after the other
		url   string
		items func() []item
	}
}

// partSize is how many entries a feed of a part of the site holds at most.
const partSize = 20

// New lists the feeds of a timeline. What stands in them is made with their files.
func New(t *timeline.Timeline, language *locale.Locale) *Feeds {
	base := strings.TrimSuffix(t.Site.BaseURL.V, "/") + "/"
	files := base
	if t.Site.Own != "" {
		files = strings.TrimSuffix(base, content.EditionFolder(t.Site.Language.V)+"/")
	}
	changes := func() map[timeline.Entry]time.Time {
		changes := make(map[timeline.Entry]time.Time, len(t.Entries))
		for _, e := range t.Entries {
			if at, ok := e.Changed().Start(); ok {
				changes[e] = at
			}
		}
		return changes
	}
	return &Feeds{timeline: t, words: language, list: site.Feeds(t, language), base: base, files: files, changes: sync.OnceValue(changes)}
}

// File is a file of a feed, or the list of all feeds.
type File struct {
	Path  string // in the site
	Make  func() ([]byte, error)
	Shows site.Shows
}

// Files lists the files of the feeds.
func (f *Feeds) Files() []File {
	files := make([]File, 0, 2*len(f.list)+1)
	if len(f.list) > 0 {
		files = append(files, f.lists()...)
	}
	for _, of := range f.list {
		files = append(files,
			File{strings.TrimPrefix(of.Atom(), "/"), func() ([]byte, error) { return f.atom(of) }, of.Shows()},
			File{strings.TrimPrefix(of.JSON(), "/"), func() ([]byte, error) { return f.json(of) }, of.Shows()})
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
	size, full := f.timeline.Site.FeedSize.V, f.timeline.Site.Feed.V != "summary"
	if of.Group != "" { // of a part of the site
		size, full = min(size, partSize), false
	}
	if of.Corrections {
		return newest(f.corrections(), size, correction.at, func(c correction) item { return f.correction(c, full) })
	}
	changes := f.changes()
	at := func(e timeline.Entry) (time.Time, bool) {
		at, ok := changes[e]
		return at, ok
	}
	return newest(slices.Collect(of.Entries), size, at, func(e timeline.Entry) item { return f.entry(e, full) })
}

// newest makes the items of the things that changed last, at most so many. They
// come oldest first; of those that changed at one time, the later in that order
// stands first.
func newest[T any](all []T, size int, changed func(T) (time.Time, bool), make func(T) item) []item {
	type dated struct {
		at time.Time
		k  int
	}
	order := []dated{}
	for k, thing := range all {
		if at, ok := changed(thing); ok {
			order = append(order, dated{at, k})
		}
	}
	slices.SortFunc(order, func(a, b dated) int { return cmp.Or(b.at.Compare(a.at), b.k-a.k) })
	items := []item{}
	for _, d := range order[:min(len(order), size)] {
		it := make(all[d.k])
		it.updated = d.at
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
func (f *Feeds) id(url string) string { return f.base + strings.TrimPrefix(url, "/") }

// address returns the absolute URI of a root-relative address.
func (f *Feeds) address(url string) string { return address(f.id(url)) }

// address returns a web address as a URI: what is not ASCII is escaped. It is
// "" for what is no web address.
func address(iri string) string {
	u, err := url.Parse(iri)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	return u.String()
}

// plain drops what XML 1.0 has no form for: most control characters, halves of
// surrogates and two code points besides. JSON could hold them, but the two
// formats say the same.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
		case r < ' ' || r == '\uFFFE' || r == '\uFFFF' || 0xD800 <= r && r <= 0xDFFF:
			return -1
		}
		return r
	}, s)
}

func encodeXML(v any) ([]byte, error) {
	buf := bytes.NewBufferString(xml.Header)
	enc := xml.NewEncoder(buf)
	enc.Indent("", " ")
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("writing XML: %w", err)
	}
	buf.WriteByte('\n')
	return buf.Bytes(), nil
}
