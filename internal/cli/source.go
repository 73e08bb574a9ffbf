package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"dateline/internal/content"
	"dateline/internal/glance"
	"dateline/internal/output"
)

// A source is the folder of a site. All that is read of it goes through FS: no
// link leads outside, special files and endless ones are errors, and what was
// read is remembered, so that changed can tell whether all of it was there at
// one moment.
type source struct {
	*os.Root      // for what new and check --fix write
	lasting  bool // what was read is to stay as it is until the command is done

	mu      sync.Mutex
	earlier table[stamp]           // files that an earlier build has read, as they were then
	read    map[string]stamp       // other files, as they were when they were first looked at
	listed  map[string]content.Sum // folders, see listing
	folder  folder                 // of the file that was opened last
}

// A folder is one within a source.
type folder struct {
	*os.Root        // nil where none is open
	name     string // with a slash at its end
}

// A stamp tells one state of a file from another. Two states look alike where a
// file keeps its size and is written twice within a tick of the file system's
// clock: some milliseconds, or two seconds on FAT.
type stamp struct {
	Size     int64 // -1 where there is none
	Modified int64 // in nanoseconds since 1970
	Changed  int64 // the same: modified, renamed, or given to another owner
}

func stampOf(info fs.FileInfo) stamp {
	changed := output.Changed(info)
	if changed.IsZero() {
		changed = info.ModTime()
	}
	return stamp{info.Size(), info.ModTime().UnixNano(), changed.UnixNano()}
}

// missing is the stamp of a file that was looked for and is not there, unknown that of
// one that cannot be looked at: no file has it.
var missing, unknown = stamp{Size: -1}, stamp{Size: -2}

// after reports whether any of its times is after one.
func (s stamp) after(when time.Time) bool { return max(s.Modified, s.Changed) > when.UnixNano() }

// maxCopied bounds the size of a file that is copied into the site, in bytes.
// Hosts take less, and it is held in memory.
const maxCopied = 1 << 30

// openSource opens the folder of a site.
func openSource(dir string) (*source, error) {
	const advice = "go to the folder that holds content/, or name it with --source"
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage("there is no folder %q; %s", dir, advice)
	case err != nil:
		return nil, machine(fmt.Errorf("opening the source folder: %w", err))
	case !info.IsDir():
		return nil, usage("%q is not a folder; %s", dir, advice)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, machine(fmt.Errorf("opening the source folder: %w", err))
	}
	info, err = root.Stat("content")
	if err == nil && info.IsDir() {
		return &source{Root: root, read: map[string]stamp{}, listed: map[string]content.Sum{}}, nil
	}
	root.Close()
	switch {
	case err == nil:
		return nil, usage("%q is not a folder; %s", filepath.Join(dir, "content"), advice)
	case errors.Is(err, fs.ErrNotExist):
		return nil, usage("there is no folder content in %q; %s", dir, advice)
	case isLink(filepath.Join(dir, "content")):
		return nil, usage("%q is a link out of the source folder; put the folder itself there", filepath.Join(dir, "content"))
	}
	return nil, machine(fmt.Errorf("opening content in %q: %w", dir, err))
}

