package build

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
)

// whole is the file system of a site, which knows the names of all its files.
type whole interface {
	fs.FS
	Names() []string
	Key(name string) string
	has(name string) bool
}

// mount returns the file system of a site.
func mount(all []*edition) whole {
	if len(all) == 1 {
		return all[0].built
	}
	m := mounted{all[0].built, map[string]layered{}}
	for _, e := range all[1:] {
		m.editions[strings.TrimSuffix(e.folder(), "/")] = e.built
	}
	return m
}

// mounted is the file system of a site in several languages: that of the first
// edition, with the others in folders.
type mounted struct {
	first    layered
	editions map[string]layered // by folder
}

// at returns the file system of the edition in which a file lies, and its name
// there.
func (m mounted) at(name string) (layered, string) {
	folder, rest, _ := strings.Cut(name, "/")
	if e, ok := m.editions[folder]; ok {
		return e, cmp.Or(rest, ".")
	}
	return m.first, name
}

// Open opens a file or folder of an edition.
func (m mounted) Open(name string) (fs.File, error) {
	if name == "." {
		entries, err := m.ReadDir(name)
		return &openDir{info: info{name: name, dir: true}, entries: entries}, err
	}
	e, name := m.at(name)
	return e.Open(name)
}

// ReadFile makes a file of an edition.
func (m mounted) ReadFile(name string) ([]byte, error) {
	e, name := m.at(name)
	return e.ReadFile(name)
}

// ReadDir lists a folder, at the root with those of the editions.
func (m mounted) ReadDir(name string) ([]fs.DirEntry, error) {
	e, rest := m.at(name)
	entries, err := e.ReadDir(rest)
	if name != "." || err != nil {
		return entries, err
	}
	var folders []fs.DirEntry
	for folder := range m.editions {
		folders = append(folders, fs.FileInfoToDirEntry(info{name: folder, dir: true}))
	}
	return merged(folders, entries), nil
}

// Release takes back what ReadFile returned.
func (m mounted) Release(name string, data []byte) { m.first.Release(name, data) }

// Streams reports whether a file grows with the site.
func (m mounted) Streams(name string) bool {
	e, name := m.at(name)
	return e.Streams(name)
}

// Names returns the names of all files, sorted.
func (m mounted) Names() []string {
	names := slices.Clone(m.first.Names())
	for folder, e := range m.editions {
		for _, name := range e.Names() {
			names = append(names, folder+"/"+name)
		}
	}
	slices.Sort(names)
	return names
}

// has reports whether there is a file of that name.
func (m mounted) has(name string) bool {
	e, name := m.at(name)
	return e.has(name)
}

// Key returns what decides the bytes of a file, where that is known.
func (m mounted) Key(name string) string {
	e, name := m.at(name)
	return e.Key(name)
}
