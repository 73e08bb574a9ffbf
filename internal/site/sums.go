package site

import (
	"fmt"
	"slices"

	"dateline/internal/content"
	"dateline/internal/timeline"
)

// Sums sum up what decides the bytes of the files of a site, as far as the timeline
// decides them: while a sum stays the same, so does the file. What the templates, the
// interface's words and the program decide is not in it.
//
// What an article or an incident says, and where it stands, counts only where a file
// shows it, its text apart from all else: see [Shows]. So do the text and the summary of
// an actor, a source or a plain page. For all files count the settings, and which plain
// pages there are. The other keys of all actors and sources count as well, but for files
// of which is known whom they name: see naming.
type Sums struct {
	Facts    content.Sum // what all documents say but for their texts
	all      content.Sum // what any file may show, but for actors and sources
	named    content.Sum // what any file may show of them
	editions []*editionSums
}

// editionSums are worked out once for all files of an edition.
type editionSums struct {
	actors    []content.Sum                      // how each is linked, and its keys, in the order of all actors
	sources   map[*timeline.Source]content.Sum   // the same of each source
	stands    []content.Sum                      // where each entry stands, in the order of all entries
	faces     []content.Sum                      // and how it is called
	casts     []content.Sum                      // where each stands, and who appears in it
	told      []content.Sum                      // what each entry says but for its text
	feedSize  int                                // how many entries feeds of the whole site hold
	overall   content.Sum                        // where all entries stand
	shapes    content.Sum                        // of marks on maps
	lists     map[string]content.Sum             // which entries there are in each, by address
	incidents map[*timeline.Incident]content.Sum // what is reported of each
	company   map[*timeline.Actor]content.Sum    // in which entries each appears, and with whom
	feeds     map[string]content.Sum             // what each holds, by the address of its page
}

// NewSums returns the sums of a site in all its editions.
func NewSums(editions []*Site) *Sums {
	s := &Sums{}
	var all, named, facts digest
	for _, edition := range editions {
		p := edition.planner
		all.shared(p)
		sums := newEditionSums(p)
		s.editions = append(s.editions, sums)
		for _, actor := range sums.actors {
			named.sum(actor)
		}
		for _, source := range p.timeline.Sources {
			named.sum(sums.sources[source])
		}
		for _, told := range sums.told {
			facts.sum(told)
		}
		for _, a := range p.timeline.Actors {
			facts.sum(a.Meta.Front)
		}
		for _, source := range p.timeline.Sources {
			facts.sum(source.Meta.Front)
		}
		for _, page := range edition.Pages {
			facts.text(page.URL, page.Template)
		}
	}
	s.all, s.named, s.Facts = all.result(), named.result(), facts.result()
	return s
}

func newEditionSums(p *planner) *editionSums {
	t := p.timeline
	s := &editionSums{
		actors:    make([]content.Sum, len(t.Actors)),
		sources:   make(map[*timeline.Source]content.Sum, len(t.Sources)),
		stands:    make([]content.Sum, len(t.Entries)),
		faces:     make([]content.Sum, len(t.Entries)),
		casts:     make([]content.Sum, len(t.Entries)),
		told:      make([]content.Sum, len(t.Entries)),
		feedSize:  t.Site.FeedSize.V,
		lists:     map[string]content.Sum{},
		incidents: map[*timeline.Incident]content.Sum{},
		company:   map[*timeline.Actor]content.Sum{},
		feeds:     map[string]content.Sum{},
	}
	d := digest{edition: s}
	for k, a := range t.Actors {
		d.sum(a.Meta.Head)
		d.named(&a.Meta.Document, a.Name(), a.URL(), a.Meta.Lang.V)
		s.actors[k] = d.result()
	}
	for _, source := range t.Sources {
		d.sum(source.Meta.Head)
		d.named(&source.Meta.Document, source.Name(), source.URL(), source.Meta.Lang.V)
		s.sources[source] = d.result()
	}
	var overall digest
	for k, e := range t.Entries {
		d.stand(e)
		s.stands[k] = d.result()
		overall.sum(s.stands[k])
		d.sum(s.stands[k])
		d.text(e.Title())
		s.faces[k] = d.result()
		d.cast(e)
		s.casts[k] = d.result()
	}
	s.overall = overall.result()
	for k, e := range t.Entries {
		if e.Article != nil {
			d.tell(e.Article)
		} else {
			d.tellIncident(e.Incident)
		}
		s.told[k] = d.result()
	}
	d.text(fmt.Sprint(p.shapes()))
	s.shapes = d.result()
	return s
}

