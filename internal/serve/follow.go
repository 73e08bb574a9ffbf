package serve

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"dateline/internal/content"
)

var errRemote = errors.New("the folder lies on a drive that another system may write to, of which this one is not told")

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

// glance is how often the follower looks whether the source folder is still the one that
// it follows, and what links lead to: of its own end a folder that somebody reads does not
// tell, nor of its beginning a file that only a link leads to.
const glance = 200 * time.Millisecond

// again watches all that is there by now, under the names that it has by now, and asks for
// a build from scratch.
func (f *follower) again() error {
	f.leave(everything)
	err := f.enterAll()
	f.add(everything)
	return err
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

// name returns the path of a file relative to the source folder.
func (f *follower) name(file string) (string, error) {
	name, err := filepath.Rel(f.root, file)
	return filepath.ToSlash(name), err
}

// unwatched says why a folder is not watched. Linux takes the same words for a full disk.
func unwatched(err error) error { return fmt.Errorf("the system watches no more folders (%w)", err) }

// alike reports whether a file, or nil for none, looks as it did.
func alike(a, b fs.FileInfo) bool {
	return same(a, b) && (a == nil || a.Mode() == b.Mode() && a.Size() == b.Size() && a.ModTime().Equal(b.ModTime()))
}

// isLink reports whether a file is a symbolic link, now.
func isLink(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}
