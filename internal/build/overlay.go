package build

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// Over returns a file system in which the files of upper take the place of files of the
// same name in lower.
func Over(upper, lower fs.FS) fs.FS { return overlay{upper, lower} }

// overlay is what Over returns.
type overlay struct {
	upper, lower fs.FS
}

// Open opens a file of upper, or else of lower. Directories hold what both have.
func (o overlay) Open(name string) (fs.File, error) {
	f, err := o.upper.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return o.lower.Open(name)
	}
	return f, err
}

// ReadDir lists a directory of both, sorted by name.
func (o overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	upper, err := fs.ReadDir(o.upper, name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	lower, lowerErr := fs.ReadDir(o.lower, name)
	if lowerErr != nil && (err != nil || !errors.Is(lowerErr, fs.ErrNotExist)) {
		return nil, lowerErr
	}
	return merged(upper, lower), nil
}

// merged lists what two listings of a folder have, sorted by name; of two of one
// name, the entry of upper.
func merged(upper, lower []fs.DirEntry) []fs.DirEntry {
	all := slices.Concat(upper, lower)
	slices.SortStableFunc(all, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return slices.CompactFunc(all, func(a, b fs.DirEntry) bool { return a.Name() == b.Name() })
}

// sound is a file system without some of its files and folders, and what lies in them.
type sound struct {
	fs.FS
	without map[string]bool // by path
}

// Open opens a file or folder.
func (s sound) Open(name string) (fs.File, error) {
	if err := s.missing(name); err != nil {
		return nil, err
	}
	return s.FS.Open(name)
}

// ReadDir lists a folder, sorted by name.
func (s sound) ReadDir(name string) ([]fs.DirEntry, error) {
	if err := s.missing(name); err != nil {
		return nil, err
	}
	entries, err := fs.ReadDir(s.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return s.without[path.Join(name, e.Name())] }), err
}

// missing returns an error for what it does without.
func (s sound) missing(name string) error {
	for at := name; ; at = path.Dir(at) {
		if s.without[at] {
			return &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		if at == "." {
			return nil
		}
	}
}
