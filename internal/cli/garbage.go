package cli

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"

	"dateline/internal/build"
)

// How much garbage there may be, in percent of what is not, before it is collected
// (see [debug.SetGCPercent] and garbageBeside).
const (
	// As much again beside so many bytes: while documents are read, which leaves much, and
	// from when all are linked.
	asMuchAgainRead   = 40e6
	asMuchAgainLinked = 75e5

	leastGarbage = 20
	mostGarbage  = 100

	// A build that goes on from an earlier one collects none until it writes, which saves it
	// a twelfth: to recall and to link leaves little. Should the program grow to so many
	// times what it was once it had read what was kept, it collects all the same.
	garbageResumed = 100
	mostResumed    = 5
)

// garbageBeside returns how much garbage there may be beside so many bytes that are held,
// where there may be as much again beside others. To collect it takes time for what is
// held, to wait takes memory: so there may be more with the square root of what is held,
// which balances the two at any size of site (Kirisame and others, Optimal Heap Limits for
// Reducing Browser Memory Use, 2022).
func garbageBeside(held uint64, asMuchAgain float64) int {
	percent := int(100 * math.Sqrt(asMuchAgain/float64(max(held, 1))))
	return min(max(percent, leastGarbage), mostGarbage)
}

// manageGarbage says how much garbage there may be while a site with these options is
// made, which have to call it once all is linked, until it is stopped.
func manageGarbage(opt *build.Options) (stop func()) {
	if opt.Cache != nil {
		before := limitMemory()
		return func() { debug.SetMemoryLimit(before) }
	}
	debug.SetGCPercent(mostGarbage)
	stop = watchGarbage()
	opt.Linked = func() {
		stop()
		runtime.GC() // when all documents are linked, nearly half of what was kept is garbage
		debug.SetGCPercent(garbageBeside(held(), asMuchAgainLinked))
	}
	return stop
}

// watchGarbage sets how much there may be each time that it was collected, until it is
// stopped: of documents that are read, more are held with each. What they leave parts what
// stays, and so takes room for as long as the build goes on.
func watchGarbage() (stop func()) {
	var mu sync.Mutex
	stopped := false
	var watch func()
	watch = func() {
		collected := func(struct{}) {
			mu.Lock()
			defer mu.Unlock()
			if !stopped {
				debug.SetGCPercent(garbageBeside(held(), asMuchAgainRead))
				watch()
			}
		}
		runtime.AddCleanup(new([64]byte), collected, struct{}{}) // which nothing holds: it goes with the next garbage
	}
	watch()
	return func() {
		mu.Lock()
		defer mu.Unlock()
		stopped = true
	}
}

// held returns how many bytes were held when garbage was collected last.
func held() uint64 {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	return live[0].Value.Uint64()
}

// limitMemory has garbage collected before the program grows to mostResumed times what it
// is now, and returns the limit of before.
func limitMemory() int64 {
	var now runtime.MemStats
	runtime.ReadMemStats(&now)
	used := now.Sys - now.HeapIdle
	return debug.SetMemoryLimit(min(debug.SetMemoryLimit(-1), mostResumed*int64(used)))
}
