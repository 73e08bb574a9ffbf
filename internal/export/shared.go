package export

import "sync"

// shared is what several files are made of: there from the first that is asked for
// until so many have been made as there are, and made again for more.
type shared[T any] struct {
	make  func() T
	files int // that there are

	mu   sync.Mutex
	made bool
	held T
	done int // files made of it
}

// get returns it.
func (s *shared[T]) get() T {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.made {
		s.held, s.made = s.make(), true
	}
	return s.held
}

// finish says that a file has been made.
func (s *shared[T]) finish() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.done++; s.done >= s.files {
		var none T
		s.held, s.made, s.done = none, false, 0
	}
}
