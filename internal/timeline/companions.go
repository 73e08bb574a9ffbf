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
	nearest = first(companions, limit, func(x, y Companion) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), compareActors(x.Actor, y.Actor))
	})
	return slices.Clone(nearest), len(companions)
}

// Casts are who appears in the entries of a timeline, by their numbers: for who asks of
// many actors with whom they appear, which takes a fraction of what it takes to ask each.
// They serve one goroutine.
type Casts struct {
	actors []*Actor
	casts  [][]int32 // by Entry.At
	counts []int32   // by Actor.At; zero but while they are counted
}

// Casts returns those of the timeline as it is.
func (t *Timeline) Casts() *Casts {
	c := &Casts{t.Actors, make([][]int32, len(t.Entries)), make([]int32, len(t.Actors))}
	for k, e := range t.Entries {
		actors := e.together()
		c.casts[k] = make([]int32, len(actors))
		for i, a := range actors {
			c.casts[k][i] = int32(a.at)
		}
	}
	return c
}

// Nearest returns the companions of an actor, as its Companions does.
func (c *Casts) Nearest(a *Actor, limit int) []Companion {
	var others []int32
	for _, e := range a.Entries {
		for _, n := range c.casts[e.at] {
			if c.counts[n] == 0 && int(n) != a.at {
				others = append(others, n)
			}
			c.counts[n]++
		}
	}
	nearest := first(others, limit, func(x, y int32) int { return cmp.Or(cmp.Compare(c.counts[y], c.counts[x]), cmp.Compare(x, y)) })
	companions := make([]Companion, len(nearest))
	for k, n := range nearest {
		companions[k] = Companion{c.actors[n], int(c.counts[n])}
	}
	for _, e := range a.Entries {
		for _, n := range c.casts[e.at] {
			c.counts[n] = 0
		}
	}
	return companions
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
