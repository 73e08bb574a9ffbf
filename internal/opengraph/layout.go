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

// paint paints a card on the cleared canvas.
func (b *bench) paint(c Card) error {
	start := func(x int) int {
		if c.RTL {
			return Width - x
		}
		return x
	}
	at := start(axis)
	b.canvas.fill(at-2, 0, at+2, Height, rule)
	b.sign(c.Kind, at)
	b.small(c.Site, start(indent), siteLine, soft)
	b.small(c.Date, start(indent), dateLine, accent)
	dir := di.DirectionLTR
	if c.RTL {
		dir = di.DirectionRTL
	}
	b.title(clean(c.Title), dir, start(indent))
	return b.err
}

// small paints one line in the small size, cut where it is too long.
func (b *bench) small(text string, x, y int, r ramp) {
	runes := clean(text)
	if len(runes) == 0 || !b.shapeable(runes) {
		return
	}
	lines, _ := b.wrap(runes, directionOf(runes), small, measure, 1)
	for _, line := range lines {
		b.line(line, x, y, small, r)
	}
}

// title paints the title in the largest size in which all of it fits.
func (b *bench) title(text []rune, dir di.Direction, x int) {
	if len(text) == 0 || !b.shapeable(text) {
		return
	}
	for k, try := range sizes {
		lines, cut := b.wrap(text, dir, try.size, measure, try.lines)
		if cut && k < len(sizes)-1 {
			continue
		}
		step := int(float64(try.size) * b.leading())
		y := middle - (len(lines)-1)*step/2 + try.size/3
		for n, line := range lines {
			b.line(line, x, y+n*step, try.size, ink)
		}
		return
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
	full := accent.first + accent.steps - 1
	switch kind {
	case "incident":
		b.canvas.mark(x, full, func(dx, dy int) bool { return max(dx, -dx)+max(dy, -dy) <= sign })
	case "article":
		b.canvas.mark(x, full, func(dx, dy int) bool { return dx*dx+dy*dy <= sign*sign })
		b.canvas.mark(x, 0, func(dx, dy int) bool { return dx*dx+dy*dy <= (sign-7)*(sign-7) })
	default:
		b.canvas.mark(x, full, func(_, dy int) bool { return max(dy, -dy) <= 4 })
	}
}
