package output

import (
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
	"syscall"
)

// install makes the destination hold the new site: by replacing it as a whole
// where more than one file changes and the system can do that in one step, else
// file by file.
func (p *plan) install(made results) (Stats, error) {
	stats := Stats{Unchanged: len(made.files), Removed: len(p.stale)}
	for i := range made.staged() {
		stats.Unchanged--
		stats.Written++
		stats.Bytes += made.files[i].Size
	}
	if p.absent || stats.Written+stats.Removed > 1 {
		done, err := p.replace(made)
		if done || !needsAnotherWay(err) {
			return stats, err
		}
		if !p.absent { // else the files are there
			if err := p.removeNext(); err != nil {
				return stats, err
			}
		}
	}
	return stats, p.installFiles(made, stats.Written > 0)
}

// installFiles moves the staged files into place and removes the stale ones, in
// an order in which pages find what they need: what pages load, then pages, then
// what no page needs any more. When it fails half-way the manifest lists the
// files of before and of now.
func (p *plan) installFiles(made results, changed bool) error {
	if err := p.disk.mkdirAll(p.at); err != nil {
		return err
	}
	if changed {
		if err := p.disk.flush(); err != nil {
			return err
		}
	}
	// Both, until it is known which ones are there.
	if err := p.save(p.written.with(made.files)); err != nil {
		return err
	}
	before, after := p.removals()
	if err := p.remove(before); err != nil {
		return err
	}
	for _, pages := range []bool{false, true} {
		if err := p.move(made, pages); err != nil {
			return err
		}
	}
	if err := p.remove(after); err != nil {
		return err
	}
	for _, folder := range slices.Backward(slices.Sorted(maps.Keys(p.deserted))) {
		if !p.deserted[folder] {
			continue
		}
		if _, err := p.removeEmpty(folder); err != nil {
			return err
		}
	}
	if err := p.save(made.files); err != nil || !changed {
		return err
	}
	return p.disk.flush()
}

// bring moves a staged file into the destination. A mount of its own takes no
// file from outside: a copy is made inside first.
func (d *destination) bring(staged, name string) error {
	err := d.disk.rename(staged, d.in(name))
	if !errors.Is(err, syscall.EXDEV) {
		return err
	}
	data, err := d.disk.readFile(staged)
	if err != nil {
		return err
	}
	inside := d.in(stagingFolder)
	if err := d.disk.mkdirAll(inside); err != nil {
		return err
	}
	d.copies = true
	inside = path.Join(inside, path.Base(staged))
	if err := d.disk.writeFile(inside, data); err != nil {
		return err
	}
	return d.disk.rename(inside, d.in(name))
}

// removals returns the stale files in order: those that have to go before the
// new files can come, because they lie where the site has a folder, below what
// is now a file, or are the same but for case; and the rest, which stay until
// no page links to them any more.
func (p *plan) removals() (before, after []string) {
	inTheWay := make(map[string]bool)
	for name := range folders(p.names) {
		inTheWay[name] = true
	}
	recased := make(map[string]bool)
	for name := range p.recased {
		recased[fold(name)] = true
	}
	for _, name := range p.listed {
		if !p.stale[name] {
			continue
		}
		below := false
		for folder := range folders([]string{name}) {
			_, wanted := slices.BinarySearch(p.names, folder)
			below = below || wanted
		}
		if below || inTheWay[name] || recased[fold(name)] {
			before = append(before, name)
		} else {
			after = append(after, name)
		}
	}
	return before, after
}

// move renames the staged files to where they belong: pages, or all others.
func (p *plan) move(made results, pages bool) error {
	there := make(map[string]bool)
	for i, name := range made.staged() {
		if pages != (path.Ext(name) == ".html") {
			continue
		}
		if dir := folderOf(name); !there[dir] {
			if err := p.disk.mkdirAll(p.in(dir)); err != nil {
				return err
			}
			there[dir] = true
		}
		if err := p.bring(p.stagedFile(i), name); err != nil {
			return err
		}
	}
	return nil
}

// remove removes files, and the folders that it leaves empty.
func (p *plan) remove(names []string) error {
	for _, name := range names {
		if err := p.disk.remove(p.in(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for dir := folderOf(name); dir != "."; dir = folderOf(dir) {
			removed, err := p.removeEmpty(dir)
			if err != nil {
				return err
			}
			if !removed {
				break
			}
		}
	}
	return nil
}

// removeEmpty removes a folder unless it holds anything, and reports whether it
// is gone.
func (p *plan) removeEmpty(folder string) (bool, error) {
	err := p.disk.remove(p.in(folder))
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if entries, listErr := p.disk.readDir(p.in(folder)); listErr == nil && len(entries) > 0 {
		return false, nil
	}
	return false, err
}
