package serve

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/export"
)

const (
	// quiet is how long nothing may change before a build: editors write a
	// file in several steps, and version control many files at once.
	quiet = 20 * time.Millisecond
	// patience is how long a build waits for quiet at most.
	patience = 250 * time.Millisecond
)

// watched are the folders that a site is made from.
var watched = []string{"content", "templates", "static"}

// wellKnown is the only dotfile of which something goes into a site.
const wellKnown = "static/" + export.WellKnown

// changes gathers the paths that have changed, relative to the source folder,
// until somebody takes them. It is safe for concurrent use.
type changes struct {
	mu    sync.Mutex
	paths map[string]bool
	some  chan struct{} // holds an item where paths may have some
}

func newChanges() *changes {
	return &changes{paths: map[string]bool{}, some: make(chan struct{}, 1)}
}

func (c *changes) add(file string) {
	c.mu.Lock()
	c.paths[file] = true
	c.mu.Unlock()
	select {
	case c.some <- struct{}{}:
	default:
	}
}

// take returns all paths, sorted, and forgets them.
func (c *changes) take() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := slices.Sorted(maps.Keys(c.paths))
	clear(c.paths)
	return all
}

// wait returns what has changed, once it is quiet, or when ctx is done.
func (c *changes) wait(ctx context.Context) []string {
	select {
	case <-c.some:
	case <-ctx.Done():
		return nil
	}
	longest := time.NewTimer(patience)
	defer longest.Stop()
	for {
		select {
		case <-c.some:
			continue
		case <-time.After(quiet):
		case <-longest.C:
		case <-ctx.Done():
			return nil
		}
		return c.take()
	}
}

// watch starts to watch the source folder until ctx is done: by what the system tells, or by
// looking at all files where it does not tell everything.
func (s *Server) watch(ctx context.Context) *changes {
	c := newChanges()
	if s.opt.Poll > 0 {
		p := s.poller(s.opt.Poll)
		go p.run(ctx, c)
		return c
	}
	f, err := s.follower(c)
	if err != nil {
		p := s.instead(err)
		go p.run(ctx, c)
		return c
	}
	go func() {
		if err := f.run(ctx); err != nil {
			p := s.instead(err)
			c.add(everything)
			p.run(ctx, c)
		}
	}()
	return c
}

// look is how often all files are looked at where the system turns out not to tell everything.
const look = 500 * time.Millisecond

// instead says why the system does not tell everything, and returns what looks instead.
func (s *Server) instead(err error) *poller {
	var problems diag.List
	problems.Warnf(diag.Pos{File: everything}, "%v; all files are looked at every %s instead", err, look)
	s.report(Report{Problems: problems, Source: s.now.Load().source})
	return s.poller(look)
}

// at returns what stands at a path, nil where nothing does.
func at(name string) fs.FileInfo {
	info, err := os.Stat(name)
	if err != nil {
		return nil
	}
	return info
}

// same reports whether two files, each of which may be nil for none, are one.
func same(a, b fs.FileInfo) bool {
	if a == nil || b == nil {
		return a == b
	}
	return os.SameFile(a, b)
}

// walk walks a folder, be it one that a link leads to, as a build does.
func walk(top string, visit fs.WalkDirFunc) error {
	if info, err := os.Stat(top); err == nil && info.IsDir() {
		return filepath.WalkDir(top+string(filepath.Separator)+".", func(file string, d fs.DirEntry, err error) error {
			return visit(filepath.Clean(file), d, err)
		})
	}
	return filepath.WalkDir(top, visit)
}

// passing reports whether no build reads a file, such as an editor's own: a backup, a lock,
// a file that becomes another one when it is complete.
func passing(file string) bool { return content.PassedOver(path.Base(file)) && file != wellKnown }
