package opengraph

import (
	"encoding/binary"
	"hash/crc32"
	"image/color"
	"slices"
)

// png returns a picture as a file (PNG specification, third edition) with four bits
// a pixel. image/png would take long: it looks for the best filter of each row,
// which a picture of few colours never profits from.
func (p *packer) png(c *canvas, palette []color.RGBA) []byte {
	header := binary.BigEndian.AppendUint32(nil, Width)
	header = binary.BigEndian.AppendUint32(header, Height)
	header = append(header, 4, 3, 0, 0, 0) // four bits, a palette, deflate, row filters, not interlaced
	colours := make([]byte, 0, 3*len(palette))
	for _, p := range palette {
		colours = append(colours, p.R, p.G, p.B)
	}
	p.out = append(p.out[:0], 0x78, 1) // deflate, 32 KiB looked back, quickly made (RFC 1950)
	p.pack(c)
	p.out = binary.BigEndian.AppendUint32(p.out, c.adler())

	data := make([]byte, 0, len(p.out)+len(header)+len(colours)+64)
	data = append(data, "\x89PNG\r\n\x1a\n"...)
	data = chunk(data, "IHDR", header)
	data = chunk(data, "PLTE", colours)
	data = chunk(data, "IDAT", p.out)
	return slices.Clip(chunk(data, "IEND", nil))
}

// chunk appends a chunk of a PNG file.
func chunk(to []byte, name string, data []byte) []byte {
	to = binary.BigEndian.AppendUint32(to, uint32(len(data)))
	start := len(to)
	to = append(append(to, name...), data...)
	return binary.BigEndian.AppendUint32(to, crc32.ChecksumIEEE(to[start:]))
}

// adler returns the checksum Adler-32 of all rows (RFC 1950): a, the sum of the
// bytes and 1, and b, the sum of all values that a has had. hash/adler32 would
// read every byte.
func (c *canvas) adler() uint32 {
	const prime = 65521
	a, b := uint64(1), uint64(0)
	blankSum, blankRising := sums(c.blank[:], whole)
	for y, s := range c.painted {
		sum, rising := blankSum, blankRising
		if s.overlaps(c.axis) {
			s, sum, rising = whole, 0, 0
		}
		if s != nothing {
			paintedSum, paintedRising := sums(c.rows[y*stride:(y+1)*stride], s)
			sum += paintedSum
			rising += paintedRising
		}
		b += stride*a + rising
		a += sum
	}
	return uint32(b%prime<<16 | a%prime)
}

// sums returns the sum of a part of a row, and of all the values that the sum has from
// there to the end of the row.
func sums(row []byte, s span) (sum, rising uint64) {
	from, to := s.bytes()
	for part := row[from:to]; len(part) >= 8; part = part[8:] {
		// Four bytes each, in fields of sixteen bits. Products add all fields up in
		// the highest one.
		eight := binary.BigEndian.Uint64(part)
		even, odd := eight>>8&0x00ff00ff00ff00ff, eight&0x00ff00ff00ff00ff
		rising += 8*sum + (even*0x0002000400060008+odd*0x0001000300050007)>>48
		sum += (even + odd) * 0x0001000100010001 >> 48
	}
	return sum, rising + sum*uint64(len(row)-to)
}
