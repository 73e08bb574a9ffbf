package importer

import (
	"html"
	"slices"

	"github.com/mmcdole/gofeed"
	jsonfeed "github.com/mmcdole/gofeed/json"
)

// jsonFeed makes a feed of JSON Feed one like all others, whose titles and texts are HTML:
// https://www.jsonfeed.org/version/1.1/
type jsonFeed struct{ gofeed.DefaultJSONTranslator }

// Translate takes a *[jsonfeed.Feed]. Items and authors that are null are left out, which
// the translator below would not survive.
func (t *jsonFeed) Translate(feed any) (*gofeed.Feed, error) {
	f, ok := feed.(*jsonfeed.Feed)
	if !ok {
		return t.DefaultJSONTranslator.Translate(feed)
	}
	f.Title, f.Authors = html.EscapeString(f.Title), withoutNull(f.Authors)
	f.Items = withoutNull(f.Items)
	for _, item := range f.Items {
		item.Title, item.Summary = html.EscapeString(item.Title), html.EscapeString(item.Summary)
		item.ContentText = html.EscapeString(item.ContentText)
		item.Authors = withoutNull(item.Authors)
	}
	return t.DefaultJSONTranslator.Translate(f)
}

func withoutNull[T any](all []*T) []*T {
	return slices.DeleteFunc(all, func(one *T) bool { return one == nil })
}
