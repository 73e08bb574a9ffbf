package markup

// View looks at one text after another, in the same room: for names, and for quotes.
// It takes a text from the shelf once, and only where the text does not remember what
// is asked for. Its zero value has no text; it is not safe for concurrent use.
type View struct {
	body   *Body
	titles string // in the text
	known  found
	more   bool // is known than the text remembers
	loaded bool
	text   []byte // once it is loaded
	pieces []piece
	stands []stand

	packed []byte // used again
	last   string // that was packed
}

// Turn turns to a text; nil is none. What was found in the last one that text remembers
// from then on.
func (v *View) Turn(b *Body) {
	if v.body == b {
		return
	}
	if v.more {
		if found := v.body.memory().found; found != nil {
			found.set(v.pack())
		}
	}
	v.body, v.more, v.loaded = b, false, false
	v.known.clear()
	if b != nil {
		known := b.memory().found.get()
		v.titles, v.packed = b.Titled(), append(v.packed[:0], known...)
		v.known.unpack(v.packed, known)
	}
}

// pack packs what is known. Of many notes that is the same.
func (v *View) pack() string {
	v.packed = v.known.pack(v.packed[:0])
	if string(v.packed) != v.last {
		v.last = string(v.packed)
	}
	return v.last
}

// load makes the text ready.
func (v *View) load() {
	if v.loaded {
		return
	}
	v.loaded, v.text, v.pieces, v.stands = true, v.text[:0], v.pieces[:0], v.stands[:0]
	b := v.body
	if b.shelf != nil {
		b.shelf.look(b.slot.at, int(b.slot.size), v.unpack)
		return
	}
	c := b.content()
	v.text, v.pieces, v.stands = append(v.text, c.text...), append(v.pieces, c.pieces...), append(v.stands, c.stands...)
}

// unpack takes the text and its pieces from what lies on a shelf; false says that it is
// something else.
func (v *View) unpack(data []byte) bool {
	u := unpacker{data: data}
	_, _ = u.number(), u.number() // what is found anew, see content.first
	text := u.bytes()
	u.bytes() // tags
	pieces, stands := u.pieces(v.pieces), u.stands(v.stands)
	if u.bad {
		return false
	}
	v.text, v.pieces, v.stands = append(v.text, text...), pieces, stands
	return true
}

// place returns where in the author's file the text at offset stands, see Body.Place.
func (v *View) place(offset int) (line, col int) { return standing(v.stands, v.text, offset) }
