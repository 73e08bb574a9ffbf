package export

import "testing"

func TestShared(t *testing.T) {
	made := 0
	s := shared[*int]{files: 3, make: func() *int { made++; n := made; return &n }}
	for k, want := range []int{1, 1, 1, 2, 2, 2, 3} {
		if got := *s.get(); got != want {
			t.Errorf("file %d is made of the one that was made %d times, want %d", k, got, want)
		}
		if s.finish(); (s.held == nil) != (k%3 == 2) {
			t.Errorf("after file %d, %v is held", k, s.held)
		}
	}
}
