package output

import (
	"io/fs"
	"runtime"
	"slices"
	"syscall"
	"testing"
)

// Shares and memory sticks make no hard links and exchange no folders, and each
// has its own word for that. Whichever it is, the whole new site comes into place.
func TestPromiseNoLinks(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for _, refusal := range []error{syscall.EPERM, syscall.EACCES, syscall.ENOSYS, syscall.ENOTSUP, syscall.EMLINK, syscall.EXDEV, syscall.EINVAL, syscall.EBUSY} {
		for _, refused := range [][]string{{"link"}, {"exchange"}, {"link", "exchange"}} {
			dir, _, next := promise(t, false)
			count := 0
			opt := Options{fault: func(operation string, names ...string) error {
				if !slices.Contains(refused, operation) {
					return nil
				}
				count++
				return &fs.PathError{Op: operation, Path: names[0], Err: refusal}
			}}
			if _, err := Write(t.Context(), dir, promiseNew.site(), opt); err != nil {
				t.Errorf("%v refused with %v: %v", refused, refusal, err)
			}
			if count == 0 {
				t.Errorf("%v was not tried", refused)
			}
			equal(t, "destination", read(t, dir), next)
			mended(t, dir, next)
		}
	}
}
