package opengraph

import "github.com/go-text/typesetting/di"

// Places on a card, in pixels. The axis and the signs on it are those of the
// site's timeline.
const (
	axis     = 100 // middle of the axis, from the edge where reading begins
	indent   = 172 // of all text, from the same edge
	measure  = 944 // width of a line
	siteLine = 112 // baseline of the site's name
	dateLine = 562 // baseline of the date
	middle   = 322 // height around which the title stands
	small    = 36  // size of the site's name and the date
	signLine = 100 // middle of the sign
	sign     = 21  // from the middle of a sign to its edge
)

// sizes are what the title is tried in: the first in which it fits, or the last.
var sizes = []struct{ size, lines int }{{66, 3}, {56, 4}, {46, 5}}

// paint paints a card.
func (b *bench) paint(c Card) error {
	start := func(x int) int {
		if c.RTL {
			return Width - x
		}
		return x
	}
	title := b.legible(clean(c.Title))
	if len(title) == 0 {
		title, c.Site = b.legible(clean(c.Site)), "" // whose page it is, in place of its title
	}
	at := start(axis)
	b.canvas.prepare(at)
	b.sign(c.Kind, at)
	b.small(c.Site, start(indent), siteLine, soft)
	b.small(c.Date, start(indent), dateLine, accent)
	dir := di.DirectionLTR
	if c.RTL {
		dir = di.DirectionRTL
	}
	b.title(title, dir, start(indent))
	return b.err
}

// small paints one line in the small size, cut where it is too long.
func (b *bench) small(text string, x, y int, colour uint8) {
	key := lineKey{text: text, size: small, colour: colour, lang: b.lang, rtl: b.rtl}
	letters, known := b.lines[key]
	if !known {
		if runes := clean(text); len(runes) > 0 && b.shapeable(runes) {
			lines, _ := b.wrap(runes, directionOf(runes), small, measure, 1)
			letters = b.set(nil, lines[0], 0, small, colour)
		}
		if len(b.lines) >= mostLines {
			clear(b.lines)
		}
		if b.err == nil {
			b.lines[key] = letters
		}
	}
	b.stamp(letters, x, y)
}

// title paints the title in the largest size in which all of it fits.
func (b *bench) title(text []rune, dir di.Direction, x int) {
	if len(text) == 0 {
		return
	}
	for k, try := range sizes {
		lines, cut := b.wrap(text, dir, try.size, measure, try.lines)
		if cut && k < len(sizes)-1 {
			continue
		}
		step := int(float64(try.size) * b.leading())
		b.letters = b.letters[:0]
		for n, line := range lines {
			b.letters = b.set(b.letters, line, n*step, try.size, ink)
		}
		b.stamp(b.letters, x, middle-(len(lines)-1)*step/2+try.size/3)
		return
	}
}

// stamp paints letters of a line that begins at x, with the baseline y.
func (b *bench) stamp(letters []letter, x, y int) {
	for _, l := range letters {
		b.canvas.stamp(l.mask, x+l.x, y+l.y)
	}
}

// leading returns the distance of the title's baselines, in sizes: Arabic and
// Hebrew have marks above and below their letters.
func (b *bench) leading() float64 {
	if b.rtl {
		return 1.5
	}
	return 1.24
}

// sign paints what the timeline marks such an entry with: a diamond for an
// incident, a ring for an article, a bar for others.
func (b *bench) sign(kind string, x int) {
	for dy := -sign; dy <= sign; dy++ {
		full, hollow := sign, -1 // to the left and right
		switch kind {
		case "incident":
			full -= max(dy, -dy)
		case "article":
			full, hollow = chord(sign, dy), chord(sign-7, dy)
		default:
			if dy < -4 || dy > 4 {
				continue
			}
		}
		b.canvas.fill(signLine+dy, x-full, x+full+1, accent|solid)
		b.canvas.fill(signLine+dy, x-hollow, x+hollow+1, 0)
	}
}

// chord returns how far a disc reaches to the left and right of its middle in one of
// its rows, -1 where it does not.
func chord(radius, dy int) int {
	dx := -1
	for (dx+1)*(dx+1)+dy*dy <= radius*radius {
		dx++
	}
	return dx
}
