package importer

import (
	"cmp"
	"html"
	"net/url"
	"slices"
	"strings"

	"github.com/mmcdole/gofeed"
	"github.com/mmcdole/gofeed/atom"
	ext "github.com/mmcdole/gofeed/extensions"
	jsonfeed "github.com/mmcdole/gofeed/json"
	"github.com/mmcdole/gofeed/rss"
)

// What is kept beside an item of the feed that it was gathered from: its title, and the
// page that it is about.
const otherTitle, otherLink = "other title", "other link"

// rssFeed makes a feed of RSS: https://www.rssboard.org/rss-specification
type rssFeed struct{ gofeed.DefaultRSSTranslator }

// Translate takes a *[rss.Feed]. What identifies an item is its address, too, where it has
// no link and does not say otherwise, and else what it encloses: a broadcast.
func (t *rssFeed) Translate(feed any) (*gofeed.Feed, error) {
	f, ok := feed.(*rss.Feed)
	if !ok {
		return t.DefaultRSSTranslator.Translate(feed)
	}
	names := logins(f)
	for _, item := range f.Items {
		if id := item.GUID; item.Link == "" && id != nil && !strings.EqualFold(id.IsPermalink, "false") && isWeb(id.Value) {
			item.Link = id.Value
		}
		if sound := item.Enclosure; item.Link == "" && sound != nil && isWeb(sound.URL) {
			item.Link = sound.URL
		}
		if other := item.Source; other != nil {
			item.Custom = map[string]string{otherTitle: other.Title, otherLink: home(other.URL)}
		}
		if dc := item.DublinCoreExt; dc != nil {
			for k, login := range dc.Creator {
				dc.Creator[k] = cmp.Or(names[login], login)
			}
		}
	}
	return t.DefaultRSSTranslator.Translate(f)
}

// logins returns the names that people who log in to a WordPress have for its readers, as
// an export tells them: its items name who wrote them by login.
func logins(f *rss.Feed) map[string]string {
	names := map[string]string{}
	for _, author := range f.Extensions["wp"]["author"] {
		names[first(author.Children["author_login"]).Value] = first(author.Children["author_display_name"]).Value
	}
	return names
}

// home returns an address that is that of a whole site, "" for others: of the feed that an
// item comes from RSS tells where it is, and some programs where its publisher is.
func home(address string) string {
	if u, err := url.Parse(address); err == nil && strings.Trim(u.Path, "/") == "" && u.RawQuery == "" {
		return address
	}
	return ""
}

// atomFeed makes a feed of Atom: https://www.rfc-editor.org/rfc/rfc4287
type atomFeed struct {
	gofeed.DefaultAtomTranslator
	parts []part // of the feed
}

// Translate takes an *[atom.Feed]. The language of an entry is where RSS has it.
func (t *atomFeed) Translate(feed any) (*gofeed.Feed, error) {
	made, err := t.DefaultAtomTranslator.Translate(feed)
	f, ok := feed.(*atom.Feed)
	if err != nil || !ok {
		return made, err
	}
	for k, entry := range t.parts {
		if k < len(made.Items) && entry.lang != "" {
			made.Items[k].DublinCoreExt = &ext.DublinCoreExtension{Language: []string{entry.lang}}
		}
	}
	for k, entry := range f.Entries {
		if other := entry.Source; other != nil {
			made.Items[k].Custom = map[string]string{otherTitle: other.Title, otherLink: about(other.Links)}
		}
	}
	return made, nil
}

// about returns the link to what a feed is about, "" for none.
func about(links []*atom.Link) string {
	for _, link := range links {
		if link.Rel == "" || link.Rel == "alternate" {
			return link.Href
		}
	}
	return ""
}

// behind returns the address that one of Google Alerts leads to; others stay. It is another
// in each alert, which would make several articles of one.
func behind(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host != "www.google.com" || u.Path != "/url" {
		return address
	}
	if to := u.Query().Get("url"); isWeb(to) {
		return to
	}
	return address
}

// absolute returns an address in full, as it is meant on a page; what makes none stays.
func absolute(address, page string) string {
	base, err := url.Parse(page)
	if err != nil || address == "" || isWeb(address) {
		return address
	}
	if to, err := base.Parse(address); err == nil && isWeb(to.String()) {
		return to.String()
	}
	return address
}

// jsonFeed makes a feed of JSON Feed one like all others, whose titles and texts are HTML:
// https://www.jsonfeed.org/version/1.1/
type jsonFeed struct{ gofeed.DefaultJSONTranslator }

// Translate takes a *[jsonfeed.Feed]. Items and authors that are null are left out, which
// the translator below would not survive. An item without an address of its own has that
// of what it is about, or its identifier where that is one. Its language is where RSS has it.
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
		for _, address := range []string{item.ExternalURL, item.ID} {
			if item.URL == "" && isWeb(address) {
				item.URL = address
			}
		}
	}
	made, err := t.DefaultJSONTranslator.Translate(f)
	if err != nil {
		return nil, err
	}
	for k, item := range f.Items {
		made.Items[k].DublinCoreExt = &ext.DublinCoreExtension{Language: []string{item.Language}}
	}
	return made, nil
}

func withoutNull[T any](all []*T) []*T {
	return slices.DeleteFunc(all, func(one *T) bool { return one == nil })
}
