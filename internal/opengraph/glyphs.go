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

// mask is a shape in one colour, with the steps of its edges.
type mask struct {
	left, top     int // of its corner, from the point where the shape is set, y downwards
	width, height int
	across        int // words in a row
	// Row by row, four bits a pixel with its index, the left one highest. Before each row
	// and after the last one stands an empty word, out of which pixels can be shifted.
	words []uint64
}

// newMask returns a mask that covers nothing.
func newMask(left, top, right, bottom int) *mask {
	m := &mask{left: left, top: top, width: right - left, height: bottom - top}
	m.across = (m.width + 15) / 16
	m.words = make([]uint64, m.height*(m.across+1)+1)
	return m
}

// maskFor returns a mask that covers nothing, of the size of an outline.
func maskFor(outline font.GlyphOutline, scale float32) *mask {
	left, top, right, bottom := float32(math.MaxFloat32), float32(math.MaxFloat32), float32(-math.MaxFloat32), float32(-math.MaxFloat32)
	for _, s := range outline.Segments {
		for _, p := range s.ArgsSlice() {
			left, right = min(left, p.X*scale), max(right, p.X*scale)
			top, bottom = min(top, -p.Y*scale), max(bottom, -p.Y*scale)
		}
	}
	return newMask(int(math.Floor(float64(left))), int(math.Floor(float64(top))), int(math.Ceil(float64(right))), int(math.Ceil(float64(bottom))))
}

// set sets the index of a pixel.
func (m *mask) set(x, y int, index uint8) {
	m.words[y*(m.across+1)+1+x/16] |= uint64(index) << (60 - 4*(x%16))
}

// glyphs keeps letters that are painted already, for all cards.
type glyphs struct {
	mu   sync.RWMutex
	made map[glyphKey]*mask
}

type glyphKey struct {
	font   *font.Font
	id     font.GID
	size   int   // pixels to the em
	colour uint8 // ink, soft or accent
}

// mostGlyphs bounds what is kept: 5,000 of a few kilobytes each.
const mostGlyphs = 5000

// get returns the mask of a letter, which may be empty.
func (g *glyphs) get(face *font.Face, id font.GID, size int, colour uint8) *mask {
	key := glyphKey{face.Font, id, size, colour}
	g.mu.RLock()
	m := g.made[key]
	g.mu.RUnlock()
	if m != nil {
		return m
	}
	m = rasterise(face, id, size, colour)
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.made == nil || len(g.made) >= mostGlyphs {
		g.made = map[glyphKey]*mask{}
	}
	g.made[key] = m
	return m
}

// rasterise paints the outline of a letter, whose y grows upwards.
func rasterise(face *font.Face, id font.GID, size int, colour uint8) *mask {
	outline, ok := face.GlyphDataOutline(id)
	if !ok || len(outline.Segments) == 0 {
		return &mask{}
	}
	scale := float32(size) / float32(face.Upem())
	m := maskFor(outline, scale)
	at := func(p opentype.SegmentPoint) (x, y float32) {
		return p.X*scale - float32(m.left), -p.Y*scale - float32(m.top)
	}
	r := vector.NewRasterizer(m.width, m.height)
	for _, s := range outline.Segments {
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
			if thirds := (int(picture.Pix[y*picture.Stride+x])*solid + 127) / 255; thirds > 0 {
				m.set(x, y, colour|uint8(thirds))
			}
		}
	}
	return m
}
