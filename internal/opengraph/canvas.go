package opengraph

import "encoding/binary"

// stride is the length of a row in bytes, as PNG wants it: the number of its
// filter, which is always none, then two pixels a byte, the left one above.
const stride = 1 + Width/2

// canvas is a picture in the colours of a palette: a blank one, which has the
// axis alone, with something painted on it. What is still blank is never looked at.
type canvas struct {
	rows    rows
	painted [Height]span // of rows
	blank   [stride]byte // a row
	axis    span         // of it; empty before the first card
}

// span is a part of a row, in eights of bytes after its filter.
type span struct{ from, to int }

// nothing is what joins with a span to the same, whole is all of a row.
var (
	nothing = span{stride / 8, 0}
	whole   = span{0, stride / 8}
)

// spanOf returns the least span with the pixels from one up to another.
func spanOf(from, to int) span { return span{from / 16, (to + 15) / 16} }

// bytes returns where a span begins and ends in a row.
func (s span) bytes() (from, to int) { return 1 + 8*s.from, 1 + 8*s.to }

// join returns the least span with both in it.
func (s span) join(t span) span { return span{min(s.from, t.from), max(s.to, t.to)} }

// overlaps reports whether something is in both.
func (s span) overlaps(t span) bool { return s.from < t.to && t.from < s.to }

// prepare makes the canvas blank, with the axis around an even place.
func (c *canvas) prepare(at int) {
	if axis := spanOf(at-2, at+2); c.axis != axis {
		c.axis = axis
		clear(c.blank[:])
		for x := at - 2; x < at+2; x += 2 {
			c.blank[1+x/2] = rule<<4 | rule
		}
		for y := range c.painted {
			c.painted[y] = whole
		}
	}
	for y, s := range c.painted {
		if s != nothing {
			from, to := s.bytes()
			copy(c.rows[y*stride+from:], c.blank[from:to])
			c.painted[y] = nothing
		}
	}
}

// fill paints the pixels of a row from one up to another.
func (c *canvas) fill(y, from, to int, index uint8) {
	s := spanOf(from, to)
	c.painted[y] = c.painted[y].join(s)
	for at := s.from; at < s.to; at++ {
		inside := ^uint64(0) >> (4 * max(0, from-16*at)) & (^uint64(0) << (4 * max(0, 16*(at+1)-to)))
		eight := c.rows[y*stride+1+8*at:][:8]
		binary.BigEndian.PutUint64(eight, binary.BigEndian.Uint64(eight)&^inside|uint64(index)*0x1111111111111111&inside)
	}
}

// stamp paints a mask with its upper left corner at x, y; what lies outside the picture
// is cut. Where letters touch, the steps of their edges add up.
func (c *canvas) stamp(m *mask, x, y int) {
	first, shift := x>>4, 4*uint(x&15)
	s := span{max(first, 0), min(first+m.across+1, whole.to)}
	if s.from >= s.to {
		return
	}
	for row := max(0, -y); row < min(m.height, Height-y); row++ {
		p := &c.painted[y+row]
		*p = p.join(s)
		words := m.words[row*(m.across+1)+s.from-first:][:s.to-s.from+1]
		for k, left := range words[:len(words)-1] {
			at := (y+row)*stride + 1 + 8*(s.from+k)
			eight := c.rows[at : at+8]
			pixels := left<<(64-shift) | words[k+1]>>shift
			binary.BigEndian.PutUint64(eight, binary.BigEndian.Uint64(eight)|pixels)
		}
	}
}
