package output

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"slices"
	"time"
)

// A kind is what lies at a path in the destination.
type kind byte

const (
	kindAbsent kind = iota
	kindFile
	kindFolder
	kindOther // a symbolic link, a device …: nothing that Write makes
)

// What was found at a path.
type found struct {
	folderState // of a folder
	kind
	wanted bool // files of the site have it as a folder
}

// A plan says what Write found in the destination before anything is rendered.
// It does not change while files are staged in parallel.
type plan struct {
	*destination
	names     []string         // the files of the site, sorted
	listed    []string         // those that an earlier Write has put there
	stageDisk *disk            // the folder of staged files, while they are made
	folders   map[string]found // what lies where a wanted or a listed file has a folder; nothing where it is missing
	stale     map[string]bool  // files to be removed: listed, not wanted, not edited
	// deserted holds folders of listed files that are neither wanted nor there:
	// they go too, if they are empty.
	deserted map[string]bool
	kept     []string // listed files that are not wanted but edited, sorted
	// recased holds wanted names under which the destination has a stale file
	// that is called the same but for case, on a file system that ignores it.
	recased map[string]bool
	blocked []string // folders of the site in whose place something else lies
	// relinked holds files that have got another name, which changes the time of their
	// last change; allRelinked says that all have got or lost one.
	relinked    map[string]bool
	allRelinked bool
	carried     []string  // the folders that were carried over, each before those in it
	began       time.Time // before anything was looked at; zero for no spare
}

// plan looks through the destination for what the named files will meet.
func (d *destination) plan(names []string) (*plan, error) {
	p := &plan{
		destination: d,
		names:       names,
		listed:      d.written.paths(),
		stale:       make(map[string]bool),
		deserted:    make(map[string]bool),
		recased:     make(map[string]bool),
		relinked:    make(map[string]bool),
	}
	if !d.absent {
		p.folders = make(map[string]found, len(names)/2) // most pages have one of their own, and data beside them
		p.folders["."] = found{kind: kindFolder}
		if err := p.begin(); err != nil {
			return nil, err
		}
	}
	at, err := p.trail()
	if err != nil {
		return nil, err
	}
	defer at.close()
	var unwanted []string // of the listed files
	for _, name := range p.listed {
		if _, wanted := slices.BinarySearch(p.names, name); !wanted {
			unwanted = append(unwanted, name)
		}
	}
	for k, names := range [][]string{p.names, unwanted} {
		for name := range folders(names) {
			if _, looked := p.folders[name]; looked {
				continue
			}
			kind, info, err := p.look(at.glance, name)
			if err != nil {
				return nil, err
			}
			there := found{kind: kind, wanted: k == 0}
			if kind == kindFolder {
				there.folderState = folderStateOf(info)
			}
			if kind != kindAbsent {
				p.folders[name] = there
			}
		}
	}
	if err := p.findStale(at, unwanted); err != nil {
		return nil, err
	}
	for name := range folders(p.names) {
		if kind := p.folders[name].kind; kind == kindOther || kind == kindFile && !p.stale[name] {
			p.blocked = append(p.blocked, describe(name, kind))
		}
	}
	return p, nil
}

// trail begins to look at files of the destination; nil where there is none.
func (p *plan) trail() (*trail, error) {
	if p.absent {
		return nil, nil
	}
	return p.disk.trail(p.at)
}

// look says what lies at name, without following links: as lstat of a trail describes
// it, or its glance. What is below anything but a real folder counts as absent. The folder
// of name must have been looked at before.
func (p *plan) look(at func(name string) (fs.FileInfo, error), name string) (kind, fs.FileInfo, error) {
	if p.folders[folderOf(name)].kind != kindFolder {
		return kindAbsent, nil, nil
	}
	info, err := at(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return kindAbsent, nil, nil
	case err != nil:
		return kindAbsent, nil, err
	case info.IsDir():
		return kindFolder, info, nil
	case info.Mode().IsRegular():
		return kindFile, info, nil
	}
	return kindOther, info, nil
}

// findStale sorts the listed files that the site no longer has into those to be
// removed and those to be kept.
func (p *plan) findStale(at *trail, unwanted []string) error {
	var byFold map[string]string // mostly nothing is looked up
	if len(unwanted) > 0 {
		byFold = make(map[string]string, len(p.names))
		for _, name := range p.names {
			byFold[fold(name)] = name
		}
	}
	for _, name := range unwanted {
		found, info, err := p.look(at.lstat, name)
		if err != nil {
			return err
		}
		if found == kindAbsent {
			for folder := range folders([]string{name}) {
				p.deserted[folder] = p.folders[folder].kind == kindFolder
			}
			continue
		}
		if twin := byFold[fold(name)]; twin != "" && p.isFile(at, twin, info) {
			p.recased[twin] = true
			p.stale[name] = true
			continue
		}
		unedited, err := p.unedited(name, found, info)
		if err != nil {
			return err
		}
		if unedited {
			p.stale[name] = true
		} else {
			p.kept = append(p.kept, name)
		}
	}
	return nil
}

// isFile reports whether name is the very file that info describes.
func (p *plan) isFile(at *trail, name string, info fs.FileInfo) bool {
	_, twin, err := p.look(at.lstat, name)
	return err == nil && twin != nil && os.SameFile(twin, info)
}

// unedited reports whether a listed file still is what Write made it.
func (p *plan) unedited(name string, found kind, info fs.FileInfo) (bool, error) {
	if found != kindFile {
		return false, nil
	}
	for _, version := range p.written.versions(name) {
		if version.Size != info.Size() {
			continue
		}
		data, err := p.disk.readFile(p.in(name))
		if err != nil {
			return false, err
		}
		if version.is(data) {
			return true, nil
		}
	}
	return false, nil
}

// clears reports whether a folder will be gone once the stale files are.
func (p *plan) clears(name string) (bool, error) {
	entries, err := p.disk.readDir(p.in(name))
	if err != nil {
		return false, err
	}
	for _, entry := range entries {
		below := path.Join(name, entry.Name())
		goes := p.stale[below]
		if entry.IsDir() {
			if goes, err = p.clears(below); err != nil {
				return false, err
			}
		}
		if !goes {
			return false, nil
		}
	}
	// An empty folder is nobody's that Write knows: it removes only those that
	// its own removals have emptied.
	return len(entries) > 0, nil
}

// describe names what is in the way for a message.
func describe(name string, found kind) string {
	switch found {
	case kindFolder:
		return name + " (a folder)"
	case kindOther:
		return name + " (a symbolic link or other special file)"
	default:
		return name
	}
}
