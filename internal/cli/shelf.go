package cli

import (
	"fmt"
	"os"

	"dateline/internal/markup"
)

// openShelf opens a file for the texts of a site, in the folder for temporary
// files. Where the system allows it, it has no name, so that nothing is left of
// it however the build ends; else done removes it.
func openShelf() (shelf *markup.Shelf, done func(), err error) {
	file, err := os.CreateTemp("", "dateline-")
	if err != nil {
		return nil, nil, fmt.Errorf("opening a file for texts: %w", err)
	}
	unnamed := os.Remove(file.Name()) == nil
	return markup.NewShelf(file), func() {
		file.Close()
		if !unnamed {
			os.Remove(file.Name())
		}
	}, nil
}
