package output

import (
	"io/fs"
	"path"
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
			mended(t, dir, "", next)
		}
	}
}

// Nor may a new folder always take its place by one rename.
func TestPromiseNoRename(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	dir, _, next := promise(t, true)
	refused := false
	_, err := Write(t.Context(), dir, promiseNew.site(), Options{fault: func(operation string, names ...string) error {
		if operation == "rename" && path.Base(names[0]) == nextName {
			refused = true
			return &fs.PathError{Op: operation, Path: names[0], Err: syscall.EXDEV}
		}
		return nil
	}})
	check(t, err)
	if !refused {
		t.Error("a rename was not tried")
	}
	equal(t, "destination", withoutOwn(read(t, dir)), withoutOwn(next))
	mended(t, dir, "", next)
}
