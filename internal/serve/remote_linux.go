package serve

import (
	"slices"

	"golang.org/x/sys/unix"
)

// sharing are file systems that others may write to without this system's doing, which does
// not tell of that then: of networks, of clusters, of the machine around a virtual one, and of
// programs. Where the system's own headers have no name, the number stands with one.
var sharing = []uint32{
	unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, unix.CIFS_SUPER_MAGIC, unix.SMB2_SUPER_MAGIC,
	unix.CEPH_SUPER_MAGIC, unix.AFS_SUPER_MAGIC, unix.AFS_FS_MAGIC, unix.CODA_SUPER_MAGIC, unix.NCP_SUPER_MAGIC,
	unix.OCFS2_SUPER_MAGIC,
	0x01161970, // GFS2
	0x0bd00bd0, // Lustre
	0x47504653, // GPFS, IBM Storage Scale
	0x19830326, // BeeGFS
	0x20030528, // OrangeFS
	0xaad7aaea, // PanFS
	0xbeefdead, // StorNext
	0xa501fcf5, // Veritas, VxFS
	0x61636673, // Oracle, ACFS
	unix.V9FS_MAGIC, unix.FUSE_SUPER_MAGIC, unix.HOSTFS_SUPER_MAGIC,
	0x786f4256, // VirtualBox, vboxsf
	0xbacbacbc, // VMware, vmhgfs
	0x7c7c6673, // Parallels, prl_fs
}

// remote reports whether a folder lies on such a file system.
func remote(folder string) bool {
	var stat unix.Statfs_t
	return unix.Statfs(folder, &stat) == nil && slices.Contains(sharing, uint32(stat.Type))
}
