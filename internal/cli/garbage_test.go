package cli

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"testing"
	"time"
)

// The more is held, the less of it may be garbage, and the more garbage there may be.
func TestGarbageBeside(t *testing.T) {
	for held, want := range map[uint64]int{0: 100, 6e6: 100, 24e6: 50, 60e6: 31, 1e9: 20} {
		if got := garbageBeside(held, 6e6); got != want {
			t.Errorf("beside %d bytes there may be %d %% of garbage, want %d", held, got, want)
		}
	}
}

// How much garbage there may be follows what is held, until nobody watches.
func TestWatchGarbage(t *testing.T) {
	percent := func() uint64 {
		now := []metrics.Sample{{Name: "/gc/gogc:percent"}}
		metrics.Read(now)
		return now[0].Value.Uint64()
	}
	after := func(enough func() bool) bool {
		for range 200 {
			if runtime.GC(); enough() {
				return true
			}
			time.Sleep(time.Millisecond)
		}
		return false
	}
	defer debug.SetGCPercent(debug.SetGCPercent(mostGarbage))
	stop := watchGarbage()
	defer stop()
	kept := make([]byte, 160e6)
	if !after(func() bool { return percent() <= 50 }) {
		t.Errorf("there may be %d %% of garbage beside %d bytes", percent(), len(kept))
	}
	runtime.KeepAlive(kept)
	if !after(func() bool { return percent() > 50 }) {
		t.Errorf("there may be %d %% of garbage once hardly anything is held", percent())
	}
	stop()
	debug.SetGCPercent(77)
	if after(func() bool { return percent() != 77 }) {
		t.Errorf("there may be %d %% of garbage once nobody watches", percent())
	}
}
