//go:build linux || darwin

package cli

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// openIn opens a folder within another (openat(2)).
func openIn(folder *os.File, name string) (*os.File, error) {
	fd, err := unix.Openat(int(folder.Fd()), name, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(fd), name), nil
}

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
