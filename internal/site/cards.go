package site

import (
	"cmp"
	"html/template"
	"sync/atomic"

	"dateline/internal/content"
	"dateline/internal/locale"
	"dateline/internal/timeline"
)

// excerptLength bounds a summary that the author left out, in code points.
const excerptLength = 200

// cards are what is kept of the cards of all entries. Each is made when a page first
// shows it, and then shared by all pages: an author who looks at one page waits for its
// cards only. What a card shows is not kept: nobody asks for it once it is rendered,
// and it takes as much memory again.
type cards struct{ rendered atomic.Pointer[renderedCards] }

// renderedCards are what somebody has made of cards, in the order of all entries.
type renderedCards struct {
	by   any
	html []atomic.Pointer[template.HTML]
}

// of returns what somebody has made of so many cards: nothing yet, where that was
// somebody else.
func (c *cards) of(by any, entries int) *renderedCards {
	last := c.rendered.Load()
	for last == nil || last.by != by {
		c.rendered.CompareAndSwap(last, &renderedCards{by, make([]atomic.Pointer[template.HTML], entries)})
		last = c.rendered.Load()
	}
	return last
}

// forget has the card of an entry made anew.
func (c *cards) forget(entry int) {
	if all := c.rendered.Load(); all != nil {
		all.html[entry].Store(nil)
	}
}

// card makes what the card of an entry shows.
func (p *planner) card(entry int) Card {
	e := p.timeline.Entries[entry]
	if e.Article != nil {
		return p.newArticleCard(e.Article)
	}
	return p.newIncidentCard(e.Incident)
}

// listing puts an entry into a list.
func (p *planner) listing(e timeline.Entry, role *Link) Listed {
	return Listed{Role: role, entry: e.At(), of: p}
}

// entryID returns the id of an entry on a page that lists it.
func entryID(e timeline.Entry) string {
	if e.Article != nil {
		return "entry--article-" + e.Article.Meta.Slug.V
	}
	return "entry--incident-" + e.Incident.Meta.Slug.V
}

func (p *planner) newArticleCard(a *timeline.Article) Card {
	c := Card{
		ID:        entryID(a.Entry()),
		Title:     a.Meta.Title.V,
		URL:       a.URL(),
		When:      p.when(a.Meta.Date.V),
		Time:      p.clock(a.Meta.Date.V),
		Publisher: p.publishers[a.Publisher],
		Credits:   p.credits(a),
		Summary:   a.Meta.Summary.V,
		Corrected: len(a.Corrections) > 0,
		Notes:     countNotes(a) + len(a.Elsewhere),
		Described: Described(a),
		Draft:     a.Meta.Draft.V,
		Params:    a.Meta.Params,
	}
	c.Lang, c.Dir = p.foreignText(a.Meta.Lang.V, c.Title)
	c.SummaryLang, c.SummaryDir = p.foreignText(summaryLang(&a.Meta.Document, a.Meta.Lang.V), c.Summary)
	return c
}

func (p *planner) newIncidentCard(i *timeline.Incident) Card {
	c := Card{
		Incident: true,
		ID:       entryID(i.Entry()),
		Title:    i.Meta.Title.V,
		URL:      i.URL(),
		When:     p.when(i.Meta.Date.V),
		Time:     cmp.Or(p.time(i), p.clock(i.Meta.Date.V)),
		Kind:     p.word("kind", i.Meta.Kind.V),
		Status:   p.openStatus(i),
		Place:    placeLink(i.Place),
		Summary:  firstOf(i.Meta.Summary.V, i.Text),
		Actors:   firstLinks(p, i.Roles, p.roleLink, i.URL()),
		Articles: len(i.Reports),
		Differ:   i.Comparison.Differ(),
		Draft:    i.Meta.Draft.V,
		Params:   i.Meta.Params,
	}
	c.Lang, c.Dir = p.foreignText(i.Meta.Lang.V, c.Title)
	c.SummaryLang, c.SummaryDir = p.foreignText(summaryLang(&i.Meta.Document, i.Meta.Lang.V), c.Summary)
	return c
}

// countNotes counts the notes that an article's page shows beside its text.
func countNotes(a *timeline.Article) int {
	n := 0
	for _, note := range a.Annotations {
		if note.Kind != timeline.KindAccount {
			n++
		}
	}
	return n
}

// foreign returns language and direction where they are not the site's.
func foreign(t *timeline.Timeline, lang string) (string, string) {
	if lang == "" || lang == t.Site.Language.V {
		return "", ""
	}
	return lang, locale.Direction(lang)
}

