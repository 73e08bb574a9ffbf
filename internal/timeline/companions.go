package timeline

import "slices"

// Companion is an actor that appears with another.
type Companion struct {
	Actor *Actor
	Count int // entries in which both appear
}

// Companions returns who appears with the actor, most often first, at most limit of
// them, and how many there are at all. The work depends on the actor's own entries
// only. Entries with more than maxTogether actors are passed over.
func (a *Actor) Companions(limit int) (nearest []Companion, of int) {
	casts, counts := a.company.casts(), a.company.count()
	defer a.company.done(counts)
	for _, e := range a.Entries {
		for _, other := range casts.of(e) {
			if int(other) != a.at {
				counts.add(other, 1)
			}
		}
	}
	firsts := counts.most(limit)
	nearest = make([]Companion, len(firsts))
	for k, other := range firsts {
		nearest[k] = Companion{a.company.timeline.Actors[other], int(counts.numbers[other])}
	}
	return nearest, len(counts.counted)
}

// first orders the first of all, at most limit of them, and returns these. Of many, few
// are asked for: most are only compared with the last of those.
func first[T any](all []T, limit int, compare func(x, y T) int) []T {
	firsts := all[:min(limit, len(all))]
	slices.SortFunc(firsts, compare)
	for _, one := range all[len(firsts):] {
		if limit > 0 && compare(one, firsts[limit-1]) < 0 {
			at, _ := slices.BinarySearchFunc(firsts, one, compare)
			firsts = slices.Insert(firsts[:limit-1], at, one)
		}
	}
	return firsts
}
