package site

import (
	"cmp"
	"encoding/binary"
	"fmt"
	"io/fs"
	"iter"

	"dateline/internal/content"
	"dateline/internal/network"
	"dateline/internal/packed"
	"dateline/internal/timeline"
)

// A digest sums up what a file is made of.
type digest struct {
	bytes   []byte // what has been added
	err     error
	site    *Sums
	edition *editionSums
}

// result returns the sum of what has been added, and begins anew.
func (d *digest) result() content.Sum {
	sum := content.SumOf(d.bytes)
	d.bytes = d.bytes[:0]
	return sum
}

// once adds the sum of what add adds, which is worked out once for each key.
func once[K comparable](d *digest, known map[K]content.Sum, key K, add func()) {
	sum, is := known[key]
	if !is {
		from := len(d.bytes) // in the room behind what is there
		add()
		sum = content.SumOf(d.bytes[from:])
		d.bytes = d.bytes[:from]
		known[key] = sum
	}
	d.sum(sum)
}

func (d *digest) sum(sum content.Sum) { d.bytes = append(d.bytes, sum[:]...) }

// text adds texts, each with its length.
func (d *digest) text(texts ...string) {
	for _, text := range texts {
		d.bytes = packed.AppendText(d.bytes, text)
	}
}

func (d *digest) number(n int) {
	d.bytes = binary.AppendUvarint(d.bytes, uint64(n))
}

func (d *digest) flag(yes bool) {
	if yes {
		d.number(1)
	} else {
		d.number(0)
	}
}

// Copied is of a file that is made of one other, and of nothing else.
func Copied(fsys fs.FS, name string) Shows {
	return alone(func(d *digest) {
		data, err := fs.ReadFile(fsys, name)
		sum := content.SumOf(data)
		d.err = cmp.Or(d.err, err)
		d.text("copied", name, string(sum[:]))
	})
}

// Keyed is of a file of which a text says all that decides its bytes.
func Keyed(key string) Shows {
	return alone(func(d *digest) { d.text("keyed", key) })
}

// named adds how a document is linked.
func (d *digest) named(doc *content.Document, title, url, lang string) {
	d.text(title, url, lang, doc.TextLang(), doc.SummaryLang(), doc.Own())
	d.flag(doc.Draft.V)
}

// document adds all that stands in a document.
func (d *digest) document(doc *content.Document, text timeline.Text) {
	d.sum(doc.Sum)
	d.links(text)
}

// excerpt adds what an excerpt of a document shows.
func (d *digest) excerpt(doc *content.Document, text timeline.Text) {
	d.sum(doc.Begin)
	d.links(text)
}

// links adds where what is linked in a text leads, and whom it names where: with what its
// author wrote, that decides its HTML.
func (d *digest) links(text timeline.Text) {
	for _, target := range text.Body.Targets() {
		d.text(target.URL, target.Title)
	}
	d.bytes = text.Marks.Append(d.bytes)
}

// actor adds how an actor is linked, and what its keys say; nil is nobody.
func (d *digest) actor(a *timeline.Actor) {
	d.flag(a != nil)
	if a != nil {
		d.sum(d.edition.actors[a.At()])
	}
}

func (d *digest) actors(all []*timeline.Actor) {
	d.number(len(all))
	for _, a := range all {
		d.actor(a)
	}
}

// stand adds where an entry stands: what decides its address, its place among
// others, and the bar of a ruler that counts it.
func (d *digest) stand(e timeline.Entry) {
	d.named(e.Meta(), "", e.URL(), e.Lang())
	d.text(e.Date().String())
}

// cast adds where an entry stands, and who appears in it.
func (d *digest) cast(e timeline.Entry) {
	d.sum(d.edition.stands[e.At()])
	d.actors(e.Actors())
}

// face adds what a link to an entry says.
func (d *digest) face(e timeline.Entry) { d.sum(d.edition.faces[e.At()]) }

// neighbours adds links to entries of which there may be none.
func (d *digest) neighbours(entries ...*timeline.Entry) {
	for _, e := range entries {
		d.flag(e != nil)
		if e != nil {
			d.face(*e)
		}
	}
}

func (d *digest) incidentFaces(incidents []*timeline.Incident) {
	d.number(len(incidents))
	for _, i := range incidents {
		d.face(i.Entry())
	}
}

func (d *digest) tags(tags []*timeline.Tag) {
	for _, tag := range tags {
		d.text(tag.Name, tag.Lang, tag.Slug) // in the letters of the first that has it
	}
}

// source adds how a source is linked, and what its keys say; nil is none.
func (d *digest) source(s *timeline.Source) {
	d.flag(s != nil)
	if s != nil {
		d.sum(d.edition.sources[s])
	}
}

