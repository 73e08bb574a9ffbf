package opengraph

import "image/color"

// An index into a palette says which of three colours of text, times four, and how
// far a pixel is from the paper towards it, in thirds, which smooth the edges of
// letters. So 0, 4 and 8 are paper. The rule has a colour of its own.
const (
	ink    = 0 << 2
	soft   = 1 << 2
	accent = 2 << 2
	solid  = 3 // thirds
	rule   = 3 << 2
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
	var colours []color.RGBA
	for _, text := range []color.RGBA{{0x1b, 0x1a, 0x17, 0xff}, {0x5f, 0x5b, 0x52, 0xff}, accented} {
		for third := range solid + 1 {
			at := func(from, to uint8) uint8 { return uint8(int(from) + (int(to)-int(from))*third/solid) }
			colours = append(colours, color.RGBA{at(paper.R, text.R), at(paper.G, text.G), at(paper.B, text.B), 0xff})
		}
	}
	return append(colours, color.RGBA{0x8b, 0x84, 0x74, 0xff})
}
