//go:build linux || darwin

package glance

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// A handle is an open folder.
type handle = os.File

func open(root *os.Root, folder string) (*handle, error) {
	return root.OpenFile(folder, os.O_RDONLY|unix.O_DIRECTORY, 0) // nothing else: to open a pipe takes two
}

// look describes what stands at a name (fstatat(2)).
func (f *Folder) look(operation, name string, follow bool) (fs.FileInfo, error) {
	top, err := f.File()
	if err != nil {
		return nil, err
	}
	from, rest := top, f.reach(name)
	if f.near != nil {
		from = f.near
	}
	flags := 0
	if !follow {
		flags = unix.AT_SYMLINK_NOFOLLOW
	}
	g := &f.seen
	g.name = name
	err = unix.EINTR
	for errors.Is(err, unix.EINTR) {
		err = unix.Fstatat(int(from.Fd()), rest, &g.raw, flags)
	}
	if err != nil {
		return nil, &fs.PathError{Op: operation, Path: name, Err: err}
	}
	g.fill()
	return g, nil
}

// info is what was seen of a file or folder.
type info struct {
	name string
	raw  unix.Stat_t
	stat syscall.Stat_t // what Sys shows of it, as that of package os does
}

func (g *info) Name() string       { return path.Base(g.name) }
func (g *info) Size() int64        { return g.raw.Size }
func (g *info) ModTime() time.Time { return time.Unix(g.raw.Mtim.Unix()) }
func (g *info) IsDir() bool        { return g.Mode().IsDir() }
func (g *info) Sys() any           { return &g.stat }

func (g *info) Mode() fs.FileMode {
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
