package opengraph

import "encoding/binary"

// stride is the length of a row in bytes, as PNG wants it: the number of its
// filter, which is always none, then two pixels a byte, the left one above.
const stride = 1 + Width/2

// canvas is a picture in the colours of a palette: a blank one, which has the
// axis alone, with something painted on it. What is still blank is never looked at.
type canvas struct {
	rows    rows
	painted [Height]span // of rows, in bytes from their beginning
	blank   [stride]byte // a row
	axis    span         // of it; empty before the first card
}

// span is the bytes from one up to another.
type span struct{ from, to int }

// nothing is what joins with a span to the same.
var nothing = span{stride, 0}

// join returns the least span with both in it.
func (s span) join(t span) span { return span{min(s.from, t.from), max(s.to, t.to)} }

// overlaps reports whether some bytes are in both.
func (s span) overlaps(t span) bool { return s.from < t.to && t.from < s.to }

// prepare makes the canvas blank, with the axis around an even place.
func (c *canvas) prepare(at int) {
	if axis := (span{1 + (at-2)/2, 1 + (at+2)/2}); c.axis != axis {
		c.axis = axis
		clear(c.blank[:])
		for at := axis.from; at < axis.to; at++ {
			c.blank[at] = rule<<4 | rule
		}
		for y := range c.painted {
			c.painted[y] = span{0, stride}
		}
	}
	for y, s := range c.painted {
		if s.from < s.to {
			copy(c.rows[y*stride+s.from:], c.blank[s.from:s.to])
		}
		c.painted[y] = nothing
	}
}

// fill paints the pixels of a row from one up to another.
func (c *canvas) fill(y, from, to int, index uint8) {
	c.painted[y] = c.painted[y].join(span{1 + from/2, 1 + (to+1)/2})
	for x := from; x < to; x++ {
		shift := 4 - 4*(x&1)
		p := &c.rows[y*stride+1+x/2]
		*p = *p&^(15<<shift) | index<<shift
	}
}

// stamp paints a mask with its upper left corner at x, y; what lies outside
// the picture is cut, to the left and right in whole words. Where letters touch, the
// steps of their edges add up.
func (c *canvas) stamp(m *mask, x, y int, colour uint8) {
	first, last := 0, m.across
	for ; x+first*maskWord < 0; first++ {
	}
	for ; x+last*maskWord >= Width; last-- {
	}
	if first >= last {
		return
	}
	from := 1 + (x+first*maskWord)>>1
	across := span{from, min(from+(last-first)*maskWord/2+1, stride)}
	shift := 4 * (x & 1)
	for row := max(0, -y); row < min(m.height, Height-y); row++ {
		p := &c.painted[y+row]
		*p = p.join(across)
		at := (y+row)*stride + from
		for _, pixels := range m.words[row*m.across+first : row*m.across+last] {
			inked := (pixels | pixels>>1) & 0x1111111111111111
			p := c.rows[at : at+8]
			binary.BigEndian.PutUint64(p, binary.BigEndian.Uint64(p)|(pixels|inked*uint64(colour))>>shift)
			at += maskWord / 2
		}
	}
}
