package markup

import "bytes"

// View looks at one text after another, in the same room: for names, and for quotes.
// It takes a text from the shelf once, and only where the text does not remember what
// is asked for. Its zero value has no text; it is not safe for concurrent use.
type View struct {
	body   *Body
	titles string // in the text
	loaded bool
	text   []byte // once it is loaded
	pieces []piece

	found []Mention // used again
}

// Turn turns to a text.
func (v *View) Turn(b *Body) {
	if v.body != b {
		v.body, v.titles, v.loaded = b, b.Titled(), false
	}
}

// load makes the text ready.
func (v *View) load() {
	if v.loaded {
		return
	}
	v.loaded, v.text, v.pieces = true, v.text[:0], v.pieces[:0]
	b := v.body
	if b.kept == nil && b.shelf != nil {
		b.shelf.look(b.slot.at, int(b.slot.size), v.unpack)
		return
	}
	c := b.content()
	v.text, v.pieces = append(v.text, c.text...), append(v.pieces, c.pieces...)
}

// unpack takes the text and its pieces from what lies on a shelf; false says that it is
// something else.
func (v *View) unpack(data []byte) bool {
	u := unpacker{data: data}
	u.number() // of what is found anew, see content.first
	text := u.bytes()
	u.bytes() // tags
	pieces := u.pieces(v.pieces)
	if u.bad {
		return false
	}
	v.text, v.pieces = append(v.text, text...), pieces
	return true
}

// line returns the line in the author's file of the text at offset, see Body.Line.
func (v *View) line(offset int) int {
	for _, p := range v.pieces {
		if p.kind == pieceText && p.start <= offset && offset < p.end {
			return int(p.line) + bytes.Count(v.text[p.start:offset], []byte("\n"))
		}
	}
	return 0
}
