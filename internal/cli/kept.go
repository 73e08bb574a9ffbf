package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// What is kept of each destination for later builds lies in a folder of its own, in
// the user's folder for caches. It may be deleted at any time.

// placeFile is the file in such a folder that says of which destination it is.
const placeFile = "destination"

// sites returns the folder that holds those of all destinations; "" where nothing is
// kept.
func (b *buildCommand) sites() string {
	if !stamped {
		return ""
	}
	return b.cached("sites")
}

// keeping returns the destination's folder; "" where nothing is kept.
func (b *buildCommand) keeping() string {
	place, err := filepath.Abs(b.destination)
	if b.sites() == "" || err != nil {
		return ""
	}
	sum := sha256.Sum256([]byte(place))
	return filepath.Join(b.sites(), hex.EncodeToString(sum[:16]))
}

// kept returns where a file of that name lies in the destination's folder; "" where
// nothing is kept.
func (b *buildCommand) kept(name string) string {
	folder := b.keeping()
	if folder == "" {
		return ""
	}
	return filepath.Join(folder, name)
}

// begin makes the destination's folder, unless it is there.
func (b *buildCommand) begin() error {
	folder := b.keeping()
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	place, _ := filepath.Abs(b.destination) // by which the folder is called, too
	file := filepath.Join(folder, placeFile)
	if is, err := os.ReadFile(file); err == nil && string(is) == place {
		return nil
	}
	return os.WriteFile(file, []byte(place), 0o600)
}

// tidy removes what is kept of destinations that are no more. What cannot be removed
// stays for the next time.
func (b *buildCommand) tidy() {
	folders, err := os.ReadDir(b.sites())
	if err != nil {
		return
	}
	for _, e := range folders {
		folder := filepath.Join(b.sites(), e.Name())
		place, err := os.ReadFile(filepath.Join(folder, placeFile))
		if err != nil || len(place) == 0 {
			continue // it is being made
		}
		if _, err := os.Lstat(string(place)); errors.Is(err, fs.ErrNotExist) {
			os.RemoveAll(folder)
		}
	}
}
