package site

import (
	"slices"

	"dateline/internal/content"
	"dateline/internal/markup"
	"dateline/internal/timeline"
)

// Sums sum up what decides the bytes of the files of a site, as far as the timeline
// decides them: while a sum stays the same, so does the file. What the templates, the
// interface's words and the program decide is not in it.
//
// What an article says counts only where a file shows it, its text apart from all
// else: see [Shows]. So does its title, unless a text or a note leads to it: then it
// counts for all files, as does anything else: the settings, all other documents,
// and where each article stands. So an edit of an article makes few files new, and
// any other edit all of them.
type Sums struct {
	all      content.Sum // what any file may show
	facts    content.Sum // what all articles say but for their texts
	editions []*editionSums
}

// editionSums are worked out once for all files of an edition.
type editionSums struct {
	told        []content.Sum                      // what each entry says but for its text, in the order of all entries
	appearances content.Sum                        // how often who appears
	lists       map[string]content.Sum             // which entries there are in each, by address
	incidents   map[*timeline.Incident]content.Sum // what is reported of each
	actors      map[*timeline.Actor]content.Sum    // in which entries, and with whom
}

// NewSums returns the sums of a site in all its editions.
func NewSums(editions []*Site) *Sums {
	s := &Sums{}
	var all, facts digest
	linked := linkedBy(editions)
	for _, edition := range editions {
		p := edition.planner
		all.named(p.timeline, linked)
		for _, page := range edition.Pages {
			all.text(page.URL, page.Template)
		}
		for _, feed := range Feeds(p.timeline, p.Locale) {
			all.text(feed.URL, feed.Title, feed.Group)
		}
		sums := newEditionSums(p.timeline)
		for _, told := range sums.told {
			facts.sum(told)
		}
		s.editions = append(s.editions, sums)
	}
	s.all, s.facts = all.result(), facts.result()
	return s
}

func newEditionSums(t *timeline.Timeline) *editionSums {
	s := &editionSums{
		told:      make([]content.Sum, len(t.Entries)),
		lists:     map[string]content.Sum{},
		incidents: map[*timeline.Incident]content.Sum{},
		actors:    map[*timeline.Actor]content.Sum{},
	}
	d := digest{}
	for _, a := range t.Articles {
		d.bytes = d.bytes[:0]
		d.tell(a)
		s.told[timeline.Entry{Article: a}.At()] = d.result()
	}
	d.bytes = d.bytes[:0]
	for _, a := range t.Actors {
		d.number(len(a.Entries))
	}
	s.appearances = d.result()
	return s
}

// Edition returns what sums up a file of an edition, by its number, of which more is
// to count than the timeline. The error is of a file that cannot be read.
func (s *Sums) Edition(number int, more content.Sum) func(Shows) (content.Sum, error) {
	var shared digest
	shared.sum(s.all)
	shared.sum(more)
	begin := shared.result()
	d := digest{site: s, edition: s.editions[number]}
	return func(shows Shows) (content.Sum, error) {
		d.bytes, d.err = d.bytes[:0], nil
		d.sum(begin)
		shows(&d)
		return d.result(), d.err
	}
}

// linkedBy returns the addresses of what texts lead to, and of the articles that
// notes rest on.
func linkedBy(editions []*Site) map[string]bool {
	linked := map[string]bool{}
	add := func(body *markup.Body) {
		for _, target := range body.Targets() {
			linked[target.URL] = true
		}
	}
	for _, edition := range editions {
		t := edition.planner.timeline
		add(t.Site.Body)
		for _, a := range t.Articles {
			add(a.Text.Body)
			for _, c := range a.Corrections {
				add(c.Note.Body)
			}
			for _, notes := range [][]*timeline.Annotation{a.Annotations, a.Elsewhere} {
				for _, note := range notes {
					add(note.Note.Body)
					for _, s := range note.Sources {
						if s.Article != nil {
							linked[s.Article.URL()] = true
						}
					}
				}
			}
		}
		for _, i := range t.Incidents {
			add(i.Text.Body)
		}
		for _, a := range t.Actors {
			add(a.Text.Body)
		}
		for _, s := range t.Sources {
			add(s.Text.Body)
		}
		for _, page := range t.Pages {
			add(page.Text.Body)
		}
	}
	return linked
}

// named adds all documents of a timeline, and of articles what decides where they
// stand, and the titles of those that are linked. So entries and actors have their
// numbers in all that is added after.
func (d *digest) named(t *timeline.Timeline, linked map[string]bool) {
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
		d.text(m.Slug.V, m.Path, m.Original, m.Lang.V, m.TextLang, m.Own, m.Source.V, m.Date.V.String(), m.Updated.V.String())
		d.flag(linked[e.URL()])
		if linked[e.URL()] {
			d.text(m.Title.V)
		}
		d.flag(m.Draft.V)
		d.flag(Described(e.Article))
	}
	for _, tag := range t.Tags {
		d.text(tag.Name, tag.Slug) // in the letters of the first that has it
	}
}

// tell adds what an article says but for its text: its keys, whom it names, and how
// its notes name their passages. A text that holds notes counts whole.
func (d *digest) tell(a *timeline.Article) {
	m := a.Meta
	d.text(m.Title.V)
	d.sum(m.Front)
	if len(a.Text.Body.Notes()) > 0 || a.Original != nil && len(a.Original.Text.Body.Notes()) > 0 {
		d.sum(m.Sum)
	}
	d.number(len(a.Actors))
	for _, actor := range a.Actors {
		d.number(actor.At())
	}
	for _, notes := range [][]*timeline.Annotation{a.Annotations, a.Elsewhere} {
		d.number(len(notes))
		for _, note := range notes {
			d.text(note.ID, note.Selector.Quote, note.Selector.Prefix, note.Selector.Suffix)
			if note.Original != nil {
				d.text(note.Original.Quote)
			}
		}
	}
}

// Shows says what a file is made of, beside what all files share: see [Sums]. It is
// asked once all pages are planned. Where it is nil, only making the file tells
// whether it has changed.
type Shows func(*digest)

// Nothing is of files that show nothing of any article, unless a text links it.
func Nothing(*digest) {}

// Facts is of files that may show anything that articles say, but for their texts.
func Facts(d *digest) { d.sum(d.site.facts) }

// FactsOf is of files that show what some entries say, but for their texts, and
// which entries these are.
func FactsOf(entries []timeline.Entry) Shows {
	return func(d *digest) { d.facts(slices.Values(entries)) }
}

// PageOf is of the page of an article, which shows its text, and names the entries
// before and after it.
func PageOf(a *timeline.Article) Shows {
	return func(d *digest) {
		d.fact(timeline.Entry{Article: a})
		d.sum(a.Meta.Sum)
		for _, e := range []*timeline.Entry{a.Prev, a.Next} {
			if e != nil {
				d.text(e.Title())
			}
		}
	}
}
