package output

import (
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// flushesAll says that flush takes care of all files at once.
const flushesAll = false

// flush brings a folder to the disk.
func flush(dir *os.File) error { return dir.Sync() }

// exchange swaps two folders (renameatx_np(2) with RENAME_SWAP).
func exchange(dirA *os.File, a string, dirB *os.File, b string) error {
	return os.NewSyscallError("renameatx_np", unix.RenameatxNp(int(dirA.Fd()), a, int(dirB.Fd()), b, unix.RENAME_SWAP))
}

// device returns the number of the file system that holds a file or folder.
func device(info fs.FileInfo) uint64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(stat.Dev)
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
