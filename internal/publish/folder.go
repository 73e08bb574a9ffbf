package publish

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
)

// scratch is where files of a folder wait until they are whole.
const scratch = ownFolder + "/incoming"

// lookers is how many files are looked at at once; over a network most of the
// time is waiting.
const lookers = 32

// fileSystem is what a folder needs of the system that it lies in. Names are
// slash-separated and relative to the folder. All is safe for concurrent use.
type fileSystem interface {
	Lstat(ctx context.Context, name string) (fs.FileInfo, error)
	ReadFile(ctx context.Context, name string) ([]byte, error) // of what it may hold, see maxRecord
	// WriteFile makes or empties the file first; what it leaves need not be whole.
	WriteFile(ctx context.Context, name string, data []byte) error
	// Rename replaces what is there, at once.
	Rename(ctx context.Context, from, to string) error
	Remove(ctx context.Context, name string) error // a file or an empty folder
	// Mkdir makes a folder in one that is there, unless it is there itself; "." and all above
	// it are the target.
	Mkdir(ctx context.Context, name string) error
	List(ctx context.Context, name string) ([]string, error) // names in a folder
	// Tag returns the tag of a file that Lstat has described.
	Tag(ctx context.Context, name string, info fs.FileInfo) (string, error)
	Close() error
}

// A folder is a target of files and folders, on this machine or another. Each
// file is written aside and then renamed.
type folder struct {
	fileSystem
	place string
	key   string
	own   string // begins the names of its files in scratch, which are nobody else's

	mu   sync.Mutex
	made map[string]*making // folders that are known to be there, or are being made
}

// A making of a folder is waited for by all who need it.
type making struct {
	done chan struct{} // closed at its end
	err  error         // then
}

func newFolder(place, key string, system fileSystem) *folder {
	return &folder{fileSystem: system, place: place, key: key, own: rand.Text(), made: map[string]*making{}}
}

func (f *folder) String() string { return f.place }

func (f *folder) Key() string { return f.key }

