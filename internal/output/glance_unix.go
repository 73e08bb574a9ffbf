//go:build linux || darwin

package output

import (
	"io/fs"
	"os"
	"path"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// A glance is what was seen of a file or folder. [os.SameFile] knows nothing of it.
type glance struct {
	name string
	raw  unix.Stat_t
	stat syscall.Stat_t // what Sys shows of it, as that of package os does
}

// glance describes what stands at a name, as lstat does, but in one step (fstatat(2)):
// names of folders on the way are followed wherever they lead, so they have to have been
// looked at. What it returns is good until the next glance.
func (t *trail) glance(name string) (fs.FileInfo, error) {
	top := t.open[0]
	if err := top.may("lstat", name); err != nil {
		return nil, err
	}
	if err := t.openTop(); err != nil {
		return nil, err
	}
	g := &t.seen
	g.name = name
	_, err := again(func() (int, error) {
		return 0, unix.Fstatat(int(t.top.Fd()), name, &g.raw, unix.AT_SYMLINK_NOFOLLOW)
	})
	if err != nil {
		return nil, &fs.PathError{Op: "lstat", Path: name, Err: err}
	}
	g.fill()
	return g, nil
}

// openTop opens the first folder as a file, for calls that package os does not make.
func (t *trail) openTop() (err error) {
	if t.top == nil {
		t.top, err = t.open[0].root.OpenFile(".", os.O_RDONLY|atOnce, 0)
	}
	return err
}

// sights is the room for what a trail sees.
type sights struct {
	top  *os.File // see openTop
	seen glance
}

func (s *sights) close() {
	if s.top != nil {
		s.top.Close()
	}
}

func (g *glance) Name() string       { return path.Base(g.name) }
func (g *glance) Size() int64        { return g.raw.Size }
func (g *glance) ModTime() time.Time { return time.Unix(g.raw.Mtim.Unix()) }
func (g *glance) IsDir() bool        { return g.Mode().IsDir() }
func (g *glance) Sys() any           { return &g.stat }

func (g *glance) Mode() fs.FileMode {
	mode := fs.FileMode(g.raw.Mode) & fs.ModePerm
	for _, special := range [...]struct {
		bit int
		is  fs.FileMode
	}{{unix.S_ISUID, fs.ModeSetuid}, {unix.S_ISGID, fs.ModeSetgid}, {unix.S_ISVTX, fs.ModeSticky}} {
		if int(g.raw.Mode)&special.bit != 0 {
			mode |= special.is
		}
	}
	switch g.raw.Mode & unix.S_IFMT {
	case unix.S_IFREG:
	case unix.S_IFDIR:
		mode |= fs.ModeDir
	case unix.S_IFLNK:
		mode |= fs.ModeSymlink
	default:
		mode |= fs.ModeIrregular
	}
	return mode
}
