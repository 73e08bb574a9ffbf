package output

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/gofrs/flock"
)

// A destination is an open destination folder with a working folder of its own,
// which nobody else uses until it is closed.
type destination struct {
	name  string // as the caller named it, for messages
	place string // as the operating system takes it, without links
	disk  *disk  // all access goes through it, so that no link leads outside
	at    string // the destination, within disk; "." where it is the disk itself
	work  string // the working folder, within disk

	generator string // the release that writes, for the manifest
	spareAt   string // where the spare waits, as the operating system takes it; "" for none

	staged string       // the folder of staged files, within disk
	lock   *flock.Flock // nil on a file system that knows none

	copies  bool     // there is a staging folder in the destination
	entered bool     // the working folder is ours
	made    []string // folders that opening made, innermost first
	absent  bool     // there is no such folder yet
	written manifest // what earlier Writes put there
	saved   entry    // of the manifest file as it is on disk; zero if there is none
}

// The working folder holds:
const (
	lockName   = "lock"   // held as long as a Write is under way
	stagedName = "staged" // files that are new or changed, by number, where there is a destination
	nextName   = "next"   // the new destination while it is put together; then the old one
	formerName = "former" // Dateline's own folder of the spare that is being brought up to date; empty in tryExchange
)

// workInside is the name of the working folder where it cannot lie beside the destination.
const workInside = ownFolder + "/work"

// in returns the name within the disk of what lies in the destination.
func (d *destination) in(name string) string { return path.Join(d.at, name) }

// working returns the name within the disk of what lies in the working folder.
func (d *destination) working(name ...string) string {
	return path.Join(append([]string{d.work}, name...)...)
}

// openDestination opens dir, unless something else than an earlier Write has
// put files there, and tidies up what a Write that was killed has left.
func openDestination(dir string, opt Options) (*destination, error) {
	place, err := resolve(dir)
	if err != nil {
		return nil, err
	}
	d := &destination{name: dir, place: place, generator: opt.Generator, spareAt: opt.Spare}
	if d.made, err = missingFolders(place, dir); err != nil {
		return nil, err
	}
	if err = d.enter(opt.fault); err == nil {
		if d.written, d.saved, err = readManifest(d.disk, d.at, dir); err == nil {
			err = d.recover()
		}
		if err == nil {
			d.staged = d.working(stagedName)
			err = d.disk.mkdirAll(d.staged)
		}
	}
	if err != nil {
		d.close() // the first error is the one to tell
		return nil, err
	}
	return d, nil
}

// enter opens the disk and takes the lock. The working folder lies beside the
// destination, so that the two can be exchanged; inside it, where the folder
// above is closed to us or on another file system.
func (d *destination) enter(fault faultFunc) error {
	err := d.enterBeside(fault)
	if !needsAnotherWay(err) {
		return err
	}
	d.leave()
	if err = os.MkdirAll(d.place, 0o755); err == nil {
		d.disk, err = openDisk(d.place, fault)
	}
	if err != nil {
		return fmt.Errorf("open the destination: %w", err)
	}
	d.at, d.work, d.absent = ".", workInside, false
	return d.takeLock(filepath.Join(d.place, filepath.FromSlash(workInside), lockName))
}

func (d *destination) enterBeside(fault faultFunc) error {
	above := filepath.Dir(d.place)
	if above == d.place {
		return errors.ErrUnsupported
	}
	if err := os.MkdirAll(above, 0o755); err != nil {
		return err
	}
	disk, err := openDisk(above, fault)
	if err != nil {
		return err
	}
	d.disk, d.at = disk, filepath.Base(d.place)
	d.work = "." + d.at + ".dateline"
	d.absent = len(d.made) > 0
	if info, err := disk.lstat(d.work); err == nil && !info.IsDir() {
		return &RefusedError{d.name, "has something in the place of dateline's working folder", []string{"../" + d.work}, "remove it"}
	}
	if err := d.takeLock(filepath.Join(above, d.work, lockName)); err != nil || d.absent {
		return err
	}
	return d.freeInside()
}

// freeInside makes sure that no Write works from inside the destination: one
// to which the folder above is closed.
func (d *destination) freeInside() error {
	name := workInside + "/" + lockName
	if info, err := d.disk.lstat(d.in(name)); err != nil || !info.Mode().IsRegular() {
		return nil // there is none
	}
	lock := flock.New(filepath.Join(d.place, filepath.FromSlash(name)), flock.SetFlag(os.O_RDONLY))
	defer lock.Close()
	locked, err := lock.TryLock()
	if err == nil && !locked {
		return &BusyError{d.name}
	}
	return nil // it is free
}

