package output

import (
	"cmp"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"time"
)

// A disk is a folder of the file system and all that lies below it: no name and
// no link leads out of it. Names are slash-separated, relative to it.
type disk struct {
	root *os.Root
	// fault, in tests, makes operations fail before they begin.
	fault faultFunc
}

// faultFunc is told of an operation and what it is about to touch. Its error
// keeps the operation from being begun.
type faultFunc func(operation string, names ...string) error

// openDisk opens the folder at place, a path as the operating system takes it.
func openDisk(place string, fault faultFunc) (*disk, error) {
	root, err := os.OpenRoot(place)
	if err != nil {
		return nil, err
	}
	return &disk{root, fault}, nil
}

func (d *disk) close() error { return d.root.Close() }

// within opens a folder of the disk as one of its own, so that no name has to be
// followed from the top.
func (d *disk) within(folder string) (*disk, error) {
	if err := d.may("open folder", folder); err != nil {
		return nil, err
	}
	return d.inside(folder)
}

// lookInto does so for looks at what the folder holds.
func (d *disk) lookInto(folder string) (*disk, error) {
	if err := d.may("look into folder", folder); err != nil {
		return nil, err
	}
	return d.inside(folder)
}

func (d *disk) inside(folder string) (*disk, error) {
	root, err := d.root.OpenRoot(folder)
	if err != nil {
		return nil, err
	}
	return &disk{root, d.fault}, nil
}

func (d *disk) may(operation string, names ...string) error {
	if d.fault == nil {
		return nil
	}
	return d.fault(operation, names...)
}

func (d *disk) lstat(name string) (fs.FileInfo, error) {
	if err := d.may("lstat", name); err != nil {
		return nil, err
	}
	return d.root.Lstat(name)
}

func (d *disk) readDir(name string) ([]fs.DirEntry, error) {
	if err := d.may("read folder", name); err != nil {
		return nil, err
	}
	return fs.ReadDir(d.root.FS(), name)
}

// entries returns what a folder of the disk holds that is open, sorted by name.
func (d *disk) entries(folder *os.File) ([]fs.DirEntry, error) {
	if err := d.may("read folder", folder.Name()); err != nil {
		return nil, err
	}
	entries, err := folder.ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return cmp.Compare(a.Name(), b.Name()) })
	return entries, err
}

func (d *disk) readFile(name string) ([]byte, error) {
	if err := d.may("read", name); err != nil {
		return nil, err
	}
	return d.root.ReadFile(name)
}

// writeFile makes or replaces a file. That its bytes are on the disk is known
// only after flush.
func (d *disk) writeFile(name string, data []byte) error {
	return d.fill(name, writing(data))
}

// writing returns what writes data to a file.
func writing(data []byte) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
}

// measure returns size and hash of a file, whose bytes it writes to w.
func (d *disk) measure(name string, w io.Writer) (entry, error) {
	if err := d.may("read", name); err != nil {
		return entry{}, err
	}
	f, err := d.root.Open(name)
	if err != nil {
		return entry{}, err
	}
	defer f.Close()
	return measured(w, from(f))
}

// from returns what writes all that is read.
func from(r io.Reader) func(io.Writer) error {
	return func(w io.Writer) error {
		_, err := io.Copy(w, r)
		return err
	}
}

// fill makes or replaces a file.
func (d *disk) fill(name string, write func(io.Writer) error) error {
	if err := d.may("write", name); err != nil {
		return err
	}
	f, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC|atOnce, 0o644)
	if err != nil {
		return err
	}
	if err = write(f); err == nil && !flushesAll {
		err = f.Sync()
	}
	return cmp.Or(err, f.Close())
}

// flush waits until what was written is on the disk, so that it is still there
// after the power has failed.
func (d *disk) flush() error {
	if err := d.may("flush", "."); err != nil {
		return err
	}
	dir, err := d.root.Open(".")
	if err != nil {
		return err
	}
	defer dir.Close()
	return flush(dir)
}

func (d *disk) mkdirAll(name string) error {
	if err := d.may("make folder", name); err != nil {
		return err
	}
	return d.root.MkdirAll(name, 0o755)
}

// mkdir makes a folder in one that is there.
func (d *disk) mkdir(name string) error {
	if err := d.may("make folder", name); err != nil {
		return err
	}
	return d.root.Mkdir(name, 0o755)
}

// mkdirLike makes a folder with the mode and the owner of another.
func (d *disk) mkdirLike(name string, other fs.FileInfo) error {
	if err := d.may("make folder", name); err != nil {
		return err
	}
	if err := d.root.Mkdir(name, 0o755); err != nil {
		return err
	}
	if isMine(other) {
		made, err := d.root.Lstat(name)
		if err != nil || made.Mode() == other.Mode() {
			return err
		}
		return d.root.Chmod(name, other.Mode())
	}
	return d.liken(name, other)
}

// liken gives a folder the mode and the owner of another.
func (d *disk) liken(name string, other fs.FileInfo) error {
	if err := d.may("change mode", name); err != nil {
		return err
	}
	if err := d.root.Chmod(name, other.Mode()); err != nil {
		return err
	}
	return giveTo(d.root, name, other)
}

// setTime says when something was changed last.
func (d *disk) setTime(name string, when time.Time) error {
	if err := d.may("set time", name); err != nil {
		return err
	}
	return d.root.Chtimes(name, when, when)
}

func (d *disk) rename(from, to string) error {
	if err := d.may("rename", from, to); err != nil {
		return err
	}
	return d.root.Rename(from, to)
}

func (d *disk) remove(name string) error {
	if err := d.may("remove", name); err != nil {
		return err
	}
	return d.root.Remove(name)
}

func (d *disk) removeAll(names ...string) error {
	for _, name := range names {
		if err := d.may("remove", name); err != nil {
			return err
		}
		if err := d.root.RemoveAll(name); err != nil {
			return err
		}
	}
	return nil
}

// link gives a file, or a symbolic link, a second name.
func (d *disk) link(from, to string) error {
	if err := d.may("link", from, to); err != nil {
		return err
	}
	return d.root.Link(from, to)
}

// exchange gives each of two folders the name of the other, in one step.
func (d *disk) exchange(a, b string) error {
	if err := d.may("exchange", a, b); err != nil {
		return err
	}
	return d.with(a, d, b, exchange)
}

// move renames a folder to one of another disk, on the same file system.
func (d *disk) move(from string, other *disk, to string) error {
	if err := d.may("move", from, to); err != nil {
		return err
	}
	return d.with(from, other, to, move)
}

// with does something with two names, each given by the folder that it is in.
func (d *disk) with(a string, other *disk, b string, do func(dirA *os.File, a string, dirB *os.File, b string) error) error {
	dirA, err := d.root.Open(path.Dir(a))
	if err != nil {
		return err
	}
	defer dirA.Close()
	dirB, err := other.root.Open(path.Dir(b))
	if err != nil {
		return err
	}
	defer dirB.Close()
	return do(dirA, path.Base(a), dirB, path.Base(b))
}
