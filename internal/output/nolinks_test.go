package output

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"syscall"
	"testing"
)

// Shares and memory sticks make no hard links and exchange no folders, and each
// has its own word for that. Whichever it is, the whole new site comes into place; where
// no folders are exchanged, no links are made in vain.
func TestPromiseNoLinks(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	isLink := func(operation string, _ []string) bool { return operation == "link" }
	isExchange := func(operation string, _ []string) bool { return operation == "exchange" }
	for _, refusal := range []error{syscall.EPERM, syscall.EACCES, syscall.ENOSYS, syscall.ENOTSUP, syscall.EMLINK, syscall.EXDEV, syscall.EINVAL, syscall.EBUSY} {
		for _, system := range []struct {
			name    string
			refuses func(operation string, names []string) bool
			links   bool // are made
		}{
			{"links", isLink, false},
			{"exchanges", isExchange, false},
			{"the exchange of the destination", isInstall, true},
		} {
			dir, _, next := promise(t, false)
			refused, linked := 0, 0
			opt := Options{fault: func(operation string, names ...string) error {
				switch {
				case system.refuses(operation, names):
					refused++
					return &fs.PathError{Op: operation, Path: names[0], Err: refusal}
				case operation == "link":
					linked++
				}
				return nil
			}}
			if _, err := Write(t.Context(), dir, promiseNew.site(), opt); err != nil {
				t.Errorf("%s refused with %v: %v", system.name, refusal, err)
			}
			if refused == 0 {
				t.Errorf("%s: not tried", system.name)
			}
			if (linked > 0) != system.links {
				t.Errorf("%s refused with %v: %d links", system.name, refusal, linked)
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

// A file system that locks nothing is written to without a lock; another fault ends the Write.
func TestPromiseNoLocks(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	for fault, fails := range map[error]bool{errors.ErrUnsupported: false, syscall.ENOLCK: false, syscall.EIO: true} {
		dir, before, next := promise(t, false)
		_, err := Write(t.Context(), dir, promiseNew.site(), Options{fault: func(operation string, names ...string) error {
			if operation == "lock" {
				return &fs.PathError{Op: operation, Path: names[0], Err: fault}
			}
			return nil
		}})
		if fails != (err != nil) {
			t.Errorf("%v: got %v", fault, err)
		}
		if fails {
			next = before
		}
		equal(t, fmt.Sprintf("destination where locks end in %v", fault), read(t, dir), next)
	}
}
