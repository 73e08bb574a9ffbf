package output

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
)

// retire removes the old destination, which stands in the working folder. Files
// that others have put there, or changed, since they were carried over, are
// brought to the new one, which holds the wanted files. ours reports whether a
// Write had put a file there.
func (d *destination) retire(wanted manifest, ours func(name string) bool) error {
	if err := d.retireFolder(".", wanted, ours); err != nil {
		return err
	}
	return d.disk.remove(d.in(incomingName))
}

func (d *destination) retireFolder(dir string, wanted manifest, ours func(name string) bool) error {
	old := path.Join(d.working(nextName), dir)
	entries, err := d.disk.readDir(old)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := path.Join(dir, entry.Name())
		switch {
		case name == ownFolder:
			continue // the last to go: its manifest says what is ours
		case entry.IsDir():
			err = d.retireFolder(name, wanted, ours)
		default:
			err = d.retireFile(name, wanted, ours)
		}
		if err != nil {
			return err
		}
	}
	if dir == "." {
		if err := d.disk.removeAll(path.Join(old, ownFolder)); err != nil {
			return err
		}
	}
	return d.disk.remove(old)
}

func (d *destination) retireFile(name string, wanted manifest, ours func(name string) bool) error {
	old := path.Join(d.working(nextName), name)
	if ours(name) {
		return d.disk.remove(old)
	}
	info, err := d.disk.lstat(old)
	if err != nil {
		return err
	}
	carried, err := d.disk.lstat(d.in(name))
	switch {
	case err == nil && os.SameFile(info, carried):
		return d.disk.remove(old)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	}
	// It came, or was changed, while the new destination was put together.
	to := name
	for wanted.versions(to) != nil {
		to += ".orig" // the site has a file of its own there
	}
	if err := d.disk.mkdirAll(d.in(folderOf(to))); err != nil {
		return err
	}
	return d.disk.rename(old, d.in(to))
}

// recover tidies up what a Write has left that was killed.
func (d *destination) recover() error {
	if d.isIncoming() {
		if err := d.finishRetiring(); err != nil {
			return err
		}
	}
	for _, name := range []string{stagingFolder, workInside} {
		if d.in(name) == d.work {
			continue
		}
		if err := d.disk.removeAll(d.in(name)); err != nil {
			return err
		}
	}
	return d.tidy()
}

// isIncoming reports whether the destination has taken the place of one that
// still stands in the working folder.
func (d *destination) isIncoming() bool {
	_, err := d.disk.lstat(d.in(incomingName))
	return err == nil
}

// finishRetiring removes the rest of the old destination.
func (d *destination) finishRetiring() error {
	next := d.working(nextName)
	if info, err := d.disk.lstat(next); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		return d.disk.remove(d.in(incomingName)) // a link leads to what nobody put away
	}
	old, _, err := readManifest(d.disk, next, d.name)
	if err != nil {
		return err
	}
	return d.retire(d.written, func(name string) bool {
		listed := old.versions(name)
		if listed == nil {
			return false
		}
		data, err := d.disk.readFile(path.Join(next, name))
		return err == nil && slices.ContainsFunc(listed, func(e entry) bool { return e.is(data) })
	})
}

// tidy removes what is staged and put together, but not an old destination that
// may hold files of others.
func (d *destination) tidy() error {
	rest := []string{d.working(stagedName), d.working(formerName)}
	if d.copies {
		rest = append(rest, d.in(stagingFolder))
	}
	if !d.isIncoming() {
		rest = append(rest, d.working(nextName))
	}
	return d.disk.removeAll(rest...)
}

// removeNext removes what is put together.
func (d *destination) removeNext() error {
	return d.disk.removeAll(d.working(formerName), d.working(nextName))
}
