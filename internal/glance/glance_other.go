//go:build !linux && !darwin

package glance

import (
	"io/fs"
	"os"
)

// atOnce is nothing that folders need to be told.
const atOnce = 0

// A handle is an open folder.
type handle = os.Root

func open(root *os.Root, folder string) (*handle, error) { return root.OpenRoot(folder) }

// look describes what stands at a name, as far as no link leads out of the folder.
func (f *Folder) look(_, name string, follow bool) (fs.FileInfo, error) {
	from, rest := f.root, f.reach(name)
	if f.near != nil {
		from = f.near
	}
	if follow {
		return from.Stat(rest)
	}
	return from.Lstat(rest)
}

// info is nothing that is needed here.
type info struct{}
