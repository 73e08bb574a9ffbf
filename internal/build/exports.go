package build

import (
	"maps"
	"strings"

	"dateline/internal/export"
	"dateline/internal/search"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// exports lists the files for programs, each with the function that makes it.
func exports(t *timeline.Timeline) map[string]func() ([]byte, error) {
	contents := map[string]func() ([]byte, error){}
	lang := t.Site.Language.V
	add := func(file string, open func(root string) ([]byte, error)) {
		contents[file] = func() ([]byte, error) { return open(rootOf(t, file)) }
	}
	for _, a := range t.Articles {
		if len(a.Annotations) > 0 {
			add(strings.TrimPrefix(site.AnnotationsURL(a), "/"), func(root string) ([]byte, error) {
				return export.Annotations(a, root, lang)
			})
		}
	}
	c := export.NewCollection(t)
	add(export.CollectionFile, c.Index)
	for k := range c.Pages() {
		add(export.PageFile(k), func(root string) ([]byte, error) { return c.Page(k, root) })
	}
	hover := site.NewHover(t)
	for k := range hover.Pieces() {
		add(export.HoverFile(k), func(string) ([]byte, error) { return export.HoverPiece(hover.Piece(k)) })
	}
	maps.Copy(contents, search.New(t).Files())
	return contents
}

// rootOf returns what stands before the addresses of pages in a file: the
// site's own address, or else the way to its root.
func rootOf(t *timeline.Timeline, file string) string {
	if base := t.Site.BaseURL.V; base != "" {
		return strings.TrimSuffix(base, "/") + "/"
	}
	return strings.Repeat("../", strings.Count(file, "/"))
}
