package output

import (
	"cmp"
	"fmt"
	"io/fs"
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is the longest name of one file or folder, in bytes, that common file
// systems take.
const maxName = 255

// List returns the names of all files of the site, or the [*SiteError] that Write would, if
// a destination cannot hold them.
func List(site fs.FS) ([]string, error) {
	names, err := Names(site)
	return names, cmp.Or(err, checkNames(names))
}

// Names returns the names of all files of the site, sorted.
func Names(site fs.FS) ([]string, error) {
	if listed, ok := site.(Listed); ok {
		return listed.Names(), nil
	}
	var names []string
	err := fs.WalkDir(site, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		names = append(names, name)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("list the files of the site: %w", err)
	}
	slices.Sort(names)
	return names, nil
}

// checkNames finds what is wrong with the names of the site's files by
// themselves, whatever the destination holds.
func checkNames(names []string) error {
	var reserved, long []string
	for _, name := range names {
		if IsReserved(name) {
			reserved = append(reserved, name)
		}
		for part := range strings.SplitSeq(name, "/") {
			if len(part) > maxName {
				long = append(long, name)
				break
			}
		}
	}
	switch collisions := collisions(names); {
	case len(reserved) > 0:
		return &SiteError{"has files in folders that are not the site's", reserved, "move them out of " + ownFolder + " and .git"}
	case len(long) > 0:
		return &SiteError{fmt.Sprintf("has names longer than %d bytes", maxName), long, "give a shorter slug"}
	case len(collisions) > 0:
		return &SiteError{"has names that differ only in upper and lower case", collisions, "rename all but one, as many file systems take them for the same"}
	}
	return nil
}

// IsReserved reports whether a file lies in a folder that is dateline's own or
// that of version control, or takes its place.
func IsReserved(name string) bool {
	top, _, _ := strings.Cut(name, "/")
	return strings.EqualFold(top, ownFolder) || strings.EqualFold(top, ".git")
}

// collisions returns, sorted, those of some names, which are sorted, that are one file, or
// a file and a folder, to a file system that ignores case, but to no other.
func collisions(names []string) []string {
	byFold := make(map[string]string) // of names that are folded to others, as few are
	of := func(folded string) (name string, is bool) {
		if name, is = byFold[folded]; is {
			return name, true
		}
		_, is = slices.BinarySearch(names, folded)
		return folded, is
	}
	var clashing []string
	for _, name := range names {
		folded := fold(name)
		if folded == name {
			continue
		}
		if other, is := of(folded); is {
			clashing = append(clashing, other, name)
		}
		byFold[folded] = name
	}
	for folder := range folders(names) {
		if file, is := of(fold(folder)); is && file != folder {
			clashing = append(clashing, file, folder+"/")
		}
	}
	slices.Sort(clashing)
	return slices.Compact(clashing)
}

// folders yields all folders that the named files lie in, each before those below
// it. The names are sorted. The top folder is left out.
func folders(names []string) iter.Seq[string] {
	return func(yield func(string) bool) {
		var fresh []string
		last := "."
		for _, name := range names {
			fresh = fresh[:0]
			// What lies in one folder stands together: what the last name does not lie in is new.
			for folder := folderOf(name); folder != "." && !isBelow(last, folder); folder = folderOf(folder) {
				fresh = append(fresh, folder)
			}
			for _, folder := range slices.Backward(fresh) {
				if !yield(folder) {
					return
				}
			}
			last = name
		}
	}
}

// folderOf returns the folder that something of the site is in, as path.Dir does for such
// a name: what is valid for io/fs needs no cleaning, for each file anew.
func folderOf(name string) string {
	if end := strings.LastIndexByte(name, '/'); end > 0 {
		return name[:end]
	}
	return "."
}

// isBelow reports whether a name is that of something in a folder or below it.
func isBelow(name, folder string) bool {
	return len(name) > len(folder) && name[len(folder)] == '/' && name[:len(folder)] == folder
}

// isFolded reports whether fold leaves a name as it is, as far as that is plain to see: of
// most names.
func isFolded(name string) bool {
	for _, b := range []byte(name) {
		if b >= utf8.RuneSelf || 'A' <= b && b <= 'Z' {
			return false
		}
	}
	return true
}

// fold maps names that differ only in case to one: of the runes that Unicode's
// simple case folding takes for the same, it picks the small letter of ASCII, of which
// most names are, or else the least.
func fold(name string) string {
	if isFolded(name) {
		return name
	}
	return strings.Map(func(r rune) rune {
		if 'a' <= r && r <= 'z' {
			return r
		}
		least := r
		for other := unicode.SimpleFold(r); other != r; other = unicode.SimpleFold(other) {
			least = min(least, other)
		}
		if 'A' <= least && least <= 'Z' {
			least += 'a' - 'A'
		}
		return least
	}, name)
}
