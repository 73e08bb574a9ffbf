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
	if folder == "" || os.MkdirAll(folder, 0o700) != nil {
		//lint:ignore nilerr where no lock can be had, it goes without
		return func() {}, nil
	}
	lock := flock.New(filepath.Join(folder, sumOf([]byte(target.Key()))))
	if held, err := lock.TryLock(); err == nil && !held {
		return nil, &output.BusyError{Dir: target.String()}
	}
	return func() { lock.Close() }, nil
}