func (f *folder) Load(ctx context.Context) ([]byte, error) {
	if err := f.checkOwn(ctx); err != nil {
		return nil, err
	}
	data, err := f.ReadFile(ctx, recordName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// checkOwn refuses links in place of Dateline's own folders, which would lead
// what is written there elsewhere, and a list that is no file: a pipe never ends.
func (f *folder) checkOwn(ctx context.Context) error {
	for _, own := range []struct {
		name, what string
		kind       fs.FileMode
	}{
		{ownFolder, "folder", fs.ModeDir},
		{recordName, "list of its files", 0},
		{scratch, "folder", fs.ModeDir},
	} {
		info, err := f.Lstat(ctx, own.name)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return err
		case info.Mode().Type() != own.kind:
			return &RefusedError{Place: f.place, Problem: "has something in the place of dateline's own " + own.what, Names: []string{own.name}, Advice: "remove it"}
		case own.name == recordName && info.Size() > maxRecord:
			return errOver
		}
	}
	return nil
}

func (f *folder) Look(ctx context.Context, paths []string) (map[string]Found, error) {
	folders, err := f.folders(ctx, paths)
	if err != nil {
		return nil, err
	}
	all := make([]Found, len(paths))
	err = each(ctx, lookers, len(paths), func(ctx context.Context, i int) (err error) {
		dir := path.Dir(paths[i])
		if folders[dir] == present {
			all[i], err = f.look(ctx, paths[i])
			return err
		}
		for ; dir != "."; dir = path.Dir(dir) {
			if folders[dir] == blocked {
				all[i] = Found{Blocker: dir}
			}
		}
		return nil
	})
	found := make(map[string]Found, len(paths))
	for i, name := range paths {
		if all[i] != (Found{}) {
			found[name] = all[i]
		}
	}
	return found, err
}

// look says what stands at a path whose folders are there.
func (f *folder) look(ctx context.Context, name string) (Found, error) {
	info, err := f.Lstat(ctx, name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return Found{}, nil
	case err != nil:
		return Found{}, err
	case !info.Mode().IsRegular():
		return Found{Blocker: name}, nil
	}
	tag, err := f.Tag(ctx, name, info)
	return Found{Tag: tag}, err
}

// A presence is what stands where the site has a folder.
type presence int

const (
	absent  presence = iota
	present          // a folder
	blocked          // a file or a link
)

// folders looks at all folders of the paths, each level at once, so that a long
// way to the host is waited for a few times only.
func (f *folder) folders(ctx context.Context, paths []string) (map[string]presence, error) {
	found := map[string]presence{".": present}
	made := &making{done: make(chan struct{})}
	close(made.done)
	for _, level := range levels(paths) {
		seen := make([]presence, len(level))
		err := each(ctx, lookers, len(level), func(ctx context.Context, i int) error {
			if found[path.Dir(level[i])] != present {
				return nil // nor is what is below
			}
			info, err := f.Lstat(ctx, level[i])
			switch {
			case errors.Is(err, fs.ErrNotExist):
				return nil
			case err != nil:
				return err
			case info.IsDir():
				seen[i] = present
			default:
				seen[i] = blocked
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
		f.mu.Lock()
		for i, dir := range level {
			found[dir] = seen[i]
			if seen[i] == present {
				f.made[dir] = made
			}
		}
		f.mu.Unlock()
	}
	return found, nil
}

// levels returns the folders of the paths by their depth.
func levels(paths []string) [][]string {
	var levels [][]string
	seen := map[string]bool{".": true}
	for _, name := range paths {
		for dir := path.Dir(name); !seen[dir]; dir = path.Dir(dir) {
			seen[dir] = true
			depth := strings.Count(dir, "/")
			for len(levels) <= depth {
				levels = append(levels, nil)
			}
			levels[depth] = append(levels[depth], dir)
		}
	}
	return levels
}

func (f *folder) Put(ctx context.Context, name string, data []byte) (string, error) {
	if err := f.replace(ctx, name, data); err != nil {
		return "", err
	}
	info, err := f.Lstat(ctx, name)
	if err != nil {
		return "", err
	}
	return f.Tag(ctx, name, info)
}

// replace makes a file whole or not at all, in folders that another publish may
// just have tidied up.
func (f *folder) replace(ctx context.Context, name string, data []byte) error {
	err := f.bring(ctx, name, data)
	if errors.Is(err, fs.ErrNotExist) {
		f.mu.Lock()
		clear(f.made)
		f.mu.Unlock()
		err = f.bring(ctx, name, data)
	}
	return err
}

// bring writes a file aside and renames it.
func (f *folder) bring(ctx context.Context, name string, data []byte) error {
	aside := scratch + "/" + f.own + "-" + sumOf([]byte(name))
	for _, dir := range []string{scratch, path.Dir(name)} {
		if err := f.makeFolder(ctx, dir); err != nil {
			return err
		}
	}
	err := f.WriteFile(ctx, aside, data)
	if err == nil {
		err = f.Rename(ctx, aside, name)
	}
	if err != nil {
		_ = f.fileSystem.Remove(ctx, aside) // Commit tries again
	}
	return err
}

// makeFolder makes a folder and those above it, each once, and others meanwhile: over a
// network one after the other would take longer than all files.
func (f *folder) makeFolder(ctx context.Context, name string) error {
	f.mu.Lock()
	m, known := f.made[name]
	if !known {
		m = &making{done: make(chan struct{})}
		f.made[name] = m
	}
	f.mu.Unlock()
	if known {
		<-m.done
		return m.err
	}
	defer close(m.done)
	if name != "." {
		m.err = f.makeFolder(ctx, path.Dir(name))
	}
	if m.err == nil {
		if err := f.Mkdir(ctx, name); err != nil {
			m.err = fmt.Errorf("making the folder %s: %w", name, err)
		}
	}
	if m.err != nil {
		f.forget(name)
	}
	return m.err
}

// forget has a folder looked at again before something is put into it.
func (f *folder) forget(name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.made, name)
}

// Remove takes a file away, and the folders that this leaves empty. Whoever is just about to
// put something into one of them makes it again.
func (f *folder) Remove(ctx context.Context, name string) error {
	if err := f.fileSystem.Remove(ctx, name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	// Up to one that holds something else.
	for dir := path.Dir(name); dir != "." && f.fileSystem.Remove(ctx, dir) == nil; dir = path.Dir(dir) {
		f.forget(dir)
	}
	return nil
}

func (f *folder) AtOnce() bool { return false }

func (f *folder) Save(ctx context.Context, list []byte) error {
	return f.replace(ctx, recordName, list)
}

// Commit removes what this publish, or one that broke off, has left aside.
func (f *folder) Commit(ctx context.Context) error {
	names, err := f.List(ctx, scratch)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, name := range names {
		if !fs.ValidPath(name) || path.Base(name) != name || name == "." {
			continue // it leads elsewhere
		}
		if err := f.fileSystem.Remove(ctx, scratch+"/"+name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	_ = f.fileSystem.Remove(ctx, scratch) // stays, if another publish has just put anything into it
	return nil
}
