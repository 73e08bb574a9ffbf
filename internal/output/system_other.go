//go:build !linux && !darwin

package output

import (
	"errors"
	"io/fs"
	"os"
	"time"
)

// flushesAll says that flush takes care of all files at once.
const flushesAll = false

// atOnce is nothing that files need to be told.
const atOnce = 0

// flush has nothing to do: each file was brought to the disk by itself.
func flush(*os.File) error { return nil }

// exchange is something that this system cannot do in one step.
func exchange(*os.File, string, *os.File, string) error { return errors.ErrUnsupported }

// device returns 0: file systems are not told apart.
func device(fs.FileInfo) uint64 { return 0 }

// Changed returns no time: it is not known.
func Changed(fs.FileInfo) time.Time { return time.Time{} }

// isMine takes all for ours: owners are left as they are.
func isMine(fs.FileInfo) bool { return true }

// Owner does not know whom things belong to.
func Owner(fs.FileInfo) (uid, gid int, known bool) { return 0, 0, false }

// giveTo leaves the owner as it is.
func giveTo(*os.Root, string, fs.FileInfo) error { return nil }

// link is something that is done only where folders can be exchanged.
func link(*os.File, string, *os.File, string) error { return errors.ErrUnsupported }

// move is something that is done only where folders can be exchanged.
func move(*os.File, string, *os.File, string) error { return errors.ErrUnsupported }
