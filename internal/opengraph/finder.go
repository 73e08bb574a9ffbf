package opengraph

import (
	"encoding/binary"
	"math/bits"
)

// finder lists the tokens of a picture. A general compressor looks everywhere for what
// repeats. Here it is known where: bytes repeat those of the row above or the one
// before them, and a letter those of the same letter before. And what nothing was
// painted on is as in the row above, and not even read.
type finder struct {
	tokens    []token
	starts    [end + longest + 1]uint32 // how often each byte and length is among them
	distances [none + 1]uint32          // and each symbol of a distance
	above     int                       // bytes of the row above that are not among them yet
	seen      [1 << seenBits]uint32     // places of bytes by a hash of them
}

const seenBits = 12

// Least lengths that are worth it, as distances are written too.
const (
	leastAbove  = 6
	leastLetter = 7
)

// read lists the tokens of all rows.
func (f *finder) read(c *canvas) {
	f.tokens = f.tokens[:0]
	clear(f.starts[:])
	clear(f.distances[:])
	clear(f.seen[:])
	f.first(&c.rows)
	for y := 1; y < Height; y++ {
		differ := c.painted[y-1].join(c.painted[y])
		if differ == nothing {
			f.above += stride
			continue
		}
		from, to := differ.bytes()
		f.above += from
		f.part(&c.rows, y*stride+from, y*stride+to)
		f.above += stride - to
	}
	f.flush(&c.rows, Height*stride)
}

// first lists the tokens of the first row, which are its bytes and runs of them.
func (f *finder) first(rows *rows) {
	for at := 0; at < stride; {
		n := 0
		if at > 0 {
			n = min(rows.same(at, at-1, stride), longest)
		}
		if n >= shortest {
			f.add(match(n, 1))
			at += n
			continue
		}
		f.add(literal(rows[at]))
		at++
	}
}

// part lists the tokens of a part of a row.
func (f *finder) part(rows *rows, at, to int) {
	n := rows.same(at, at-stride, to)
	f.above += n
	at += n
	for at < to {
		eight := rows.eight(at)
		if (eight^rows.eight(at-stride))<<(64-8*leastAbove) == 0 {
			if n := rows.same(at, at-stride, to); n >= leastAbove {
				f.flush(rows, at)
				f.above = n // and perhaps more, in the next part
				at += n
				continue
			}
		}
		f.flush(rows, at)
		at += f.others(rows, eight, at, to)
	}
}

// others adds a token of bytes that are not as in the row above, and returns how many.
func (f *finder) others(rows *rows, eight uint64, at, to int) int {
	if (eight^rows.eight(at-1))<<(64-8*shortest) == 0 {
		if n := min(rows.same(at, at-1, to), longest); n >= shortest {
			f.add(match(n, 1))
			return n
		}
	}
	place := f.place(eight)
	before := int(*place) // which is not the first byte: it is never here
	*place = uint32(at)
	if before > 0 && at-before <= furthest && (eight^rows.eight(before))<<(64-8*leastLetter) == 0 {
		if n := min(rows.same(at, before, to), longest); n >= leastLetter {
			f.add(match(n, at-before))
			for next := at + 1; next < at+5; next++ { // more would take longer than it saves
				*f.place(rows.eight(next)) = uint32(next)
			}
			return n
		}
	}
	f.add(literal(byte(eight)))
	return 1
}

// place returns where the place of such bytes is kept.
func (f *finder) place(eight uint64) *uint32 {
	return &f.seen[eight<<(64-8*leastLetter)*0x9e3779b97f4a7c15>>(64-seenBits)]
}

// flush adds the bytes before a place that are those of the row above.
func (f *finder) flush(rows *rows, at int) {
	for f.above > 0 {
		if f.above < shortest {
			f.add(literal(rows[at-f.above]))
			f.above--
			continue
		}
		n := min(f.above, longest)
		if rest := f.above - n; rest > 0 && rest < shortest {
			n -= shortest
		}
		f.add(match(n, stride))
		f.above -= n
	}
}

func (f *finder) add(k token) {
	f.tokens = append(f.tokens, k)
	f.starts[k%(1<<10)]++
	f.distances[k>>10%(1<<5)]++
}

// rows are those of a picture, and room to read sixteen bytes at once.
type rows [Height*stride + 16]byte

// eight returns eight bytes, the first one lowest.
func (r *rows) eight(at int) uint64 { return binary.LittleEndian.Uint64(r[at : at+8]) }

// same returns how many bytes at one place, and before to, equal those at another.
func (r *rows) same(at, other, to int) int {
	for n := at; n < to; n += 16 {
		differ, more := r.eight(n)^r.eight(n-at+other), r.eight(n+8)^r.eight(n+8-at+other)
		if differ|more != 0 {
			k := bits.TrailingZeros64(differ)
			if differ == 0 {
				k = 64 + bits.TrailingZeros64(more)
			}
			return min(n+k/8, to) - at
		}
	}
	return to - at
}
