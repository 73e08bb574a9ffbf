//go:build linux || darwin

package output

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// device returns the number of the file system that holds a file or folder.
func device(info fs.FileInfo) uint64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(stat.Dev) //nolint:unconvert // other systems have other types
	}
	return 0
}

// isMine reports whether something belongs to who runs this.
func isMine(info fs.FileInfo) bool {
	uid, gid, known := Owner(info)
	return !known || uid == os.Geteuid() && gid == os.Getegid()
}

// giveTo gives what lies at name to the owner of another.
func giveTo(root *os.Root, name string, other fs.FileInfo) error {
	uid, gid, known := Owner(other)
	if !known {
		return nil
	}
	return root.Lchown(name, uid, gid)
}

// Owner returns which user and group something belongs to.
func Owner(info fs.FileInfo) (uid, gid int, known bool) {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(stat.Uid), int(stat.Gid), true
	}
	return 0, 0, false
}

// link gives what lies in one folder a name in another (linkat(2)); a link is not
// followed.
func link(dirA *os.File, a string, dirB *os.File, b string) error {
	return os.NewSyscallError("linkat", unix.Linkat(int(dirA.Fd()), a, int(dirB.Fd()), b, 0))
}

// move renames what lies in one folder to another (renameat(2)).
func move(dirA *os.File, a string, dirB *os.File, b string) error {
	return os.NewSyscallError("renameat", unix.Renameat(int(dirA.Fd()), a, int(dirB.Fd()), b))
}

// again calls the system until no signal interrupts it.
func again(do func() (int, error)) (n int, err error) {
	for {
		if n, err = do(); !errors.Is(err, unix.EINTR) {
			return n, err
		}
	}
}
