// Package packed reads what builds keep for later ones: numbers and texts in one string, of
// which the texts are parts. Numbers are varints, as encoding/binary writes them.
package packed

import (
	"encoding/binary"
	"errors"
)

// ErrDamaged says that a string holds something else than what was looked for.
var ErrDamaged = errors.New("what was kept of an earlier build cannot be read")

// AppendText appends a text with its length before it, as [Reader.Text] reads it.
func AppendText(out []byte, text string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(text))), text...)
}

// A Reader reads a string. Once something could not be read, it has the error.
type Reader struct {
	Left string // what is to be read
	Err  error  // the first that happened
}

// Fail says that what was read cannot be.
func (r *Reader) Fail() {
	if r.Err == nil {
		r.Err = ErrDamaged
	}
}

// Number reads a number; 0 where there is none.
func (r *Reader) Number() uint64 {
	var n uint64
	for i := range min(len(r.Left), binary.MaxVarintLen64) {
		c := r.Left[i]
		n |= uint64(c&0x7f) << (7 * i)
		if c < 0x80 {
			r.Left = r.Left[i+1:]
			return n
		}
	}
	r.Fail()
	return 0
}

// Signed reads a number that may be below zero.
func (r *Reader) Signed() int64 {
	n := r.Number()
	return int64(n>>1) ^ -int64(n&1)
}

// Count reads how many things follow, of which each takes a byte at least; 0 where there
// are not so many bytes.
func (r *Reader) Count() int {
	n := r.Number()
	if n > uint64(len(r.Left)) {
		r.Fail()
		return 0
	}
	return int(n)
}

// Next reads so many bytes; none where there are not so many.
func (r *Reader) Next(n int) string {
	if n > len(r.Left) {
		r.Fail()
		n = 0
	}
	next := r.Left[:n]
	r.Left = r.Left[n:]
	return next
}

// Text reads a text that has its length before it.
func (r *Reader) Text() string { return r.Next(r.Count()) }
