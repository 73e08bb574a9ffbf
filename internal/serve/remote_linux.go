package serve

import (
	"slices"

	"golang.org/x/sys/unix"
)

// sharing are file systems that others may write to without this system's doing, which does
// not tell of that then: of networks, of the machine around a virtual one, and of programs.
var sharing = []uint32{
	unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC, unix.CEPH_SUPER_MAGIC, unix.AFS_SUPER_MAGIC,
	unix.V9FS_MAGIC, unix.FUSE_SUPER_MAGIC, 0x786f4256, // VirtualBox, vboxsf
}

// remote reports whether a folder lies on such a file system.
func remote(folder string) bool {
	var stat unix.Statfs_t
	return unix.Statfs(folder, &stat) == nil && slices.Contains(sharing, uint32(stat.Type))
}
