package output

import (
	"io"
	"io/fs"
	"path"
	"strings"

	"dateline/internal/glance"
)

// A trail goes through files of a folder one after the other, to look at them or to
// make them. It keeps those folders open that lead to the last: where names come in
// order, each folder is opened once, and a file takes one step, however deep it lies.
// It serves one goroutine.
type trail struct {
	names []string // of the open folders, within the first
	open  []*disk  // each in the one before
	looks *glance.Folder
}

// trail begins at a folder of the disk.
func (d *disk) trail(folder string) (*trail, error) {
	top, err := d.lookInto(folder)
	if err != nil {
		return nil, err
	}
	return &trail{names: []string{"."}, open: []*disk{top}, looks: glance.In(top.root)}, nil
}

// close closes what is open. A nil trail, with which nobody has begun, may be closed.
func (t *trail) close() {
	if t != nil {
		t.looks.Close()
		t.back(0)
	}
}

// back closes all but the first n folders.
func (t *trail) back(n int) {
	for _, folder := range t.open[n:] {
		folder.close()
	}
	t.names, t.open = t.names[:n], t.open[:n]
}

// to opens a folder, and closes those that do not lead there. Names of folders on the
// way are followed.
func (t *trail) to(dir string) (*disk, error) {
	keep := len(t.names)
	for keep > 1 && dir != t.names[keep-1] && !isBelow(dir, t.names[keep-1]) {
		keep--
	}
	t.back(keep)
	for t.names[len(t.names)-1] != dir {
		last := len(t.names) - 1
		at := 0 // where the next name begins in dir
		if last > 0 {
			at = len(t.names[last]) + 1
		}
		next, _, _ := strings.Cut(dir[at:], "/")
		folder, err := t.open[last].lookInto(next)
		if err != nil {
			return nil, err
		}
		t.names, t.open = append(t.names, dir[:at+len(next)]), append(t.open, folder)
	}
	return t.open[len(t.open)-1], nil
}

// lstat describes what stands at a name.
func (t *trail) lstat(name string) (fs.FileInfo, error) {
	in, err := t.to(folderOf(name))
	if err != nil {
		return nil, err
	}
	return in.lstat(path.Base(name))
}

// glance describes what stands at a name, as lstat does, but in one step: names of folders
// on the way are followed wherever they lead, so they have to have been looked at. What it
// returns is good until the next glance, and [os.SameFile] knows nothing of it.
func (t *trail) glance(name string) (fs.FileInfo, error) {
	if err := t.open[0].may("lstat", name); err != nil {
		return nil, err
	}
	return t.looks.Lstat(name)
}

// mkdir makes a folder in one that is there.
func (t *trail) mkdir(name string) error {
	in, err := t.to(folderOf(name))
	if err != nil {
		return err
	}
	return in.mkdir(path.Base(name))
}

// fill makes or replaces a file, as disk.fill does.
func (t *trail) fill(name string, write func(io.Writer) error) error {
	if done, err := t.fillAtOnce(name, write); done {
		return err
	}
	in, err := t.to(folderOf(name))
	if err != nil {
		return err
	}
	return in.fill(path.Base(name), write)
}
