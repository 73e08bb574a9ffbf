package network

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Line is how far below each other the lines of a name stand, in units.
const Line = 36

const (
	letters  = 32   // units, height of the letters; 66-network.css has the same
	perLine  = 20   // letters in a line of a name, where its words allow it
	mostLine = 3    // lines of a name
	gap      = 14   // units between boxes
	loose    = 2.2  // how many times the boxes' area the drawing has
	leastTop = 700  // units, height
	pushes   = 1500 // rounds in which boxes are moved apart
)

// box is what a node takes up, its place in the middle.
type box struct{ wide, tall float64 }

// lines breaks a name into lines; what is too long ends in dots.
func lines(name string) []string {
	var out []string
	for word := range strings.FieldsSeq(name) {
		last := len(out) - 1
		if last >= 0 && utf8.RuneCountInString(out[last]+" "+word) <= perLine {
			out[last] += " " + word
			continue
		}
		if len(out) == mostLine {
			out[last] += " …"
			break
		}
		if utf8.RuneCountInString(word) > perLine+4 {
			word = string([]rune(word)[:perLine]) + "…"
		}
		out = append(out, word)
	}
	return out
}

func boxOf(p *Place) box {
	wide := float64(2 * p.R)
	for _, line := range p.Lines {
		wide = max(wide, float64(utf8.RuneCountInString(line))*letters*0.56)
	}
	return box{wide + gap, float64(2*p.R) + float64(len(p.Lines))*Line + letters/2 + gap}
}

// spread scales places to a drawing, moves boxes apart until none covers
// another, and returns the drawing's height.
func spread(points []point, boxes []box) int64 {
	sum := 0.0
	for _, b := range boxes {
		sum += float64(b.wide * b.tall)
	}
	height := max(leastTop, math.Round(sum*loose/Width))
	fill(points, boxes, height)
	for k := range pushes {
		if !push(points, boxes, height) {
			break
		}
		if k%100 == 99 { // too narrow after all
			height += 60
		}
	}
	return crop(points, boxes)
}

// crop moves the boxes up to the upper edge, and returns where they end.
func crop(points []point, boxes []box) int64 {
	top, bottom := math.Inf(1), 0.0
	for k, p := range points {
		top, bottom = min(top, p.y-boxes[k].tall/2), max(bottom, p.y+boxes[k].tall/2)
	}
	for k := range points {
		points[k].y -= top
	}
	return int64(math.Ceil(bottom - top))
}

// fill stretches the layout over the drawing.
func fill(points []point, boxes []box, height float64) {
	low, high := points[0], points[0]
	for _, p := range points {
		low = point{min(low.x, p.x), min(low.y, p.y)}
		high = point{max(high.x, p.x), max(high.y, p.y)}
	}
	for k, p := range points {
		b := boxes[k]
		points[k] = point{
			along(p.x, low.x, high.x, b.wide/2, Width-b.wide/2),
			along(p.y, low.y, high.y, b.tall/2, height-b.tall/2),
		}
	}
}

// along maps a value between low and high to one between from and to.
func along(v, low, high, from, to float64) float64 {
	if high-low < 1e-9 {
		return (from + to) / 2
	}
	return from + float64((v-low)/(high-low)*(to-from))
}

// push moves boxes that overlap a little apart, each by half, the shorter way.
// It reports whether there were any.
func push(points []point, boxes []box, height float64) bool {
	moved := false
	for i := range points {
		for j := i + 1; j < len(points); j++ {
			dx, dy := points[j].x-points[i].x, points[j].y-points[i].y
			overX := (boxes[i].wide+boxes[j].wide)/2 - math.Abs(dx)
			overY := (boxes[i].tall+boxes[j].tall)/2 - math.Abs(dy)
			if overX <= 0.5 || overY <= 0.5 {
				continue
			}
			moved = true
			if overX < overY {
				by := math.Copysign(overX/2, dx)
				points[i].x, points[j].x = points[i].x-by, points[j].x+by
			} else {
				by := math.Copysign(overY/2, dy)
				points[i].y, points[j].y = points[i].y-by, points[j].y+by
			}
		}
	}
	for k := range points {
		b := boxes[k]
		points[k].x = max(b.wide/2, min(points[k].x, Width-b.wide/2))
		points[k].y = max(b.tall/2, min(points[k].y, height-b.tall/2))
	}
	return moved
}
