// Package buildtest helps tests that read one built site many times, or build it again and
// again.
package buildtest

import (
	"io/fs"
	"sync"
	"testing/fstest"
)

// Keep returns a site that makes each file once: what was read is kept in memory.
func Keep(site fs.FS) fs.FS { return &kept{FS: site} }

type kept struct {
	fs.FS
	files sync.Map // []byte by name
}

// Open opens a file or a folder.
func (k *kept) Open(name string) (fs.File, error) {
	data, err := k.ReadFile(name)
	if err != nil { // a folder, or what FS tells of
		return k.FS.Open(name)
	}
	return fstest.MapFS{name: {Data: data}}.Open(name)
}

// ReadFile makes the file where nobody has read it yet. Its bytes belong to all.
func (k *kept) ReadFile(name string) ([]byte, error) {
	if data, ok := k.files.Load(name); ok {
		return data.([]byte), nil
	}
	data, err := fs.ReadFile(k.FS, name)
	if err == nil {
		k.files.Store(name, data)
	}
	return data, err
}
