package timeline

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

// The nearest are the first of all, in whatever order they were counted.
func TestNearestCompanions(t *testing.T) {
	compare := func(x, y Companion) int {
		return cmp.Or(cmp.Compare(y.Count, x.Count), cmp.Compare(x.Actor.at, y.Actor.at))
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		counted := make([]Companion, random.IntN(30))
		for k := range counted {
			counted[k] = Companion{&Actor{at: k}, 1 + random.IntN(4)}
		}
		random.Shuffle(len(counted), func(i, j int) { counted[i], counted[j] = counted[j], counted[i] })
		all := slices.Clone(counted)
		slices.SortFunc(all, compare)
		for limit := range len(counted) + 2 {
			got, want := first(slices.Clone(counted), limit, compare), all[:min(limit, len(all))]
			if !slices.Equal(got, want) {
				t.Fatalf("the first %d of %v are %v, want %v", limit, counted, got, want)
			}
		}
	}
}
