package opengraph

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image/color"
)

// A palette has at most 16 colours: the paper, then each colour of text in steps from
// the paper to itself, which smooth its edges.
type ramp struct {
	first uint8 // index of the faintest step
	steps uint8
}

var (
	ink    = ramp{1, 3}
	soft   = ramp{4, 3}
	accent = ramp{7, 3}
	rule   = ramp{10, 1}
)

// paletteOf returns the colours of a kind of card: those of static/css, light.
func paletteOf(kind string) []color.RGBA {
	paper := color.RGBA{0xfd, 0xfc, 0xf9, 0xff}
	accented := color.RGBA{0x5f, 0x5b, 0x52, 0xff}
	switch kind {
	case "incident":
		accented = color.RGBA{0xa3, 0x24, 0x1b, 0xff}
	case "article":
		accented = color.RGBA{0x2f, 0x5d, 0x8a, 0xff}
	}
	colours := make([]color.RGBA, rule.first+1)
	colours[0] = paper
	for _, mix := range []struct {
		ramp
		color.RGBA
	}{
		{ink, color.RGBA{0x1b, 0x1a, 0x17, 0xff}},
		{soft, color.RGBA{0x5f, 0x5b, 0x52, 0xff}},
		{accent, accented},
		{rule, color.RGBA{0x8b, 0x84, 0x74, 0xff}},
	} {
		for step := range int(mix.steps) {
			at := func(from, to uint8) uint8 {
				return uint8(int(from) + (int(to)-int(from))*(step+1)/int(mix.steps))
			}
			colours[int(mix.first)+step] = color.RGBA{at(paper.R, mix.R), at(paper.G, mix.G), at(paper.B, mix.B), 0xff}
		}
	}
	return colours
}

// canvas is a picture in the colours of a palette.
type canvas struct {
	pixels [Width * Height]uint8 // indices into the palette, row by row
	packed [Height * (1 + Width/2)]byte
	out    bytes.Buffer
	zip    *zlib.Writer
}

func (c *canvas) clear() { clear(c.pixels[:]) }

// fill paints a rectangle; it lies within the picture.
func (c *canvas) fill(x0, y0, x1, y1 int, r ramp) {
	for y := y0; y < y1; y++ {
		row := c.pixels[y*Width+x0 : y*Width+x1]
		for x := range row {
			row[x] = r.first + r.steps - 1
		}
	}
}

// mark paints in one colour the pixels around x on the sign's line that lie
// inside.
func (c *canvas) mark(x int, colour uint8, inside func(dx, dy int) bool) {
	for dy := -sign; dy <= sign; dy++ {
		for dx := -sign; dx <= sign; dx++ {
			if inside(dx, dy) {
				c.pixels[(signLine+dy)*Width+x+dx] = colour
			}
		}
	}
}

// stamp paints a mask with its upper left corner at x, y; what lies outside
// the picture is cut.
func (c *canvas) stamp(m *mask, x, y int, r ramp) {
	for row := max(0, -y); row < min(m.height, Height-y); row++ {
		line := c.pixels[(y+row)*Width : (y+row+1)*Width]
		for col := max(0, -x); col < min(m.width, Width-x); col++ {
			step := (int(m.alpha[row*m.width+col])*int(r.steps) + 127) / 255
			if index := r.first + uint8(step) - 1; step > 0 && index > line[x+col] {
				line[x+col] = index
			}
		}
	}
}

// png writes the picture with four bits a pixel. image/png would take several
// times as long: it looks for the best filter of each row, which a picture of
// few colours never profits from.
func (c *canvas) png(palette []color.RGBA) ([]byte, error) {
	for y := range Height {
		row := c.packed[y*(1+Width/2)+1 : (y+1)*(1+Width/2)] // the byte before says that no filter is used
		pixels := c.pixels[y*Width : (y+1)*Width]
		for x := range row {
			row[x] = pixels[2*x]<<4 | pixels[2*x+1]
		}
	}
	c.out.Reset()
	if c.zip == nil {
		zip, err := zlib.NewWriterLevel(&c.out, zlib.BestSpeed)
		if err != nil {
			return nil, fmt.Errorf("writing a preview: %w", err)
		}
		c.zip = zip
	}
	c.zip.Reset(&c.out)
	if _, err := c.zip.Write(c.packed[:]); err != nil {
		return nil, fmt.Errorf("writing a preview: %w", err)
	}
	if err := c.zip.Close(); err != nil {
		return nil, fmt.Errorf("writing a preview: %w", err)
	}
	colours := make([]byte, 0, 3*len(palette))
	for _, p := range palette {
		colours = append(colours, p.R, p.G, p.B)
	}
	header := binary.BigEndian.AppendUint32(nil, Width)
	header = binary.BigEndian.AppendUint32(header, Height)
	header = append(header, 4, 3, 0, 0, 0) // four bits, a palette, deflate, row filters, not interlaced

	data := make([]byte, 0, c.out.Len()+128)
	data = append(data, "\x89PNG\r\n\x1a\n"...)
	data = chunk(data, "IHDR", header)
	data = chunk(data, "PLTE", colours)
	data = chunk(data, "IDAT", c.out.Bytes())
	return chunk(data, "IEND", nil), nil
}

// chunk appends a chunk of a PNG file.
func chunk(to []byte, name string, data []byte) []byte {
	to = binary.BigEndian.AppendUint32(to, uint32(len(data)))
	start := len(to)
	to = append(append(to, name...), data...)
	return binary.BigEndian.AppendUint32(to, crc32.ChecksumIEEE(to[start:]))
}
