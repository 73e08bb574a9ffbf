package timeline

import (
	"cmp"
	"slices"
)

// Pair is two actors that appear together.
type Pair struct {
	A, B  *Actor
	Count int     // entries in which both appear
	Last  []Entry // the last of them, at most pairEntries, the last first
}

// pairEntries is how many entries a pair names.
const pairEntries = 3

// Network is who appears with whom: some actors, and all pairs among them.
type Network struct {
	Actors []*Actor // those that appear with others most often come first
	Pairs  []Pair   // most often first
	Of     int      // how many actors appear with others at all
}

// Network returns the actors that appear with others most often, at most limit
// of them. It looks at all entries once.
func (t *Timeline) Network(limit int) *Network {
	casts, strength := t.company.casts(), t.company.count() // sum of the others in all entries
	defer t.company.done(strength)
	for _, e := range t.Entries {
		if cast := casts.of(e); len(cast) > 1 {
			for _, actor := range cast {
				strength.add(actor, len(cast)-1)
			}
		}
	}
	n := &Network{Of: len(strength.counted)}
	for _, actor := range strength.most(limit) {
		n.Actors = append(n.Actors, t.Actors[actor])
	}
	n.Pairs = t.company.pairs(t.Entries, n.Actors)
	return n
}

// Network returns the actor, its nearest companions, of so many, and how often any two
// of these appear together in the actor's entries: the work depends on these only.
func (a *Actor) Network(nearest []Companion, of int) *Network {
	n := &Network{Actors: []*Actor{a}, Of: of}
	n.Actors = slices.Grow(n.Actors, len(nearest))
	for _, c := range nearest {
		n.Actors = append(n.Actors, c.Actor)
	}
	n.Pairs = a.company.pairs(a.Entries, n.Actors)
	return n
}

// pairs counts in how many entries any two of some actors, which are few, appear.
func (c *company) pairs(entries []Entry, among []*Actor) []Pair {
	casts, places := c.casts(), c.count() // of the actors among these, counted from 1
	defer c.done(places)
	for k, a := range among {
		places.add(int32(a.at), k+1)
	}
	known := make([]int, len(among)*len(among)) // where in out a pair stands, counted from 1
	var out []Pair
	var here []int
	for _, e := range slices.Backward(entries) {
		here = here[:0]
		for _, actor := range casts.of(e) {
			if k := places.numbers[actor]; k > 0 {
				here = append(here, int(k-1))
			}
		}
		slices.Sort(here)
		for i, a := range here {
			for _, b := range here[i+1:] {
				k := &known[a*len(among)+b]
				if *k == 0 {
					out = append(out, Pair{A: among[a], B: among[b], Last: make([]Entry, 0, pairEntries)})
					*k = len(out)
				}
				pair := &out[*k-1]
				if pair.Count++; pair.Count <= pairEntries {
					pair.Last = append(pair.Last, e)
				}
			}
		}
	}
	slices.SortFunc(out, func(p, q Pair) int {
		return cmp.Or(cmp.Compare(q.Count, p.Count), cmp.Compare(places.numbers[p.A.at], places.numbers[q.A.at]), cmp.Compare(places.numbers[p.B.at], places.numbers[q.B.at]))
	})
	return out
}
