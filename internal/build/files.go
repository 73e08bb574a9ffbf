package build

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"dateline/internal/site"
)

// made is a file of a site: how it is made, and of what. Its bytes belong to who
// asks for them. Of a page, no more is said than which it is.
type made struct {
	page  int                               // number of the page, from 1; else 0
	make  func(room []byte) ([]byte, error) // may append to room
	shows site.Shows                        // zero where only making the file tells whether it has changed
	key   string                            // of a file that takes long to make: what decides its bytes
}

// listing is the files of a site, by path.
type listing map[string]made

// add lists files that show the same.
func (l listing) add(shows site.Shows, files map[string]func(room []byte) ([]byte, error)) {
	for name, make := range files {
		l[name] = made{make: make, shows: shows}
	}
}

// surely makes a file that nothing can keep from being made.
func surely(make func(room []byte) []byte) func(room []byte) ([]byte, error) {
	return func(room []byte) ([]byte, error) { return make(room), nil }
}

// fresh makes a file in room of its own.
func fresh(make func() ([]byte, error)) func([]byte) ([]byte, error) {
	return func([]byte) ([]byte, error) { return make() }
}

// files are those of a listing, which are made when they are opened.
// It is immutable once built and safe for concurrent use.
type files struct {
	names   []string                         // sorted: a map would take half as much memory again
	which   []int32                          // parallel to names: a number of a page, or of others below zero
	page    func(number int) made            // says how a page is made
	others  []made                           // files that are no pages
	written map[string]func(io.Writer) error // of those, the ones that grow with the site, so that they are made while they are read
}

// Key returns what decides the bytes of a file: while it stays the same, so do
// they. It is "" where only making the file can tell.
func (f *files) Key(name string) string {
	file, _ := f.find(name)
	return file.key
}

// has reports whether there is a file of that name.
func (f *files) has(name string) bool {
	_, ok := f.find(name)
	return ok
}

func (f *files) find(name string) (made, bool) {
	k, ok := slices.BinarySearch(f.names, name)
	if !ok {
		return made{}, false
	}
	return f.at(k), true
}

// at returns the file whose name has an index.
func (f *files) at(k int) made {
	if number := f.which[k]; number > 0 {
		return f.page(int(number))
	}
	return f.others[-f.which[k]]
}

// newFiles returns the files of a listing; page says how pages are made, by their
// numbers, and may be nil where there are none.
func newFiles(contents listing, page func(number int) made) *files {
	pages := 0
	for _, file := range contents {
		if file.page > 0 {
			pages++
		}
	}
	f := &files{
		names: make([]string, 0, len(contents)), which: make([]int32, len(contents)),
		page: page, others: make([]made, 0, len(contents)-pages),
	}
	f.names = slices.AppendSeq(f.names, maps.Keys(contents))
	slices.Sort(f.names)
	for k, name := range f.names {
		file := contents[name]
		if f.which[k] = int32(file.page); file.page == 0 {
			f.which[k] = -int32(len(f.others))
			f.others = append(f.others, file)
		}
	}
	return f
}

// all yields every file, by name.
func (f *files) all() iter.Seq2[string, made] {
	return func(yield func(string, made) bool) {
		for k, name := range f.names {
			if !yield(name, f.at(k)) {
				return
			}
		}
	}
}

// below returns what the names of all files in a folder begin with, and the
// first of them.
func (f *files) below(folder string) (prefix string, first int) {
	if folder != "." {
		prefix = folder + "/"
	}
	first, _ = slices.BinarySearch(f.names, prefix)
	return prefix, first
}

// folder reports whether there is a folder of that name.
func (f *files) folder(name string) bool {
	prefix, first := f.below(name)
	return name == "." || first < len(f.names) && strings.HasPrefix(f.names[first], prefix)
}

// list returns what lies in a folder, sorted by name; nothing where there is none.
func (f *files) list(folder string) []fs.DirEntry {
	var entries []fs.DirEntry
	prefix, k := f.below(folder)
	for k < len(f.names) && strings.HasPrefix(f.names[k], prefix) {
		name, _, dir := strings.Cut(f.names[k][len(prefix):], "/")
		e := &entry{files: f, path: f.names[k][:len(prefix)+len(name)], dir: dir}
		entries = append(entries, e)
		if k++; dir { // past all that lies in it: "0" comes after "/"
			within, _ := slices.BinarySearch(f.names[k:], e.path+"0")
			k += within
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries
}

// read makes the file, in some room if it can use it, and returns its bytes, which belong to
// the caller.
func (f *files) read(name string, room []byte) ([]byte, error) {
	file, ok := f.find(name)
	switch {
	case !fs.ValidPath(name):
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	case !ok && f.folder(name):
		return nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("is a directory")}
	case !ok:
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	data, err := file.make(room)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return data, nil
}

// entry is a file or folder in a listing; its size is known once it is made.
type entry struct {
	files *files
	path  string
	dir   bool
}

func (e *entry) Name() string { return path.Base(e.path) }
func (e *entry) IsDir() bool  { return e.dir }
func (e *entry) Type() fs.FileMode {
	return info{dir: e.dir}.Mode().Type()
}

func (e *entry) Info() (fs.FileInfo, error) {
	if e.dir {
		return info{name: e.Name(), dir: true}, nil
	}
	if write := e.files.written[e.path]; write != nil {
		return newStream(e.path, write).Stat()
	}
	data, err := e.files.read(e.path, nil)
	if err != nil {
		return nil, err
	}
	return info{name: e.Name(), size: int64(len(data))}, nil
}

// info describes a file or folder. No file of a site has a time of its own.
type info struct {
	name string
	size int64
	dir  bool
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.dir }
func (i info) Sys() any           { return nil }
func (i info) Mode() fs.FileMode {
	if i.dir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

type openFile struct {
	*bytes.Reader
	info info
}

// newOpenFile returns the file of a name, of which the bytes are at hand.
func newOpenFile(name string, data []byte) *openFile {
	return &openFile{Reader: bytes.NewReader(data), info: info{name: path.Base(name), size: int64(len(data))}}
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *openFile) Close() error               { return nil }

type openDir struct {
	info    info
	entries []fs.DirEntry
}

func (d *openDir) Stat() (fs.FileInfo, error) { return d.info, nil }
func (d *openDir) Close() error               { return nil }
func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.info.name, Err: errors.New("is a directory")}
}

func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	if n <= 0 {
		n = len(d.entries)
	} else if len(d.entries) == 0 {
		return nil, io.EOF
	}
	n = min(n, len(d.entries))
	out := slices.Clone(d.entries[:n])
	d.entries = d.entries[n:]
	return out, nil
}
