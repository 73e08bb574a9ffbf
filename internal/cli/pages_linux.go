package cli

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// largePages has so many bytes, which the program takes next, lie in large pages of
// memory: there are fewer to be asked for, and to be found again. It takes none itself, and
// fails where the kernel has none (see madvise(2), MADV_HUGEPAGE).
func largePages(size int) error {
	room := make([]byte, size) // to which nothing is written
	err := unix.Madvise(room, unix.MADV_HUGEPAGE)
	runtime.GC() // the room is free, and stays what it is
	return err
}
