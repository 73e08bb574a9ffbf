package content

import (
	"reflect"
	"slices"
	"strings"

	"dateline/internal/diag"
	"dateline/internal/markup"
)

// annotate parses the notes of a document: those of its front matter, and those
// that are written in its text, which are read as front matter is.
func (r *reader) annotate(d *decoder, doc document) {
	a, ok := doc.(*Article)
	if !ok {
		for _, n := range doc.document().Body.Notes() {
			d.problems.Errorf(n.Pos, "annotations belong to articles; write this one into the article that it speaks of")
		}
		return
	}
	for i := range a.Annotations {
		a.Annotations[i].Text = r.note(d, &a.Annotations[i].Note)
	}
	for i := range a.Corrections {
		a.Corrections[i].Text = r.note(d, &a.Corrections[i].Note)
	}
	for _, n := range a.Body.Notes() {
		meta := r.inline(d, n)
		if quote := (texts{longest: longest["quote"]}); n.End-n.Start > quote.longest.most {
			d.checkLength(quote, "quote", a.Body.Text()[n.Start:n.End], placeOf(n.Pos))
		}
		meta.Text = r.notes[r.raw].Parse([]byte(n.Text), n.Origin, d.problems)
		d.flat(n.Pos, meta.Text)
		a.Inline = append(a.Inline, meta)
	}
	d.checkNotes(a)
	a.Inline = a.Inline[:min(len(a.Inline), maxNotes)] // what is beyond counts as not written
}

// checkNotes holds all that is noted on the text of an article to the limit of its notes.
func (d *decoder) checkNotes(a *Article) {
	var noted []Place
	for _, account := range a.Accounts {
		for _, value := range account.V {
			if value.V.Quote.Set() {
				noted = append(noted, value.V.Quote.Place)
			}
		}
	}
	for _, n := range slices.Concat(a.Annotations, a.Inline) {
		noted = append(noted, n.Quote.Place)
	}
	d.within(limit{maxNotes, fewerNotes}, "notes, and quotes of accounts", len(noted), func(k int) Place { return noted[k] })
}

// note parses the Markdown of a note in front matter. What goes onto a shelf is not kept
// in memory beside that.
func (r *reader) note(d *decoder, note *At[string]) *markup.Body {
	body := r.notes[r.raw].Parse([]byte(note.V), d.origin(d.pos(note.Place), note.V), d.problems)
	d.flat(d.pos(note.Place), body)
	if r.opt.Shelf != nil {
		note.V = ""
	}
	return body
}

// flat reports annotations within a note.
func (d *decoder) flat(pos diag.Pos, note *markup.Body) {
	if len(note.Notes()) > 0 {
		d.problems.Errorf(pos, "a note cannot be annotated itself")
	}
}

// inline reads the kind and the fields of a note in the text as if they stood
// in front matter, so that both are checked by the same rules.
func (r *reader) inline(d *decoder, n markup.Note) AnnotationMeta {
	at := placeOf(n.Pos)
	text := func(s string, at Place) node { return node{place: at, kind: textNode, text: s} }
	mapping := node{place: at, kind: mapNode, entries: []entry{
		{place: at, key: "quote", value: text("…", at)}, // the passage itself is Body.Notes' to say
		{place: at, key: "note", value: text(n.Text, at)},
	}}
	if n.Kind != "" {
		at := placeOf(n.KindPos)
		mapping.entries = append(mapping.entries, entry{place: at, key: "kind", value: text(n.Kind, at)})
	}
	seen := map[string]bool{}
	for _, f := range n.Fields {
		at := placeOf(f.Pos)
		switch {
		case f.Key == "quote" || f.Key == "note" || f.Key == "prefix" || f.Key == "suffix":
			d.errorf(at, "a note in the text has no %s: its passage stands between {== and ==}", f.Key)
			continue
		case seen[f.Key]:
			d.errorf(at, "%s is written twice", f.Key)
			continue
		}
		seen[f.Key] = true
		value := text(f.Value, at)
		if f.Key == "sources" {
			value = node{place: at, kind: listNode}
			for item := range strings.SplitSeq(f.Value, ",") {
				value.items = append(value.items, text(strings.TrimSpace(item), at))
			}
		}
		mapping.entries = append(mapping.entries, entry{place: at, key: f.Key, value: value})
	}
	var meta AnnotationMeta
	d.mapping(r.annotation, "annotation", &mapping, reflect.ValueOf(&meta).Elem())
	meta.Quote = At[string]{Place: d.place(at)}
	return meta
}
