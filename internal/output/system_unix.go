//go:build linux || darwin

package output

import (
	"io/fs"
	"os"
	"syscall"
)

// device returns the number of the file system that holds a file or folder.
func device(info fs.FileInfo) uint64 {
	if stat, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(stat.Dev) //nolint:unconvert // other systems have other types
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
