package feed

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"net/url"
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
		for _, it := range newest(func(yield func(int) bool) {
			for k := range hours {
				if !yield(k) {
					return
				}
			}
		}, size, at, func(k int) item { return item{id: fmt.Sprint(k)} }) {
			var k int
			fmt.Sscan(it.id, &k)
			if when, _ := at(k); !it.updated.Equal(when) {
				t.Errorf("%d was updated at %v, want %v", k, it.updated, when)
			}
			got = append(got, k)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("the newest %d of %v are %v, want %v", size, hours, got, want)
		}
	}
}

// What needs no escapes is what package url writes of it.
func FuzzIsAddress(f *testing.F) {
	for _, iri := range []string{"https://example.org", "http://a.b/c-d_e~f/../g//h.html", "https://", "https:///a", "http://a:80/", "https://a/b?c#d", "https://ä/", "https://a/%zz", "HTTP://a"} {
		f.Add(iri)
	}
	f.Fuzz(func(t *testing.T, iri string) {
		if !isAddress(iri) {
			return
		}
		u, err := url.Parse(iri)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.String() != iri {
			t.Errorf("%q is no address: %v, %v", iri, u, err)
		}
	})
}
