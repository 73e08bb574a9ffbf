package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"testing/fstest"
)

// broken is a site in which opening some files fails.
type broken struct {
	fstest.MapFS
	fails  []string
	opened func(name string)
}

func (b broken) Open(name string) (fs.File, error) {
	if b.opened != nil {
		b.opened(name)
	}
	if slices.Contains(b.fails, name) {
		return nil, errors.New("no such actor")
	}
	return b.MapFS.Open(name)
}

// ReadFile hides that of MapFS, which would not call Open.
func (b broken) ReadFile(name string) ([]byte, error) {
	return fs.ReadFile(struct{ fs.FS }{b}, name)
}

func TestWriteFails(t *testing.T) {
	site := files{"new": "1", "a": "changed"}
	for i := range 100 {
		site[fmt.Sprintf("p/%02d", i)] = "page"
	}
	for _, existing := range []files{nil, {"a": "1", "stale/x": "1"}} {
		parent := t.TempDir()
		dir := filepath.Join(parent, "deep", "public")
		if existing != nil {
			write(t, dir, existing)
		}
		before := everything(t, parent)
		for range 20 {
			_, err := Write(t.Context(), dir, broken{MapFS: site.site(), fails: []string{"p/90", "p/31", "p/32", "p/33"}}, Options{})
			if err == nil || err.Error() != "render p/31: no such actor" {
				t.Fatalf("got error %v, want that of the first page", err)
			}
			equal(t, "destination after a page failed", everything(t, parent), before)
		}

		ctx, cancel := context.WithCancel(t.Context())
		stop := broken{MapFS: site.site(), opened: func(name string) {
			if name == "p/50" {
				cancel()
			}
		}}
		_, err := Write(ctx, dir, stop, Options{})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got error %v, want that of the context", err)
		}
		equal(t, "destination after cancelling", everything(t, parent), before)

		// The last moment at which Write can still be stopped.
		ctx, cancel = context.WithCancel(t.Context())
		_, err = Write(ctx, dir, site.site(), Options{Progress: func(done, total int) {
			if done == total {
				cancel()
			}
		}})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got error %v, want that of the context", err)
		}
		equal(t, "destination after cancelling late", everything(t, parent), before)
	}
}

func TestProgress(t *testing.T) {
	site := files{}
	for i := range 50 {
		site[fmt.Sprint(i)] = "x"
	}
	next := 1
	_, err := Write(t.Context(), t.TempDir(), site.site(), Options{Progress: func(done, total int) {
		if done != next || total != 50 {
			t.Errorf("progress %d of %d, want %d of 50", done, total, next)
		}
		next++
	}})
	check(t, err)
	if next != 51 {
		t.Errorf("progress ended before %d of 50", next)
	}
}

// Once a page has failed, or the context is cancelled, no further ones are begun.
func TestWriteStopsEarly(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	site := files{"1": "", "2": "", "3": "", "4": ""}
	for _, how := range []string{"fails", "is cancelled"} {
		ctx, cancel := context.WithCancel(t.Context())
		var opened []string
		pages := broken{MapFS: site.site(), opened: func(name string) {
			if name == "." {
				return
			}
			opened = append(opened, name)
			if how == "is cancelled" && name == "2" {
				cancel()
			}
		}}
		if how == "fails" {
			pages.fails = []string{"2"}
		}
		if _, err := Write(ctx, t.TempDir(), pages, Options{}); err == nil {
			t.Errorf("%s: no error", how)
		}
		cancel()
		equal(t, "opened when 2 "+how, opened, []string{"1", "2"})
	}
}

// A stale file that somebody removes while pages are rendered is as good as removed.
func TestWriteStaleVanishes(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, files{"a/stale": "1"})
	_, err := Write(t.Context(), dir, files{"b": "1"}.site(), Options{Progress: func(int, int) {
		check(t, os.RemoveAll(filepath.Join(dir, "a")))
	}})
	check(t, err)
	equal(t, "destination", read(t, dir), files{"b": "1"})
}
