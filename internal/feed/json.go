package feed

import (
	"bytes"
	"encoding/json"
	"fmt"

	"dateline/internal/site"
)

// The types below are JSON Feed 1.1 (jsonfeed.org), as far as Dateline uses it.

type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	HomePageURL string       `json:"home_page_url"`
	FeedURL     string       `json:"feed_url"`
	Description string       `json:"description,omitempty"`
	Authors     []jsonAuthor `json:"authors"`
	Language    string       `json:"language"`
	// Then the items.
}

type jsonItem struct {
	ID            string       `json:"id"`
	URL           string       `json:"url"`
	ExternalURL   string       `json:"external_url,omitempty"`
	Title         string       `json:"title"`
	ContentHTML   string       `json:"content_html,omitempty"`
	ContentText   string       `json:"content_text,omitempty"` // in place of the other, and of the summary
	Summary       string       `json:"summary,omitempty"`
	DatePublished string       `json:"date_published,omitempty"`
	DateModified  string       `json:"date_modified"`
	Authors       []jsonAuthor `json:"authors,omitempty"`
	Tags          []string     `json:"tags,omitempty"`
	Language      string       `json:"language,omitempty"` // where it is not the feed's
}

type jsonAuthor struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

// itemSize is about how many bytes an item takes without its texts.
const itemSize = 600

// json writes a feed as JSON Feed, an item a line.
func (f *Feeds) json(of site.Feed) ([]byte, error) {
	s := f.timeline.Site
	feed := jsonFeed{
		Version:     "https://jsonfeed.org/version/1.1",
		Title:       f.title(of),
		HomePageURL: f.address(of.URL),
		FeedURL:     f.address(of.JSON()),
		Authors:     []jsonAuthor{{plain(s.Title.V), f.address("/")}},
		Language:    s.Language.V,
	}
	if of.URL == "/" {
		feed.Description = plain(s.Description.V)
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(feed); err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	buf.Truncate(buf.Len() - len("}\n"))
	buf.WriteString(`,"items":[` + "\n")
	items := f.items(of)
	size := 0
	for _, it := range items {
		size += len(it.html) + len(it.summary) + itemSize
	}
	buf.Grow(size)
	for k, it := range items {
		if k > 0 {
			buf.WriteByte(',')
		}
		if err := enc.Encode(f.jsonItem(it)); err != nil {
			return nil, fmt.Errorf("writing JSON: %w", err)
		}
	}
	buf.WriteString("]}\n")
	return buf.Bytes(), nil
}

func (f *Feeds) jsonItem(it item) jsonItem {
	j := jsonItem{
		ID: it.id, URL: it.url, ExternalURL: it.original, Title: it.title,
		ContentHTML: it.html, DateModified: instant(it.updated),
	}
	if it.html == "" {
		j.ContentText = it.summary
	} else {
		j.Summary = it.summary
	}
	if it.lang != f.timeline.Site.Language.V {
		j.Language = it.lang
	}
	if !it.published.IsZero() {
		j.DatePublished = instant(it.published)
	}
	for _, a := range it.authors {
		j.Authors = append(j.Authors, jsonAuthor{a.name, a.url})
	}
	for _, t := range it.tags {
		j.Tags = append(j.Tags, t.name)
	}
	return j
}
