package output

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
)

// incomingName is a file in the new destination as long as the old one, which
// it has taken the place of, is still there. It tells the next Write, after this
// one was killed, which of the two stands in the working folder.
const incomingName = ownFolder + "/incoming"

// replace puts the new destination together in the working folder, gives it the
// place of the old one in one step, and puts that away or removes it. Unchanged
// files and those of others are carried over by hard link. Until done, an error
// leaves the destination as it was.
func (p *plan) replace(made results) (done bool, err error) {
	if p.at == "." || p.isWorkingDirectory() {
		return false, errors.ErrUnsupported
	}
	listed, err := p.assemble(made)
	if err != nil {
		return false, err
	}
	if err := p.disk.flush(); err != nil {
		return false, err
	}
	swap := p.disk.exchange
	if p.absent {
		swap = p.disk.rename
	}
	if err := swap(p.working(nextName), p.at); err != nil {
		return false, err
	}
	p.saved = listed
	if err = p.disk.flush(); err == nil && !p.absent {
		ours := func(name string) bool {
			return p.recased[name] || p.written.versions(name) != nil && !slices.Contains(p.kept, name)
		}
		if p.allRelinked = !p.putAway(ours); !p.allRelinked {
			err = p.disk.remove(p.in(incomingName))
		} else {
			err = p.retire(made.files, ours)
		}
	}
	if err != nil {
		return true, fmt.Errorf("the new site is in place, but tidying up after the old one failed: %w", err)
	}
	return true, nil
}

// isWorkingDirectory reports whether this process works in the destination: its
// shell would be left in a folder that is no more.
func (d *destination) isWorkingDirectory() bool {
	here, err := os.Getwd()
	if err != nil {
		return false
	}
	here, err = resolve(here)
	return err == nil && within(here, d.place)
}

// assemble makes the new destination, and returns what the manifest is that it wrote
// there. Where there was none, the files are in it already.
func (p *plan) assemble(made results) (entry, error) {
	if !p.absent {
		if err := p.gather(made); err != nil {
			return entry{}, err
		}
	}
	next := p.working(nextName)
	if err := p.disk.mkdirAll(path.Join(next, ownFolder)); err != nil {
		return entry{}, err
	}
	if !p.absent {
		if err := p.disk.writeFile(path.Join(next, incomingName), nil); err != nil {
			return entry{}, err
		}
	}
	var list entry
	err := p.disk.fill(path.Join(next, ManifestFile), func(to io.Writer) (err error) {
		list, err = measured(to, func(w io.Writer) error { return made.files.write(w, p.generator) })
		return err
	})
	return list, err
}
