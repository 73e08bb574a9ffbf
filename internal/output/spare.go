package output

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// The spare is the old destination, put away by one rename when the new one has
// taken its place. The next Write brings it up to date and exchanges the two again,
// so that a change costs a link and a removal, not one of each for every file.
//
// Its files are those of the destination: names in it may be removed, but nothing
// is ever written into a file that was there.

// spareMark is a file in a spare that says whose it is. Its time is that at which
// the spare was put away.
const spareMark = ownFolder + "/spare"

// A spare is one that was taken into the working folder.
type spare struct {
	*plan
	top    fs.FileInfo // its folder, as it was put away
	sum    string      // of the folders of the destination's files, when it was put away
	began  time.Time   // when the Write began to compare that put it away
	away   time.Time   // when it was put away
	listed bool        // the folders of listed files are those of then
	list   *manifest   // nil as long as it was not read
}

// begin takes the time of the file system, before anything is compared.
func (p *plan) begin() error {
	if p.spareAt == "" {
		return nil
	}
	name := path.Join(p.staged, "began")
	if err := p.disk.writeFile(name, nil); err != nil {
		return err
	}
	info, err := p.disk.lstat(name)
	if err == nil {
		p.began = info.ModTime()
	}
	return err
}

// takeSpare moves the spare into the working folder. It returns nil where there is
// none that can be used.
func (p *plan) takeSpare(top fs.FileInfo) *spare {
	if p.spareAt == "" {
		return nil
	}
	there, name, err := p.openSpare()
	if err != nil {
		return nil
	}
	defer there.close()
	s := &spare{plan: p}
	place, err := s.readMark(there, name)
	if err != nil || place != p.place {
		return nil
	}
	if was, is := folderStateOf(s.top), folderStateOf(top); was.device != is.device || !sameOwner(was, is) {
		return nil
	}
	s.listed = s.sum == foldersSum(p.listed)
	next := p.working(nextName)
	if err = there.move(name, p.disk, next); err == nil {
		// Out of the way, as it is made anew; what it lists may be asked for.
		err = p.disk.rename(path.Join(next, ownFolder), p.working(formerName))
	}
	if err != nil {
		return nil
	}
	return s
}

// openSpare opens the folder that holds the spare, and returns its name there.
func (p *plan) openSpare() (*disk, string, error) {
	there, err := openDisk(filepath.Dir(p.spareAt), p.disk.fault)
	return there, filepath.Base(p.spareAt), err
}

// readMark says how a spare was put away, and returns the destination that it is
// of. It fails for what is no spare.
func (s *spare) readMark(there *disk, name string) (place string, err error) {
	if s.top, err = there.lstat(name); err != nil {
		return "", err
	}
	mark := path.Join(name, spareMark)
	for _, name := range []string{name, path.Dir(mark)} {
		if info, err := there.lstat(name); err != nil || !info.IsDir() {
			return "", cmp.Or(err, errNoSpare)
		}
	}
	info, err := there.lstat(mark)
	if err != nil || !info.Mode().IsRegular() {
		return "", cmp.Or(err, errNoSpare)
	}
	data, err := there.readFile(mark)
	if err != nil {
		return "", err
	}
	began, rest, _ := strings.Cut(string(data), " ")
	s.sum, place, _ = strings.Cut(rest, " ")
	nano, err := strconv.ParseInt(began, 10, 64)
	s.began, s.away = time.Unix(0, nano), info.ModTime()
	return place, err
}

var errNoSpare = errors.New("no spare of a destination")

// matches reports whether a folder of the spare holds what that of the destination
// does, as far as that can be told without looking. The times of both have been made
// the same when they did, and none has been changed since: nor has anybody set its
// time back, which is a change as well. The folders in them are of listed files, as
// long as those are the same as then.
func (s *spare) matches(old, next folderState) bool {
	began, away := s.began.UnixNano(), s.away.UnixNano()
	return s.listed && isLike(old, next) && old.modified == next.modified && old.modified < began && old.changed < away && next.changed < away
}

// A folderState tells one of a folder from another. It is small, as there are as many as pages.
type folderState struct {
	device            uint64
	modified, changed int64 // in nanoseconds since 1970
	mode              fs.FileMode
	uid, gid          uint32 // 0 where owners are not told apart
}

