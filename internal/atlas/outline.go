package atlas

import (
	"slices"
	"strconv"
	"sync"
)

const (
	finest    = 2    // units: a line may lie as far from where it is known to be
	mostBends = 2400 // points in the outlines of one map, so that it stays small
	margin    = 20   // units around a map in which land is drawn, so that no cut shows
)

// land is what a view shows.
type land struct {
	view  view
	edges edges
	path  string // of all countries; "" where there are none
	spots []spot // where their names may stand
}

// recent holds the land of the views that were asked for last, some kilobytes each: an
// incident stands on several pages, a place has several incidents, and many maps show
// the whole world.
type recent struct {
	mu    sync.Mutex
	lands []*land // the last one first
}

const mostRecent = 256

// find returns what was kept of a view; nil where that is nothing.
func (r *recent) find(v view) *land {
	r.mu.Lock()
	defer r.mu.Unlock()
	k := slices.IndexFunc(r.lands, func(l *land) bool { return l.view == v })
	if k < 0 {
		return nil
	}
	found := r.lands[k]
	copy(r.lands[1:k+1], r.lands[:k])
	r.lands[0] = found
	return found
}

func (r *recent) keep(l *land) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lands = slices.Insert(r.lands[:min(len(r.lands), mostRecent-1)], 0, l)
}

// land draws the countries that a view shows.
func (w *World) land(v view) *land {
	if l := w.recent.find(v); l != nil {
		return l
	}
	l := &land{view: v, edges: v.edges()}
	countries := w.outlines(v, l.edges)
	var rings [][]point
	for _, o := range countries {
		rings = append(rings, o.rings...)
	}
	l.path, l.spots = path(rings), countrySpots(countries)
	w.recent.keep(l)
	return l
}

// outlines draws countries. Lines are simplified as far as it takes to need no
// more than mostBends points.
func (w *World) outlines(v view, e edges) []outline {
	for tolerance := int64(finest); ; tolerance *= 2 {
		drawn, bends := w.outline(v, e, tolerance)
		if bends <= mostBends || tolerance > Width {
			return drawn
		}
	}
}

// outline is a country as a map shows it.
type outline struct {
	country *country
	rings   [][]point // closed, in units of the map, cut to it
}

func (w *World) outline(v view, e edges, tolerance int64) (drawn []outline, bends int) {
	t := w.tracers.Get().(*tracer)
	defer w.tracers.Put(t)
	t.begin(w.level(v, tolerance), v, e.window(v), tolerance)
	for k := range w.countries {
		o := outline{country: &w.countries[k]}
		if !t.shows(o.country.box) {
			continue
		}
		for i := range o.country.rings {
			r := &o.country.rings[i]
			for _, shift := range shifts {
				if ring := t.ring(r, shift); ring != nil {
					o.rings = append(o.rings, ring)
					bends += len(ring)
				}
			}
		}
		if o.rings != nil {
			drawn = append(drawn, o)
		}
	}
	return drawn, bends
}

// level returns the coarsest arcs that are good enough for a tolerance, in
// units of the map.
func (w *World) level(v view, tolerance int64) []arc {
	best := w.levels[0]
	for _, l := range w.levels[1:] {
		if float64(l.tolerance)/perDegree*degree*v.scale < float64(tolerance)/2 {
			best = l
		}
	}
	return best.arcs
}

// tracer draws rings on a map; an arc that two countries share is drawn once.
type tracer struct {
	arcs      []arc
	view      view
	window    box
	tolerance int64
	done      map[traced][]point
	// Room that is used again: for an arc as it is and all as they are drawn, a
	// ring, and a ring while it is cut.
	arcLine, arcLines, ringLine []point
	cut                         [2][]point
	simplifier
}

func (t *tracer) begin(arcs []arc, v view, window box, tolerance int64) {
	t.arcs, t.view, t.window, t.tolerance = arcs, v, window, tolerance
	clear(t.done)
	t.arcLines = t.arcLines[:0]
}

