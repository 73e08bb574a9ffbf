package timeline

import (
	"cmp"
	"math"
	"slices"
)

// Pair is two actors that appear together.
type Pair struct {
	A, B  *Actor
	Count int // entries in which both appear
}

// Network is who appears with whom: some actors, and all pairs among them.
type Network struct {
	Actors []*Actor // those that appear with others most often come first
	Pairs  []Pair   // most often first
	Of     int      // how many actors appear with others at all
}

// Network returns the actors that appear with others most often, at most limit
// of them. It looks at all entries once.
func (t *Timeline) Network(limit int) *Network {
	strength := map[*Actor]int{} // sum of the others in all entries
	entries := make([][]*Actor, len(t.Entries))
	for k, e := range t.Entries {
		entries[k] = e.actors()
		if len(entries[k]) > 1 {
			for _, a := range entries[k] {
				strength[a] += len(entries[k]) - 1
			}
		}
	}
	n := &Network{Of: len(strength)}
	for a := range strength {
		n.Actors = append(n.Actors, a)
	}
	slices.SortFunc(n.Actors, func(a, b *Actor) int {
		return cmp.Or(cmp.Compare(strength[b], strength[a]), compareActors(a, b))
	})
	n.Actors = n.Actors[:min(limit, len(n.Actors))]
	n.Pairs = pairs(entries, n.Actors)
	return n
}

// Network returns the actor, those that appear with it most often, at most
// limit of them, and how often any two of these appear together in the actor's
// entries: the work depends on these only.
func (a *Actor) Network(limit int) *Network {
	n := &Network{Actors: []*Actor{a}}
	companions := a.Companions(math.MaxInt)
	n.Of = len(companions)
	for _, c := range companions[:min(limit, len(companions))] {
		n.Actors = append(n.Actors, c.Actor)
	}
	entries := make([][]*Actor, len(a.Entries))
	for k, appearance := range a.Entries {
		entries[k] = appearance.Entry.actors()
	}
	n.Pairs = pairs(entries, n.Actors)
	return n
}

// pairs counts in how many entries any two of some actors appear.
func pairs(entries [][]*Actor, among []*Actor) []Pair {
	index := make(map[*Actor]int, len(among))
	for k, a := range among {
		index[a] = k
	}
	counts := map[[2]int]int{}
	for _, actors := range entries {
		var here []int
		for _, a := range actors {
			if k, known := index[a]; known {
				here = append(here, k)
			}
		}
		slices.Sort(here)
		for i, a := range here {
			for _, b := range here[i+1:] {
				counts[[2]int{a, b}]++
			}
		}
	}
	keys := make([][2]int, 0, len(counts))
	for key := range counts {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b [2]int) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), slices.Compare(a[:], b[:]))
	})
	out := make([]Pair, len(keys))
	for k, key := range keys {
		out[k] = Pair{among[key[0]], among[key[1]], counts[key]}
	}
	return out
}
