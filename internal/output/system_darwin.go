package output

import (
	"io/fs"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// flushesAll says that flush takes care of all files at once.
const flushesAll = false

// atOnce is nothing that files need to be told.
const atOnce = 0

// flush brings a folder to the disk.
func flush(dir *os.File) error { return dir.Sync() }

// exchange swaps two folders (renameatx_np(2) with RENAME_SWAP).
func exchange(dirA *os.File, a string, dirB *os.File, b string) error {
	return os.NewSyscallError("renameatx_np", unix.RenameatxNp(int(dirA.Fd()), a, int(dirB.Fd()), b, unix.RENAME_SWAP))
}

// Changed returns when anything about a file or folder was changed last: its time of
// change, which nobody can set. It is zero where the system does not tell.
func Changed(info fs.FileInfo) time.Time {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return time.Unix(stat.Ctimespec.Unix())
	}
	return time.Time{}
}
