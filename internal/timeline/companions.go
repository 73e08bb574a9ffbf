package timeline

import (
	"cmp"
	"slices"
)

// Companion is an actor that appears with another.
type Companion struct {
	Actor *Actor
	Count int // entries in which both appear
}

// Companions returns who appears with the actor, most often first, at most limit of
// them, and how many there are at all. The work depends on the actor's own entries
// only. Entries with more than maxTogether actors are passed over.
func (a *Actor) Companions(limit int) (nearest []Companion, of int) {
	counts := a.tallies.get()
	defer a.tallies.put(counts)
	for _, e := range a.Entries {
		for _, other := range e.together() {
			if other != a {
				counts.add(other, 1)
			}
		}
	}
	companions := make([]Companion, 0, len(counts.actors))
	for _, other := range counts.actors {
		companions = append(companions, Companion{other, counts.of(other)})
	}
	return slices.Clone(first(companions, limit)), len(companions)
}

// first orders the first companions, at most limit of them, and returns these. Of many,
// few are asked for: most are only compared with the last of those.
func first(companions []Companion, limit int) []Companion {
	if limit >= len(companions) {
		slices.SortFunc(companions, compareCompanions)
		return companions
	}
	nearest := companions[:limit]
	slices.SortFunc(nearest, compareCompanions)
	for _, c := range companions[limit:] {
		if limit == 0 || compareCompanions(c, nearest[limit-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(nearest, c, compareCompanions)
		copy(nearest[at+1:], nearest[at:])
		nearest[at] = c
	}
	return nearest
}

func compareCompanions(x, y Companion) int {
	return cmp.Or(cmp.Compare(y.Count, x.Count), compareActors(x.Actor, y.Actor))
}
