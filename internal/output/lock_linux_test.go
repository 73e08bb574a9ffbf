package output

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Network file systems keep a file that is removed while it is open, under another name,
// and with it the folder that it is in: the lock is closed before its folder goes.
func TestLockIsClosedFirst(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	tried := false
	writeWith(t, dir, promiseNew, Options{fault: func(operation string, names ...string) error {
		if operation != "remove" || names[0] != ".public.dateline" {
			return nil
		}
		tried = true
		open, err := filepath.Glob("/proc/self/fd/*")
		check(t, err)
		for _, descriptor := range open {
			file, _ := os.Readlink(descriptor) // of one that is closed meanwhile: none
			if strings.Contains(file, filepath.Join(".public.dateline", lockName)) {
				t.Errorf("%s is open when its folder is removed", file)
			}
		}
		return nil
	}})
	if !tried {
		t.Error("the working folder was not removed")
	}
}
