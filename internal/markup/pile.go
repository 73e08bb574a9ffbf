package markup

import (
	"errors"
	"io"
	"slices"
	"sync"
)

// A pile is a file that grows by one thing after the other, which stay as they are. Many
// are written at a time, and what is read is read with what follows it: a text and its
// notes, which lie together, are mostly looked at together. It is safe for concurrent use.
type pile struct {
	file    ShelfFile
	windows sync.Pool // of *window

	mu      sync.Mutex
	written int64  // bytes of the file
	last    []byte // what comes after them, and is not written yet
}

// How many bytes are written and read at a time, at least.
const (
	writeSize = 64 << 10
	readSize  = 4 << 10
)

// A window is a part of a pile.
type window struct {
	at   int64
	data []byte
}

// put adds one thing, and returns where it begins.
func (p *pile) put(thing []byte) (at int64, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	at = p.written + int64(len(p.last))
	if p.last = append(p.last, thing...); len(p.last) >= writeSize {
		err = p.flush()
	}
	return at, err
}

// flush writes what is not written yet.
func (p *pile) flush() error {
	_, err := p.file.WriteAt(p.last, p.written)
	p.written += int64(len(p.last))
	p.last = p.last[:0]
	return err
}

// look hands over so many bytes of a thing, which are good until take returns, and not to
// be changed; false says that they are not what was put.
func (p *pile) look(at int64, size int, take func(data []byte) bool) error {
	w, ok := p.windows.Get().(*window)
	if !ok {
		w = &window{}
	}
	defer p.windows.Put(w)
	from := at - w.at
	if from < 0 || from+int64(size) > int64(len(w.data)) {
		if err := p.turn(w, at, size); err != nil {
			return err
		}
		from = 0
	}
	if !take(w.data[from:][:size]) {
		return errors.New("it was changed by somebody else")
	}
	return nil
}

// turn makes a window begin at a place, and have so many bytes at least.
func (p *pile) turn(w *window, at int64, size int) error {
	w.at, w.data = at, w.data[:0]
	p.mu.Lock()
	if ahead := at - p.written; ahead >= 0 {
		w.data = append(w.data, p.last[ahead:][:size]...)
		p.mu.Unlock()
		return nil
	}
	size = max(size, int(min(readSize, p.written-at))) // what is not written yet may not be as it will be
	p.mu.Unlock()
	w.data = slices.Grow(w.data, size)[:size]
	n, err := p.file.ReadAt(w.data, at)
	if n == size {
		return nil
	}
	w.data = w.data[:0]
	if err == nil {
		err = io.ErrUnexpectedEOF
	}
	return err
}
