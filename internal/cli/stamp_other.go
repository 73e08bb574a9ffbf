//go:build !linux && !darwin

package cli

import (
	"os"
	"path/filepath"
)

// stamped says that a file's last change cannot be told for sure.
const stamped = false

// stampIn returns how a file in a folder is, however deep it lies.
func stampIn(folder *os.File, name string) stamp {
	info, err := os.Stat(filepath.Join(folder.Name(), filepath.FromSlash(name)))
	if err != nil {
		return seen(stamp{}, err)
	}
	return stampOf(info)
}
