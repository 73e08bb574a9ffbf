package build

import (
	"fmt"
	"strings"

	"dateline/internal/content"
	"dateline/internal/locale"
	"dateline/internal/opengraph"
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
	all     []*edition // the site in each of its languages
	look    *look      // nil: to be read again

	painter  *opengraph.Painter
	pictures pictures

	edited []string // see Retouch
	before *Before
}

// Recall returns a Cache with the documents that an earlier build kept by
// Options.Keep, whole and unchanged: all of them, and what has changed from each time to
// the next. It has to be of the same program, the same source
// and the same Options; what has changed in the source since, the Cache is to be told
// by Forget and Relist.
func Recall(kept []string, opt Options) (*Cache, error) {
	documents, err := content.Recall(kept, opt.Source, content.Options{Drafts: opt.Drafts, Shelf: opt.Shelf})
	if err != nil {
		return nil, fmt.Errorf("reading what was kept of documents: %w", err)
	}
	return &Cache{content: *documents}, nil
}

// Relist says that files of the source may have come or gone, as Forget does not
// tell of those.
func (c *Cache) Relist() { c.content.Relist() }

// settle drops what is needed no more once all documents are linked: what only the
// next build could use, where there is none, and what only checks look at, where
// the site is to take little memory.
func (c *Cache) settle(opt Options) {
	once := opt.Cache == nil || opt.Shelf != nil
	if once {
		c.content = content.Cache{}
	}
	for _, e := range c.all {
		if once {
			e.links = timeline.Cache{}
		}
		if opt.Shelf != nil {
			e.linked.Slim()
		}
	}
}

// Forget says that the file or folder at path, relative to the source folder,
// was written, made, removed or renamed. What nobody tells of is taken to be as
// it was.
func (c *Cache) Forget(path string) {
	c.content.Forget(path)
	if top, _, _ := strings.Cut(path, "/"); top == "templates" || top == "static" {
		c.look = nil
		for _, e := range c.all {
			e.pages, e.renderer = nil, nil
			if path == top || strings.HasPrefix(path, locale.Folder) {
				e.words = nil
			}
		}
	}
}

// painted returns the painter of previews, which keeps fonts and letters.
func (c *Cache) painted() *opengraph.Painter {
	if c.painter == nil {
		c.painter = opengraph.NewPainter()
	}
	return c.painter
}
