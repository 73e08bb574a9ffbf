package build

import (
	"fmt"
	"io"
	"strings"

	"dateline/internal/export"
	"dateline/internal/feed"
	"dateline/internal/locale"
	"dateline/internal/markup"
	"dateline/internal/opendata"
	"dateline/internal/opengraph"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// The functions below list what other packages make beside pages, each file with what its
// bytes follow from.

// annotations lists the annotations of each article as data.
func annotations(t *timeline.Timeline) listing {
	contents := listing{}
	for _, a := range t.Articles {
		// An edition has those of its translations only: the others are the same.
		if len(a.Annotations) > 0 && (a.Meta.Own() == "" || a.Meta.Translation() != "") {
			file := strings.TrimPrefix(site.AnnotationsURL(a), "/")
			contents[file] = made{
				make: surely(func(room []byte) []byte {
					return export.Annotations(room, a, t.Site.Roots(file), t.Site.Language.V)
				}),
				shows: site.FactsOf([]timeline.Entry{a.Entry()}),
			}
		}
	}
	return contents
}

// allAnnotations lists those of all articles as data.
func allAnnotations(t *timeline.Timeline) listing {
	contents := listing{}
	add := func(file string, shows site.Shows, open func(room []byte, roots markup.Roots) []byte) {
		contents[file] = made{make: surely(func(room []byte) []byte { return open(room, t.Site.Roots(file)) }), shows: shows}
	}
	c := export.NewCollection(t)
	add(export.CollectionFile, site.Facts(), c.Index)
	for k := range c.Pages() {
		entries, before := c.Held(k)
		shows := site.Together(site.DataOf(entries), site.Telling(fmt.Sprint(before, c.Pages())))
		add(export.PageFile(k), shows, func(room []byte, roots markup.Roots) []byte { return c.Page(room, k, roots) })
	}
	return contents
}

// hover lists the pieces of the hover cards.
func hover(t *timeline.Timeline, language *locale.Locale) listing {
	contents := listing{}
	hover := site.NewHover(t, language)
	for k := range hover.Pieces() {
		contents[export.HoverFile(k)] = made{make: fresh(func() ([]byte, error) { return export.HoverPiece(hover.Piece(k)) }), shows: hover.Shows(k)}
	}
	return contents
}

// feeds lists the feeds. They state absolute addresses: without a base_url
// there are none.
func feeds(t *timeline.Timeline, language *locale.Locale) listing {
	contents := listing{}
	if t.Site.BaseURL.V != "" {
		for _, file := range feed.New(t, language).Files() {
			contents[file.Path] = made{make: surely(file.Make), shows: file.Shows}
		}
	}
	return contents
}

// repeatFeeds adds the feeds of pages at their older addresses, since those who follow one
// there are not led on as browsers are.
func (l listing) repeatFeeds(redirects []site.Redirect) {
	pages := map[string]bool{} // an alias may be called as a file of a feed
	for _, r := range redirects {
		pages[strings.Trim(r.From, "/")] = true
	}
	for _, r := range redirects {
		if !strings.HasSuffix(r.From, "/") {
			continue
		}
		from, to := site.Feed{URL: r.From[1:]}, site.Feed{URL: r.To[1:]}
		for now, older := range map[string]string{to.Atom(): from.Atom(), to.JSON(): from.JSON()} {
			if file, ok := l[now]; ok && !pages[older] {
				l[older] = file
			}
		}
	}
}

// robots lists what tells robots which pages there are, in all editions; nothing
// without a base_url.
func robots(all []*edition) listing {
	contents := listing{}
	if all[0].linked.Site.BaseURL.V == "" {
		return contents
	}
	var mapped []export.Mapped
	for _, e := range all {
		mapped = append(mapped, export.Mapped{Timeline: e.linked, Site: e.plan})
	}
	for name, make := range export.NewSitemap(mapped).Files() {
		contents[name] = made{make: surely(make), shows: site.Facts()}
	}
	return contents
}

// openData lists the files of the open data, and the function that writes each of them.
func openData(t *timeline.Timeline, language *locale.Locale) (listing, map[string]func(io.Writer) error) {
	contents, written := listing{}, map[string]func(io.Writer) error{}
	add := func(file opendata.File) {
		write := func(w io.Writer) error { return file.Make(w, t.Site.Roots(file.Path).Pages) }
		shows := site.Facts()
		switch {
		case file.Entries != nil:
			shows = site.DataOf(file.Entries)
		case file.Company:
			shows = site.CompanyOf(t.Actors)
		}
		written[file.Path] = write
		contents[file.Path] = made{make: fresh(func() ([]byte, error) { return collected(write) }), shows: shows}
	}
	for _, file := range opendata.Files(t, language) {
		if file.Make != nil {
			add(file)
		}
		for _, part := range file.Parts {
			add(part)
		}
	}
	return contents, written
}

// previews lists the pictures that other sites show of shared pages.
func previews(plan *site.Site, painter *opengraph.Painter) listing {
	contents := make(listing, len(plan.Previews))
	for _, card := range plan.Previews {
		const key = "name" // which holds a hash of all that the card says
		contents[card.File()] = made{make: fresh(func() ([]byte, error) { return painter.PNG(card) }), shows: site.Keyed(key), key: key}
	}
	return contents
}
