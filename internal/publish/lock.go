package publish

import (
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"dateline/internal/output"
)

// hold keeps other publishes to the target out until release is called or this
// process ends; that it cannot is an [*output.BusyError]. Where no lock can be had,
// it goes without: the list tells of two at once too, if later.
func hold(folder string, target Target) (release func(), err error) {
	lock, held := lockOf(folder, target)
	switch {
	case lock == nil:
		return func() {}, nil
	case !held:
		return nil, &output.BusyError{Dir: target.String()}
	}
	return func() { lock.Close() }, nil
}

// lockOf returns the lock of a target in a folder, and whether this process holds it; nil
// where no lock can be had.
func lockOf(folder string, target Target) (lock *flock.Flock, held bool) {
	if folder == "" || os.MkdirAll(folder, 0o700) != nil {
		return nil, false
	}
	lock = flock.New(filepath.Join(folder, sumOf([]byte(target.Key()))))
	held, err := lock.TryLock()
	if err != nil {
		return nil, false
	}
	return lock, held
}
