package site

import "testing"

// What files share is made once, and kept until all of them have finished.
func TestShared(t *testing.T) {
	made := 0
	s := Shared[*int]{Files: 3, Make: func() *int { made++; n := made; return &n }}
	for k, want := range []int{1, 1, 1, 2, 2, 2, 3} {
		if got := *s.Get(); got != want {
			t.Errorf("file %d is made of the one that was made %d times, want %d", k, got, want)
		}
		if s.Finish(); (s.held == nil) != (k%3 == 2) {
			t.Errorf("after file %d, %v is held", k, s.held)
		}
	}
}

// What the parts of a list share is made once, and kept until all parts were made.
func TestSharedTake(t *testing.T) {
	made := 0
	s := &Shared[*int]{Files: 3, Make: func() *int { made++; return &made }}
	for k := range 4 {
		if s.Take(); s.held != nil != (k != 2) || made != 1+k/3 {
			t.Errorf("after part %d: made %d times, kept %t", k, made, s.held != nil)
		}
	}
}
