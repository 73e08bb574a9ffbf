package opengraph

import (
	"encoding/binary"
	"math/bits"
	"slices"
)

// Numbers of RFC 1951, section 3.2.5.
const (
	end       = 256   // symbol between those of bytes and those of lengths
	symbols   = 286   // of all these
	distances = 30    // symbols of distances
	shortest  = 3     // length
	longest   = 258   // length
	furthest  = 32768 // distance
)

// token is a piece of a compressed picture: a byte, or bytes that repeat those at a
// distance back. Its lowest ten bits are the byte, or end plus the length; five say
// the symbol of the distance, or none; and the rest are its extra bits.
type token uint32

const none = distances // symbol

// literal returns the token of a byte.
func literal(b byte) token { return token(b) | none<<10 }

// match returns the token of so many bytes that repeat those so far back.
func match(length, distance int) token {
	symbol, extra := split(distance-1, 1)
	return token(end+length) | token(symbol)<<10 | token(distance-1)&(1<<extra-1)<<15
}

// split returns the symbol of a number, counted from the first, and how many of its low
// bits do not belong to it: symbols stand for twice as many numbers as those before
// them, once in so many bits.
func split(n, step int) (symbol, extra int) {
	extra = max(0, bits.Len(uint(n))-1-step)
	return extra<<step + n>>extra, extra
}

// packer writes pictures as one block of deflate with codes of its own (RFC 1951).
type packer struct {
	finder    finder
	huffman   huffman
	symbols   [symbols]code
	distances [distances]code
	starts    [end + longest + 1]code // of a token: a byte, or a length with its extra bits
	backs     [none + 1]back          // the rest of it
	out       []byte
	bits      uint64 // not in out yet, the first one lowest
	count     uint8  // of them, below 8
}

// back is the code of a distance, and how many bits it has with the extra ones.
type back struct {
	code
	all uint8
}

// pack appends a picture to out.
func (p *packer) pack(c *canvas) {
	p.finder.read(c)
	p.number()
	p.header()
	p.out = slices.Grow(p.out, 8*(len(p.finder.tokens)+2))
	out, at, bits, count := p.out[:cap(p.out)], len(p.out), p.bits, p.count
	for _, k := range p.finder.tokens {
		// At most 7 bits left, 20 of a byte or length and 28 of a distance.
		start, back := &p.starts[k%(1<<10)], &p.backs[k>>10%(1<<5)]
		bits |= uint64(start.bits) << count
		count += start.count
		bits |= (uint64(back.bits) | uint64(k>>15)<<back.count) << count
		count += back.all
		binary.LittleEndian.PutUint64(out[at:], bits)
		at += int(count / 8)
		bits >>= count &^ 7
		count %= 8
	}
	p.out, p.bits, p.count = out[:at], bits, count
	p.write(p.symbols[end])
	p.write(code{0, 7}) // up to a whole byte
	p.bits, p.count = 0, 0
}

// number makes the codes for the tokens that were found.
func (p *packer) number() {
	var ofSymbol [symbols]uint32
	starts := &p.finder.starts
	copy(ofSymbol[:], starts[:end])
	ofSymbol[end] = 1
	for n := shortest; n <= longest; n++ {
		symbol, _ := lengthOf(n)
		ofSymbol[symbol] += starts[end+n]
	}
	ofDistance := p.finder.distances[:none]
	ofDistance[0]++ // so that there are at least two
	ofDistance[1]++
	p.huffman.build(ofSymbol[:], p.symbols[:])
	p.huffman.build(ofDistance, p.distances[:])

	copy(p.starts[:], p.symbols[:end])
	for n := shortest; n <= longest; n++ {
		symbol, more := lengthOf(n)
		p.starts[end+n] = p.symbols[symbol].join(more)
	}
	for symbol, c := range p.distances {
		p.backs[symbol] = back{c, c.count + uint8(max(0, symbol/2-1))}
	}
}

// lengthOf returns the symbol of a length and its extra bits.
func lengthOf(n int) (symbol int, more code) {
	if n == longest {
		return symbols - 1, code{}
	}
	symbol, extra := split(n-shortest, 2)
	return end + 1 + symbol, code{uint32(n-shortest) & (1<<extra - 1), uint8(extra)}
}

// header writes the lengths of all codes (section 3.2.7). They are symbols themselves: of
// five bits for those that are rare, of four for the others and for zeros in a row.
func (p *packer) header() {
	var codes [19]code
	for length := range codes {
		codes[length].count = 4
	}
	for _, rare := range []int{1, 2, 13, 14, 15, 16} {
		codes[rare].count = 5
	}
	number(codes[:])
	p.write(code{1 | 2<<1, 3}) // the last block, with its own codes
	p.write(code{symbols - 257, 5})
	p.write(code{distances - 1, 5})
	p.write(code{uint32(len(codes) - 4), 4})
	for _, length := range []int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15} {
		p.write(code{uint32(codes[length].count), 3})
	}
	lengths := slices.Concat(p.symbols[:], p.distances[:])
	for at := 0; at < len(lengths); {
		zeros := 0
		for at+zeros < len(lengths) && zeros < 138 && lengths[at+zeros].count == 0 {
			zeros++
		}
		switch {
		case zeros >= 11:
			p.write(codes[18].join(code{uint32(zeros - 11), 7}))
		case zeros >= 3:
			p.write(codes[17].join(code{uint32(zeros - 3), 3}))
		default:
			zeros = 1
			p.write(codes[lengths[at].count])
		}
		at += zeros
	}
}

func (p *packer) write(c code) {
	p.bits |= uint64(c.bits) << p.count
	p.count += c.count
	for ; p.count >= 8; p.count -= 8 {
		p.out = append(p.out, byte(p.bits))
		p.bits >>= 8
	}
}
