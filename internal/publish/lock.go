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
	release = func() {}
	if folder == "" || os.MkdirAll(folder, 0o700) != nil {
		return release, nil
	}
	lock := flock.New(filepath.Join(folder, sumOf([]byte(target.Key()))))
	locked, err := lock.TryLock()
	switch {
	case err != nil:
		return release, nil
	case !locked:
		return release, &output.BusyError{Dir: target.String()}
	}
	return func() { lock.Close() }, nil
}
