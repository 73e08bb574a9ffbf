// Package opengraph paints the previews that other sites show of a page that
// somebody shares (Open Graph, ogp.me): a picture of 1200 × 630 pixels with
// the page's title, its date and the name of the site. Text is shaped with
// fonts that are part of the program, so that the same card has the same bytes
// on any machine.
package opengraph

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Width and Height are the size of every preview, in pixels: what the large
// sites show without cutting.
const (
	Width  = 1200
	Height = 630
)

// design is part of every name: raise it when the same card gets other bytes.
const design = "4"

// longestText is how many characters of a text are looked at; no card shows more.
const longestText = 400

// Card says what a preview shows. Cards that are equal look the same.
type Card struct {
	Title string
	Date  string // in words; may be empty
	Site  string // name of the site
	Lang  string // of the title, BCP 47
	RTL   bool   // the title is read from right to left
	Kind  string // "article", "incident", or "" for others: decides the sign and its colour
}

// File returns the path of the preview in the site. Its name holds a hash of
// all that decides the bytes.
func (c Card) File() string {
	hash := sha256.New()
	fmt.Fprintf(hash, "%s %q %q %q %q %t %q", design, c.Title, c.Date, c.Site, c.Lang, c.RTL, c.Kind)
	return "og/" + hex.EncodeToString(hash.Sum(nil)[:10]) + ".png"
}

// Painter paints cards. It keeps fonts and painted letters, and is safe for
// concurrent use.
type Painter struct {
	fonts   library
	glyphs  glyphs
	benches sync.Pool // of *bench
}

// NewPainter returns a Painter that has read no font yet.
func NewPainter() *Painter {
	return &Painter{fonts: newLibrary()}
}

// PNG paints a card. In place of a title that the fonts cannot show stands the
// name of the site, and any other such text is left out, rather than boxes.
func (p *Painter) PNG(c Card) ([]byte, error) {
	b, _ := p.benches.Get().(*bench)
	if b == nil {
		b = newBench(p)
	}
	defer p.benches.Put(b)
	b.prepare(c)
	if err := b.paint(c); err != nil {
		return nil, err
	}
	return b.packer.png(&b.canvas, paletteOf(c.Kind)), nil
}

// clean makes a text one line of at most longestText characters, without what has
// no shape of its own.
func clean(text string) []rune {
	runes := []rune(norm.NFC.String(strings.Join(strings.Fields(text), " ")))
	kept := runes[:0]
	for _, r := range runes {
		if !unicode.IsControl(r) && r != unicode.ReplacementChar && len(kept) < longestText {
			kept = append(kept, r)
		}
	}
	return kept
}
