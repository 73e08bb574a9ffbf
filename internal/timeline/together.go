package timeline

import (
	"cmp"
	"math"
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
	strength := map[*Actor]int{} // sum of the others in all entries
	entries := gatherings(t.Entries)
	for _, e := range entries {
		if len(e.actors) > 1 {
			for _, a := range e.actors {
				strength[a] += len(e.actors) - 1
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
	n.Pairs = pairs(gatherings(a.Entries), n.Actors)
	return n
}

// gathering is an entry with the actors that appear in it.
type gathering struct {
	entry  Entry
	actors []*Actor
}

func gatherings(entries []Entry) []gathering {
	all := make([]gathering, len(entries))
	for k, e := range entries {
		all[k] = gathering{e, e.together()}
	}
	return all
}

// pairs counts in how many entries any two of some actors appear.
func pairs(entries []gathering, among []*Actor) []Pair {
	index := make(map[*Actor]int, len(among))
	for k, a := range among {
		index[a] = k
	}
	known := map[[2]int]int{} // where in out a pair stands
	var out []Pair
	var here []int
	for _, e := range slices.Backward(entries) {
		here = here[:0]
		for _, a := range e.actors {
			if k, is := index[a]; is {
				here = append(here, k)
			}
		}
		slices.Sort(here)
		for i, a := range here {
			for _, b := range here[i+1:] {
				k, is := known[[2]int{a, b}]
				if !is {
					k, known[[2]int{a, b}] = len(out), len(out)
					out = append(out, Pair{A: among[a], B: among[b], Last: make([]Entry, 0, pairEntries)})
				}
				pair := &out[k]
				if pair.Count++; pair.Count <= pairEntries {
					pair.Last = append(pair.Last, e.entry)
				}
			}
		}
	}
	slices.SortFunc(out, func(p, q Pair) int {
		return cmp.Or(cmp.Compare(q.Count, p.Count), cmp.Compare(index[p.A], index[q.A]), cmp.Compare(index[p.B], index[q.B]))
	})
	return out
}
