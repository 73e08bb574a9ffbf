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
	shaper  shaping.HarfbuzzShaper
	segment shaping.Segmenter
	wrapper shaping.LineWrapper
	faces   map[string]*font.Face
	order   []string // of fonts, for the card at hand
	lang    language.Language
	rtl     bool  // lines begin at the right edge
	err     error // the first font that could not be read
}

func newBench(p *Painter) *bench {
	return &bench{painter: p, faces: map[string]*font.Face{}}
}

// prepare clears the bench for a card.
func (b *bench) prepare(c Card) {
	b.canvas.clear()
	b.order, b.lang, b.rtl, b.err = order(c.Lang), language.NewLanguage(c.Lang), c.RTL, nil
}

// face returns a font by name.
func (b *bench) face(name string) *font.Face {
	if face := b.faces[name]; face != nil {
		return face
	}
	f, err := b.painter.fonts[name]()
	if err != nil {
		b.err = err
		return nil
	}
	b.faces[name] = font.NewFace(f)
	return b.faces[name]
}

// find returns the first font that has a character, nil if none does.
func (b *bench) find(r rune) *font.Face {
	for _, name := range b.order {
		face := b.face(name)
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
	return b.face(letters[0])
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
func (b *bench) wrap(text []rune, dir di.Direction, size, width, lines int) (wrapped []shaping.Line, cut bool) {
	runs := slices.Clone(b.shape(text, dir, size))
	config := shaping.WrapConfig{Direction: dir, TruncateAfterLines: lines}
	config.Truncator = b.shape([]rune("…"), dir, size)[0]
	wrapped, left := b.wrapper.WrapParagraph(config, width, text, shaping.NewSliceIterator(runs))
	return wrapped, left > 0
}

// line paints a line of text: from x where the card is read from left to
// right, else up to x. y is its baseline.
func (b *bench) line(line shaping.Line, x, y, size int, r ramp) {
	runs := slices.Clone(line)
	slices.SortFunc(runs, func(a, b shaping.Output) int { return int(a.VisualIndex - b.VisualIndex) })
	dot := fixed.I(x)
	if b.rtl {
		for _, run := range runs {
			dot -= run.Advance
		}
	}
	for _, run := range runs {
		for _, g := range run.Glyphs {
			m := b.painter.glyphs.get(run.Face, g.GlyphID, size)
			b.canvas.stamp(m, (dot+g.XOffset).Round()+m.left, y-g.YOffset.Round()+m.top, r)
			dot += g.Advance
		}
	}
}