// tell adds what an article says but for its text: its keys, whom it names, how its
// notes name their passages, and what it links. A text that holds notes counts whole.
func (d *digest) tell(a *timeline.Article) {
	m := a.Meta
	d.face(a.Entry())
	// By their values as well: a line of one in quotation marks may look like a key.
	d.source(a.Publisher)
	d.number(len(a.Credits))
	for _, s := range a.Credits {
		d.source(s)
	}
	d.text(m.Path, m.Original(), m.Updated.V.String())
	d.sum(m.Front)
	d.flag(Described(a))
	if len(a.Text.Body.Notes()) > 0 || a.Original != nil && len(a.Original.Text.Body.Notes()) > 0 {
		d.sum(m.Sum)
	}
	d.actors(a.Actors)
	d.tags(a.Tags)
	d.incidentFaces(a.Incidents)
	for _, account := range a.Accounts {
		d.face(account.Incident.Entry())
		for _, stated := range account.Stated {
			d.actor(stated.By)
		}
	}
	for _, c := range a.Corrections {
		d.links(c.Note)
	}
	for _, words := range a.Selectors() {
		d.text(words.Prefix, words.Suffix)
	}
	if len(a.Elsewhere) > 0 { // in which whom the original names decides who is meant
		d.number(len(a.Original.Actors))
		for _, actor := range a.Original.Actors {
			d.text(actor.Meta.Slug.V)
		}
	}
	for _, notes := range [][]*timeline.Annotation{a.Annotations, a.Elsewhere} {
		d.number(len(notes))
		for _, note := range notes {
			d.note(note)
		}
	}
}

// note adds how a note names its passage, and what it links.
func (d *digest) note(note *timeline.Annotation) {
	d.text(note.ID, note.Quote)
	if note.Original != nil {
		d.text(note.Original.Quote)
	}
	d.links(note.Note)
	d.actor(note.By)
	d.source(note.Via)
	if note.Incident != nil {
		d.face(note.Incident.Entry())
	}
	for _, s := range note.Sources {
		if s.Article != nil {
			d.face(s.Article.Entry())
			d.source(s.Article.Publisher) // whose name stands in place of the title
		}
	}
}

// tellIncident adds what an incident says but for its text, and how many report it.
func (d *digest) tellIncident(i *timeline.Incident) {
	d.face(i.Entry())
	d.sum(i.Meta.Front)
	d.text(i.Meta.Path, i.Meta.Original())
	d.actors(i.Entry().Actors())
	d.tags(i.Tags)
	if i.Place != nil { // where it lies, and who may know, also others say
		d.text(i.Place.Name, i.Place.Lang, i.Place.Slug, i.Place.Precision, fmt.Sprint(i.Place.Lat, i.Place.Lon))
		d.flag(i.Place.Located)
		d.flag(i.Located())
	}
	d.number(len(i.Reports))
	d.flag(i.Comparison.Differ())
}

// facts adds what entries say, but for the texts of articles.
func (d *digest) facts(entries iter.Seq[timeline.Entry]) {
	n := 0
	for e := range entries {
		d.fact(e)
		n++
	}
	d.number(n)
}

// fact adds what an entry says, but for the text of an article. The card of an incident
// without a summary shows the beginning of its text.
func (d *digest) fact(e timeline.Entry) {
	d.told(e)
	if i := e.Incident; i != nil && i.Meta.Summary.V == "" {
		d.excerpt(&i.Meta.Document, i.Text)
	}
}

// told adds what an entry says, but for its text.
func (d *digest) told(e timeline.Entry) { d.sum(d.edition.told[e.At()]) }

// list adds how a list is called, and which entries it has, in all of its parts.
func (d *digest) list(l list) {
	once(d, d.edition.lists, l.url, func() {
		d.text(l.url, l.heading, l.lang, l.lead)
		for _, e := range l.entries {
			d.sum(d.edition.stands[e.At()])
		}
	})
}

// reportsOf is of pages of an incident.
func reportsOf(i *timeline.Incident) Shows {
	return naming(func(d *digest) { d.incident(i) })
}

// incident adds what articles say of an incident, and what its pages link.
func (d *digest) incident(i *timeline.Incident) {
	once(d, d.edition.incidents, i, func() {
		d.told(i.Entry())
		d.document(&i.Meta.Document, i.Text)
		d.facts(articles(i.Reports))
		if i.Comparison != nil {
			for _, account := range i.Comparison.Accounts {
				d.fact(account.Article.Entry())
			}
		}
		d.notes(i.Annotations)
		for _, others := range [][]*timeline.Incident{i.Related, i.PartOf, i.Parts} {
			d.incidentFaces(others)
		}
		for _, other := range []*timeline.Incident{i.Prev, i.Next} {
			d.flag(other != nil)
			if other != nil {
				d.face(other.Entry())
			}
		}
		d.sum(d.edition.shapes)
	})
}

// notes adds annotations.
func (d *digest) notes(notes []*timeline.Annotation) {
	d.number(len(notes))
	for _, note := range notes {
		d.fact(note.Article.Entry())
	}
}

// company adds in which entries an actor appears, and who else does.
func (d *digest) company(a *timeline.Actor) {
	once(d, d.edition.company, a, func() {
		for _, e := range a.Entries {
			d.sum(d.edition.casts[e.At()])
		}
	})
}

// places adds what a map of the incidents among entries shows.
func (d *digest) places(entries []timeline.Entry) {
	d.sum(d.edition.shapes)
	for _, e := range entries {
		if e.Incident != nil {
			d.told(e)
		}
	}
}

// network adds what is drawn around an actor beside its company: how large its own and
// its companions' discs are, and what the entries are called that they may share.
func (d *digest) network(a *timeline.Actor) {
	weights := []int{len(a.Entries)}
	nearest, _ := a.Companions(nearbyActors)
	for _, c := range nearest {
		weights = append(weights, len(c.Actor.Entries))
	}
	for _, disc := range network.Discs(weights) {
		d.number(int(disc))
	}
	for _, e := range a.Entries {
		d.face(e)
	}
}
