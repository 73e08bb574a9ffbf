package cli

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"dateline/internal/content"
)

// A table is read as it was written; one that is cut short is an error.
func TestTable(t *testing.T) {
	stamps := tableOf(map[string]stamp{"": missing, "content/ä.md": {1 << 40, 1 << 62, 0}, "a": {1, -2, 3}})
	packed, err := stamps.GobEncode()
	if err != nil {
		t.Fatal(err)
	}
	var read table[stamp]
	if err := read.GobDecode(packed); err != nil || !reflect.DeepEqual(read, stamps) {
		t.Errorf("read %v, %v", read, err)
	}
	for k := range packed {
		var part table[stamp]
		if part.GobDecode(packed[:k]) == nil {
			t.Errorf("%d of %d bytes count as a table", k, len(packed))
		}
	}
	if read.GobDecode(packed) == nil {
		t.Error("what is out of order is read")
	}
	files := tableOf(map[string]written{"a": {stamp{1, 2, 3}, content.Sum{1, 2}}, "b": {unknown, content.Sum{15: 3}}})
	packed, err = files.GobEncode()
	var again table[written]
	if err != nil || again.GobDecode(packed) != nil || !reflect.DeepEqual(again, files) {
		t.Errorf("read %v, %v", again, err)
	}
}

// What is said of files is found, in whatever order it was said, until they are dropped.
func TestTableSet(t *testing.T) {
	var all table[stamp]
	for k, name := range []string{"c", "a", "b", "d", "a"} {
		all.set(name, stamp{Size: int64(k)})
	}
	want := map[string]stamp{"a": {Size: 4}, "b": {Size: 2}, "c": {Size: 0}, "d": {Size: 3}}
	if !reflect.DeepEqual(all, tableOf(want)) {
		t.Errorf("got %v", all)
	}
	for name, value := range want {
		if got, known := all.of(name); got != value || !known {
			t.Errorf("of %s: %v", name, got)
		}
	}
	all.drop([]string{"a", "c"})
	if _, known := all.of("c"); known || !slices.Equal(all.names, []string{"b", "d"}) {
		t.Errorf("%v are left", all)
	}
}

// Tables of a record are read as they were written, however many parts they take.
func TestTableParts(t *testing.T) {
	for _, files := range []int{0, 1, fullPart - 1, fullPart, fullPart + 1, 3 * fullPart} {
		read, site := map[string]stamp{}, map[string]written{"a": {Stamp: stamp{1, 2, 3}}}
		for k := range files {
			read[fmt.Sprint("read", k)] = stamp{int64(k), 1, 2}
			site[fmt.Sprint("site", k)] = written{stamp{1, int64(k), 2}, content.Sum{byte(k), byte(k >> 8)}}
		}
		r := record{Read: tableOf(read), Site: tableOf(site)}
		var kept bytes.Buffer
		if err := r.write(&kept); err != nil {
			t.Fatal(err)
		}
		again, err := readRecord(&kept)
		if err != nil || !slices.Equal(again.Read.values, r.Read.values) || !reflect.DeepEqual(again.Site, r.Site) {
			t.Errorf("of %d files, %d and %d are read: %v", files, again.Read.len(), again.Site.len(), err)
		}
	}
}
