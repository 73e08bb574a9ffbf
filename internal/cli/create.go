package cli

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"golang.org/x/tools/txtar"
)

// createAll writes files that must not exist, with the folders above them, or nothing at all.
func createAll(root *os.Root, files []txtar.File) error {
	var made []string // folders before what is in them
	for _, f := range files {
		name := filepath.FromSlash(f.Name)
		made = append(made, absent(root, filepath.Dir(name))...)
		err := createIn(root, name, f)
		if err == nil {
			made = append(made, name)
			continue
		}
		for _, name := range slices.Backward(made) {
			if left := root.Remove(name); !errors.Is(left, fs.ErrNotExist) {
				err = errors.Join(err, left)
			}
		}
		return err
	}
	return nil
}

// absent returns which of a folder and those above it there are not, outermost first.
func absent(root *os.Root, folder string) (folders []string) {
	for ; folder != "."; folder = filepath.Dir(folder) {
		if _, err := root.Lstat(folder); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		folders = append(folders, folder)
	}
	slices.Reverse(folders)
	return folders
}

// createIn writes a file that must not exist.
func createIn(root *os.Root, name string, file txtar.File) error {
	if err := root.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return machine(fmt.Errorf("making the folder of %s: %w", file.Name, err))
	}
	f, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return &failure{exitContent, fmt.Errorf("%s exists already; nothing was written", file.Name)}
	}
	if err != nil {
		return machine(fmt.Errorf("writing %s: %w", file.Name, err))
	}
	_, err = f.Write(file.Data)
	if err = cmp.Or(err, f.Close()); err != nil {
		// Half a file is worse than none; what counts is the first error.
		_ = root.Remove(name)
		return machine(fmt.Errorf("writing %s: %w", file.Name, err))
	}
	return nil
}