// foreignText returns them for a text. Where no other language than the site's is stated, its
// letters may still say that it runs the other way.
func (p *planner) foreignText(lang, text string) (string, string) {
	lang, dir := foreign(p.timeline, lang)
	if lang != "" {
		return lang, dir
	}
	if dir = locale.DirectionOf(text); dir == p.info.Dir {
		dir = ""
	}
	return "", dir
}

// summaryLang returns the language of the summary of a document, or of what stands for it;
// lang is that of its title.
func summaryLang(doc *content.Document, lang string) string { return cmp.Or(doc.SummaryLang(), lang) }

// Described reports whether the title is the editors' description rather than
// the outlet's headline: params: {described_title: true}.
func Described(a *timeline.Article) bool {
	yes, _ := a.Meta.Params["described_title"].(bool)
	return yes
}

func placeLink(place *timeline.Place) *Link {
	if place == nil {
		return nil
	}
	return new(nameLink(place.Name, place.URL(), place.Lang))
}

// roleLink names who took part in an incident.
func (p *planner) roleLink(r timeline.Role) Link {
	if r.Actor == nil {
		return p.as(Link{Title: p.Text("incident.unknown")}, r.Role)
	}
	return p.as(actorLink(r.Actor), r.Role)
}

// mostBeside is how many links of one kind stand beside the title of a document where other
// pages list it. It is listed with each of those that it names: all of a thousand names in
// a thousand lists would be a million links.
const mostBeside = 20

// firstLinks makes links of the first of what a document names, and of many one more to its own
// page, which names all.
func firstLinks[T any](p *planner, all []T, link func(T) Link, url string) []Link {
	if len(all) <= mostBeside {
		return made(all, link)
	}
	return append(made(all[:mostBeside], link), Link{Title: p.Count("list.more", len(all)-mostBeside), URL: url})
}

// credits names whose reporting an article carries, where other pages list it.
func (p *planner) credits(a *timeline.Article) []Link {
	return firstLinks(p, a.Credits, sourceLink, a.URL())
}

// months groups entries by month, each month once: a date such as
// 2021-XX-15 stands between the days of a month without being one of them. Whichever
// end comes first, a month, or a year of dates that state no month, stands where the
// first of its entries does in the order of reading, and its entries keep that order. who
// is the actor whose part in each is told; nil for none. here is the address of
// the page itself, which needs no link to itself.
func (p *planner) months(room *pageRoom, entries []timeline.Entry, who *timeline.Actor, here string) []Month {
	m := p.monthRooms.Get().(*monthRoom)
	defer p.monthRooms.Put(m)
	m.sort(entries)
	months, listed := room.months.cut(len(m.units)), room.listed.cut(len(entries))
	for k, u := range m.units {
		months[k] = p.headings.of(u, func() Month { return Month{Title: p.unit(u), ID: "months--" + u.id(), URL: u.url()} })
		if months[k].URL == here {
			months[k].URL = ""
		}
		count := m.counts[k]
		months[k].Entries, listed = listed[:0:count], listed[count:]
	}
	for n, e := range entries {
		month := &months[m.in[n]]
		month.Entries = append(month.Entries, p.listing(e, p.part(who.PartsIn(e))))
	}
	return months
}

// monthRoom is where entries are sorted into months; used again.
type monthRoom struct {
	in     []int  // the month of each entry
	units  []unit // the months, in the order in which they first come
	counts []int  // of entries in each
	index  map[unit]int
}

// sort sorts entries into months.
func (m *monthRoom) sort(entries []timeline.Entry) {
	m.in, m.units, m.counts = m.in[:0], m.units[:0], m.counts[:0]
	clear(m.index)
	last := 0 // the month of the entry before
	for _, e := range entries {
		u := unitOf(e.Date())
		if len(m.units) == 0 || u != m.units[last] {
			k, known := m.index[u]
			if !known {
				k, m.index[u] = len(m.units), len(m.units)
				m.units, m.counts = append(m.units, u), append(m.counts, 0)
			}
			last = k
		}
		m.counts[last]++
		m.in = append(m.in, last)
	}
}

// Stretch lists the entries of the timeline from one number to another, oldest first, for
// scripts that show some of them: a month as often as it begins anew.
func (s *Site) Stretch(from, to int) []Month {
	p := s.planner
	var months []Month
	var last unit
	for k, e := range p.timeline.Entries[from:to] {
		u := unitOf(e.Date())
		if k == 0 || u != last {
			months, last = append(months, Month{Title: p.unit(u), URL: u.url()}), u
		}
		m := &months[len(months)-1]
		m.Entries = append(m.Entries, p.listing(e, nil))
	}
	return months
}