// Edition returns what sums up a file of an edition, by its number, of which more is
// to count than the timeline: zero where only making the file tells. The error is of a file
// that cannot be read.
func (s *Sums) Edition(number int, more content.Sum) func(Shows) (content.Sum, error) {
	d := digest{site: s, edition: s.editions[number]}
	d.sum(s.all)
	d.sum(more)
	all := d.result()
	return func(shows Shows) (content.Sum, error) {
		if shows.add == nil {
			return content.Sum{}, nil
		}
		d.err = nil
		if shows.beside <= shared {
			d.sum(all)
		}
		if shows.beside == everything {
			d.sum(s.named)
		}
		shows.add(&d)
		return d.result(), d.err
	}
}

// shared adds what any file of an edition may show, but for actors and sources.
func (d *digest) shared(p *planner) {
	t := p.timeline
	d.text(t.Site.BaseURL.V)
	d.sum(t.Site.Sum)
	d.number(p.info.HoverPieces)
	d.number(len(p.alternates))
	for _, page := range t.Pages {
		d.named(&page.Meta.Document, page.Meta.Title.V, page.URL(), page.Meta.Lang.V)
	}
}

// Shows says what a file is made of: see [Sums]. It is asked once all pages are planned.
// Its zero value is of a file of which only making it tells whether it has changed.
type Shows struct {
	add    func(*digest)
	beside beside
}

// beside is what counts for a file beside what is added for it.
type beside uint8

const (
	everything beside = iota // what any file may show
	shared                   // that, but for actors and sources
	nothing
)

// showing is of files that may name any actor or source.
func showing(add func(*digest)) Shows { return Shows{add, everything} }

// naming is of files that name no actors and sources but those that are added, or are named
// by texts that are.
func naming(add func(*digest)) Shows { return Shows{add, shared} }

// alone is of files that are made of nothing but what is added.
func alone(add func(*digest)) Shows { return Shows{add, nothing} }

// Facts is of files that may show anything that documents say, but for their texts.
func Facts() Shows { return showing(func(d *digest) { d.sum(d.site.Facts) }) }

// FactsOf is of files that show what the cards of some entries say, and which entries
// these are.
func FactsOf(entries []timeline.Entry) Shows {
	return naming(func(d *digest) { d.facts(slices.Values(entries)) })
}

// DataOf is of files that hold all that entries say but for their texts, and who reports
// the incidents among them.
func DataOf(entries []timeline.Entry) Shows {
	return showing(func(d *digest) {
		for _, e := range entries {
			if e.Article != nil {
				d.told(e)
			} else {
				d.incident(e.Incident)
			}
		}
	})
}

// CompanyOf is of files that say who appears with whom, and how often.
func CompanyOf(actors []*timeline.Actor) Shows {
	return showing(func(d *digest) {
		for _, a := range actors {
			d.company(a)
		}
	})
}

// Together is of files that show what both of two others do.
func Together(one, other Shows) Shows {
	return Shows{func(d *digest) {
		one.add(d)
		other.add(d)
	}, min(one.beside, other.beside)}
}

// Telling is of files of which, beside what all share, texts say what they show.
func Telling(texts ...string) Shows {
	return showing(func(d *digest) { d.text(texts...) })
}

// articlePageOf is of the page of an article, which shows its text, and names the entries
// before and after it.
func articlePageOf(t *timeline.Timeline, a *timeline.Article) Shows {
	return naming(func(d *digest) {
		d.fact(a.Entry())
		d.document(&a.Meta.Document, a.Text)
		d.neighbours(t.Beside(a.Entry()))
	})
}