// isLink reports whether name is a symbolic link.
func isLink(name string) bool {
	info, err := os.Lstat(name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// FS returns the folder as the stages of a build read it.
func (s *source) FS() fs.FS { return fenced{s} }

// A changedError says that content was written to while a site was made of it.
type changedError struct{ names []string }

func (e *changedError) Error() string {
	return strings.Join(e.names, ", ") + " changed while the site was made"
}

// manyChanged is how many files a message names.
const manyChanged = 5

// changed returns a [*changedError] unless all that was read is as it was: then
// there was a moment, from the last read to now, at which all of it was so.
func (s *source) changed() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	names := slices.Collect(s.differences(s.earlier.all(), nil))
	names = slices.AppendSeq(names, s.differences(maps.All(s.read), s.listed))
	if len(names) == 0 {
		return nil
	}
	slices.Sort(names)
	if more := len(names) - manyChanged; more > 0 {
		names = append(names[:manyChanged], fmt.Sprintf("and %d more", more))
	}
	return &changedError{names}
}

// resume takes over what an earlier build has read, but for what has changed since.
func (s *source) resume(read table[stamp], listed map[string]content.Sum, changes []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.earlier = read
	s.earlier.drop(slices.Sorted(slices.Values(changes)))
	maps.Copy(s.listed, listed)
	for _, name := range changes {
		delete(s.listed, strings.TrimSuffix(name, "/"))
	}
}

// all returns how all files were that this build has read, or an earlier one.
func (s *source) all() table[stamp] { return s.earlier.with(tableOf(s.read)) }

// differences names what is not as these files and folders were.
func (s *source) differences(read iter.Seq2[string, stamp], listed map[string]content.Sum) iter.Seq[string] {
	return func(yield func(string) bool) {
		looks := glance.In(s.Root)
		defer looks.Close()
		for name, was := range read {
			if was != stampIn(looks, name) && !yield(name) {
				return
			}
		}
		for name, was := range listed {
			now, err := s.list(name)
			if (err != nil || was != now) && !yield(name+"/") {
				return
			}
		}
	}
}

// list returns what tells what is in a folder now: nothing where there is none.
func (s *source) list(folder string) (content.Sum, error) {
	f, err := s.Root.Open(filepath.FromSlash(folder))
	if errors.Is(err, fs.ErrNotExist) {
		return listing(nil), nil
	}
	if err != nil {
		return content.Sum{}, err
	}
	defer f.Close()
	names, err := f.Readdirnames(-1)
	return listing(names), err
}

// listing tells which names there are in a folder, but for those that no stage reads:
// editors leave such files and take them away again.
func listing(names []string) content.Sum {
	slices.Sort(names)
	var all []byte
	for _, name := range names {
		if !content.PassedOver(name) {
			all = append(append(all, name...), '/') // which no name holds
		}
	}
	return content.SumOf(all)
}

// stampIn returns how a file in a folder is.
func stampIn(folder *glance.Folder, name string) stamp {
	info, err := folder.Stat(name)
	switch {
	case err == nil:
		return stampOf(info)
	case errors.Is(err, fs.ErrNotExist):
		return missing
	}
	return unknown
}

// note remembers how a file is when it is first looked at. It is an error where
// the file has changed since.
func (s *source) note(name string, info fs.FileInfo) error {
	if !info.Mode().IsRegular() {
		return nil
	}
	return s.noteStamp(name, stampOf(info))
}

func (s *source) noteStamp(name string, now stamp) error {
	if !s.lasting {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	was, known := s.earlier.of(name)
	if !known {
		was, known = s.read[name]
	}
	switch {
	case !known:
		s.read[name] = now
	case was != now:
		return &changedError{[]string{name}}
	}
	return nil
}

// fenced is the file system of a source.
type fenced struct{ *source }

// open opens a file or a folder, without waiting for somebody to write into a pipe. A
// command to which all is to stay as it is keeps the last folder open, in which most
// files are found without going there from the top. Where that fails, be it that a link
// leads into another folder, the way from the top decides.
func (s *source) open(name string) (*os.File, error) {
	const flags = os.O_RDONLY | syscall.O_NONBLOCK
	if dir, base := path.Split(name); s.lasting && dir != "" {
		if folder := s.in(dir); folder != nil {
			if file, err := folder.OpenFile(base, flags, 0); err == nil {
				return file, nil
			}
		}
	}
	return s.OpenFile(filepath.FromSlash(name), flags, 0)
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

// Close closes the source.
func (s *source) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.leave()
	return s.Root.Close()
}

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
	return &bounded{File: file, name: name, info: info, left: info.Size()}, nil
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
	entries, err := fs.ReadDir(f.Root.FS(), name)
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
	name string
	info fs.FileInfo // as it was then
	left int64       // bytes
}

// Stat returns how the file was when it was opened.
func (b *bounded) Stat() (fs.FileInfo, error) { return b.info, nil }

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.File.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, &changedError{[]string{b.name}}
	}
	return n, err
}
