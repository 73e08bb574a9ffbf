package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Check says, before anything is built, whether a site may be written to dir
// when source is the folder that it is made from. Both are paths as the
// operating system takes them; neither is changed, and dir need not exist.
//
// Refused, with a [*RefusedError], are the source and the folders above it, its
// content, templates and static folders and what is below them, a root, the
// home folder and those above it, and a folder that has no manifest of an earlier
// Write but holds anything whose name does not start with a dot. Write itself
// checks only the last, as it does not know the source.
func Check(dir, source string) error {
	place, _, err := checkPlace(dir, source)
	if err != nil {
		return err
	}
	missing, err := missingFolders(place, dir)
	if err != nil || len(missing) > 0 {
		return err
	}
	disk, err := openDisk(place, nil)
	if err != nil {
		return err
	}
	defer disk.close()
	_, _, err = readManifest(disk, ".", dir)
	return err
}

// CheckPlace is Check without a look at what dir holds.
func CheckPlace(dir, source string) error {
	_, _, err := checkPlace(dir, source)
	return err
}

// CheckNamed is CheckPlace for a dir that a site names, which somebody else may have
// written. Refused are hidden folders of the home folder too, such as .ssh, where programs
// find what they go by, unless the source lies in the same one.
func CheckNamed(dir, source string) error {
	place, from, err := checkPlace(dir, source)
	if err != nil {
		return err
	}
	if hidden := hiddenFolder(place); hidden != "" && !within(from, hidden) {
		return &RefusedError{Dir: dir, Problem: "lies in a hidden folder of your home, " + hidden, Advice: otherFolder}
	}
	return nil
}

// hiddenFolder returns the hidden folder of the home folder in which a place lies, or that it
// is; "" for none. place is resolved.
func hiddenFolder(place string) string {
	home := homeFolder()
	if home == "" || !within(place, home) {
		return ""
	}
	for parent := filepath.Dir(place); !same(parent, home); parent = filepath.Dir(place) {
		place = parent
	}
	if filepath.Base(place)[0] != '.' {
		return ""
	}
	return place
}

// homeFolder returns that of the user, resolved; "" for none.
func homeFolder() string {
	home, err := os.UserHomeDir()
	if err == nil {
		home, err = resolve(home)
	}
	if err != nil {
		return ""
	}
	return home
}

// checkPlace returns both resolved.
func checkPlace(dir, source string) (place, from string, err error) {
	if dir == "" {
		return "", "", &RefusedError{Dir: `""`, Problem: "names no folder", Advice: otherFolder}
	}
	if place, err = resolve(dir); err != nil {
		return "", "", err
	}
	if from, err = resolve(source); err != nil {
		return "", "", err
	}
	if problem := badPlace(place, from); problem != "" {
		return "", "", &RefusedError{Dir: dir, Problem: problem, Advice: otherFolder}
	}
	return place, from, nil
}

// badPlace says what is wrong with building into place from the source folder
// from, or nothing. Both are resolved.
func badPlace(place, from string) string {
	switch {
	case filepath.Dir(place) == place:
		return "is the root of the file system"
	case same(place, from):
		return "is the source folder"
	case within(from, place):
		return "holds the source folder"
	}
	for _, name := range []string{"content", "templates", "static"} {
		if within(place, filepath.Join(from, name)) {
			return "lies in the site's own " + name + " folder"
		}
	}
	// Without a home folder there is none to protect.
	if home := homeFolder(); home != "" && within(home, place) {
		return "is or holds your home folder"
	}
	return ""
}

// within reports whether path is folder or lies below it.
func within(path, folder string) bool {
	for !same(path, folder) {
		parent := filepath.Dir(path)
		if parent == path {
			return false
		}
		path = parent
	}
	return true
}

// same reports whether two resolved paths are one folder. Comparing the names
// is not enough on a file system that ignores case, comparing the folders not
// for those that do not exist yet.
func same(a, b string) bool {
	if a == b {
		return true
	}
	infoA, errA := os.Stat(a)
	infoB, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(infoA, infoB)
}

// resolve returns path as an absolute path without symbolic links. Of a path
// that does not exist, the part that does is resolved.
func resolve(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	resolved, err := filepath.EvalSymlinks(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return resolved, err
	}
	if _, linkErr := os.Lstat(path); linkErr == nil {
		return "", fmt.Errorf("%s is a symbolic link to nothing", path)
	}
	parent, err := resolve(filepath.Dir(path))
	if err != nil {
		return "", err
	}
	return filepath.Join(parent, filepath.Base(path)), nil
}
