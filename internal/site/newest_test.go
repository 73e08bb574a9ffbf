package site

import (
	"cmp"
	"iter"
	"math/rand/v2"
	"slices"
	"testing"
	"time"
)

// The newest of many are those that sorting all of them finds.
func TestNewest(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		size, hours := 1+random.IntN(8), make([]int, random.IntN(40))
		var want []int
		for k := range hours {
			if hours[k] = random.IntN(12); hours[k] > 0 { // 0 is without a date
				want = append(want, k)
			}
		}
		slices.SortFunc(want, func(a, b int) int { return cmp.Or(hours[b]-hours[a], b-a) })
		want = want[:min(len(want), size)]
		at := func(k int) (time.Time, bool) { return time.Unix(int64(hours[k])*3600, 0), hours[k] > 0 }
		var got []int
		for _, held := range Newest(indices(hours), size, at) {
			if when, _ := at(held.What); !held.At.Equal(when) {
				t.Errorf("%d changed at %v, want %v", held.What, held.At, when)
			}
			got = append(got, held.What)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("the newest %d of %v are %v, want %v", size, hours, got, want)
		}
	}
}

func indices[T any](all []T) iter.Seq[int] {
	return func(yield func(int) bool) {
		for k := range all {
			if !yield(k) {
				return
			}
		}
	}
}