// shifts are how far around the world something may be moved to lie on a map.
var shifts = [...]int64{-circle, 0, circle}

// shows reports whether something in a box, wherever it is moved, may lie on the map.
func (t *tracer) shows(b box) bool {
	return slices.ContainsFunc(shifts[:], func(shift int64) bool { return b.shifted(shift).meets(t.window) })
}

// traced names an arc and how far around the world it was moved.
type traced struct {
	arc   int
	shift int64
}

// ring returns a ring cut to the map; nil where nothing of it shows. One around the pole is
// drawn once, as far as it goes around the world.
func (t *tracer) ring(r *ring, shift int64) []point {
	all := t.ringLine[:0]
	switch {
	case !r.box.shifted(shift).meets(t.window) || r.turn != 0 && shift != 0:
		return nil
	case r.turn == 0:
		all = t.line(all, r, shift)
	default:
		for k := range int64(len(shifts)) {
			all = t.line(all, r, (k-1)*r.turn)
		}
		floor := max(t.view.project(0, -90).y, t.view.height) + margin
		all = append(all, point{all[len(all)-1].x, floor}, point{all[0].x, floor})
	}
	t.ringLine = all
	all = t.clip(all, box{-margin, -margin, Width + margin, t.view.height + margin})
	if len(all) < 3 {
		return nil
	}
	if b := boxOf(all); b.east-b.west <= t.tolerance && b.north-b.south <= t.tolerance {
		return nil // too small to be seen
	}
	return slices.Clone(all)
}

// line appends the points of a ring.
func (t *tracer) line(to []point, r *ring, shift int64) []point {
	for _, s := range r.arcs {
		points := t.arc(s.arc, s.shift+shift)
		for i := range points {
			p := points[i]
			if s.back {
				p = points[len(points)-1-i]
			}
			if len(to) == 0 || to[len(to)-1] != p {
				to = append(to, p)
			}
		}
	}
	return to
}

// boxOf returns the box that holds some points, one at least.
func boxOf(points []point) box {
	first := points[0]
	b := box{first.x, first.y, first.x, first.y}
	for _, p := range points[1:] {
		b = box{min(b.west, p.x), min(b.south, p.y), max(b.east, p.x), max(b.north, p.y)}
	}
	return b
}

func (t *tracer) arc(k int, shift int64) []point {
	key := traced{k, shift}
	if points, done := t.done[key]; done {
		return points
	}
	a := t.arcs[k]
	from := a.points
	if !a.box.shifted(shift).meets(t.window) {
		// What lies on one side of the map may be a straight line: it is cut off.
		from = []coordinate{a.points[0], a.points[len(a.points)-1]}
	}
	t.arcLine = t.arcLine[:0]
	for _, c := range from {
		t.arcLine = append(t.arcLine, t.view.project(float64(int64(c.lon)+shift)/perDegree, float64(c.lat)/perDegree))
	}
	before := len(t.arcLines)
	t.arcLines = t.simplify(t.arcLines, t.arcLine, t.tolerance)
	points := t.arcLines[before:]
	t.done[key] = points
	return points
}

// simplifier simplifies lines, each in the room of the one before.
type simplifier struct {
	keep []bool
	todo []section
}

// section is a part of a line that is still to be simplified, by its ends.
type section struct{ from, to int }

// simplify leaves out points of a line that lie no farther than tolerance from
// the line without them (Douglas and Peucker). Both ends stay. What stays is
// appended to out.
func (s *simplifier) simplify(out, line []point, tolerance int64) []point {
	s.keep = slices.Grow(s.keep[:0], len(line))[:len(line)]
	clear(s.keep)
	s.keep[0], s.keep[len(line)-1] = true, true
	for s.todo = append(s.todo[:0], section{0, len(line) - 1}); len(s.todo) > 0; {
		part := s.todo[len(s.todo)-1]
		s.todo = s.todo[:len(s.todo)-1]
		if k := farthest(line, part.from, part.to, tolerance); k > 0 {
			s.keep[k] = true
			s.todo = append(s.todo, section{part.from, k}, section{k, part.to})
		}
	}
	for k, p := range line {
		if s.keep[k] {
			out = append(out, p)
		}
	}
	return out
}

