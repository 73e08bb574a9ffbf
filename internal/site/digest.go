package site

import (
	"crypto/sha256"
	"encoding/binary"
	"io/fs"
	"iter"

	"dateline/internal/content"
	"dateline/internal/timeline"
)

// A digest sums up what a file is made of.
type digest struct {
	bytes   []byte // what has been added
	err     error
	site    *Sums
	edition *editionSums
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

func (d *digest) flag(yes bool) {
	if yes {
		d.number(1)
	} else {
		d.number(0)
	}
}

// Copied is of a file that is made of one other, and of nothing else.
func Copied(fsys fs.FS, name string) Shows {
	return func(d *digest) {
		data, err := fs.ReadFile(fsys, name)
		sum := sha256.Sum256(data)
		d.bytes, d.err = d.bytes[:0], err
		d.text("copied", name, string(sum[:]))
	}
}

// Keyed is of a file of which a text says all that decides its bytes.
func Keyed(key string) Shows {
	return func(d *digest) {
		d.bytes = d.bytes[:0]
		d.text("keyed", key)
	}
}

// list adds which entries a list has, in all of its parts.
func (d *digest) list(l list) {
	sum, known := d.edition.lists[l.url]
	if !known {
		own := digest{}
		for _, e := range l.entries {
			own.number(e.At())
		}
		sum = own.result()
		d.edition.lists[l.url] = sum
	}
	d.sum(sum)
}

// facts adds what entries say, but for their texts.
func (d *digest) facts(entries iter.Seq[timeline.Entry]) {
	n := 0
	for e := range entries {
		d.fact(e)
		n++
	}
	d.number(n)
}

func (d *digest) fact(e timeline.Entry) {
	d.number(e.At())
	if e.Article != nil {
		d.sum(d.edition.told[e.At()])
	} else {
		d.incident(e.Incident)
	}
}

// reportsOf is of pages of an incident.
func reportsOf(i *timeline.Incident) Shows {
	return func(d *digest) { d.incident(i) }
}

// incident adds what articles say of an incident.
func (d *digest) incident(i *timeline.Incident) {
	sum, known := d.edition.incidents[i]
	if !known {
		own := digest{edition: d.edition}
		own.facts(articles(i.Reports))
		if i.Comparison != nil {
			for _, account := range i.Comparison.Accounts {
				own.fact(timeline.Entry{Article: account.Article})
			}
		}
		own.notes(i.Annotations)
		sum = own.result()
		d.edition.incidents[i] = sum
	}
	d.sum(sum)
}

// notes adds annotations.
func (d *digest) notes(notes []*timeline.Annotation) {
	d.number(len(notes))
	for _, note := range notes {
		d.fact(timeline.Entry{Article: note.Article})
	}
}

// company adds in which entries an actor appears, and who else does. Those that two
// of them share are named.
func (d *digest) company(a *timeline.Actor) {
	sum, known := d.edition.actors[a]
	if !known {
		own := digest{}
		for _, e := range a.Entries {
			own.number(e.At())
			if e.Article == nil {
				continue // its actors stand in its own document
			}
			own.text(e.Title())
			own.number(len(e.Article.Actors))
			for _, other := range e.Article.Actors {
				own.number(other.At())
			}
		}
		sum = own.result()
		d.edition.actors[a] = sum
	}
	d.sum(sum)
}

// appearances adds how often every actor appears.
func (d *digest) appearances() { d.sum(d.edition.appearances) }
