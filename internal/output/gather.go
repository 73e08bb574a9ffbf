package output

import (
	"cmp"
	"errors"
	"io/fs"
	"maps"
	"os"
	"slices"
)

// A gathering puts the new destination together in the working folder, of what
// stays in the old one and of what was staged: from nothing, or from a spare that
// needs to be brought up to date only.
type gathering struct {
	*plan
	goes    map[string]bool     // files that do not stay
	touched map[string]bool     // folders in which files come or go
	inside  map[string][]string // folders of listed files, by the folder that they are in
	device  uint64              // the file system of the destination
	spare   *spare              // stands in the working folder; nil for none
	to      *trail              // goes through the spare
}

// A spot is where a folder stands, or is to stand: its name in one that is open.
type spot struct {
	in   *disk
	name string
	info fs.FileInfo // nil where there is none yet
}

// spot returns that of a folder in this one.
func (d *disk) spot(name string) (spot, error) {
	info, err := d.lstat(name)
	return spot{d, name, info}, err
}

// gather gives what stays, and what was staged, a second name in the new
// destination.
func (p *plan) gather(made results) error {
	g := gathering{plan: p, goes: maps.Clone(p.stale), touched: maps.Clone(p.deserted), inside: map[string][]string{}}
	for folder := range folders(p.listed) {
		in := folderOf(folder)
		g.inside[in] = append(g.inside[in], folder)
	}
	for _, name := range made.staged() {
		g.goes[name] = true
	}
	for name := range g.goes {
		g.touched[folderOf(name)] = true
	}
	top, err := p.disk.lstat(p.at)
	if err != nil {
		return err
	}
	g.device = device(top)
	if g.spare = p.takeSpare(top); g.spare != nil {
		p.allRelinked = true // if it is removed
		if err := g.fill(top, g.spare.top, made); err == nil {
			return nil
		}
		// Whatever is odd about it: without, all is made anew.
		if err := p.removeNext(); err != nil {
			return err
		}
		g.spare = nil
	}
	if err := p.tryExchange(); err != nil {
		return err
	}
	return g.fill(top, nil, made)
}

// tryExchange fails where no folders can be exchanged beside the destination, before all
// its files get links in vain: network file systems make links, but few exchange folders.
func (p *plan) tryExchange() error {
	one, other := p.working(nextName), p.working(formerName)
	if err := errors.Join(p.disk.mkdirAll(one), p.disk.mkdirAll(other)); err != nil {
		return err
	}
	if err := p.disk.exchange(one, other); err != nil {
		return err
	}
	return p.removeNext()
}

// fill makes the new destination, or mends what stands there: next describes that.
func (g *gathering) fill(top, next fs.FileInfo, made results) error {
	g.carried = nil
	if g.spare != nil {
		var err error
		if g.to, err = g.disk.trail(g.working(nextName)); err != nil {
			return err
		}
		defer g.to.close()
	}
	if _, err := g.carry(".", spot{g.disk, g.at, top}, spot{g.disk, g.working(nextName), next}); err != nil {
		return err
	}
	there := map[string]bool{}
	for i, name := range made.staged() {
		if dir := folderOf(name); !there[dir] {
			if err := g.disk.mkdirAll(g.working(nextName, dir)); err != nil {
				return err
			}
			there[dir] = true
		}
		// A second name, so that the file is still staged should the folders not
		// change places.
		if err := g.disk.link(g.stagedFile(i), g.working(nextName, name)); err != nil {
			return err
		}
	}
	return nil
}

// carry gives what a folder of the destination holds, but for files that go and
// Dateline's own, a second name in the new destination, and reports whether
// there was any or the folder was empty before. old is the folder, nothing if
// there is none; next that of the spare, in which what is the same file stays.
func (g *gathering) carry(dir string, old, next spot) (bool, error) {
	if old.info != nil {
		was := folderStateOf(old.info)
		if !g.carries(was) {
			return false, errors.ErrUnsupported
		}
		g.carried = append(g.carried, dir)
		if next.info != nil && !g.touched[dir] && g.spare.matches(was, folderStateOf(next.info)) {
			if whole, err := g.carryListed(dir); err != nil || whole {
				return whole, err
			}
		}
	}
	f := carriedFolder{gathering: g, dir: dir, plain: true, changed: next.info == nil}
	defer f.close()
	if err := f.open(old, next); err != nil {
		return false, err
	}
	f.some = old.info != nil && (len(f.from.entries) == 0 && !g.deserted[dir] || dir == ".")
	// What is too much goes first: its name may be that of what comes, but for case.
	if err := f.clear(next.info); err != nil {
		return false, err
	}
	if err := f.fill(); err != nil {
		return false, err
	}
	comes := old.info != nil && g.folders[dir].wanted // it stays for what comes: else the folder above would change
	if !f.some && !comes {
		return false, next.in.remove(next.name)
	}
	return true, f.settle(old, next)
}

