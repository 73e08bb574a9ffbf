package output

import (
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// flushesAll says that flush takes care of all files at once, so that none
// needs a flush of its own: one call in place of thousands.
const flushesAll = true

// flush brings the file system of a folder to the disk (syncfs(2)).
func flush(dir *os.File) error {
	return os.NewSyscallError("syncfs", unix.Syncfs(int(dir.Fd())))
}

// exchange swaps two folders (renameat2(2) with RENAME_EXCHANGE).
func exchange(dirA *os.File, a string, dirB *os.File, b string) error {
	return os.NewSyscallError("renameat2", unix.Renameat2(int(dirA.Fd()), a, int(dirB.Fd()), b, unix.RENAME_EXCHANGE))
}

// device returns the number of the file system that holds a file or folder.
func device(info fs.FileInfo) uint64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return stat.Dev
	}
	return 0
}

// giveTo gives what lies at name to the owner of another.
func giveTo(root *os.Root, name string, other fs.FileInfo) error {
	stat, ok := other.Sys().(*syscall.Stat_t)
	if !ok || stat.Uid == uint32(os.Geteuid()) && stat.Gid == uint32(os.Getegid()) {
		return nil
	}
	return root.Lchown(name, int(stat.Uid), int(stat.Gid))
}
