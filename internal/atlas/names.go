package atlas

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// Letters and marks are larger in units where a map is shown narrow. What fits
// at the larger size is named everywhere, the rest on wide screens only; the
// sizes are those of 64-map.css.
const (
	narrowLetters = 84 // units
	wideLetters   = 44
	plainLetters  = 32 // the size at which marks have their own R
	mostNames     = 12 // of countries
	mostNamed     = 8  // marks
)

// names chooses what is named: nothing where it would cover a mark or another
// name. Names of marks are noted with them, those of countries returned.
func names(height int64, spots []spot, marks []Mark, bar *Bar, namer Namer) []Name {
	c := chooser{height: height}
	if bar != nil { // it stands in the lower left corner
		c.taken = append(c.taken, box{0, height - 140, bar.Units + 80, height})
	}
	for _, m := range marks {
		r := m.R * wideLetters / plainLetters
		c.taken = append(c.taken, box{m.X - r, m.Y - r, m.X + r, m.Y + r})
	}
	texts := make([]string, len(spots))
	for k, s := range spots {
		texts[k] = namer.Country(s.country.code, s.country.name)
	}
	c.marks(marks[:min(len(marks), 3)], namer.Place, narrowLetters)
	c.countries(spots, texts, narrowLetters)
	c.marks(marks[:min(len(marks), mostNamed)], namer.Place, wideLetters)
	c.countries(spots, texts, wideLetters)
	return c.names
}

// spot is a country with the places where its name might stand, the best first.
type spot struct {
	country *country
	at      []stand
}

// stand is the middle of a level stretch of land, and how wide it is in units.
type stand struct {
	point
	room int64
}

// countrySpots finds for each country the widest level stretches of land, the
// country with the widest first.
func countrySpots(drawn []outline) []spot {
	var spots []spot
	for _, o := range drawn {
		widest := slices.MaxFunc(o.rings, func(a, b []point) int { return cmp.Compare(area(a), area(b)) })
		if at := stands(widest); len(at) > 0 {
			spots = append(spots, spot{o.country, slices.Clone(at)}) // without the room that was for more
		}
	}
	slices.SortStableFunc(spots, func(a, b spot) int { return cmp.Compare(b.at[0].room, a.at[0].room) })
	return spots
}

// area returns twice the area of a ring.
func area(ring []point) int64 {
	var sum int64
	a := ring[len(ring)-1]
	for _, b := range ring {
		sum += a.x*b.y - b.x*a.y
		a = b
	}
	return max(sum, -sum)
}

// stands returns level stretches inside a ring, from twelve lines across it, the
// widest first.
func stands(ring []point) []stand {
	var found []stand
	b := boxOf(ring)
	const tries = 12
	var xs []int64
	for k := range int64(tries) {
		y := b.south + (b.north-b.south)*(2*k+1)/(2*tries)
		xs = xs[:0]
		p := ring[len(ring)-1]
		for _, q := range ring {
			if (p.y > y) != (q.y > y) {
				xs = append(xs, atY(p, q, y).x)
			}
			p = q
		}
		slices.Sort(xs)
		for i := 0; i+1 < len(xs); i += 2 {
			west, east := max(xs[i], 0), min(xs[i+1], Width)
			// Near the middle of the country a little less will do.
			off := max(2*k+1-tries, tries-2*k-1)
			if room := (east - west) * (2*tries - off) / (2 * tries); room > 0 {
				found = append(found, stand{point{(west + east) / 2, y}, room})
			}
		}
	}
	slices.SortStableFunc(found, func(a, b stand) int { return cmp.Compare(b.room, a.room) })
	return found
}

// chooser gathers names that do not cover each other.
type chooser struct {
	height int64
	taken  []box
	names  []Name
}

// marks names marks below or above them.
func (c *chooser) marks(marks []Mark, name func(int) string, letters int64) {
	for k := range marks {
		m := &marks[k]
		if m.Name != "" {
			continue
		}
		away := m.R*letters/plainLetters + letters*7/10
		text := name(m.Places[0])
		for _, above := range []bool{false, true} {
			y := m.Y + away
			if above {
				y = m.Y - away
			}
			if c.take(text, point{m.X, y}, letters) {
				m.Name, m.Above, m.Wide = text, above, letters == wideLetters
				break
			}
		}
	}
}

// countries names countries, whose names are texts, where there is room.
func (c *chooser) countries(spots []spot, texts []string, letters int64) {
	for k, s := range spots {
		text := texts[k]
		named := slices.ContainsFunc(c.names, func(n Name) bool { return n.Text == text })
		if named || len(c.names) >= mostNames {
			continue
		}
		for _, at := range s.at {
			if length(text, letters) <= at.room && c.take(text, at.point, letters) {
				c.names = append(c.names, Name{text, at.x, at.y, letters == wideLetters})
				break
			}
		}
	}
}

// length estimates how long a text is, in units: nothing here knows a font.
func length(text string, letters int64) int64 {
	return int64(utf8.RuneCountInString(text)) * letters * 58 / 100
}

// take takes the room of a text around a point, where it is free.
func (c *chooser) take(text string, at point, letters int64) bool {
	half, tall := length(text, letters)/2, letters*6/10
	b := box{at.x - half, at.y - tall, at.x + half, at.y + tall}
	if text == "" || !b.within(box{0, 0, Width, c.height}) || slices.ContainsFunc(c.taken, b.meets) {
		return false
	}
	c.taken = append(c.taken, b)
	return true
}
