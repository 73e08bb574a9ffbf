package site

import "sync"

// Shared is what several files of a site are made of, or show: there from the first
// that asks for it until as many have finished as there are, and made again for more.
type Shared[T any] struct {
	Make  func() T
	Files int // that there are

	mu   sync.Mutex
	made bool
	held T
	done int // files that have finished
}

// Get returns it, for as long as the file that asks has not finished.
func (s *Shared[T]) Get() T {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.made {
		s.held, s.made = s.Make(), true
	}
	return s.held
}

// Finish says that a file asks no more.
func (s *Shared[T]) Finish() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.done++; s.done >= s.Files {
		var none T
		s.held, s.made, s.done = none, false, 0
	}
}

// Take returns it to a file that asks once.
func (s *Shared[T]) Take() T {
	defer s.Finish()
	return s.Get()
}

// kept is what is made once for each key, when it is first asked for, and stays: of keys
// there have to be few.
type kept[K comparable, V any] struct {
	mu   sync.Mutex
	made map[K]V
}

// of returns what there is for a key. What makes it asks for no other.
func (k *kept[K, V]) of(key K, make func() V) V {
	k.mu.Lock()
	defer k.mu.Unlock()
	made, known := k.made[key]
	if !known {
		if k.made == nil {
			k.made = map[K]V{}
		}
		made = make()
		k.made[key] = made
	}
	return made
}