func folderStateOf(info fs.FileInfo) folderState {
	uid, gid, _ := Owner(info)
	return folderState{device(info), info.ModTime().UnixNano(), Changed(info).UnixNano(), info.Mode(), uint32(uid), uint32(gid)}
}

// isLike reports whether two folders have the same mode and owner.
func isLike(a, b folderState) bool { return a.mode == b.mode && sameOwner(a, b) }

func sameOwner(a, b folderState) bool { return a.uid == b.uid && a.gid == b.gid }

// isLate reports whether anything has come into a folder of the spare, or has left
// it, since it was put away: by a process that held on to it.
func (s *spare) isLate(folder fs.FileInfo) bool { return folder.ModTime().After(s.away) }

// lists reports whether a Write had put a file of the spare there.
func (s *spare) lists(name string) (bool, error) {
	if s.list == nil {
		data, err := s.disk.readFile(s.working(formerName, path.Base(ManifestFile)))
		if err != nil {
			return false, err
		}
		list, err := parseManifest(string(data))
		if err != nil {
			return false, err
		}
		s.list = &list
	}
	return s.list.versions(name) != nil, nil
}

// foldersSum tells the folders of some files, which are sorted, from those of others.
func foldersSum(names []string) string {
	hash := sha256.New()
	to := bufio.NewWriter(hash)
	for folder := range folders(names) {
		to.WriteString(folder)
		to.WriteByte(0)
	}
	to.Flush()
	return sum(hash.Sum(nil)).String()
}

// putAway makes the old destination, which stands in the working folder, the spare.
// It reports whether it did: not where others have changed anything there since it
// was carried over, nor where that is more than a rename.
func (p *plan) putAway(ours func(name string) bool) bool {
	if p.spareAt == "" {
		return false
	}
	old := p.working(nextName)
	mark := fmt.Sprintf("%d %s %s", p.began.UnixNano(), foldersSum(p.names), p.place)
	// Moved there: others may have put a link in its place.
	fresh := path.Join(p.staged, "mark")
	if p.disk.writeFile(fresh, []byte(mark)) != nil || p.disk.rename(fresh, path.Join(old, spareMark)) != nil {
		return false
	}
	if carried, err := p.isCarried(ours); err != nil || !carried {
		return false
	}
	if os.MkdirAll(filepath.Dir(p.spareAt), 0o700) != nil {
		return false
	}
	there, name, err := p.openSpare()
	if err != nil {
		return false
	}
	defer there.close()
	// One that another Write left, and could not be used.
	if _, err := new(spare).readMark(there, name); err == nil && there.removeAll(name) != nil {
		return false
	}
	return p.disk.move(old, there, name) == nil
}

// isCarried reports whether the new destination has all that is not ours of the old
// one: whether nothing has changed in the folders since they were carried over.
func (p *plan) isCarried(ours func(name string) bool) (bool, error) {
	at, err := p.disk.trail(p.working(nextName))
	if err != nil {
		return false, err
	}
	defer at.close()
	changed := map[string]bool{}
	for _, dir := range p.carried {
		was, err := at.glance(dir)
		if err != nil {
			return false, err
		}
		if !Changed(was).Before(p.began) {
			changed[dir] = true
		}
	}
	carried := map[string]bool{} // folders in those
	for _, dir := range p.carried {
		if changed[folderOf(dir)] {
			carried[dir] = true
		}
	}
	for dir := range changed {
		if same, err := p.isFolderCarried(dir, carried, ours); err != nil || !same {
			return false, err
		}
	}
	return true, nil
}

// isFolderCarried reports so of one folder, and the files in it. carried are the
// folders in it that were carried over.
func (p *plan) isFolderCarried(dir string, carried map[string]bool, ours func(name string) bool) (bool, error) {
	old, err := p.disk.within(p.working(nextName, dir))
	if err != nil {
		return false, err
	}
	defer old.close()
	entries, err := old.readDir(".")
	if err != nil {
		return false, err
	}
	for _, entry := range entries {
		name := path.Join(dir, entry.Name())
		if name == ownFolder || !entry.IsDir() && ours(name) || entry.IsDir() && carried[name] {
			continue
		}
		was, err := old.lstat(entry.Name())
		if err != nil || entry.IsDir() {
			return false, err
		}
		is, err := p.disk.lstat(p.in(name))
		if err != nil || !os.SameFile(was, is) {
			return false, err
		}
	}
	return true, nil
}
