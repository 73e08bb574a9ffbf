package opengraph

import (
	"image"
	"image/draw"
	"math"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/vector"
)

// maskWord is how many pixels a word of a mask has. The last two of the sixteen stay
// free, so that it can be moved by one.
const maskWord = 14

// mask says how much of each pixel a shape covers, in thirds.
type mask struct {
	left, top     int // of its corner, from the point where the shape is set, y downwards
	width, height int
	across        int      // words in a row
	words         []uint64 // row by row, four bits a pixel, the left one highest
}

// newMask returns a mask that covers nothing.
func newMask(left, top, right, bottom int) *mask {
	m := &mask{left: left, top: top, width: right - left, height: bottom - top}
	m.across = (m.width + maskWord - 1) / maskWord
	m.words = make([]uint64, m.height*m.across)
	return m
}

// cover sets a pixel.
func (m *mask) cover(x, y int, thirds uint64) {
	m.words[y*m.across+x/maskWord] |= thirds << (60 - 4*(x%maskWord))
}

// glyphs keeps letters that are painted already, for all cards.
type glyphs struct {
	mu   sync.RWMutex
	made map[glyphKey]*mask
}

type glyphKey struct {
	font *font.Font
	id   font.GID
	size int // pixels to the em
}

// mostGlyphs bounds what is kept: 5,000 of a few kilobytes each.
const mostGlyphs = 5000

// get returns the mask of a letter, which may be empty.
func (g *glyphs) get(face *font.Face, id font.GID, size int) *mask {
	key := glyphKey{face.Font, id, size}
	g.mu.RLock()
	m := g.made[key]
	g.mu.RUnlock()
	if m != nil {
		return m
	}
	m = rasterise(face, id, size)
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.made == nil || len(g.made) >= mostGlyphs {
		g.made = map[glyphKey]*mask{}
	}
	g.made[key] = m
	return m
}

// rasterise paints the outline of a letter.
func rasterise(face *font.Face, id font.GID, size int) *mask {
	outline, ok := face.GlyphDataOutline(id)
	if !ok || len(outline.Segments) == 0 {
		return &mask{}
	}
	scale := float32(size) / float32(face.Upem())
	return drawn(outline.Segments, scale)
}

// drawn paints an outline whose points are scaled and whose y grows upwards.
func drawn(segments []opentype.Segment, scale float32) *mask {
	left, top, right, bottom := float32(math.MaxFloat32), float32(math.MaxFloat32), float32(-math.MaxFloat32), float32(-math.MaxFloat32)
	for _, s := range segments {
		for _, p := range s.ArgsSlice() {
			left, right = min(left, p.X*scale), max(right, p.X*scale)
			top, bottom = min(top, -p.Y*scale), max(bottom, -p.Y*scale)
		}
	}
	m := newMask(int(math.Floor(float64(left))), int(math.Floor(float64(top))), int(math.Ceil(float64(right))), int(math.Ceil(float64(bottom))))
	at := func(p opentype.SegmentPoint) (x, y float32) {
		return p.X*scale - float32(m.left), -p.Y*scale - float32(m.top)
	}
	r := vector.NewRasterizer(m.width, m.height)
	for _, s := range segments {
		x, y := at(s.Args[0])
		switch s.Op {
		case opentype.SegmentOpMoveTo:
			r.ClosePath()
			r.MoveTo(x, y)
		case opentype.SegmentOpLineTo:
			r.LineTo(x, y)
		case opentype.SegmentOpQuadTo:
			x2, y2 := at(s.Args[1])
			r.QuadTo(x, y, x2, y2)
		case opentype.SegmentOpCubeTo:
			x2, y2 := at(s.Args[1])
			x3, y3 := at(s.Args[2])
			r.CubeTo(x, y, x2, y2, x3, y3)
		}
	}
	r.ClosePath()
	picture := image.NewAlpha(image.Rect(0, 0, m.width, m.height))
	r.DrawOp = draw.Src
	r.Draw(picture, picture.Bounds(), image.Opaque, image.Point{})
	for y := range m.height {
		for x := range m.width {
			m.cover(x, y, (uint64(picture.Pix[y*picture.Stride+x])*solid+127)/255)
		}
	}
	return m
}
