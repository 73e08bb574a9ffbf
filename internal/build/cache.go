package build

import (
	"fmt"
	"io/fs"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/locale"
	"dateline/internal/opengraph"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// Cache keeps between builds what does not change from one to the next. Its
// zero value is empty. It serves one build at a time, always of the same
// Options.
//
// Where only articles have changed, and neither their addresses nor their dates,
// the timeline and the plan of the last build are brought up to date rather than
// made anew. What that build returned is then as new as what the next one
// returns: while Run is at work with a Cache, no file of an earlier Result of
// that Cache may be opened.
type Cache struct {
	content content.Cache
	links   timeline.Cache
	words   *locale.Locale // nil: to be read again
	worded  diag.List      // problems of the words
	asked   string         // the language that the words were read for
	look    *look          // nil: to be read again
	plan    *site.Site     // nil: to be made
	planned diag.List      // problems of the plan
	pages   *files         // of the plan, with the look; nil: to be made
	listed  diag.List      // problems of the pages

	painter  *opengraph.Painter
	pictures pictures
}

// Forget says that the file or folder at path, relative to the source folder,
// was written, made, removed or renamed. What nobody tells of is taken to be as
// it was.
func (c *Cache) Forget(path string) {
	c.content.Forget(path)
	if top, _, _ := strings.Cut(path, "/"); top == "templates" || top == "static" {
		c.look, c.pages = nil, nil
		if path == top || strings.HasPrefix(path, locale.Folder) {
			c.words = nil
		}
	}
}

// language returns the words of the interface in the language of the site. Where
// they have changed, all that holds words is to be made anew.
func (c *Cache) language(opt Options, tag content.At[string]) (*locale.Locale, error) {
	if c.words != nil && c.asked == tag.V {
		return c.words, nil
	}
	base, err := fs.Sub(opt.Templates, "i18n")
	if err != nil {
		return nil, fmt.Errorf("reading templates: %w", err)
	}
	own, err := fs.Sub(opt.Source, locale.Folder)
	if err != nil {
		return nil, fmt.Errorf("reading templates: %w", err)
	}
	c.words, c.worded, err = locale.Load(base, own, tag.V, tag.Pos)
	c.asked, c.look, c.plan, c.pages = tag.V, nil, nil, nil
	return c.words, err
}

// painted returns the painter of previews, which keeps fonts and letters.
func (c *Cache) painted() *opengraph.Painter {
	if c.painter == nil {
		c.painter = opengraph.NewPainter()
	}
	return c.painter
}
