package opengraph

import (
	"slices"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/bidi"
)

// bench is what painting one card needs at a time: faces and shapers keep what
// they have seen and serve one card at once.
type bench struct {
	painter *Painter
	canvas  canvas
	packer  packer
	shaper  shaping.HarfbuzzShaper
	segment shaping.Segmenter
	wrapper shaping.LineWrapper
	faces   []*font.Face // as in the library; nil: not asked for yet
	order   []int        // of faces, for the card at hand
	lang    language.Language
	rtl     bool  // lines begin at the right edge
	err     error // the first font that could not be read
	letters []letter
	dots    map[lineKey]shaping.Output // ellipses
	lines   map[lineKey][]letter       // in the small size
}

// letter is a mask at a place, from where its line begins.
type letter struct {
	mask *mask
	x, y int
}

// lineKey is what the letters of a line depend on.
type lineKey struct {
	text   string
	size   int // pixels to the em
	colour uint8
	lang   language.Language
	rtl    bool
	dir    di.Direction
}

// mostLines bounds what is kept: a name of a site is on all cards, and a date
// on several that come one after the other.
const mostLines = 100

func newBench(p *Painter) *bench {
	return &bench{
		painter: p,
		faces:   make([]*font.Face, len(p.fonts)),
		dots:    map[lineKey]shaping.Output{},
		lines:   map[lineKey][]letter{},
	}
}

// prepare clears the bench for a card.
func (b *bench) prepare(c Card) {
	b.order, b.lang, b.rtl, b.err = order(b.order[:0], c.Lang), language.NewLanguage(c.Lang), c.RTL, nil
}

// face returns a font by its place in the library.
func (b *bench) face(at int) *font.Face {
	if face := b.faces[at]; face != nil {
		return face
	}
	f, err := b.painter.fonts[at]()
	if err != nil {
		b.err = err
		return nil
	}
	b.faces[at] = font.NewFace(f)
	return b.faces[at]
}

// find returns the first font that has a character, nil if none does.
func (b *bench) find(r rune) *font.Face {
	for _, at := range b.order {
		face := b.face(at)
		if face == nil {
			return nil
		}
		if _, has := face.NominalGlyph(r); has {
			return face
		}
	}
	return nil
}

// ResolveFace chooses fonts for the segmenter.
func (b *bench) ResolveFace(r rune) *font.Face {
	if face := b.find(r); face != nil {
		return face
	}
	return b.face(0)
}

// shapeable reports whether the fonts have all characters of a text, but for
// marks that are never seen.
func (b *bench) shapeable(text []rune) bool {
	return !slices.ContainsFunc(text, func(r rune) bool {
		return !unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Variation_Selector, r) && b.find(r) == nil
	})
}

// directionOf returns the direction of a text that begins as this one does: of
// its first letter that has one, as dir=auto decides it in HTML.
func directionOf(text []rune) di.Direction {
	for _, r := range text {
		p, _ := bidi.LookupRune(r)
		switch p.Class() {
		case bidi.R, bidi.AL:
			return di.DirectionRTL
		case bidi.L:
			return di.DirectionLTR
		}
	}
	return di.DirectionLTR
}

// shape turns text into glyphs, one run for each change of direction, script
// or font; size is in pixels to the em.
func (b *bench) shape(text []rune, dir di.Direction, size int) []shaping.Output {
	input := shaping.Input{Text: text, RunEnd: len(text), Direction: dir, Size: fixed.I(size), Language: b.lang}
	var runs []shaping.Output
	for _, run := range b.segment.Split(input, b) {
		runs = append(runs, b.shaper.Shape(run))
	}
	return runs
}

// wrap breaks a text into at most so many lines of a width in pixels. What is
// left over is cut, with an ellipsis in its place; cut says whether there was.
// Lines hold until the next call.
func (b *bench) wrap(text []rune, dir di.Direction, size, width, lines int) (wrapped []shaping.Line, cut bool) {
	config := shaping.WrapConfig{Direction: dir, TruncateAfterLines: lines, Truncator: b.ellipsis(dir, size)}
	b.wrapper.Prepare(config, text, shaping.NewSliceIterator(b.shape(text, dir, size)))
	for {
		line, done := b.wrapper.WrapNextLine(width)
		if line.Line != nil {
			wrapped = append(wrapped, line.Line)
		}
		if done {
			return wrapped, line.Truncated > 0
		}
	}
}

// ellipsis returns what stands in the place of a text that is cut.
func (b *bench) ellipsis(dir di.Direction, size int) shaping.Output {
	key := lineKey{size: size, lang: b.lang, dir: dir}
	dots, known := b.dots[key]
	if !known {
		dots = b.shape([]rune("…"), dir, size)[0]
		b.dots[key] = dots
	}
	return dots
}

// set adds the letters of a line of text: from 0 on where the card is read from left to
// right, else up to 0. y is its baseline.
func (b *bench) set(to []letter, line shaping.Line, y, size int, colour uint8) []letter {
	slices.SortFunc(line, func(a, b shaping.Output) int { return int(a.VisualIndex - b.VisualIndex) })
	dot := fixed.I(0)
	if b.rtl {
		for _, run := range line {
			dot -= run.Advance
		}
	}
	for _, run := range line {
		for _, g := range run.Glyphs {
			m := b.painter.glyphs.get(run.Face, g.GlyphID, size, colour)
			to = append(to, letter{m, (dot + g.XOffset).Round() + m.left, y - g.YOffset.Round() + m.top})
			dot += g.Advance
		}
	}
	return to
}
