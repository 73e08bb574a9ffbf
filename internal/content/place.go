package content

import (
	"cmp"
	"slices"

	"dateline/internal/diag"
)

// At is a value with the place where the author wrote it. The zero At was not
// written at all.
type At[T any] struct {
	V     T
	Place Place
}

// Set reports whether the author wrote the value.
func (a At[T]) Set() bool { return a.Place != Place{} }

// fill gives a value that was not written its default.
func (a *At[T]) fill(v T) {
	if !a.Set() {
		a.V = v
	}
}

// Values returns what authors wrote in a list, without its places; nil for none.
func Values(list []At[string]) []string {
	all := slices.Grow([]string(nil), len(list))
	for _, at := range list {
		all = append(all, at.V)
	}
	return all
}

// Place is where a value stands in the file of a document, or in that of its
// translation; the document knows their names, see [Document.Pos]. A large site holds
// hundreds of thousands of values, few of which are ever wrong.
type Place struct {
	line int32 // 1-based; below zero in the file of a translation; 0 where only the file is known
	col  int32 // 1-based, in code points
}

// inName is the place of what the name of a file says.
var inName = Place{col: 1}

func placeAt(line, col int) Place { return Place{int32(line), int32(col)} }

func placeOf(pos diag.Pos) Place { return Place{pos.Line, pos.Col} }

// before reports whether a place of a file comes before another one.
func (p Place) before(other Place) bool {
	return p.line < other.line || p.line == other.line && p.col < other.col
}

// translated returns the same place in the file of a translation.
func (p Place) translated() Place { return Place{-p.line, p.col} }

func (p Place) isTranslated() bool { return p.line < 0 }

// In returns the place in a file.
func (p Place) In(file string) diag.Pos {
	if p.line == 0 {
		return diag.Pos{File: file}
	}
	return diag.Pos{File: file, Line: max(p.line, -p.line), Col: p.col}
}

// Pos returns the place of a value of the document; the zero Pos of one that was not
// written.
func (d *Document) Pos(at Place) diag.Pos {
	switch {
	case at == Place{}:
		return diag.Pos{}
	case at.isTranslated():
		return at.In(cmp.Or(d.rendition().Translated, d.Path))
	}
	return at.In(cmp.Or(d.Original(), d.Path))
}

// Foreign returns, in a further edition of the site, the language of a text that
// the document's translation does not have; "" for one that is translated.
func (d *Document) Foreign(text At[string]) string {
	if !text.Set() || text.Place.isTranslated() {
		return ""
	}
	return d.Own()
}
