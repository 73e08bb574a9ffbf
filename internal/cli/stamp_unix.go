//go:build linux || darwin

package cli

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// stamped says that a file's last change can be told even where somebody sets
// its time of modification back.
const stamped = true

// stampIn returns how a file in a folder is, however deep it lies: in one step
// (fstatat(2)), as it is asked of each that a site was made of.
func stampIn(folder *os.File, name string) stamp {
	var stat unix.Stat_t
	err := unix.Fstatat(int(folder.Fd()), name, &stat, 0)
	for errors.Is(err, unix.EINTR) {
		err = unix.Fstatat(int(folder.Fd()), name, &stat, 0)
	}
	return seen(stamp{stat.Size, stat.Mtim.Nano(), stat.Ctim.Nano()}, err)
}
