package output

import (
	"io"
	"io/fs"

	"golang.org/x/sys/unix"
)

// fillAtOnce makes or replaces a file, and gets there in one step (openat2(2)): no folder
// on the way is opened, and no link is followed. It reports false where that is not to be,
// be it that the system knows no such step.
func (t *trail) fillAtOnce(name string, write func(io.Writer) error) (done bool, err error) {
	if err := t.open[0].may("write", name); err != nil {
		return true, err
	}
	fd, done := t.openAtOnce(name)
	if !done {
		return false, nil
	}
	err = write(descriptor{fd, name})
	if closeErr := unix.Close(fd); err == nil && closeErr != nil {
		err = &fs.PathError{Op: "close", Path: name, Err: closeErr}
	}
	return true, err
}

// openAtOnce opens a file to be written from its beginning.
func (t *trail) openAtOnce(name string) (fd int, done bool) {
	top, err := t.looks.File()
	if err != nil {
		return 0, false
	}
	fd, err = again(func() (int, error) {
		return unix.Openat2(int(top.Fd()), name, &unix.OpenHow{
			Flags: unix.O_WRONLY | unix.O_CREAT | unix.O_TRUNC | unix.O_CLOEXEC | unix.O_LARGEFILE, Mode: 0o644,
			Resolve: unix.RESOLVE_BENEATH | unix.RESOLVE_NO_SYMLINKS,
		})
	})
	return fd, err == nil
}

// A descriptor is that of a file. It spares what package os keeps of each file, so that
// it is closed in any case, and what it asks the system in vain, to wait for files too.
type descriptor struct {
	fd   int
	name string
}

func (d descriptor) Write(data []byte) (written int, err error) {
	for written < len(data) {
		n, err := again(func() (int, error) { return unix.Write(d.fd, data[written:]) })
		if err == nil && n == 0 {
			err = io.ErrShortWrite
		}
		if err != nil {
			return written, &fs.PathError{Op: "write", Path: d.name, Err: err}
		}
		written += n
	}
	return written, nil
}
