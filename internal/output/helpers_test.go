package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// files is a site or a destination: names and contents. A name that ends with
// a slash is an empty folder, contents "-> x" are a symbolic link to x.
type files map[string]string

func (f files) site() fstest.MapFS {
	site := fstest.MapFS{}
	for name, content := range f {
		site[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return site
}

// put writes f into dir as somebody other than Write.
func (f files) put(t *testing.T, dir string) {
	t.Helper()
	for name, content := range f {
		path := filepath.Join(dir, name)
		check(t, os.MkdirAll(filepath.Dir(path), 0o755))
		if strings.HasSuffix(name, "/") {
			check(t, os.MkdirAll(path, 0o755))
		} else if target, ok := strings.CutPrefix(content, "-> "); ok {
			check(t, os.Symlink(target, path))
		} else {
			check(t, os.WriteFile(path, []byte(content), 0o644))
		}
	}
}

// read returns all that dir holds but for the manifest, in the form that put
// takes. A dir that does not exist is nil.
func read(t *testing.T, dir string) files {
	t.Helper()
	all := everything(t, dir)
	delete(all, ManifestFile)
	return all
}

// everything is read with the manifest.
func everything(t *testing.T, dir string) files {
	t.Helper()
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	found := files{}
	check(t, filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		name = filepath.ToSlash(name)
		switch {
		case entry.IsDir():
			below, err := os.ReadDir(path)
			if len(below) == 0 && name != "." {
				found[name+"/"] = ""
			}
			return err
		case entry.Type() == fs.ModeSymlink:
			target, err := os.Readlink(path)
			found[name] = "-> " + target
			return err
		}
		data, err := os.ReadFile(path)
		found[name] = string(data)
		return err
	}))
	return found
}

// listed returns the paths that the manifest lists.
func listed(t *testing.T, dir string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, ManifestFile))
	check(t, err)
	m, err := parseManifest(string(data))
	check(t, err)
	return m.paths()
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// write is a Write that must succeed.
func write(t *testing.T, dir string, site files) Stats {
	t.Helper()
	return writeWith(t, dir, site, Options{})
}

func writeWith(t *testing.T, dir string, site files, opt Options) Stats {
	t.Helper()
	stats, err := Write(t.Context(), dir, site.site(), opt)
	check(t, err)
	return stats
}

// equal reports how got differs from want, if it does.
func equal(t *testing.T, what string, got, want any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// A way is how Write may have to bring the new site into the destination.
type way struct {
	name  string
	fault faultFunc
}

var (
	asAWhole = way{"as a whole", nil}
	// The system cannot exchange folders, or make hard links.
	oneByOne = way{"one by one", func(operation string, _ ...string) error {
		if operation == "link" || operation == "exchange" {
			return errors.ErrUnsupported
		}
		return nil
	}}
	// The folder above the destination is closed to us.
	fromInside = way{"from inside", func(operation string, names ...string) error {
		if operation == "make folder" && isBeside(names[0]) {
			return fs.ErrPermission
		}
		return nil
	}}
	// The destination is a mount of its own, which takes nothing from outside.
	acrossMounts = way{"across mounts", func(operation string, names ...string) error {
		if (operation == "link" || operation == "rename") && isBeside(names[0]) != isBeside(names[1]) {
			return syscall.EXDEV
		}
		return oneByOne.fault(operation, names...)
	}}
	ways = []way{asAWhole, oneByOne, fromInside, acrossMounts}
)

// isInstall reports whether an operation exchanges the destination, rather than folders
// beside it, to see whether that can be done.
func isInstall(operation string, names []string) bool {
	return operation == "exchange" && !isBeside(names[1])
}

func isBeside(name string) bool {
	top, _, _ := strings.Cut(name, "/")
	return strings.HasSuffix(top, ".dateline") && top != ownFolder
}

func (w way) options() Options { return Options{fault: w.fault} }
