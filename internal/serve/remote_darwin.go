package serve

import "golang.org/x/sys/unix"

// remote reports whether a folder lies on a drive of another machine, of whose changes there
// this system does not tell.
func remote(folder string) bool {
	var stat unix.Statfs_t
	return unix.Statfs(folder, &stat) == nil && stat.Flags&unix.MNT_LOCAL == 0
}
