package site

import (
	"sync"

	"dateline/internal/markup"
)

// pageRoom is what most of the data of a page takes up. Each page is made in the room of
// another that nobody needs any more: nothing that stays may lie in it.
type pageRoom struct {
	pool *sync.Pool // to which it goes back

	article   ArticlePage
	citation  Citation
	text      markup.Room
	stretches []Stretch

	notes    slab[Note]
	links    slab[Link]
	named    slab[*Link]
	cited    slab[CitedPart]
	accounts slab[AccountList]
	stated   slab[Stated]
	edges    slab[NetworkEdge]
	months   slab[Month]
	listed   slab[Listed]
}

// newRooms returns a pool of rooms.
func newRooms() *sync.Pool {
	pool := &sync.Pool{}
	pool.New = func() any { return &pageRoom{pool: pool} }
	return pool
}

// Release gives back the room of the page, of whose data nobody needs anything any more.
func (f *Frame) Release() {
	r := f.room
	if r == nil {
		return
	}
	r.article, r.citation = ArticlePage{}, Citation{} // f itself, where it is that of an article
	r.notes.reset()
	r.links.reset()
	r.named.reset()
	r.cited.reset()
	r.accounts.reset()
	r.stated.reset()
	r.edges.reset()
	r.months.reset()
	r.listed.reset()
	r.pool.Put(r)
}

// slab hands out slices, to be given back all at once.
type slab[T any] struct{ all, free []T }

// cut returns a slice of so many, to be filled; nil for none.
func (s *slab[T]) cut(n int) []T {
	if n == 0 {
		return nil
	}
	if len(s.free) < n { // what was handed out stays where it is
		s.all = make([]T, 2*len(s.all)+n)
		s.free = s.all
	}
	part := s.free[:n:n]
	s.free = s.free[n:]
	return part
}

// put returns where a copy of something lies.
func (s *slab[T]) put(one T) *T {
	part := s.cut(1)
	part[0] = one
	return &part[0]
}

// reset takes back all that was handed out.
func (s *slab[T]) reset() { s.free = s.all }

// madeIn makes something of each of some things in a slab; nil for none.
func madeIn[From, To any](room *slab[To], things []From, do func(From) To) []To {
	all := room.cut(len(things))
	for k, thing := range things {
		all[k] = do(thing)
	}
	return all
}
