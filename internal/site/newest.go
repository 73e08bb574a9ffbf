package site

import (
	"iter"
	"slices"
	"time"

	"dateline/internal/timeline"
)

// Dated is something that a feed holds, with the time at which it changed last.
type Dated[T any] struct {
	What T
	At   time.Time
}

// Newest returns the things that changed last, at most so many, the last change first.
// They come oldest first; of those that changed at one time, the later in that order
// stands first. Nearly all of them change in the order in which they come: so each is
// put where it belongs among the last ones, which is seldom far from their end.
func Newest[T any](all iter.Seq[T], size int, changed func(T) (time.Time, bool)) []Dated[T] {
	last := make([]Dated[T], 0, min(2*size, 2*partSize)) // the first change first
	for thing := range all {
		at, ok := changed(thing)
		if !ok || len(last) >= size && at.Before(last[len(last)-size].At) {
			continue
		}
		if len(last) == 2*size {
			last = last[:copy(last, last[size:])]
		}
		last = append(last, Dated[T]{thing, at})
		for k := len(last) - 1; k > 0 && last[k].At.Before(last[k-1].At); k-- {
			last[k-1], last[k] = last[k], last[k-1]
		}
	}
	last = last[max(0, len(last)-size):]
	slices.Reverse(last)
	return last
}

// partSize is how many entries a feed of a part of the site holds at most.
const partSize = 20

// Newest returns the entries that the feed holds, the last change first. feedSize is how
// many those of the whole site hold.
func (f Feed) Newest(feedSize int) []Dated[timeline.Entry] {
	if f.Group != "" {
		feedSize = min(feedSize, partSize)
	}
	return Newest(f.Entries, feedSize, timeline.Entry.ChangedAt)
}
