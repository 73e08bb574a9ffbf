package cli

import "testing"

// The more is held, the less of it may be garbage, and the more garbage there may be.
func TestGarbageBeside(t *testing.T) {
	for held, want := range map[uint64]int{0: 100, 6e6: 100, 24e6: 50, 60e6: 31, 1e9: 25} {
		if got := garbageBeside(held); got != want {
			t.Errorf("beside %d bytes there may be %d %% of garbage, want %d", held, got, want)
		}
	}
}
