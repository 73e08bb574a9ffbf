package output

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A destination is an open destination folder with a fresh staging folder.
type destination struct {
	name string   // as the caller named it, for messages
	root *os.Root // all access goes through it, so that no link leads outside
	made []string // folders that opening made, innermost first

	written manifest // what earlier Writes put there
	saved   []byte   // the manifest file as it is on disk; nil if there is none
}

// openDestination opens dir, which it makes if it does not exist, unless
// something else than an earlier Write has put files there.
func openDestination(dir string) (*destination, error) {
	place, err := resolve(dir)
	if err != nil {
		return nil, err
	}
	dest := &destination{name: dir}
	if dest.made, err = missingFolders(place, dir); err != nil {
		return nil, err
	}
	if err = os.MkdirAll(place, 0o755); err == nil {
		dest.root, err = os.OpenRoot(place)
	}
	if err != nil {
		dest.removeMade()
		return nil, fmt.Errorf("open the destination: %w", err)
	}
	if dest.written, dest.saved, err = readManifest(dest.root, dir); err != nil {
		dest.root.Close()
		dest.removeMade()
		return nil, err
	}
	// A crash may have left one.
	if err = dest.root.RemoveAll(stagingFolder); err == nil {
		err = dest.root.MkdirAll(stagingFolder, 0o755)
	}
	if err != nil {
		dest.close() // the first error is the one to tell
		return nil, fmt.Errorf("make the staging folder in %s: %w", dir, err)
	}
	return dest, nil
}

// close removes the staging folder and, where Write got no further than that,
// all else that opening made.
func (d *destination) close() error {
	err := d.root.RemoveAll(stagingFolder)
	if d.saved == nil {
		d.root.Remove(ownFolder) // stays if it is not empty
	}
	if closeErr := d.root.Close(); err == nil {
		err = closeErr
	}
	if d.saved == nil {
		d.removeMade()
	}
	return err
}

// removeMade removes the folders that opening made. One that somebody else has
// put something into in the meantime cannot be removed, which is right.
func (d *destination) removeMade() {
	for _, folder := range d.made {
		os.Remove(folder)
	}
}

// missingFolders returns place and the folders above it as far as they do not
// exist, innermost first. It refuses a place that is no folder.
func missingFolders(place, dir string) ([]string, error) {
	var missing []string
	for folder := place; ; folder = filepath.Dir(folder) {
		info, err := os.Stat(folder)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			missing = append(missing, folder)
		case err != nil:
			return nil, err
		case !info.IsDir():
			return nil, &RefusedError{Dir: dir, Problem: "is not a folder", Advice: otherFolder}
		default:
			return missing, nil
		}
	}
}

// readManifest returns the manifest of a destination, parsed and as it is on
// disk. A folder that is empty but for names that start with a dot, such as
// .git, has none and may be used; any other without one is refused, as is one
// whose manifest does not say what may be removed.
func readManifest(root *os.Root, dir string) (manifest, []byte, error) {
	info, err := root.Lstat(ownFolder)
	if err == nil && !info.IsDir() {
		return nil, nil, &RefusedError{dir, "has something in the place of dateline's own folder", []string{ownFolder}, "remove it"}
	}
	data, err := root.ReadFile(manifestName)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, checkEmpty(root, dir)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read the manifest of %s: %w", dir, err)
	}
	written, err := parseManifest(data)
	if err != nil {
		problem := fmt.Sprintf("has a damaged list of dateline's files, %s (%v)", manifestName, err)
		return nil, nil, &RefusedError{Dir: dir, Problem: problem, Advice: "restore the list, or empty the folder"}
	}
	return written, data, nil
}

// checkEmpty refuses a folder that holds anything whose name does not start
// with a dot.
func checkEmpty(root *os.Root, dir string) error {
	entries, err := fs.ReadDir(root.FS(), ".")
	if err != nil {
		return fmt.Errorf("list %s: %w", dir, err)
	}
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), ".") {
			return &RefusedError{Dir: dir, Problem: "is not empty and was not made by dateline", Advice: otherFolder + ", or empty it"}
		}
	}
	return nil
}

// save writes the manifest, whole or not at all, unless it is there already.
func (d *destination) save(m manifest) error {
	data, err := m.format()
	if err != nil || bytes.Equal(data, d.saved) {
		return err
	}
	const fresh = stagingFolder + "/manifest.json"
	if err := d.root.WriteFile(fresh, data, 0o644); err != nil {
		return err
	}
	if err := d.root.Rename(fresh, manifestName); err != nil {
		return err
	}
	d.saved = data
	return nil
}
