package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"github.com/gofrs/flock"
)

// BusyError says that another Write is under way in the destination.
type BusyError struct {
	Dir string // the destination as the caller named it
}

func (e *BusyError) Error() string {
	return e.Dir + " is being written to by another dateline; wait until it is done"
}

// lockTries bounds how often the lock file may vanish from under our hands.
const lockTries = 100

// takeLock makes sure that no other Write works in the destination. lockFile is
// its path as the operating system takes it. A file system that knows no locks
// goes without, as does one of a network where nothing gives them out (ENOLCK).
func (d *destination) takeLock(lockFile string) error {
	for range lockTries {
		if err := d.disk.mkdirAll(d.work); err != nil {
			return err
		}
		if err := d.checkLock(); err != nil {
			return err
		}
		lock := flock.New(lockFile)
		locked, err := d.tryLock(lock)
		switch {
		case errors.Is(err, errors.ErrUnsupported), errors.Is(err, syscall.ENOLCK):
			d.entered = true
			return nil
		case errors.Is(err, fs.ErrNotExist):
			continue // the Write that had it has just ended and tidied up
		case err != nil:
			return fmt.Errorf("lock %s: %w", d.name, err)
		case !locked:
			return &BusyError{d.name}
		}
		held, heldErr := lock.Stat()
		there, thereErr := os.Stat(lockFile)
		if heldErr == nil && thereErr == nil && os.SameFile(held, there) {
			d.lock, d.entered = lock, true
			return nil
		}
		lock.Close() // of a file that is gone: it keeps nobody out
	}
	return &BusyError{d.name}
}

// checkLock refuses what is no file in the place of the lock: a link may lead anywhere, and
// a pipe is opened by two.
func (d *destination) checkLock() error {
	name := d.working(lockName)
	info, err := d.disk.lstat(name)
	if d.at != "." {
		name = "../" + name
	}
	if err == nil && !info.Mode().IsRegular() {
		return &RefusedError{d.name, "has something in the place of dateline's own lock", []string{name}, "remove it"}
	}
	return nil
}

// tryLock takes a lock unless somebody else has it.
func (d *destination) tryLock(lock *flock.Flock) (bool, error) {
	if err := d.disk.may("lock", d.working(lockName)); err != nil {
		return false, err
	}
	return lock.TryLock()
}
