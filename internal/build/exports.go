package build

import (
	"fmt"
	"strings"

	"dateline/internal/export"
	"dateline/internal/locale"
	"dateline/internal/markup"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

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

// exports lists the files for programs that are made of all annotations and of
// all texts.
func exports(t *timeline.Timeline) listing {
	contents := listing{}
	add := func(file string, shows site.Shows, open func(room []byte, roots markup.Roots) []byte) {
		contents[file] = made{make: surely(func(room []byte) []byte { return open(room, t.Site.Roots(file)) }), shows: shows}
	}
	c := export.NewCollection(t)
	add(export.CollectionFile, site.Facts, c.Index)
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
