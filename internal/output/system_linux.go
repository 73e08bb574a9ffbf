package output

import (
	"errors"
	"io/fs"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// flushesAll says that flush takes care of all files at once, so that none
// needs a flush of its own: one call in place of thousands.
const flushesAll = true

// atOnce spares five calls a file: without it, package os makes each file nonblocking,
// tries in vain to wait for it by epoll(7), and takes that back. To files on a disk it
// is all the same (open(2)).
const atOnce = unix.O_NONBLOCK

// flush brings the file system of a folder to the disk (syncfs(2)), or where the system
// knows no such call, as some that stand in for Linux, all of them (sync(2)).
func flush(dir *os.File) error {
	err := unix.Syncfs(int(dir.Fd()))
	if errors.Is(err, errors.ErrUnsupported) {
		unix.Sync()
		return nil
	}
	return os.NewSyscallError("syncfs", err)
}

// exchange swaps two folders (renameat2(2) with RENAME_EXCHANGE).
func exchange(dirA *os.File, a string, dirB *os.File, b string) error {
	return os.NewSyscallError("renameat2", unix.Renameat2(int(dirA.Fd()), a, int(dirB.Fd()), b, unix.RENAME_EXCHANGE))
}

// Changed returns when anything about a file or folder was changed last: its time of
// change, which nobody can set. It is zero where the system does not tell.
func Changed(info fs.FileInfo) time.Time {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return time.Unix(stat.Ctim.Unix())
	}
	return time.Time{}
}
