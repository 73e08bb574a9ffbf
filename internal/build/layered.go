package build

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"iter"
	"path"
	"strings"
	"sync"
)

// layered is a file system of pages and the rest. The rest is listed only when
// somebody asks for what is no page.
type layered struct {
	pages *files
	rest  func() *files
	names func() []string // of both
	sound func() error    // what kept a text from being read, of which files may have been made
	back  func([]byte)    // takes the bytes of a page back
	rooms *sync.Pool      // of those of other files
}

// Open opens a file of either; a folder holds what both have.
func (l layered) Open(name string) (fs.File, error) {
	if entries, err := l.ReadDir(name); err == nil {
		return &openDir{info: info{name: path.Base(name), dir: true}, entries: entries}, nil
	}
	if l.Streams(name) {
		write := l.rest().written[name]
		return newStream(name, func(w io.Writer) error { return cmp.Or(write(w), l.sound()) }), nil
	}
	data, err := l.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return newOpenFile(name, data), nil
}

// newLayered returns the file system of pages and what is not among them of the rest.
func newLayered(pages *files, rest func() *files, sound func() error, back func([]byte)) layered {
	l := layered{pages: pages, rest: rest, sound: sound, back: back, rooms: &sync.Pool{}}
	l.names = sync.OnceValue(func() []string {
		return union(pages.names, rest().names)
	})
	return l
}

// union returns what is in one of two sorted lists, sorted, each name once.
func union(a, b []string) []string {
	all := make([]string, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		order := strings.Compare(a[0], b[0])
		if order <= 0 {
			all, a = append(all, a[0]), a[1:]
		} else {
			all = append(all, b[0])
		}
		if order >= 0 {
			b = b[1:]
		}
	}
	return append(append(all, a...), b...)
}

// Names returns the names of all files, sorted. Nobody may change them.
func (l layered) Names() []string { return l.names() }

// has reports whether there is a file of that name.
func (l layered) has(name string) bool { return l.pages.has(name) || l.rest().has(name) }

// all yields every file.
func (l layered) all() iter.Seq2[string, made] {
	return func(yield func(string, made) bool) {
		for name, file := range l.pages.all() {
			if !yield(name, file) {
				return
			}
		}
		for name, file := range l.rest().all() {
			if !l.pages.has(name) && !yield(name, file) {
				return
			}
		}
	}
}

// Key returns what decides the bytes of a file, where that is known.
func (l layered) Key(name string) string { return l.pages.Key(name) }

// Streams reports whether a file grows with the site: Open makes it while it is
// read.
func (l layered) Streams(name string) bool {
	return !l.pages.has(name) && l.rest().written[name] != nil
}

// largestRoom is up to how many bytes are kept to make other files in: there are few
// larger ones.
const largestRoom = 1 << 20

// Release takes back what ReadFile returned. Pages are made in the room of pages,
// other files in that of others.
func (l layered) Release(name string, data []byte) {
	switch {
	case path.Ext(name) == ".html":
		l.back(data)
	case cap(data) <= largestRoom:
		l.rooms.Put(&data)
	}
}

// ReadFile makes the file and returns its bytes, which belong to the caller.
func (l layered) ReadFile(name string) ([]byte, error) {
	from := l.pages
	if !from.has(name) && !from.folder(name) {
		from = l.rest()
	}
	var room []byte
	if path.Ext(name) != ".html" {
		if old, ok := l.rooms.Get().(*[]byte); ok {
			room = (*old)[:0]
		}
	}
	data, err := from.read(name, room)
	return data, cmp.Or(err, l.sound())
}

// ReadDir lists a folder of both, sorted by name.
func (l layered) ReadDir(name string) ([]fs.DirEntry, error) {
	if l.pages.has(name) {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: errors.New("not a directory")}
	}
	entries := merged(l.pages.list(name), l.rest().list(name))
	if len(entries) == 0 {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	return entries, nil
}
