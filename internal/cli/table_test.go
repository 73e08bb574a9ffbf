package cli

import (
	"bytes"
	"fmt"
	"maps"
	"testing"

	"dateline/internal/content"
)

// A table is read as it was written; one that is cut short is an error.
func TestTable(t *testing.T) {
	stamps := table[stamp]{"": missing, "a": {1, -2, 3}, "content/ä.md": {1 << 40, 1 << 62, 0}}
	packed, err := stamps.GobEncode()
	if err != nil {
		t.Fatal(err)
	}
	var read table[stamp]
	if err := read.GobDecode(packed); err != nil || !maps.Equal(read, stamps) {
		t.Errorf("read %v, %v", read, err)
	}
	for k := range packed {
		if read.GobDecode(packed[:k]) == nil {
			t.Errorf("%d of %d bytes count as a table", k, len(packed))
		}
	}
	sums := table[content.Sum]{"a": {1, 2}, "b": {15: 3}}
	packed, err = sums.GobEncode()
	var again table[content.Sum]
	if err != nil || again.GobDecode(packed) != nil || !maps.Equal(again, sums) {
		t.Errorf("read %v, %v", again, err)
	}
}

// Tables of a record are read as they were written, however many parts they take.
func TestTableParts(t *testing.T) {
	for _, files := range []int{0, 1, fullPart - 1, fullPart, fullPart + 1, 3 * fullPart} {
		r := record{Read: table[stamp]{}, Site: table[written]{"a": {Stamp: stamp{1, 2, 3}}}}
		for k := range files {
			r.Read[fmt.Sprint("read", k)] = stamp{int64(k), 1, 2}
			r.Site[fmt.Sprint("site", k)] = written{stamp{1, int64(k), 2}, content.Sum{byte(k), byte(k >> 8)}}
		}
		var kept bytes.Buffer
		if err := r.write(&kept); err != nil {
			t.Fatal(err)
		}
		again, err := readRecord(&kept)
		if err != nil || !maps.Equal(again.Read, r.Read) || !maps.Equal(again.Site, r.Site) {
			t.Errorf("of %d files, %d and %d are read: %v", files, len(again.Read), len(again.Site), err)
		}
	}
}
