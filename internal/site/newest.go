package site

import (
	"cmp"
	"iter"
	"slices"
	"time"

	"dateline/internal/timeline"
)

// Dated is something that a feed holds, with the time at which it changed last.
type Dated[T any] struct {
	What T
	At   time.Time
	k    int // its place among all
}

// Newest returns the things that changed last, at most so many, the last change first.
// They come oldest first; of those that changed at one time, the later in that order
// stands first.
func Newest[T any](all iter.Seq[T], size int, changed func(T) (time.Time, bool)) []Dated[T] {
	var last []Dated[T]
	cut := func() {
		slices.SortFunc(last, func(a, b Dated[T]) int { return cmp.Or(b.At.Compare(a.At), b.k-a.k) })
		last = last[:min(len(last), size)]
	}
	k := 0
	for thing := range all {
		if at, ok := changed(thing); ok {
			if len(last) == 2*size {
				cut()
			}
			last = append(last, Dated[T]{thing, at, k})
		}
		k++
	}
	cut()
	return last
}

// partSize is how many entries a feed of a part of the site holds at most.
const partSize = 20

// Newest returns the entries that the feed holds, the last change first. feedSize is how
// many those of the whole site hold.
func (f Feed) Newest(feedSize int) []Dated[timeline.Entry] {
	return f.newest(feedSize, changedAt)
}

func (f Feed) newest(feedSize int, changed func(timeline.Entry) (time.Time, bool)) []Dated[timeline.Entry] {
	if f.Group != "" {
		feedSize = min(feedSize, partSize)
	}
	return Newest(f.Entries, feedSize, changed)
}

// changedAt returns when an entry changed last; false where it has no such time.
func changedAt(e timeline.Entry) (time.Time, bool) { return e.Changed().Start() }
