package site

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/timeline"
)

// shows says what a page is made of, beside what all pages share: see
// [Site.Digests]. It is asked once all pages are planned. A page whose shows is
// anything may show something of any article.
type shows func(*digest)

var anything shows

// nothing is of pages that show no article's text, notes or accounts.
func nothing(*digest) {}

// A digest sums up what a page is made of.
type digest struct {
	bytes  []byte // what has been added
	shared *sharedSums
}

// sharedSums are worked out once for all pages.
type sharedSums struct {
	all         content.Sum                        // what any page may show
	appearances content.Sum                        // how often who appears
	lists       map[string]content.Sum             // which entries there are in each, by address
	incidents   map[*timeline.Incident]content.Sum // what is reported of each
	actors      map[*timeline.Actor]content.Sum    // in which entries, and with whom
}

// Digests returns, by file, a sum of all that decides the bytes of a page or feed, as far
// as the timeline decides them: while it stays the same, so does the file. Those of
// which that is not known are missing. What the templates, the interface's words
// and the program decide is not in it.
//
// An article's text, notes and accounts count only where a file shows something of
// them. Anything else counts for all files: the settings, all other documents, and of
// each article what others say when they name it. So an edit of an article makes few
// files new, and any other edit all of them.
func (s *Site) Digests() map[string]content.Sum {
	p := s.planner
	shared := &sharedSums{
		lists:     map[string]content.Sum{},
		incidents: map[*timeline.Incident]content.Sum{},
		actors:    map[*timeline.Actor]content.Sum{},
	}
	shared.all = p.sumAll()
	shared.appearances = p.sumAppearances()
	sums := make(map[string]content.Sum, len(s.Pages))
	d := digest{shared: shared}
	begin := func() {
		d.bytes = d.bytes[:0]
		d.sum(shared.all)
	}
	for _, page := range s.Pages {
		if page.shows == nil {
			continue
		}
		begin()
		d.text(page.Template)
		page.shows(&d)
		sums[page.File()] = d.result()
	}
	for _, feed := range Feeds(p.timeline, p.Locale) {
		if feed.Corrections {
			continue
		}
		begin()
		d.texts(slices.Collect(feed.Entries))
		for _, url := range []string{feed.Atom(), feed.JSON()} {
			sums[strings.TrimPrefix(url, "/")] = d.result()
		}
	}
	return sums
}

// sumAll sums up what all pages share. A text that is not translated names documents
// of the site's own language in any edition, so that it is the same for all.
func (p *planner) sumAll() content.Sum {
	d := digest{}
	d.text(fmt.Sprintf("%t %+v %+v %t", p.portable, p.alternates, p.feeds, p.correctionsFeed().holds(p.timeline)))
	for _, edition := range p.whole() {
		d.named(edition.timeline)
		for _, page := range edition.site.Pages {
			d.text(page.URL, page.Template)
		}
	}
	return d.result()
}

// named adds all documents of a timeline, and of articles what others say when they
// name them.
func (d *digest) named(t *timeline.Timeline) {
	d.text(t.Site.BaseURL.V)
	d.sum(t.Site.Sum)
	for _, page := range t.Pages {
		d.sum(page.Meta.Sum)
	}
	for _, a := range t.Actors {
		d.sum(a.Meta.Sum)
	}
	for _, s := range t.Sources {
		d.sum(s.Meta.Sum)
	}
	for _, e := range t.Entries {
		if e.Incident != nil {
			d.sum(e.Incident.Meta.Sum)
			continue
		}
		m := e.Article.Meta
		d.sum(m.Head)
		// By their values as well: a line of one in quotation marks may look like a key.
		d.text(m.Slug.V, m.Path, m.Original, m.Title.V, m.Lang.V, m.TextLang, m.Own, m.Source.V, m.Date.V.String(), m.Updated.V.String(), fmt.Sprint(m.Draft.V, Described(e.Article)))
	}
	for _, tag := range t.Tags {
		d.text(tag.Name, tag.Slug) // in the letters of the first that has it
	}
}

// whole returns the planners of all editions.
func (p *planner) whole() []*planner {
	if p.editions == nil {
		return []*planner{p}
	}
	return p.editions
}

// sumAppearances sums up in how many entries each actor appears.
func (p *planner) sumAppearances() content.Sum {
	d := digest{}
	for _, a := range p.timeline.Actors {
		d.number(len(a.Entries))
	}
	return d.result()
}

// result returns the sum of what has been added.
func (d *digest) result() content.Sum {
	sum := sha256.Sum256(d.bytes)
	return content.Sum(sum[:len(content.Sum{})])
}

func (d *digest) sum(sum content.Sum) { d.bytes = append(d.bytes, sum[:]...) }

// text adds texts, each with its length.
func (d *digest) text(texts ...string) {
	for _, text := range texts {
		d.number(len(text))
		d.bytes = append(d.bytes, text...)
	}
}

func (d *digest) number(n int) {
	d.bytes = binary.AppendUvarint(d.bytes, uint64(n))
}

// list adds which entries a list has, in all of its parts.
func (d *digest) list(l list) {
	sum, known := d.shared.lists[l.url]
	if !known {
		own := digest{}
		for _, e := range l.entries {
			own.name(e)
		}
		sum = own.result()
		d.shared.lists[l.url] = sum
	}
	d.sum(sum)
}

// name adds which entry it is.
func (d *digest) name(e timeline.Entry) {
	if e.Article != nil {
		d.text("article", e.Article.Meta.Slug.V)
	} else {
		d.text("incident", e.Incident.Meta.Slug.V)
	}
}

// texts adds all that a page may show of entries.
func (d *digest) texts(entries []timeline.Entry) {
	d.number(len(entries))
	for _, e := range entries {
		if e.Article != nil {
			d.article(e.Article)
		} else {
			d.incident(e.Incident)
		}
	}
}

func (d *digest) article(a *timeline.Article) {
	d.text(a.Meta.Slug.V)
	d.sum(a.Meta.Sum)
}

// textsOf is of an article's own page.
func textsOf(a *timeline.Article) shows {
	return func(d *digest) { d.article(a) }
}

// reportsOf is of pages of an incident.
func reportsOf(i *timeline.Incident) shows {
	return func(d *digest) { d.incident(i) }
}

// incident adds what articles say of an incident.
func (d *digest) incident(i *timeline.Incident) {
	sum, known := d.shared.incidents[i]
	if !known {
		own := digest{}
		own.text(i.Meta.Slug.V)
		for _, a := range i.Reports {
			own.article(a)
		}
		own.number(len(i.Reports))
		if i.Comparison != nil {
			for _, account := range i.Comparison.Accounts {
				own.article(account.Article)
			}
		}
		own.notes(i.Annotations)
		sum = own.result()
		d.shared.incidents[i] = sum
	}
	d.sum(sum)
}

// notes adds annotations.
func (d *digest) notes(notes []*timeline.Annotation) {
	d.number(len(notes))
	for _, note := range notes {
		d.article(note.Article)
	}
}

// company adds in which entries an actor appears, and who else does.
func (d *digest) company(a *timeline.Actor) {
	sum, known := d.shared.actors[a]
	if !known {
		own := digest{}
		for _, e := range a.Entries {
			own.name(e)
			if e.Article == nil {
				continue // its actors stand in its own document
			}
			own.number(len(e.Article.Actors))
			for _, other := range e.Article.Actors {
				own.text(other.Meta.Slug.V)
			}
		}
		sum = own.result()
		d.shared.actors[a] = sum
	}
	d.sum(sum)
}

// appearances adds how often every actor appears.
func (d *digest) appearances() { d.sum(d.shared.appearances) }