// carryListed carries over the folders in one of which the spare holds what the
// destination does: all of them are of listed files, see settle. It reports whether
// they are still there, and of files of the site.
func (g *gathering) carryListed(dir string) (bool, error) {
	for _, name := range g.inside[dir] {
		switch there := g.folders[name]; {
		case there.kind != kindFolder:
			continue
		case !there.wanted:
			return false, nil
		}
		before := len(g.carried)
		whole := g.isWhole(name)
		if whole {
			g.carried = append(g.carried, name)
			var err error
			if whole, err = g.carryListed(name); err != nil {
				return false, err
			}
		}
		if whole {
			continue
		}
		g.carried = g.carried[:before]
		old, next, both := g.spots(name)
		if !both {
			return false, nil
		}
		if _, err := g.carry(name, old, next); err != nil { // where nothing stays, something comes
			return false, err
		}
	}
	return true, nil
}

// spots returns where a folder stands in the destination and in the spare, and reports
// whether there is one in both.
func (g *gathering) spots(dir string) (old, next spot, both bool) {
	old, errOld := g.disk.spot(g.in(dir))
	next, errNext := g.disk.spot(g.working(nextName, dir))
	return old, next, errOld == nil && errNext == nil && old.info.IsDir() && next.info.IsDir()
}

// isWhole reports whether the spare holds the files that a folder of the destination
// does, and all of them stay: most folders need no more than a glance. What came into
// that of the destination since it was looked at is found by isCarried.
func (g *gathering) isWhole(dir string) bool {
	if g.touched[dir] {
		return false
	}
	old := g.folders[dir].folderState
	next, err := g.to.glance(dir)
	return err == nil && g.carries(old) && g.spare.matches(old, folderStateOf(next))
}

// carries reports whether a folder of the destination can be carried over: one on
// another file system, or closed to us, cannot.
func (g *gathering) carries(old folderState) bool {
	return old.device == g.device && old.mode.Perm()&0o200 != 0
}

// makeFolder makes a folder like that of the destination, or mends that of the spare.
func makeFolder(old, next spot) error {
	switch {
	case old.info == nil:
		return nil
	case next.info == nil:
		return next.in.mkdirLike(next.name, old.info)
	case !isLike(folderStateOf(old.info), folderStateOf(next.info)):
		return next.in.liken(next.name, old.info)
	}
	return nil
}

// A folder is one that is open, and what it holds, sorted.
type folder struct {
	spot
	file    *os.File
	entries []fs.DirEntry
	disk    *disk // see inside
}

// open opens the folder at a spot, an empty one where there is none.
func (s spot) open() (*folder, error) {
	f := &folder{spot: s}
	if s.in == nil {
		return f, nil
	}
	if err := s.in.may("open folder", s.name); err != nil {
		return nil, err
	}
	var err error
	if f.file, err = s.in.root.OpenFile(s.name, os.O_RDONLY|atOnce, 0); err != nil {
		return nil, err
	}
	if s.info != nil {
		if f.entries, err = s.in.entries(f.file); err != nil {
			f.close()
			return nil, err
		}
	}
	return f, nil
}

// inside returns the folder as a disk of its own. It is opened for the first who asks: of
// most folders, which hold files only, nobody does.
func (f *folder) inside() (*disk, error) {
	var err error
	if f.disk == nil && f.in != nil {
		f.disk, err = f.in.within(f.name)
	}
	return f.disk, err
}

func (f *folder) close() {
	if f == nil {
		return
	}
	if f.file != nil {
		f.file.Close()
	}
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
