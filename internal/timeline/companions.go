package timeline

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
