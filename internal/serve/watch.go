package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/fsnotify/fsnotify"

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

// system tells of changes in what is added to it.
type system interface {
	Add(name string) error
	Remove(name string) error
	Close() error
}

// follower watches a folder with all below it, by what the system tells.
type follower struct {
	*changes
	system  system
	events  <-chan fsnotify.Event
	errors  <-chan error
	root    string                 // of the source
	at      fs.FileInfo            // of the folder that stood at root; nil for none
	lost    bool                   // the watch of that folder has ended, even where it comes back
	folders map[string]bool        // that are watched
	links   map[string]fs.FileInfo // of the files that symbolic links lead to; nil for nowhere
}

var errRemote = errors.New("the folder lies on a drive that another system may write to, of which this one is not told")

// follower starts to watch the source folder, unless the system does not tell everything.
func (s *Server) follower(c *changes) (*follower, error) {
	if remote(s.opt.Folder) || slices.ContainsFunc(watched, func(folder string) bool { return remote(filepath.Join(s.opt.Folder, folder)) }) {
		return nil, errRemote
	}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, unwatched(err)
	}
	f := &follower{
		changes: c, system: watcher, events: watcher.Events, errors: watcher.Errors, root: s.opt.Folder,
		folders: map[string]bool{}, links: map[string]fs.FileInfo{},
	}
	if s.opt.limit != nil {
		f.system = s.opt.limit(watcher)
	}
	if err := f.enterAll(); err != nil {
		watcher.Close()
		return nil, err
	}
	return f, nil
}

// unwatched says why a folder is not watched. Linux takes the same words for a full disk.
func unwatched(err error) error { return fmt.Errorf("the system watches no more folders (%w)", err) }

// glance is how often the follower looks whether the source folder is still the one that
// it follows, and what links lead to: of its own end a folder that somebody reads does not
// tell, nor of its beginning a file that only a link leads to.
const glance = 200 * time.Millisecond

// run follows until ctx is done, or the system does not tell everything any more.
func (f *follower) run(ctx context.Context) error {
	defer f.system.Close()
	glances := time.NewTicker(glance)
	defer glances.Stop()
	for {
		var err error
		select {
		case <-ctx.Done():
			return nil
		case <-glances.C:
			if f.lost || !same(f.at, at(f.root)) {
				err = f.again()
			}
			f.lookAtLinks()
		case e := <-f.events:
			err = f.event(e)
		case <-f.errors:
			// Whatever it was, events may be lost: only a build from scratch is right.
			err = f.again()
		}
		if err != nil {
			return err
		}
	}
}

// again watches all that is there by now, under the names that it has by now, and asks for
// a build from scratch.
func (f *follower) again() error {
	f.leave(everything)
	err := f.enterAll()
	f.add(everything)
	return err
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

func (f *follower) event(e fsnotify.Event) error {
	file, err := f.name(e.Name)
	if err != nil {
		return unwatched(err)
	}
	if file == everything && (e.Has(fsnotify.Rename) || e.Has(fsnotify.Remove)) {
		f.lost = true
		return nil
	}
	if top, _, _ := strings.Cut(file, "/"); !slices.Contains(watched, top) || passing(file) {
		return nil
	}
	if _, link := f.links[e.Name]; link && isLink(e.Name) {
		f.lookAtLinks() // the system tells of a file by one of the links to it
	} else {
		if link || e.Has(fsnotify.Rename) || e.Has(fsnotify.Remove) {
			f.leave(file)
		}
		if e.Has(fsnotify.Create) || e.Has(fsnotify.Chmod) { // a folder may be open to us only now
			err = f.enter(file)
		}
	}
	f.add(file)
	return err
}

// name returns the path of a file relative to the source folder.
func (f *follower) name(file string) (string, error) {
	name, err := filepath.Rel(f.root, file)
	return filepath.ToSlash(name), err
}

// lookAtLinks adds the links that lead to another file than when they were last looked at,
// or to one that has changed.
func (f *follower) lookAtLinks() {
	for link, was := range f.links {
		is := at(link)
		if alike(is, was) {
			continue
		}
		f.links[link] = is
		_ = f.system.Add(link) // which may lead nowhere
		if name, err := f.name(link); err == nil {
			f.add(name)
		}
	}
}

// alike reports whether a file, or nil for none, looks as it did.
func alike(a, b fs.FileInfo) bool {
	return same(a, b) && (a == nil || a.Mode() == b.Mode() && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime()))
}

// enterAll watches the source folder itself, but not all in it, to learn of folders that
// are made later, and those that a site is made from.
func (f *follower) enterAll() error {
	f.at, f.lost = at(f.root), false
	if err := f.follow(f.root); err != nil && f.at != nil {
		return unwatched(err)
	}
	for _, folder := range watched {
		if err := f.enter(folder); err != nil {
			return err
		}
	}
	return nil
}

// enter watches a folder and those in it, and the files that links lead to. What appears
// in them before they are watched is found when the folder is read. What is gone again, or
// closed to us, needs no watch: of its end the folder around it tells, and the build says it.
func (f *follower) enter(folder string) error {
	top := filepath.Join(f.root, filepath.FromSlash(folder))
	return walk(top, func(file string, d fs.DirEntry, err error) error {
		switch {
		case err != nil && d == nil: // it is no longer there
			return nil
		case d.Type()&fs.ModeSymlink != 0:
			f.links[file] = at(file)
			_ = f.system.Add(file) // which may lead nowhere
			return nil
		case !d.IsDir():
			return nil
		case file != top && file != filepath.Join(f.root, filepath.FromSlash(wellKnown)) && content.PassedOver(d.Name()):
			return fs.SkipDir
		}
		if err == nil {
			err = f.follow(file)
		}
		switch {
		case err == nil:
			return nil
		case errors.Is(err, fs.ErrPermission), errors.Is(err, fs.ErrNotExist):
			return fs.SkipDir
		}
		return unwatched(err)
	})
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

// isLink reports whether a file is a symbolic link, now.
func isLink(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// follow watches a folder.
func (f *follower) follow(folder string) error {
	err := f.system.Add(folder)
	if err == nil {
		f.folders[folder] = true
	}
	return err
}

// leave ends the watch of a file or folder that is no longer there: after a rename the
// system would go on telling of it by its old name.
func (f *follower) leave(file string) {
	top := filepath.Join(f.root, filepath.FromSlash(file))
	if _, link := f.links[top]; link {
		delete(f.links, top)
		_ = f.system.Remove(top) // which may have happened already
	}
	if !f.folders[top] && file != everything {
		return // of many files that go, most are no folders
	}
	within := func(file string) bool {
		return file == top || strings.HasPrefix(file, top+string(filepath.Separator))
	}
	for folder := range f.folders {
		if within(folder) {
			delete(f.folders, folder)
			_ = f.system.Remove(folder)
		}
	}
	for link := range f.links {
		if within(link) {
			delete(f.links, link)
			_ = f.system.Remove(link)
		}
	}
}

// passing reports whether no build reads a file, such as an editor's own: a backup, a lock,
// a file that becomes another one when it is complete.
func passing(file string) bool { return content.PassedOver(path.Base(file)) && file != wellKnown }
