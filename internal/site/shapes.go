package site

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"dateline/internal/atlas"
	"dateline/internal/timeline"
)

// Marks on maps have shapes by the kind of incident. A shape means the same on
// all maps of a site: the most frequent kinds have one each, the rest share the
// circle, as do marks of several kinds.
const (
	circle = iota
	diamond
	square
	triangle
	hexagon
	shapeCount
)

// kindShapes gives the most frequent kinds of incidents a shape each.
func kindShapes(incidents []*timeline.Incident) map[string]int {
	counts := map[string]int{}
	for _, i := range incidents {
		if i.Meta.Kind.V != "" && i.Mapped() {
			counts[i.Meta.Kind.V]++
		}
	}
	kinds := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b))
	})
	shapes := map[string]int{}
	for k, kind := range kinds[:min(len(kinds), shapeCount-1)] {
		shapes[kind] = k + 1
	}
	return shapes
}

// kindOf returns the kind that all incidents of a mark have; "" where they
// have several.
func kindOf(mark atlas.Mark, found []*spot) string {
	kind := found[mark.Places[0]].incidents[0].Meta.Kind.V
	for _, k := range mark.Places {
		for _, i := range found[k].incidents {
			if i.Meta.Kind.V != kind {
				return ""
			}
		}
	}
	return kind
}

// shapesOf explains the shapes that a map has; nothing where all are circles.
func (p *planner) shapesOf(marks []atlas.Mark, found []*spot, shapes map[string]int) []MapShape {
	var used [shapeCount]*Link
	var has [shapeCount]bool
	for _, mark := range marks {
		kind := kindOf(mark, found)
		has[shapes[kind]], used[shapes[kind]] = true, p.word("kind", kind)
	}
	used[circle] = nil
	var out []MapShape
	for shape := range shapeCount {
		if k := (shape + 1) % shapeCount; has[k] { // the circle comes last
			out = append(out, MapShape{shapePath(k, 20), used[k]})
		}
	}
	if len(out) == 1 && has[circle] {
		return nil
	}
	return out
}

// shapePath draws a shape with about the area of a circle of radius r.
func shapePath(shape int, r int64) string {
	times := func(f float64) int64 { return int64(math.Round(f * float64(r))) }
	switch shape {
	case diamond:
		d := times(1.25)
		return fmt.Sprintf("M0-%dL%d 0 0 %d-%d 0z", d, d, d, d)
	case square:
		s := times(0.89)
		return fmt.Sprintf("M-%d-%dh%dv%dh-%dz", s, s, 2*s, 2*s, 2*s)
	case triangle:
		w, up, down := times(1.35), times(1.5), times(0.85)
		return fmt.Sprintf("M0-%dL%d %d-%d %dz", up, w, down, w, down)
	case hexagon:
		w, h, e := times(1.1), times(0.95), times(0.55)
		return fmt.Sprintf("M%d 0L%d %d-%d %d-%d 0-%d-%d %d-%dz", w, e, h, e, h, w, e, h, e, h)
	}
	return fmt.Sprintf("M-%d 0a%d %d 0 1 0 %d 0a%d %d 0 1 0-%d 0z", r, r, r, 2*r, r, r, 2*r)
}
