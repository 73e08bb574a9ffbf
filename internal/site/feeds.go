package site

import (
	"iter"
	"slices"

	"dateline/internal/locale"
	"dateline/internal/timeline"
)

// The media types of feeds, and of the list of them.
const (
	AtomType     = "application/atom+xml"
	JSONFeedType = "application/feed+json"
	OPMLType     = "text/x-opml"
)

// FeedListFile is the path of the list of all feeds in the site.
const FeedListFile = "feeds.opml"

// AbsoluteFiles are the names of files that state absolute addresses: they are there with
// a base_url only.
var AbsoluteFiles = []string{"feed.xml", "feed.json", FeedListFile, "sitemap.xml"}

// Feed is a list that readers may subscribe to, as Atom and as JSON Feed.
type Feed struct {
	Title       string                   // what it lists
	Group       string                   // in the list of all feeds; "" for those of the whole site
	URL         string                   // of its page, root-relative; the files of the feed stand in it
	Entries     iter.Seq[timeline.Entry] // oldest first; nil for Corrections
	Corrections bool                     // it lists what was corrected
}

// Atom returns the root-relative address of the feed as Atom.
func (f Feed) Atom() string { return f.URL + "feed.xml" }

// JSON returns the root-relative address of the feed as JSON Feed.
func (f Feed) JSON() string { return f.URL + "feed.json" }

// Shows says what the files of the feed are made of: of what it holds. Those of the whole
// site hold texts; the others hold the beginning of one where there is no summary.
func (f Feed) Shows() Shows {
	if f.Corrections {
		return Facts()
	}
	return naming(func(d *digest) {
		once(d, d.edition.feeds, f.URL, func() {
			d.text(f.Title)
			held := f.Newest(d.edition.feedSize)
			d.number(len(held))
			for _, h := range held {
				d.fact(h.What)
				switch a, i := h.What.Article, h.What.Incident; {
				case a != nil && f.Group == "":
					d.document(&a.Meta.Document, a.Text)
				case a != nil && a.Meta.Summary.V == "":
					d.excerpt(&a.Meta.Document, a.Text)
				case i != nil && f.Group == "":
					d.document(&i.Meta.Document, i.Text)
				}
			}
		})
	})
}

// Feeds lists the feeds of a site. There are none without a base_url, since
// what stands in a feed has its id and address on the web, and none that would
// list nothing: an entry without a date that starts is in no feed.
func Feeds(t *timeline.Timeline, language *locale.Locale) []Feed {
	w := wording{language}
	if t.Site.BaseURL.V == "" {
		return nil
	}
	var feeds []Feed
	add := func(f Feed) {
		if f.holds(t) {
			feeds = append(feeds, f)
		}
	}
	add(siteFeed(t))
	add(w.correctionsFeed())
	for _, a := range t.Actors {
		add(w.actorFeed(a))
	}
	for _, i := range t.Incidents {
		add(w.incidentFeed(i))
	}
	for _, s := range t.Sources {
		add(w.sourceFeed(s))
	}
	for _, tag := range t.Tags {
		add(w.tagFeed(tag))
	}
	return feeds
}

// holds reports whether the feed has anything to list.
func (f Feed) holds(t *timeline.Timeline) bool {
	if f.Corrections {
		return slices.ContainsFunc(t.Articles, corrects)
	}
	for e := range f.Entries {
		if _, ok := e.ChangedAt(); ok {
			return true
		}
	}
	return false
}

// corrects reports whether an article has a correction with a date that starts.
func corrects(a *timeline.Article) bool {
	return slices.ContainsFunc(a.Corrected(), func(c timeline.Corrected) bool {
		_, ok := c.When().Start()
		return ok
	})
}

func siteFeed(t *timeline.Timeline) Feed {
	return Feed{Title: t.Site.Title.V, URL: "/", Entries: slices.Values(t.Entries)}
}

func (w wording) correctionsFeed() Feed {
	return Feed{Title: w.Text("section.corrections"), URL: "/corrections/", Corrections: true}
}

func (w wording) actorFeed(a *timeline.Actor) Feed {
	return Feed{Title: a.Name(), Group: w.Text("section.actors"), URL: a.URL(), Entries: func(yield func(timeline.Entry) bool) {
		slices.Values(a.Entries)(yield) // those that there are when it is asked
	}}
}

// incidentFeed lists an incident and its reports.
func (w wording) incidentFeed(i *timeline.Incident) Feed {
	return Feed{Title: i.Meta.Title.V, Group: w.Text("section.incidents"), URL: i.URL(), Entries: func(yield func(timeline.Entry) bool) {
		if yield(i.Entry()) {
			articles(i.Reports)(yield)
		}
	}}
}

// sourceFeed lists what a source published, and what others credit to it.
func (w wording) sourceFeed(s *timeline.Source) Feed {
	return Feed{Title: s.Name(), Group: w.Text("section.sources"), URL: s.URL(), Entries: articles(s.Reports, s.Credits)}
}

func (w wording) tagFeed(tag *timeline.Tag) Feed {
	return Feed{Title: tag.Name, Group: w.Text("section.tags"), URL: tag.URL(), Entries: slices.Values(tag.Entries)}
}

func articles(lists ...[]*timeline.Article) iter.Seq[timeline.Entry] {
	return func(yield func(timeline.Entry) bool) {
		for _, list := range lists {
			for _, a := range list {
				if !yield(a.Entry()) {
					return
				}
			}
		}
	}
}

// fed adds the feed of a page to what surrounds it, before that of the site.
func (p *planner) fed(f Frame, feed Feed) Frame {
	if p.timeline.Site.BaseURL.V == "" || !feed.holds(p.timeline) {
		return f
	}
	f.Alternates = append(feedAlternates(feed, feed.Title+" · "+p.info.Title), f.Alternates...)
	f.Feeds = append([]Link{{Title: p.Text("page.feed_page"), URL: feed.Atom()}}, f.Feeds...)
	return f
}

// siteAlternates lists, for all pages, the site's own feed. What the site has
// of other formats for all pages goes here, too.
func (p *planner) siteAlternates() ([]Alternate, []Link) {
	feed := siteFeed(p.timeline)
	if p.timeline.Site.BaseURL.V == "" || !feed.holds(p.timeline) {
		return nil, nil
	}
	return feedAlternates(feed, feed.Title), []Link{{Title: p.Text("page.feed"), URL: feed.Atom()}}
}

// homeAlternates adds to the home page what lists all feeds.
func (p *planner) homeAlternates(f Frame) Frame {
	if len(f.Feeds) > 0 {
		f.Alternates = append(f.Alternates[:len(f.Alternates):len(f.Alternates)], Alternate{OPMLType, p.Text("page.feeds"), "/" + FeedListFile})
		f.Feeds = append(f.Feeds[:len(f.Feeds):len(f.Feeds)], Link{Title: p.Text("page.feeds_opml"), URL: "/" + FeedListFile})
	}
	return f
}

func feedAlternates(feed Feed, title string) []Alternate {
	return []Alternate{{AtomType, title, feed.Atom()}, {JSONFeedType, title, feed.JSON()}}
}
