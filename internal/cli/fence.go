package cli

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"dateline/internal/content"
)

// maxCopied bounds the size of a file that is copied into the site, in bytes.
// Hosts take less, and it is held in memory.
const maxCopied = 1 << 30

// fenced is the file system of a source.
type fenced struct{ *source }

// Open opens a file or a folder; a pipe, a device, or a file of more than
// maxCopied bytes is an error.
func (f fenced) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	file, err := f.open(name)
	if errors.Is(err, fs.ErrNotExist) {
		if changed := f.noteStamp(name, missing); changed != nil {
			return nil, changed
		}
	}
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err == nil {
		switch {
		case info.IsDir():
			return file, nil
		case !info.Mode().IsRegular():
			err = errors.New("it is a pipe, a device or the like, not a file")
		case info.Size() > maxCopied:
			err = fmt.Errorf("it is larger than %d MiB", maxCopied>>20)
		default:
			err = f.note(name, info)
		}
	}
	if err != nil {
		file.Close()
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	b := &bounded{File: file, source: f.source, name: name, info: info, left: info.Size()}
	if !f.since.IsZero() && stampOf(info).after(f.since) {
		b.sum = sha256.New()
	}
	return b, nil
}

// ReadFile returns what a file holds.
func (f fenced) ReadFile(name string) ([]byte, error) {
	file, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	size := 0
	if b, ok := file.(*bounded); ok {
		size = int(b.left)
	}
	data := make([]byte, 0, size+1)
	for {
		n, err := file.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if errors.Is(err, io.EOF) {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
		if len(data) == cap(data) {
			data = slices.Grow(data, 1)
		}
	}
}

// ReadDir lists a folder, sorted by name.
func (f fenced) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := f.entries(name)
	if f.lasting && (err == nil || errors.Is(err, fs.ErrNotExist)) {
		names := make([]string, len(entries))
		for k, e := range entries {
			names[k] = e.Name()
		}
		f.mu.Lock()
		defer f.mu.Unlock()
		f.listed[name] = listing(names)
	}
	return entries, err
}

// entries returns what a folder holds, sorted by name.
func (s *source) entries(name string) ([]fs.DirEntry, error) {
	folder, err := s.OpenFile(filepath.FromSlash(name), reading, 0)
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	entries, err := folder.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

// Stat describes what stands at name, links within the folder followed.
func (f fenced) Stat(name string) (fs.FileInfo, error) {
	info, err := fs.Stat(f.Root.FS(), name)
	if err == nil {
		err = f.note(name, info)
	}
	return info, err
}

// Lstat describes what stands at name, be it a link.
func (f fenced) Lstat(name string) (fs.FileInfo, error) { return fs.Lstat(f.Root.FS(), name) }

// ReadLink returns where a link leads.
func (f fenced) ReadLink(name string) (string, error) { return fs.ReadLink(f.Root.FS(), name) }

// bounded is a file that has no more to read than it had when it was opened.
type bounded struct {
	*os.File
	source *source
	name   string
	info   fs.FileInfo // as it was then
	left   int64       // bytes
	sum    hash.Hash   // of what was read, which the source is told at the end; nil for files that need none
}

// Stat returns how the file was when it was opened.
func (b *bounded) Stat() (fs.FileInfo, error) { return b.info, nil }

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.File.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, &changedError{[]string{b.name}}
	}
	if b.sum != nil {
		b.sum.Write(p[:n])
		if errors.Is(err, io.EOF) {
			b.source.noteSum(b.name, content.Sum(b.sum.Sum(nil)))
		}
	}
	return n, err
}

// A folder is one within a source.
type folder struct {
	*os.Root        // nil where none is open
	name     string // with a slash at its end
}

// reading is how all is opened that others may change meanwhile: without waiting for
// somebody to write into a pipe.
const reading = os.O_RDONLY | syscall.O_NONBLOCK

// open opens a file or a folder. A command to which all is to stay as it is keeps the last
// folder open, in which most files are found without going there from the top. Where that
// fails, be it that a link leads into another folder, the way from the top decides.
func (s *source) open(name string) (*os.File, error) {
	if dir, base := path.Split(name); s.lasting && dir != "" {
		if folder := s.in(dir); folder != nil {
			if file, err := folder.OpenFile(base, reading, 0); err == nil {
				return file, nil
			}
		}
	}
	return s.OpenFile(filepath.FromSlash(name), reading, 0)
}

// in returns an open folder, nil where it cannot be opened. It may be closed at any
// time, for another one.
func (s *source) in(dir string) *os.Root {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.folder.name != dir {
		s.leave()
		if root, err := s.OpenRoot(filepath.FromSlash(dir)); err == nil {
			s.folder = folder{root, dir}
		}
	}
	return s.folder.Root
}

// leave closes the folder that is open.
func (s *source) leave() {
	if s.folder.Root != nil {
		s.folder.Close()
	}
	s.folder = folder{}
}
