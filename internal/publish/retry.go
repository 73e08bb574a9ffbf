package publish

import (
	"context"
	"math/rand/v2"
	"time"

	"golang.org/x/sync/errgroup"
)

const (
	attempts    = 6
	firstWait   = 250 * time.Millisecond // doubled after each attempt: 8 s in all
	longestWait = 10 * time.Second
	// patience is how long an attempt may take, slowest how slow the way may be
	// beyond that, in bytes a second.
	patience = 2 * time.Minute
	slowest  = 16 << 10
)

// retry makes attempts until one succeeds or none can, with growing pauses in
// between. Size is how many bytes an attempt moves, where that is many.
func (r *run) retry(ctx context.Context, size int64, attempt func(context.Context) error) error {
	pause := firstWait
	for n := 1; ; n++ {
		within, cancel := context.WithTimeout(ctx, patience+time.Duration(size/slowest)*time.Second)
		err := attempt(within)
		late := within.Err() != nil // which may be all that is behind err
		cancel()
		if err == nil {
			return nil // what was done counts, even if all has been stopped meanwhile
		}
		if stopped := ctx.Err(); stopped != nil {
			return stopped
		}
		if isFinal(err) && !late || n == attempts {
			return err
		}
		if r.Again != nil {
			r.Again(err)
		}
		// Not all at the same moment again.
		if stopped := r.Wait(ctx, pause/2+rand.N(pause)); stopped != nil {
			return stopped
		}
		pause = min(2*pause, longestWait)
	}
}

// wait returns after d, or with ctx's error before that.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// each calls work for the numbers below n, on so many goroutines, and returns
// the first error, after which the work still under way is cancelled.
func each(ctx context.Context, goroutines, n int, work func(ctx context.Context, i int) error) error {
	workers, within := errgroup.WithContext(ctx)
	workers.SetLimit(goroutines)
	for i := 0; i < n && within.Err() == nil; i++ {
		workers.Go(func() error { return work(within, i) })
	}
	if workers.Wait() != nil {
		return context.Cause(within) // the first error, unless ctx had ended before it
	}
	return context.Cause(ctx)
}
