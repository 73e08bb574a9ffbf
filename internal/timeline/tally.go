package timeline

import "sync"

// tally has a number for each actor of a site.
type tally struct {
	numbers []int32  // by Actor.at
	actors  []*Actor // those of which the number is not zero
}

func newTally(actors int) *tally { return &tally{numbers: make([]int32, actors)} }

// add adds to the number of an actor; n is above zero.
func (t *tally) add(a *Actor, n int) {
	if t.numbers[a.at] == 0 {
		t.actors = append(t.actors, a)
	}
	t.numbers[a.at] += int32(n)
}

func (t *tally) of(a *Actor) int { return int(t.numbers[a.at]) }

// tallies are tallies of a site to be used again: one has room for all of its actors,
// and much of what is counted is about few of them.
type tallies struct{ pool sync.Pool }

func newTallies(actors int) *tallies {
	return &tallies{sync.Pool{New: func() any { return newTally(actors) }}}
}

// get returns a tally in which all numbers are zero.
func (t *tallies) get() *tally { return t.pool.Get().(*tally) }

// put takes back what get has returned.
func (t *tallies) put(used *tally) {
	for _, a := range used.actors {
		used.numbers[a.at] = 0
	}
	used.actors = used.actors[:0]
	t.pool.Put(used)
}
