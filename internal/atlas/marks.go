package atlas

import (
	"cmp"
	"math"
	"slices"
)

// Place is a place that a map is to show.
type Place struct {
	Lat, Lon  float64 // degrees, WGS 84: -90 to 90, -180 to 180
	Precision string  // as content has it, never "hidden"
	Count     int     // how much there is, 1 at least
}

// Mark stands for a place, or for several that lie too near each other for
// marks of their own.
type Mark struct {
	X, Y   int64
	R      int64 // radius in units; the area goes with Count, but for the smallest
	Count  int   // of all its places
	Places []int // indices, the one with the most first

	Name  string // of its first place; empty where there is no room for it
	Above bool   // the name stands above the mark, not below
	Wide  bool   // there is room for the name on wide screens only
}

const (
	mostMarks  = 60 // on a map, so that it stays small
	near       = 56 // units; places that lie nearer share a mark
	cell       = 8  // units; places within one such square are taken for one from the start
	leastMark  = 17 // units
	largest    = 64 // units
	ofOneThing = 18 // units; the mark of a place that counts once, where there is room
)

// marks gathers places into marks: the place with the most first, each taking
// in what lies near. The distance grows until there are few enough.
func marks(v view, places []Place) []Mark {
	cells := gather(v, places)
	for distance := int64(near); ; distance = distance * 3 / 2 {
		merged := merge(cells, distance)
		if len(merged) > mostMarks {
			continue
		}
		size(merged)
		for swallow(&merged) {
			size(merged)
		}
		return merged
	}
}

// swallow joins the first mark that another covers with that other one, and
// reports whether there was any.
func swallow(marks *[]Mark) bool {
	for a, m := range *marks {
		for b := a + 1; b < len(*marks); b++ {
			c := (*marks)[b]
			dx, dy, reach := m.X-c.X, m.Y-c.Y, m.R*wideLetters/plainLetters+c.R
			if dx*dx+dy*dy < reach*reach {
				(*marks)[a].Count += c.Count
				(*marks)[a].Places = append(m.Places, c.Places...)
				*marks = slices.Delete(*marks, b, b+1)
				return true
			}
		}
	}
	return false
}

// gather puts places that lie in one small square into one mark each, so that
// the work that follows is bounded by the size of the map.
func gather(v view, places []Place) []Mark {
	index := map[point]int{}
	var cells []Mark
	for k, p := range places {
		at := v.place(p)
		key := point{at.x / cell, at.y / cell}
		n, known := index[key]
		if !known {
			n, index[key] = len(cells), len(cells)
			cells = append(cells, Mark{})
		}
		cells[n].Places = append(cells[n].Places, k)
		cells[n].Count += p.Count
	}
	for k := range cells {
		slices.SortStableFunc(cells[k].Places, func(a, b int) int { return cmp.Compare(places[b].Count, places[a].Count) })
		at := v.place(places[cells[k].Places[0]])
		cells[k].X, cells[k].Y = at.x, at.y
	}
	slices.SortStableFunc(cells, func(a, b Mark) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Places[0], b.Places[0]))
	})
	return cells
}

// merge joins marks that lie nearer to each other than a distance. Marks come
// with the most first, and so they go.
func merge(cells []Mark, distance int64) []Mark {
	var merged []Mark
	for _, c := range cells {
		k := slices.IndexFunc(merged, func(m Mark) bool {
			dx, dy := m.X-c.X, m.Y-c.Y
			return dx*dx+dy*dy < distance*distance
		})
		if k < 0 {
			c.Places = slices.Clone(c.Places)
			merged = append(merged, c)
			continue
		}
		merged[k].Count += c.Count
		merged[k].Places = append(merged[k].Places, c.Places...)
	}
	slices.SortStableFunc(merged, func(a, b Mark) int { return cmp.Compare(b.Count, a.Count) })
	return merged
}

// size gives marks an area in proportion to their counts.
func size(marks []Mark) {
	most := 1
	for _, m := range marks {
		most = max(most, m.Count)
	}
	one := min(ofOneThing, largest/math.Sqrt(float64(most)))
	if len(marks) == 1 { // there is nothing to compare it with
		one = ofOneThing / math.Sqrt(float64(most))
	}
	for k := range marks {
		marks[k].R = max(leastMark, int64(math.Round(one*math.Sqrt(float64(marks[k].Count)))))
	}
}