// needsAnotherWay reports whether an error says that the system, the file
// system or the rights in it do not allow what was tried.
func needsAnotherWay(err error) bool {
	causes := []error{errors.ErrUnsupported, fs.ErrPermission, syscall.EXDEV, syscall.EBUSY, syscall.EROFS, syscall.EINVAL, syscall.EMLINK, syscall.ENAMETOOLONG}
	return slices.ContainsFunc(causes, func(cause error) bool { return errors.Is(err, cause) })
}

// close removes the working folder and, where Write got no further than that,
// all else that opening made.
func (d *destination) close() error {
	err := d.leave()
	if d.saved == (entry{}) {
		// One that somebody else has put something into in the meantime cannot be
		// removed, which is right.
		for _, folder := range d.made {
			os.Remove(folder)
		}
	}
	return err
}

// leave gives back the lock with the working folder, and closes the disk.
func (d *destination) leave() error {
	if d.disk == nil {
		return nil
	}
	var err error
	if d.entered {
		err = d.tidy()
		d.disk.remove(d.working(lockName))
	}
	if d.lock != nil {
		d.lock.Close() // first: on network file systems a file that was removed stays until it is closed
	}
	if d.entered {
		d.disk.remove(d.work) // stays, if somebody else has put anything into it
		if info, err := d.disk.lstat(d.in(ownFolder)); d.saved == (entry{}) && err == nil && info.IsDir() {
			d.disk.remove(d.in(ownFolder))
		}
	}
	err = cmp.Or(err, d.disk.close())
	d.disk, d.lock, d.entered = nil, nil, false
	return err
}

// missingFolders returns place and the folders above it as far as they do not
// exist, innermost first. It refuses a place that is no folder.
func missingFolders(place, dir string) ([]string, error) {
	var missing []string
	for folder := place; ; folder = filepath.Dir(folder) {
		info, err := os.Stat(folder)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			missing = append(missing, folder)
		case err != nil:
			return nil, err
		case !info.IsDir():
			return nil, &RefusedError{Dir: dir, Problem: "is not a folder", Advice: otherFolder}
		default:
			return missing, nil
		}
	}
}

// maxManifest bounds the size of a manifest, in bytes: it is read into memory, and lists five
// million files in that much.
const maxManifest = 1 << 30

// readManifest returns the manifest of the destination at a name, parsed, and what
// file it is. A folder that is not there, or empty but for names that start
// with a dot, such as .git, has none and may be used; any other without one is
// refused, as is one whose manifest does not say what may be removed.
func readManifest(d *disk, at, dir string) (manifest, entry, error) {
	info, err := d.lstat(path.Join(at, ownFolder))
	if err == nil && !info.IsDir() {
		return nil, entry{}, &RefusedError{dir, "has something in the place of dateline's own folder", []string{ownFolder}, "remove it"}
	}
	info, err = d.lstat(path.Join(at, ManifestFile))
	if err == nil && !info.Mode().IsRegular() { // a pipe never ends
		return nil, entry{}, &RefusedError{dir, "has something in the place of dateline's own list of its files", []string{ManifestFile}, "remove it"}
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, entry{}, checkEmpty(d, at, dir)
	}
	damaged := func(problem any) error {
		text := fmt.Sprintf("has a damaged list of dateline's files, %s (%v)", ManifestFile, problem)
		return &RefusedError{Dir: dir, Problem: text, Advice: "restore the list, or empty the folder"}
	}
	if err == nil && info.Size() > maxManifest {
		return nil, entry{}, damaged(fmt.Sprintf("it is larger than %d MiB", maxManifest>>20))
	}
	var list strings.Builder
	var saved entry
	if err == nil {
		list.Grow(int(info.Size()))
		saved, err = d.measure(path.Join(at, ManifestFile), &list)
	}
	if err != nil {
		return nil, entry{}, fmt.Errorf("read the manifest of %s: %w", dir, err)
	}
	written, err := parseManifest(list.String())
	if err != nil {
		return nil, entry{}, damaged(err)
	}
	return written, saved, nil
}

// checkEmpty refuses a folder that holds anything whose name does not start
// with a dot.
func checkEmpty(d *disk, at, dir string) error {
	entries, err := d.readDir(at)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("list %s: %w", dir, err)
	}
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), ".") {
			return &RefusedError{Dir: dir, Problem: "is not empty and was not made by dateline", Advice: otherFolder + ", or empty it"}
		}
	}
	return nil
}

// save writes the manifest, whole or not at all, unless it is there already.
func (d *destination) save(m manifest) error {
	write := func(w io.Writer) error { return m.write(w, d.generator) }
	made, err := measured(io.Discard, write)
	if err != nil || made == d.saved {
		return err
	}
	if err := d.disk.mkdirAll(d.in(ownFolder)); err != nil {
		return err
	}
	fresh := path.Join(d.staged, "manifest")
	if err := d.disk.fill(fresh, write); err != nil {
		return err
	}
	if err := d.bring(fresh, ManifestFile); err != nil {
		return err
	}
	d.saved = made
	return nil
}
