package output

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"path"
	"slices"
)

// A gathering puts the new destination together in the working folder, of what
// stays in the old one and of what was staged: from nothing, or from a spare that
// needs to be brought up to date only.
type gathering struct {
	*plan
	goes    map[string]bool // files that do not stay
	touched map[string]bool // folders in which files come or go
	device  uint64          // the file system of the destination
	spare   *spare          // stands in the working folder; nil for none
}

// gather gives what stays, and what was staged, a second name in the new
// destination.
func (p *plan) gather(results []result) error {
	g := gathering{plan: p, goes: maps.Clone(p.stale), touched: maps.Clone(p.deserted)}
	for _, r := range results {
		if !r.same {
			g.goes[r.entry.Path] = true
		}
	}
	for name := range g.goes {
		g.touched[path.Dir(name)] = true
	}
	top, err := p.disk.lstat(p.at)
	if err != nil {
		return err
	}
	g.device = device(top)
	if err := p.begin(); err != nil {
		return err
	}
	if g.spare = p.takeSpare(top); g.spare != nil {
		p.allRelinked = true // if it is removed
		if err := g.fill(top, g.spare.top, results); err == nil {
			return nil
		}
		// Whatever is odd about it: without, all is made anew.
		if err := p.removeNext(); err != nil {
			return err
		}
		g.spare = nil
	}
	return g.fill(top, nil, results)
}

// fill makes the new destination, or mends what stands there: next describes that.
func (g *gathering) fill(top, next fs.FileInfo, results []result) error {
	if _, err := g.carry(".", top, next); err != nil {
		return err
	}
	made := map[string]bool{}
	for i, r := range results {
		if r.same {
			continue
		}
		if dir := path.Dir(r.entry.Path); !made[dir] {
			if err := g.disk.mkdirAll(g.working(nextName, dir)); err != nil {
				return err
			}
			made[dir] = true
		}
		// A second name, so that the file is still staged should the folders not
		// change places.
		if err := g.disk.link(g.stagedFile(i), g.working(nextName, r.entry.Path)); err != nil {
			return err
		}
	}
	return nil
}

// carry gives what a folder of the destination holds, but for files that go and
// Dateline's own, a second name in the new destination, and reports whether
// there was any or the folder was empty before. old describes the folder, nil if
// there is none; next that of the spare, in which what is the same file stays.
func (g *gathering) carry(dir string, old, next fs.FileInfo) (bool, error) {
	if old != nil && (device(old) != g.device || old.Mode().Perm()&0o200 == 0) {
		return false, errors.ErrUnsupported // another file system, or closed to us
	}
	if old != nil && next != nil && !g.touched[dir] && g.spare.matches(old, next) {
		return true, nil
	}
	from, err := g.open(g.in(dir), old)
	if err != nil {
		return false, err
	}
	defer from.close()
	if old != nil {
		if err := g.makeFolder(dir, old, next); err != nil {
			return false, err
		}
	}
	to, err := g.open(g.working(nextName, dir), next)
	if err != nil {
		return false, err
	}
	defer to.close()
	f := carriedFolder{gathering: g, dir: dir, from: from, to: to, there: make([]bool, len(from.entries)), plain: true, changed: next == nil}
	f.carried = old != nil && (len(from.entries) == 0 && !g.deserted[dir] || dir == ".")
	// What is too much goes first: its name may be that of what comes, but for case.
	if err := f.clear(next); err != nil {
		return false, err
	}
	if err := f.fill(); err != nil {
		return false, err
	}
	if !f.carried {
		return false, g.disk.remove(g.working(nextName, dir))
	}
	return true, f.settle(old, next)
}

// makeFolder makes a folder like that of the destination, or mends that of the spare.
func (g *gathering) makeFolder(dir string, old, next fs.FileInfo) error {
	name := g.working(nextName, dir)
	switch {
	case next == nil:
		return g.disk.mkdirLike(name, old)
	case !isLike(old, next):
		return g.disk.liken(name, old)
	}
	return nil
}

// A folder is one that is open, and what it holds, sorted.
type folder struct {
	*disk
	entries []fs.DirEntry
}

// open opens a folder of the disk; where info is nil, there is none, or an empty one.
func (d *destination) open(name string, info fs.FileInfo) (*folder, error) {
	if info == nil {
		return &folder{}, nil
	}
	disk, err := d.disk.within(name)
	if err != nil {
		return nil, err
	}
	entries, err := disk.readDir(".")
	if err != nil {
		disk.close()
		return nil, err
	}
	return &folder{disk, entries}, nil
}

func (f *folder) close() {
	if f.disk != nil {
		f.disk.close()
	}
}

// find returns the index of the entry of that name.
func (f *folder) find(name string) (int, bool) {
	return slices.BinarySearchFunc(f.entries, name, func(e fs.DirEntry, name string) int {
		return cmp.Compare(e.Name(), name)
	})
}
