package timeline

import (
	"cmp"
	"slices"
	"sync"
)

// company is who appears in the entries of a timeline with whom. What many actors ask is
// worked out once for all of them, by numbers, when the first one asks.
type company struct {
	timeline *Timeline
	tallies  sync.Pool // one has room for all actors, and much of what is counted is about few

	mu   sync.Mutex
	cast *casts // nil as long as nobody has asked
}

func newCompany(t *Timeline) *company {
	actors := len(t.Actors)
	return &company{timeline: t, tallies: sync.Pool{New: func() any { return &tally{numbers: make([]int32, actors)} }}}
}

// casts are the numbers of the actors (Actor.at) that appear in each entry.
type casts struct {
	actors []int32 // entry by entry
	from   []int32 // where those of an entry begin, by Entry.at; last, where they end
}

// of returns who appears in an entry with each other.
func (c *casts) of(e Entry) []int32 { return c.actors[c.from[e.at]:c.from[e.at+1]] }

// casts returns those of the timeline.
func (c *company) casts() *casts {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.cast == nil {
		all := c.timeline.Entries
		c.cast = &casts{from: make([]int32, 1, len(all)+1)}
		for _, e := range all {
			for _, a := range e.together() {
				c.cast.actors = append(c.cast.actors, int32(a.at))
			}
			c.cast.from = append(c.cast.from, int32(len(c.cast.actors)))
		}
	}
	return c.cast
}

// forget has the casts worked out anew: somebody appears elsewhere.
func (c *company) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.cast = nil
}

// count returns a tally in which all numbers are zero, to be given back to done.
func (c *company) count() *tally { return c.tallies.Get().(*tally) }

func (c *company) done(t *tally) {
	for _, actor := range t.counted {
		t.numbers[actor] = 0
	}
	t.counted = t.counted[:0]
	c.tallies.Put(t)
}

// tally has a number for each actor of a site.
type tally struct {
	numbers []int32 // by Actor.at
	counted []int32 // the actors of which the number is not zero
	order   []int32 // room to order them in
}

// add adds to the number of an actor; n is above zero.
func (t *tally) add(actor int32, n int) {
	if t.numbers[actor] == 0 {
		t.counted = append(t.counted, actor)
	}
	t.numbers[actor] += int32(n)
}

// most returns the actors of the largest numbers, these first, at most limit of them; by
// name where the numbers are the same. They are good until the tally is used again. Of many,
// few are asked for: the others are only compared with the last of those.
func (t *tally) most(limit int) []int32 {
	t.order = append(t.order[:0], t.counted...)
	compare := func(a, b int32) int {
		return cmp.Or(cmp.Compare(t.numbers[b], t.numbers[a]), cmp.Compare(a, b))
	}
	firsts := t.order[:min(limit, len(t.order))]
	slices.SortFunc(firsts, compare)
	for _, one := range t.order[len(firsts):] {
		if limit > 0 && compare(one, firsts[limit-1]) < 0 {
			at, _ := slices.BinarySearchFunc(firsts, one, compare)
			firsts = slices.Insert(firsts[:limit-1], at, one)
		}
	}
	return firsts
}

// together returns who appears in the entry with each other.
func (e Entry) together() []*Actor {
	if actors := e.Actors(); len(actors) <= maxTogether {
		return actors
	}
	return nil
}

// maxTogether is how many actors an entry may have to say of them that they
// appear with each other. One with more is a list; each of its thousand actors
// would have all others as companions, a million pairs.
const maxTogether = 100
