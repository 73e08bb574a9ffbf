package feed

import (
	"cmp"
	"strings"
	"time"

	"dateline/internal/edtf"
	"dateline/internal/escape"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// item is what a feed holds, in the terms that Atom and JSON Feed share. Its
// texts are free of what XML cannot hold.
type item struct {
	id        string // IRI
	url       string // of the page
	title     string
	lang      string // of title and html
	original  string // the report itself, where it is elsewhere; may be empty
	archive   string // a copy of it; may be empty
	published time.Time
	updated   time.Time
	authors   []author
	tags      []tag
	summary   string // the date in words, and the summary
	html      string // the whole text; empty where feeds hold summaries
}

type author struct{ name, url string }

type tag struct{ slug, name string }

// entry makes the item of an entry, with its whole text if full.
func (f *Feeds) entry(e timeline.Entry, full bool) item {
	if e.Article != nil {
		return f.article(e.Article, full)
	}
	return f.incident(e.Incident, full)
}

func (f *Feeds) article(a *timeline.Article, full bool) item {
	m := a.Meta
	it := f.item(a.URL(), m.Title.V, m.Lang.V, a.Tags)
	it.original, it.archive = escape.URI(m.URL.V), escape.URI(m.Archive.V)
	it.published, _ = m.Date.V.Start()
	it.authors = f.authors(a)
	facts := []string{f.said("feed.published", m.Date.V)}
	if a.Publisher != nil {
		facts = append(facts, a.Publisher.Name())
	}
	facts = append(facts, f.said("feed.updated", m.Updated.V))
	for _, c := range a.Corrections[max(0, len(a.Corrections)-mostOfEach):] {
		facts = append(facts, f.said("feed.corrected", c.When))
	}
	if site.Described(a) {
		facts = append(facts, f.words.Text("feed.described"))
	}
	it.say(facts, m.Summary.V, a.Text)
	if full {
		it.html = plain(f.articleHTML(a, facts))
	}
	return it
}

func (f *Feeds) incident(i *timeline.Incident, full bool) item {
	m := i.Meta
	it := f.item(i.URL(), m.Title.V, m.Lang.V, i.Tags)
	when := f.said("feed.happened", m.Date.V)
	if m.Time.V != "" {
		when += f.words.Text("list.comma") + m.Time.V
	}
	facts := []string{when, m.Place.Name.V}
	if m.Status.V != "" {
		facts = append(facts, f.words.Text("feed.status", "status", f.words.Text("status."+m.Status.V)))
	}
	it.say(facts, m.Summary.V, i.Text)
	if full {
		it.html = plain(f.incidentHTML(i, facts))
	}
	return it
}

// item makes what all items have.
func (f *Feeds) item(url, title, lang string, tags []*timeline.Tag) item {
	id := f.id(url)
	it := item{id: id, url: escape.URI(id), title: plain(title), lang: cmp.Or(lang, f.timeline.Site.Language.V)}
	for _, t := range tags {
		it.tags = append(it.tags, tag{t.Slug, plain(t.Name)})
	}
	return it
}

// say sets the summary: the facts, then the author's summary or the beginning
// of the text.
func (it *item) say(facts []string, summary string, text timeline.Text) {
	var room [1024]byte // of nearly every summary
	words := append(appendSentences(room[:0], facts), ' ')
	if summary == "" {
		words = text.Body.AppendExcerpt(words, summaryLength)
	}
	words = append(words, summary...)
	it.summary = strings.TrimSpace(plain(string(words)))
}

// summaryLength is how much of a text stands for a missing summary, in code points.
const summaryLength = 300

// sentences joins facts, each with a full stop; empty ones are passed over.
func sentences(facts []string) string { return string(appendSentences(nil, facts)) }

// appendSentences appends them. There is nothing before them.
func appendSentences(all []byte, facts []string) []byte {
	for _, fact := range facts {
		if fact == "" {
			continue
		}
		if len(all) > 0 {
			all = append(all, ' ')
		}
		all = append(append(all, fact...), '.')
	}
	return all
}

// said says a date in words; "" for none.
func (f *Feeds) said(key string, d edtf.Date) string {
	if d.IsZero() {
		return ""
	}
	return f.words.Text(key, "date", d.Format(f.words))
}

// mostOfEach is how many authors of an article, and how many of its corrections, the last,
// stand in a feed. It is in the feeds of all that it names, and its page tells of all.
const mostOfEach = 100

// authors lists who published an article, then who is named as its author.
func (f *Feeds) authors(a *timeline.Article) []author {
	var authors []author
	if s := a.Publisher; s != nil {
		authors = append(authors, author{plain(s.Name()), cmp.Or(escape.URI(s.Meta.URL.V), f.address(s.URL()))})
	}
	for _, name := range a.Meta.Author[:min(mostOfEach, len(a.Meta.Author))] {
		if name := strings.TrimSpace(plain(name.V)); name != "" {
			authors = append(authors, author{name: name})
		}
	}
	return authors
}
