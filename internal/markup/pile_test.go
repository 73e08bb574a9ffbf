package markup

import (
	"bytes"
	"fmt"
	"sync"
	"testing"
)

// guarded is a file that is written and read at once.
type guarded struct {
	mu   sync.Mutex
	file memory
	read int // how often
}

func (g *guarded) WriteAt(p []byte, off int64) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.file.WriteAt(p, off)
}

func (g *guarded) ReadAt(p []byte, off int64) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.read++
	return g.file.ReadAt(p, off)
}

// Whatever is written already, a thing is what was put: while others put more, and once
// again at the end, when things that lie together take few reads.
func TestPileAtOnce(t *testing.T) {
	const each, size = 300, 700 // of four: some are written, and some are not
	thing := func(who, k int) []byte { return bytes.Repeat([]byte{byte(who), byte(k)}, 1+k%size) }
	file := &guarded{}
	p := &pile{file: file}
	places := make([][each]int64, 4)
	look := func(who, k int) {
		want := thing(who, k)
		if err := p.look(places[who][k], len(want), func(data []byte) bool { return bytes.Equal(data, want) }); err != nil {
			t.Error(fmt.Errorf("%d of %d: %w", k, who, err))
		}
	}
	var all sync.WaitGroup
	for who := range places {
		all.Go(func() {
			for k := range each {
				places[who][k], _ = p.put(thing(who, k))
				look(who, k)
				look(who, k/2)
			}
		})
	}
	all.Wait()
	if p.written < writeSize || len(p.last) == 0 {
		t.Fatalf("%d bytes are written, %d are not", p.written, len(p.last))
	}
	file.read = 0
	for who := range places {
		for k := range each {
			look(who, k)
		}
	}
	if file.read > len(places)*each/2 {
		t.Errorf("%d reads for %d things", file.read, len(places)*each)
	}
}
