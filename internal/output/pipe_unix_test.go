//go:build unix

package output

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe in the place of a lock is not waited for.
func TestPipe(t *testing.T) {
	for _, test := range []struct {
		way     way
		lock    string
		refused bool
	}{
		{asAWhole, ".public.dateline/lock", true},
		{asAWhole, "public/" + workInside + "/" + lockName, false}, // nobody holds it
		{fromInside, "public/" + workInside + "/" + lockName, true},
	} {
		top := t.TempDir()
		dir := filepath.Join(top, "public")
		write(t, dir, files{"index.html": "1"})
		lock := filepath.Join(top, test.lock)
		check(t, os.MkdirAll(filepath.Dir(lock), 0o755))
		check(t, syscall.Mkfifo(lock, 0o600))
		_, err := Write(t.Context(), dir, files{"index.html": "2"}.site(), Options{fault: test.way.fault})
		if refused := errors.As(err, new(*RefusedError)); refused != test.refused || !refused && err != nil {
			t.Errorf("%s as a pipe, %s: got error %v, want a RefusedError: %v", test.lock, test.way.name, err, test.refused)
		}
	}
}
