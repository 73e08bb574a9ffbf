package output

import (
	"errors"
	"io/fs"
	"os"
	"path"
)

// A carriedFolder is one in the midst of being carried over.
type carriedFolder struct {
	*gathering
	dir      string
	from, to *folder // in the destination and in the new one
	there    []bool  // which of the entries of from are in to already
	some     bool    // it holds something
	plain    bool    // it holds just what it holds in the destination, and no folder but the site's
	changed  bool    // files came or went
}

// open opens the folder in the destination, and in the new one, where it is made.
func (f *carriedFolder) open(old, next spot) (err error) {
	if f.from, err = old.open(); err != nil {
		return err
	}
	f.there = make([]bool, len(f.from.entries))
	if err := makeFolder(old, next); err != nil {
		return err
	}
	f.to, err = next.open()
	return err
}

func (f *carriedFolder) close() {
	f.from.close()
	f.to.close()
}

// clear removes what the spare has and the destination has not.
func (f *carriedFolder) clear(next fs.FileInfo) error {
	for _, entry := range f.to.entries {
		name := path.Join(f.dir, entry.Name())
		i, found := f.from.find(entry.Name())
		if found {
			stays, err := f.stays(name, entry, f.from.entries[i])
			if err != nil {
				return err
			}
			if f.there[i] = stays; stays {
				continue
			}
		}
		f.changed = true
		left, err := f.drop(name, entry, f.spare.isLate(next))
		if err != nil {
			return err
		}
		if left {
			f.some, f.plain = true, false
		}
	}
	return nil
}

// stays reports whether what the spare has at name is what the destination has there.
func (f *carriedFolder) stays(name string, next, old fs.DirEntry) (bool, error) {
	if next.IsDir() || old.IsDir() || f.goes[name] {
		return next.IsDir() && old.IsDir(), nil
	}
	from, to, err := f.inside()
	if err != nil {
		return false, err
	}
	oldInfo, err := from.lstat(old.Name())
	if err != nil {
		return false, err
	}
	nextInfo, err := to.lstat(next.Name())
	return err == nil && os.SameFile(oldInfo, nextInfo), err
}

// inside returns both folders as disks of their own.
func (f *carriedFolder) inside() (from, to *disk, err error) {
	if from, err = f.from.inside(); err != nil {
		return nil, nil, err
	}
	to, err = f.to.inside()
	return from, to, err
}

// drop removes something of the spare, and reports whether anything is left of it:
// what came into the spare when it was out of the way is not lost.
func (f *carriedFolder) drop(name string, entry fs.DirEntry, late bool) (bool, error) {
	in, err := f.to.inside()
	if err != nil {
		return false, err
	}
	if entry.IsDir() {
		next, err := in.spot(entry.Name())
		if err != nil {
			return false, err
		}
		if left, err := f.carry(name, spot{}, next); err != nil || !left {
			return false, err
		}
	} else if stranger, err := f.isStranger(name, late); err != nil || !stranger {
		if err == nil {
			err = in.remove(entry.Name())
		}
		return false, err
	}
	for to := name; ; to += ".orig" {
		free, err := f.isFree(to, name)
		if err != nil {
			return false, err
		}
		if free && to != name {
			err = f.disk.rename(f.working(nextName, name), f.working(nextName, to))
		}
		if free {
			return true, err
		}
	}
}

// isStranger reports whether nobody but a process that held on to the spare can have
// put a file there.
func (f *carriedFolder) isStranger(name string, late bool) (bool, error) {
	if !late {
		return false, nil
	}
	listed, err := f.spare.lists(name)
	return !listed, err
}

// isFree reports whether neither the destination nor the site has anything at a name.
func (f *carriedFolder) isFree(to, name string) (bool, error) {
	if f.goes[to] {
		return false, nil
	}
	places := []string{f.in(to)}
	if to != name {
		places = append(places, f.working(nextName, to))
	}
	for _, place := range places {
		if _, err := f.disk.lstat(place); !errors.Is(err, fs.ErrNotExist) {
			return false, err
		}
	}
	return true, nil
}

// fill brings over what is not there.
func (f *carriedFolder) fill() error {
	for i, entry := range f.from.entries {
		name := path.Join(f.dir, entry.Name())
		switch {
		case name == ownFolder:
			continue
		case entry.IsDir():
			some, err := f.below(name, entry, f.there[i])
			if err != nil {
				return err
			}
			f.some = f.some || some
			f.plain = f.plain && some && f.folders[name].wanted
		case !f.goes[name]:
			if !f.there[i] {
				if err := f.link(name, entry.Name()); err != nil {
					return err
				}
				f.changed, f.relinked[name] = true, true
			}
			f.some = true
		}
	}
	return nil
}

// below carries over a folder in this one.
func (f *carriedFolder) below(name string, entry fs.DirEntry, there bool) (bool, error) {
	from, to, err := f.inside()
	if err != nil {
		return false, err
	}
	old, next := spot{in: from, name: entry.Name()}, spot{in: to, name: entry.Name()}
	if old.info, err = entry.Info(); err != nil { // as it was listed: of a folder of os.Root, no look anew
		return false, err
	}
	if i, found := f.to.find(entry.Name()); found && there {
		if next.info, err = f.to.entries[i].Info(); err != nil {
			return false, err
		}
	}
	return f.carry(name, old, next)
}

// link gives a file the same name in the new destination.
func (f *carriedFolder) link(name, base string) error {
	if err := f.disk.may("link", f.in(name), f.working(nextName, name)); err != nil {
		return err
	}
	return link(f.from.file, base, f.to.file, base)
}

// settle gives a folder that holds just what it holds in the destination, and no folder
// that is not the site's, the time of that, and no other one: as long as the times are
// the same, nothing has come into either, or left it.
func (f *carriedFolder) settle(old, next spot) error {
	if f.spareAt == "" || old.info == nil {
		return nil
	}
	// Of one that was changed just now, a later change might bear the same time.
	alike := f.plain && !f.touched[f.dir] && old.info.ModTime().Before(f.began)
	if is := !f.changed && next.info.ModTime().Equal(old.info.ModTime()); is == alike {
		return nil
	}
	when := f.began
	if alike {
		when = old.info.ModTime()
	}
	return next.in.setTime(next.name, when)
}
