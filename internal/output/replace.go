package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
)

// incomingName is a file in the new destination as long as the old one, which
// it has taken the place of, is still there. It tells the next Write, after this
// one was killed, which of the two stands in the working folder.
const incomingName = ownFolder + "/incoming"

// replace puts the new destination together in the working folder, gives it the
// place of the old one in one step, and removes that. Unchanged files and those
// of others are carried over by hard link. Until done, an error leaves the
// destination as it was.
func (p *plan) replace(results []result, wanted manifest) (done bool, err error) {
	if p.at == "." || p.isWorkingDirectory() {
		return false, errors.ErrUnsupported
	}
	if err := p.assemble(results, wanted); err != nil {
		return false, err
	}
	if err := p.disk.flush(); err != nil {
		return false, err
	}
	swap := p.disk.exchange
	if p.absent {
		swap = p.disk.rename
	}
	if err := swap(p.working(nextName), p.at); err != nil {
		return false, err
	}
	p.saved, _ = wanted.format(p.generator) // assemble has written it
	if err = p.disk.flush(); err == nil && !p.absent {
		err = p.retire(wanted, func(name string) bool {
			return p.recased[name] || p.written.versions(name) != nil && !slices.Contains(p.kept, name)
		})
	}
	if err != nil {
		return true, fmt.Errorf("the new site is in place, but tidying up after the old one failed: %w", err)
	}
	return true, nil
}

// isWorkingDirectory reports whether this process works in the destination: its
// shell would be left in a folder that is no more.
func (d *destination) isWorkingDirectory() bool {
	here, err := os.Getwd()
	if err != nil {
		return false
	}
	here, err = resolve(here)
	return err == nil && within(here, d.place)
}

// assemble makes the new destination. Where there was none, the files are in it
// already.
func (p *plan) assemble(results []result, wanted manifest) error {
	if !p.absent {
		if err := p.gather(results); err != nil {
			return err
		}
	}
	data, err := wanted.format(p.generator)
	if err != nil {
		return err
	}
	next := p.working(nextName)
	if err := p.disk.mkdirAll(path.Join(next, ownFolder)); err != nil {
		return err
	}
	if !p.absent {
		if err := p.disk.writeFile(path.Join(next, incomingName), nil); err != nil {
			return err
		}
	}
	return p.disk.writeFile(path.Join(next, manifestName), data)
}

// gather gives what stays, and what was staged, a second name in the new
// destination.
func (p *plan) gather(results []result) error {
	goes := maps.Clone(p.stale)
	for _, r := range results {
		if !r.same {
			goes[r.entry.Path] = true
		}
	}
	next := p.working(nextName)
	top, err := p.disk.lstat(p.at)
	if err != nil {
		return err
	}
	if _, err := p.carry(".", top, device(top), goes); err != nil {
		return err
	}
	made := map[string]bool{}
	for i, r := range results {
		if r.same {
			continue
		}
		if dir := path.Dir(r.entry.Path); !made[dir] {
			if err := p.disk.mkdirAll(path.Join(next, dir)); err != nil {
				return err
			}
			made[dir] = true
		}
		// A second name, so that the file is still staged should the folders not
		// change places.
		if err := p.disk.link(p.stagedFile(i), path.Join(next, r.entry.Path)); err != nil {
			return err
		}
	}
	return nil
}

// carry gives what a folder of the destination holds, but for files that go and
// Dateline's own, a second name in the new destination, and reports whether
// there was any or the folder was empty before.
func (p *plan) carry(dir string, info fs.FileInfo, top uint64, goes map[string]bool) (bool, error) {
	if device(info) != top || info.Mode().Perm()&0o200 == 0 {
		return false, errors.ErrUnsupported // another file system, or closed to us
	}
	entries, err := p.disk.readDir(p.in(dir))
	if err != nil {
		return false, err
	}
	next := path.Join(p.working(nextName), dir)
	if err := p.disk.mkdirLike(next, info); err != nil {
		return false, err
	}
	carried := len(entries) == 0 && !p.deserted[dir] || dir == "."
	for _, entry := range entries {
		name := path.Join(dir, entry.Name())
		switch {
		case name == ownFolder:
			continue
		case entry.IsDir():
			below, err := p.disk.lstat(p.in(name))
			if err != nil {
				return false, err
			}
			some, err := p.carry(name, below, top, goes)
			if err != nil {
				return false, err
			}
			carried = carried || some
		case !goes[name]:
			if err := p.disk.link(p.in(name), path.Join(next, entry.Name())); err != nil {
				return false, err
			}
			carried = true
		}
	}
	if !carried {
		return false, p.disk.remove(next)
	}
	return true, nil
}

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
	if err := d.disk.mkdirAll(d.in(path.Dir(to))); err != nil {
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
	if _, err := d.disk.lstat(next); errors.Is(err, fs.ErrNotExist) {
		return d.disk.remove(d.in(incomingName))
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
		return err == nil && slices.Contains(listed, newEntry(name, data))
	})
}

// tidy removes what is staged and put together, but not an old destination that
// may hold files of others.
func (d *destination) tidy() error {
	if d.copies {
		if err := d.disk.removeAll(d.in(stagingFolder)); err != nil {
			return err
		}
	}
	if err := d.disk.removeAll(d.working(stagedName)); err != nil || d.isIncoming() {
		return err
	}
	return d.disk.removeAll(d.working(nextName))
}
