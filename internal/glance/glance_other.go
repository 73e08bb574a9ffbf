//go:build !linux && !darwin

package glance

import (
	"errors"
	"io/fs"
	"os"
)

// A handle is an open folder.
type handle = os.Root

func open(root *os.Root, folder string) (*handle, error) { return root.OpenRoot(folder) }

// look describes what stands at a name, as far as no link leads out of the folder. Where one
// leads out of that which is near, the way from the top decides.
func (f *Folder) look(_, name string, follow bool) (fs.FileInfo, error) {
	rest := f.reach(name)
	if f.near != nil {
		if seen, err := at(f.near, rest, follow); err == nil || errors.Is(err, fs.ErrNotExist) {
			return seen, err
		}
	}
	return at(f.root, name, follow)
}

func at(from *os.Root, name string, follow bool) (fs.FileInfo, error) {
	if follow {
		return from.Stat(name)
	}
	return from.Lstat(name)
}

// info is nothing that is needed here.
type info struct{}
