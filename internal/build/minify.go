package build

import (
	"fmt"
	"path"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/css"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"

	"dateline/internal/site"
)

// A minifier makes pages, style sheets and scripts smaller, and leaves what browsers make
// of them: of pages, comments go and white space that nobody sees. It is safe for
// concurrent use.
type minifier struct{ m *minify.M }

// minifier returns one where the options ask for it, else nil.
func (o Options) minifier() *minifier {
	if !o.Minify {
		return nil
	}
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDefaultAttrVals: true, KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true})
	m.AddFunc("text/css", css.Minify)
	m.Add("text/javascript", &js.Minifier{})
	m.AddFunc("application/ld+json", json.Minify) // in pages
	return &minifier{m}
}

// minifiable are the media types of the files that get smaller, by the ends of their names.
var minifiable = map[string]string{".css": "text/css", ".html": "text/html", ".js": "text/javascript"}

// minify returns a file, smaller.
func (m *minifier) minify(name string, data []byte) ([]byte, error) {
	return m.m.Bytes(minifiable[path.Ext(name)], data)
}

// page returns how a page is made that is smaller than one that is made otherwise.
func (m *minifier) page(p *site.Page, plain made) made {
	make := plain.make
	plain.make = func(room []byte) ([]byte, error) {
		data, err := make(room)
		if err != nil {
			return nil, err
		}
		smaller, err := m.minify(p.File(), data)
		if err != nil {
			return nil, fmt.Errorf("minifying %s: %w", p.File(), err)
		}
		return smaller, nil
	}
	return plain
}
