package atlas

import (
	"math"
	"slices"
)

// Map is a map of some places, Width wide, in whole units from the upper left.
// It depends on nothing but the places and the outlines of countries.
type Map struct {
	Height  int64
	Land    string   // SVG path of all countries, each a closed line
	Tinted  string   // SVG path of the countries in which places lie that are known no closer; may be empty
	Names   []Name   // of countries
	Around  []Circle // how exact places are known, where that can be seen
	Marks   []Mark   // the one that counts most first
	Degrees float64  // of longitude, from side to side
	Bar     *Bar     // nil where the map shows too much of the world for one scale
}

// Name is the name of a country, with the middle of its line.
type Name struct {
	Text string
	X, Y int64
	Wide bool // there is room for it on wide screens only
}

// Circle is the surroundings in which something lies.
type Circle struct{ X, Y, R int64 }

// Bar tells the scale in the middle of a map.
type Bar struct {
	Units int64
	Km    int
}

// Namer names what a map shows in the language of its readers; "" leaves a
// name away.
type Namer struct {
	Country func(code, english string) string // code as ISO 3166-1 has it, three digits; else anything
	Place   func(place int) string            // short, by the index of the place
}

// Draw draws a map of places, at least one.
func (w *World) Draw(places []Place, namer Namer) *Map {
	shown := w.look(places)
	v := shown.view
	m := &Map{Height: v.height, Land: shown.path, Marks: marks(v, places), Bar: bar(v, shown.edges), Degrees: Width / v.scale / degree}
	if slices.ContainsFunc(places, inCountry) {
		m.Tinted = path(tinted(v, w.outlines(v, shown.edges), places))
	}
	m.Around = around(v, places)
	m.Names = names(v.height, shown.spots, m.Marks, m.Bar, namer)
	return m
}

// look chooses what a map shows; out at sea it reaches as far as the next coast.
func (w *World) look(places []Place) *land {
	for least := float64(leastKm); ; least *= 2 {
		if l := w.land(fit(places, least)); l.path != "" {
			return l
		}
	}
}

// inCountry reports whether no more is known of a place than its country.
func inCountry(p Place) bool { return p.Precision == "country" }

// tinted returns the countries in which places lie of which no more is known.
func tinted(v view, drawn []outline, places []Place) [][]point {
	var rings [][]point
	for _, o := range drawn {
		if slices.ContainsFunc(places, func(p Place) bool { return inCountry(p) && holds(o.rings, v.place(p)) }) {
			rings = append(rings, o.rings...)
		}
	}
	return rings
}

// holds reports whether a point lies in an area with these rings.
func holds(rings [][]point, p point) bool {
	in := false
	for _, ring := range rings {
		for k, a := range ring {
			b := ring[(k+1)%len(ring)]
			if (a.y > p.y) != (b.y > p.y) && p.x < atY(a, b, p.y).x {
				in = !in
			}
		}
	}
	return in
}

// around returns the circles that are large enough to be seen, each once.
func around(v view, places []Place) []Circle {
	var circles []Circle
	known := map[Circle]bool{}
	for _, p := range places {
		at := v.place(p)
		c := Circle{at.x, at.y, int64(math.Round(v.units(radius[p.Precision], p.Lat)))}
		if c.R >= 3 && !known[c] && len(circles) < mostMarks {
			known[c] = true
			circles = append(circles, c)
		}
	}
	return circles
}

// bar makes a scale about a fifth of the map long.
func bar(v view, e edges) *Bar {
	if !v.mercator || e.north-e.south > 25 {
		return nil
	}
	perKm := v.units(1, (e.south+e.north)/2)
	for _, km := range []int{5000, 2000, 1000, 500, 200, 100} {
		if length := float64(km) * perKm; length <= Width/4 {
			return &Bar{Units: int64(math.Round(length)), Km: km}
		}
	}
	return nil
}
