package serve

import (
	"io/fs"
	"strings"
	"sync"
	"testing"
	"time"
)

// faulty is a file system in which some names cannot be opened, be they listed.
type faulty struct {
	fs.FS
	mu   sync.Mutex
	errs map[string]error // by name
}

func (f *faulty) Open(name string) (fs.File, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err := f.errs[name]; err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return f.FS.Open(name)
}

func (f *faulty) set(name string, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.errs[name] = err
}

// What cannot be read is said with its name, the last good site stays up, and
// the server goes on once it can be read.
func TestUnreadable(t *testing.T) {
	for _, tt := range []struct {
		test, name string
		err        error
		said       string
	}{
		{"a file that vanishes in mid-read", "content/articles/deep/er/c.md", fs.ErrNotExist, "file does not exist"},
		{"a file that is closed to us", "content/articles/deep/er/c.md", fs.ErrPermission, "permission denied"},
		{"a folder that is closed to us", "content/articles/deep", fs.ErrPermission, "permission denied"},
		{"all content", "content", fs.ErrPermission, "permission denied"},
	} {
		t.Run(tt.test, func(t *testing.T) {
			source := &faulty{errs: map[string]error{}}
			d := start(t, first, func(o *Options) {
				source.FS = o.Build.Source
				o.Build.Source = source
			})
			source.set(tt.name, tt.err)
			// Folders are read where a file is new, and files where they have changed.
			d.write("content/articles/deep/er/n.md", article("New", "A new file."))
			d.write("content/articles/deep/er/c.md", article("Deep", "Deeper words."))
			d.until("an error", d.broken)
			problems := d.last().Problems
			said := problems.Sorted()
			if len(said) != 1 || !strings.Contains(said[0].Text, tt.name) || !strings.Contains(said[0].Text, tt.said) {
				t.Errorf("said %v, want one about %s with %q", said, tt.name, tt.said)
			}
			d.shows("/articles/c/", "Deep words")

			source.set(tt.name, nil)
			d.write("content/articles/a.md", article("Alpha", "Later words."))
			d.shows("/articles/a/", "Later words")
			d.shows("/articles/c/", "Deeper words")
		})
	}
}

func TestPause(t *testing.T) {
	for _, tt := range []struct{ every, took, want time.Duration }{
		{500 * time.Millisecond, 20 * time.Millisecond, 500 * time.Millisecond},
		{500 * time.Millisecond, 300 * time.Millisecond, 5700 * time.Millisecond},
		{500 * time.Millisecond, 5 * time.Minute, 10 * time.Second}, // the network was away
		{time.Minute, 5 * time.Second, time.Minute},
	} {
		if got := pause(tt.every, tt.took); got != tt.want {
			t.Errorf("after %s of looking every %s: %s, want %s", tt.took, tt.every, got, tt.want)
		}
	}
}
