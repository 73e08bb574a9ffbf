// Package glance looks at many files of a folder one after the other: at each in one step,
// however deep it lies. Names are slash-separated, relative to the folder. Those of folders
// on the way are followed wherever they lead: who is not to be led elsewhere has to have
// looked at them before.
package glance

import (
	"io/fs"
	"os"
	"path"
	"strings"
)

// A Folder is one whose files are looked at. It serves one goroutine.
type Folder struct {
	root *os.Root
	top  *os.File // see File

	// The folder in which the names lie that come one after the other, so that none has to be
	// followed from the top: none where they lie in no folder together.
	near     *handle
	nearName string // with a slash at its end
	last     string // the last name

	seen info
}

// In begins to look at the files of a folder, which has to stay open.
func In(root *os.Root) *Folder { return &Folder{root: root} }

// Close closes what was opened.
func (f *Folder) Close() {
	f.leave()
	if f.top != nil {
		f.top.Close()
	}
}

// File returns the folder itself, for calls that package os does not make. It is closed with
// the Folder.
func (f *Folder) File() (_ *os.File, err error) {
	if f.top == nil {
		f.top, err = f.root.Open(".")
	}
	return f.top, err
}

// Lstat describes what stands at a name, be it a link. What it returns is good until the
// next look, and [os.SameFile] knows nothing of it.
func (f *Folder) Lstat(name string) (fs.FileInfo, error) { return f.look("lstat", name, false) }

// Stat does so with what a link leads to.
func (f *Folder) Stat(name string) (fs.FileInfo, error) { return f.look("stat", name, true) }

// far is how many bytes of a name no system is asked to follow in one step: macOS takes
// 1,024 with the zero at the end.
const far = 1000

// reach opens the folder that is near a name, and returns what leads from there to it.
func (f *Folder) reach(name string) (rest string) {
	if f.near == nil || !strings.HasPrefix(name, f.nearName) || len(name)-len(f.nearName) > far {
		f.leave()
		both := common(f.last, name)
		if len(name)-len(both) > far {
			both, _ = path.Split(name)
		}
		if both != "" {
			if near, err := open(f.root, path.Clean(both)); err == nil {
				f.near, f.nearName = near, both
			}
		}
	}
	f.last = name
	if f.near == nil {
		return name
	}
	return name[len(f.nearName):]
}

// common returns the folder in which two names lie, with a slash at its end; "" for that of
// all.
func common(a, b string) string {
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	return a[:strings.LastIndexByte(a[:same], '/')+1]
}

// leave closes the folder that is near.
func (f *Folder) leave() {
	if f.near != nil {
		f.near.Close()
	}
	f.near, f.nearName = nil, ""
}
