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
	strength := newTally(len(t.Actors)) // sum of the others in all entries
	for _, e := range t.Entries {
		if actors := e.together(); len(actors) > 1 {
			for _, a := range actors {
				strength.add(a, len(actors)-1)
			}
		}
	}
	n := &Network{Of: len(strength.actors)}
	n.Actors = first(strength.actors, limit, func(a, b *Actor) int {
		return cmp.Or(cmp.Compare(strength.of(b), strength.of(a)), compareActors(a, b))
	})
	n.Pairs = pairs(t.Entries, n.Actors, newTally(len(t.Actors)))
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
	numbers := a.tallies.get()
	defer a.tallies.put(numbers)
	n.Pairs = pairs(a.Entries, n.Actors, numbers)
	return n
}

// pairs counts in how many entries any two of some actors, which are few, appear. It
// numbers the actors in a tally of none.
func pairs(entries []Entry, among []*Actor, numbers *tally) []Pair {
	for k, a := range among {
		numbers.add(a, k+1)
	}
	known := make([]int, len(among)*len(among)) // where in out a pair stands, counted from 1
	var out []Pair
	var here []int
	for _, e := range slices.Backward(entries) {
		here = here[:0]
		for _, a := range e.together() {
			if k := numbers.of(a); k > 0 {
				here = append(here, k-1)
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
		return cmp.Or(cmp.Compare(q.Count, p.Count), cmp.Compare(numbers.of(p.A), numbers.of(q.A)), cmp.Compare(numbers.of(p.B), numbers.of(q.B)))
	})
	return out
}

// maxTogether is how many actors an entry may have to say of them that they
// appear with each other. One with more is a list; each of its thousand actors
// would have all others as companions, a million pairs.
const maxTogether = 100

// together returns who appears in the entry with each other.
func (e Entry) together() []*Actor {
	if actors := e.Actors(); len(actors) <= maxTogether {
		return actors
	}
	return nil
}
