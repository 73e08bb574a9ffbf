package output

import (
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"testing"
)

// tellingSite tells what is opened.
type tellingSite struct {
	fs.FS
	tell func(name string)
}

func (s tellingSite) Open(name string) (fs.File, error) {
	s.tell(name)
	return s.FS.Open(name)
}

func TestEarly(t *testing.T) {
	all := files{}
	for i := range 100 {
		all[fmt.Sprintf("%d.html", i)] = "a page"
	}
	for i := range 50 {
		all[fmt.Sprintf("5/early-%d", i)] = "early"
	}
	var mu sync.Mutex
	var opened, first int // first: how many early ones when those are told to be made
	writing := false
	site := tellingSite{all.site(), func(name string) {
		mu.Lock()
		defer mu.Unlock()
		if !writing || name == "." || name == "5" {
			return
		}
		if opened++; (opened <= 50) != strings.HasPrefix(name, "5/early-") {
			t.Errorf("%s is opened as number %d", name, opened)
		}
	}}
	done := 0
	dir := t.TempDir()
	stats, err := Write(t.Context(), dir, site, Options{
		Early:     func(name string) bool { writing = true; return strings.HasPrefix(name, "5/early-") },
		EarlyMade: func() { first = opened },
		Progress: func(n, total int) {
			if done++; n != done || total != 150 {
				t.Errorf("progress is told as %d of %d, after %d files", n, total, done)
			}
		},
	})
	check(t, err)
	equal(t, "files written", stats.Written, 150)
	equal(t, "early files when they are told to be made", first, 50)
	equal(t, "progress", done, 150)
	equal(t, "the files", read(t, dir), all)
}