// farthest returns which point between two of a line lies farthest from the
// straight line between them, 0 where none lies beyond tolerance.
func farthest(line []point, from, to int, tolerance int64) int {
	a, b := line[from], line[to]
	dx, dy := float64(b.x-a.x), float64(b.y-a.y)
	length := float64(dx*dx) + float64(dy*dy)
	best, at := float64(tolerance*tolerance), 0
	for k := from + 1; k < to; k++ {
		px, py := float64(line[k].x-a.x), float64(line[k].y-a.y)
		var distance float64 // squared
		if length == 0 {
			distance = float64(px*px) + float64(py*py)
		} else {
			cross := float64(px*dy) - float64(py*dx)
			distance = cross * cross / length
		}
		if distance > best {
			best, at = distance, k
		}
	}
	return at
}

// clip cuts a ring to a rectangle (Sutherland and Hodgman). Where the ring
// leaves it, the result runs along its edge. It lasts until the next is cut.
func (t *tracer) clip(ring []point, to box) []point {
	if len(ring) > 0 && boxOf(ring).within(to) {
		return tidy(ring)
	}
	edges := []struct {
		inside func(point) bool
		cut    func(a, b point) point
	}{
		{func(p point) bool { return p.x >= to.west }, func(a, b point) point { return atX(a, b, to.west) }},
		{func(p point) bool { return p.x <= to.east }, func(a, b point) point { return atX(a, b, to.east) }},
		{func(p point) bool { return p.y >= to.south }, func(a, b point) point { return atY(a, b, to.south) }},
		{func(p point) bool { return p.y <= to.north }, func(a, b point) point { return atY(a, b, to.north) }},
	}
	for i, e := range edges {
		out := t.cut[i%2][:0]
		for k, last := 0, len(ring)-1; k < len(ring); k, last = k+1, k {
			inside := e.inside(ring[k])
			if inside != e.inside(ring[last]) {
				out = append(out, e.cut(ring[last], ring[k]))
			}
			if inside {
				out = append(out, ring[k])
			}
		}
		ring, t.cut[i%2] = out, out
	}
	return tidy(ring)
}

// atX returns where the line from a to b is at x.
func atX(a, b point, x int64) point { return point{x, a.y + (b.y-a.y)*(x-a.x)/(b.x-a.x)} }

func atY(a, b point, y int64) point { return point{a.x + (b.x-a.x)*(y-a.y)/(b.y-a.y), y} }

// tidy leaves out points that repeat the one before, and those between two
// others on one upright or level line. It writes over the ring.
func tidy(ring []point) []point {
	out := ring[:0]
	for k, p := range ring {
		next := ring[0]
		if k+1 < len(ring) {
			next = ring[k+1]
		}
		if n := len(out); n > 0 {
			last := out[n-1]
			if last == p || last.x == p.x && p.x == next.x || last.y == p.y && p.y == next.y {
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// path writes rings as the d of an SVG path, in whole units and steps.
func path(rings [][]point) string {
	var out []byte
	var last point
	for _, ring := range rings {
		for k, p := range ring {
			switch k {
			case 0:
				out, last = append(out, 'M'), point{}
			case 1:
				out = append(out, 'l')
			}
			out = number(out, p.x-last.x, k <= 1)
			out = number(out, p.y-last.y, false)
			last = p
		}
		out = append(out, 'z')
	}
	return string(out)
}

// number appends a number, with a space before it where it needs one.
func number(out []byte, n int64, first bool) []byte {
	if n >= 0 && !first {
		out = append(out, ' ')
	}
	return strconv.AppendInt(out, n, 10)
}
