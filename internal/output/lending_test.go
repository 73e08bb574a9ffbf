package output

import (
	"io/fs"
	"sync/atomic"
	"testing"
)

// lendingSite spoils the bytes of a file as soon as it gets them back.
type lendingSite struct {
	fs.FS
	released *atomic.Int64
}

func (s lendingSite) Release(_ string, data []byte) {
	s.released.Add(1)
	for k := range data {
		data[k] = '!'
	}
}

func TestLending(t *testing.T) {
	dir := t.TempDir()
	all := files{"a.html": "one", "b/c.html": "two", "d": ""}
	for _, want := range []Stats{{Written: 3, Bytes: 6}, {Unchanged: 3}} {
		site := lendingSite{all.site(), new(atomic.Int64)}
		stats, err := Write(t.Context(), dir, site, Options{})
		check(t, err)
		equal(t, "the statistics", stats, want)
		equal(t, "files released", site.released.Load(), int64(3))
		equal(t, "the files", read(t, dir), all)
	}
}
