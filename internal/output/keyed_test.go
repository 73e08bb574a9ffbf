package output

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

// keyedSite is a site with keys that counts how often each file is opened.
type keyedSite struct {
	fs.FS
	keys   map[string]string
	opened *sync.Map // names to *atomic.Int64
}

func (s keyedSite) Key(name string) string { return s.keys[name] }

func (s keyedSite) Open(name string) (fs.File, error) {
	count, _ := s.opened.LoadOrStore(name, new(atomic.Int64))
	count.(*atomic.Int64).Add(1)
	return s.FS.Open(name)
}

// Each step writes a site with one keyed file into the same folder.
func TestKeyed(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "k.png")
	for _, step := range []struct {
		name   string
		change func() // in the destination, before the step
		text   string // what the file holds when it is opened
		key    string
		opened int
		want   string
	}{
		{"new", nil, "1", "a", 1, "1"},
		{"the same key", nil, "not looked at", "a", 0, "1"},
		{"another key", nil, "2", "b", 1, "2"},
		{"edited in the destination", func() { check(t, os.WriteFile(file, []byte("x"), 0o644)) }, "2", "b", 1, "2"},
		{"removed from the destination", func() { check(t, os.Remove(file)) }, "2", "b", 1, "2"},
		{"a key no more", nil, "3", "", 1, "3"},
		{"a key again", nil, "3", "b", 1, "3"},
		{"which is remembered", nil, "not looked at", "b", 0, "3"},
	} {
		if step.change != nil {
			step.change()
		}
		site := keyedSite{files{"k.png": step.text, "other": "o"}.site(), map[string]string{"k.png": step.key}, &sync.Map{}}
		_, err := Write(t.Context(), dir, site, Options{})
		check(t, err)
		opened := 0
		if count, ok := site.opened.Load("k.png"); ok {
			opened = int(count.(*atomic.Int64).Load())
		}
		if opened != step.opened {
			t.Errorf("%s: opened %d times, want %d", step.name, opened, step.opened)
		}
		equal(t, step.name, read(t, dir), files{"k.png": step.want, "other": "o"})
	}
}

// A keyed file that the site has no longer is stale like any other.
func TestKeyedGoes(t *testing.T) {
	dir := t.TempDir()
	site := keyedSite{files{"k.png": "1", "other": "o"}.site(), map[string]string{"k.png": "a"}, &sync.Map{}}
	_, err := Write(t.Context(), dir, site, Options{})
	check(t, err)
	write(t, dir, files{"other": "o"})
	equal(t, "destination", read(t, dir), files{"other": "o"})
}

// A file that the caller knows to be the same is not opened, unless the destination
// cannot have it any more.
func TestSame(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a")
	yes := func(string, fs.FileInfo) bool { return true }
	for _, step := range []struct {
		name   string
		change func() // in the destination, before the step
		text   string // what the file holds when it is opened
		same   func(string, fs.FileInfo) bool
		want   string
	}{
		{"new", nil, "1", yes, "1"},
		{"the same", nil, "not looked at", yes, "1"},
		{"not the same", nil, "2", func(string, fs.FileInfo) bool { return false }, "2"},
		{"nobody knows", nil, "3", nil, "3"},
		{"of another size", func() { check(t, os.WriteFile(file, []byte("xxx"), 0o644)) }, "3", yes, "3"},
		{"removed", func() { check(t, os.Remove(file)) }, "3", yes, "3"},
	} {
		if step.change != nil {
			step.change()
		}
		_, err := Write(t.Context(), dir, files{"a": step.text}.site(), Options{Same: step.same})
		check(t, err)
		equal(t, step.name, read(t, dir), files{"a": step.want})
	}
}

// Of a Write that was killed, the next one takes keyed files for what they are.
func TestKeyedKilled(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1)) // operations in one order
	old := keyedSite{files{"k.png": "1", "gone/g.png": "1"}.site(), map[string]string{"k.png": "a", "gone/g.png": "g"}, &sync.Map{}}
	next := keyedSite{files{"k.png": "2"}.site(), map[string]string{"k.png": "b"}, &sync.Map{}}
	for n := 1; ; n++ {
		dir := filepath.Join(t.TempDir(), "public")
		_, err := Write(t.Context(), dir, old, Options{})
		check(t, err)
		opt, reached := asAWhole.failing(n, true)
		_, err = Write(t.Context(), dir, next, opt)
		if !*reached {
			check(t, err)
			break
		}
		_, err = Write(t.Context(), dir, next, Options{})
		check(t, err)
		equal(t, fmt.Sprintf("killed at operation %d", n), withoutOwn(read(t, dir)), files{"k.png": "2"})
	}
}
