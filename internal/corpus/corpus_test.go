package corpus

import (
	"bytes"
	"crypto/sha256"
	"testing"
)

// The same number gives the same files, all of which have names of their own.
func TestFiles(t *testing.T) {
	seen := map[string][32]byte{}
	for name, data := range Files(300) {
		if _, twice := seen[name]; twice {
			t.Errorf("%s comes twice", name)
		}
		seen[name] = sha256.Sum256(data)
	}
	if want := 1 + (300/100 + 20) + (300/50 + 50) + 300/10 + 300; len(seen) != want {
		t.Errorf("%d files, want %d", len(seen), want)
	}
	kinds := 0
	for name, data := range Files(300) {
		if seen[name] != sha256.Sum256(data) {
			t.Errorf("%s is another the second time", name)
		}
		kinds += bytes.Count(data, []byte("kind: dispute"))
	}
	if kinds == 0 {
		t.Error("no article has a dispute")
	}
}
