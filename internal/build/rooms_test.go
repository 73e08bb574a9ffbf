package build

import (
	"bytes"
	"io/fs"
	"testing"
)

// A file is what it was, whatever has become of the bytes of others that were given
// back, and of its own.
func TestRooms(t *testing.T) {
	result := run(t, generated(30))
	made := result.FS.(interface {
		fs.FS
		Release(name string, data []byte)
	})
	first := map[string][]byte{}
	for range 2 {
		for _, name := range paths(t, result.FS) {
			data, err := fs.ReadFile(made, name)
			if err != nil {
				t.Fatal(err)
			}
			if before, ok := first[name]; ok && !bytes.Equal(data, before) {
				t.Errorf("%s is made in another way the second time", name)
			}
			first[name] = bytes.Clone(data)
			for k := range data {
				data[k] = '!'
			}
			made.Release(name, data)
		}
	}
}
