package timeline

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

// The nearest are the first of all, in whatever order they were counted.
func TestNearestCompanions(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		actors := random.IntN(30)
		counts := &tally{numbers: make([]int32, actors)}
		for _, actor := range random.Perm(actors) {
			counts.add(int32(actor), 1+random.IntN(4))
		}
		all := slices.SortedFunc(slices.Values(counts.counted), func(x, y int32) int {
			return cmp.Or(cmp.Compare(counts.numbers[y], counts.numbers[x]), cmp.Compare(x, y))
		})
		for limit := range actors + 2 {
			got, want := counts.most(limit), all[:min(limit, actors)]
			if !slices.Equal(got, want) {
				t.Fatalf("the first %d of %v, which count %v, are %v, want %v", limit, counts.counted, counts.numbers, got, want)
			}
		}
	}
}
