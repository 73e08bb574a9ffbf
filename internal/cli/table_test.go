package cli

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"dateline/internal/build"
	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/packed"
)

// A table is read as it was written; one that is cut short, or out of order, is an error.
func TestTable(t *testing.T) {
	all := rereadTable(t, tableOf(map[string]stamp{"": missing, "content/ä.md": {1 << 40, 1 << 62, 0}, "a": {1, -2, 3}}))
	for k := range all {
		if _, err := readPacked[stamp](all[:k]); err == nil {
			t.Errorf("%d of %d bytes count as a table", k, len(all))
		}
	}
	rereadTable(t, tableOf(map[string]written{"a": {stamp{1, 2, 3}, content.Sum{1, 2}}, "b": {unknown, content.Sum{15: 3}}}))
	rereadTable(t, tableOf(map[string]stamp{}))

	if _, err := readPacked[stamp](pack(t, table[stamp]{[]string{"b", "a"}, make([]stamp, 2)})); err == nil {
		t.Error("what is out of order is read")
	}
	for _, claim := range [][]byte{{0xff, 0xff, 0xff, 0xff, 0xff, 0x7f}, {1, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f}} {
		if _, err := readPacked[stamp](append(claim, make([]byte, 100)...)); !errors.Is(err, packed.ErrDamaged) {
			t.Errorf("more files, or longer names, than there is room for: %v", err)
		}
	}
}

// rereadTable checks that a table is read as it is written, and returns that.
func rereadTable[V said[V]](t *testing.T, all table[V]) []byte {
	t.Helper()
	out := pack(t, all)
	from := packed.Reader{Left: string(out) + "rest"}
	if again := readTable[V](&from); from.Err != nil || from.Left != "rest" || !reflect.DeepEqual(again, all) {
		t.Errorf("read %v and %q, %v; want %v", again, from.Left, from.Err, all)
	}
	return out
}

func pack[V said[V]](t *testing.T, all table[V]) []byte {
	t.Helper()
	var out bytes.Buffer
	to := bufio.NewWriter(&out)
	all.write(to)
	if err := to.Flush(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func readPacked[V said[V]](from []byte) (table[V], error) {
	r := packed.Reader{Left: string(from)}
	all := readTable[V](&r)
	return all, r.Err
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
	all = all.with(tableOf(map[string]stamp{"0": {Size: 5}, "b": {Size: 6}, "e": {Size: 7}}))
	if want := (map[string]stamp{"0": {Size: 5}, "a": {Size: 4}, "b": {Size: 6}, "c": {Size: 0}, "d": {Size: 3}, "e": {Size: 7}}); !reflect.DeepEqual(all, tableOf(want)) {
		t.Errorf("with more, %v", all)
	}
	all.drop([]string{"", "0", "a", "bb", "c", "e", "f"})
	if _, known := all.of("c"); known || !slices.Equal(all.names, []string{"b", "d"}) {
		t.Errorf("%v are left", all)
	}
}

// A record is read as it was written, with its tables.
func TestRecordReread(t *testing.T) {
	for _, files := range []int{0, 1, 3000} {
		read, site := map[string]stamp{}, map[string]written{"a": {Stamp: stamp{1, 2, 3}}}
		for k := range files {
			read[fmt.Sprint("read", k)] = stamp{int64(k), 1, 2}
			site[fmt.Sprint("site", k)] = written{stamp{1, int64(k), 2}, content.Sum{byte(k), byte(k >> 8)}}
		}
		r := record{
			Fresh: map[string]content.Sum{"a": {1}}, layout: build.Layout{Entries: "\na\nb\n", Spelt: "b\n", Feeds: "\n/ 0 1 \n"},
			problems: []diag.Problem{
				{Pos: diag.Pos{File: "content"}, Text: "an error"},
				{Pos: diag.At("content/a.md", 1000, 200), Severity: diag.Warning, Text: "\x00é\n", Mend: diag.Mend{Old: "a", New: "b", Link: true}},
			},
			read: tableOf(read), site: tableOf(site),
		}
		var kept bytes.Buffer
		if err := r.write(&kept); err != nil {
			t.Fatal(err)
		}
		again, err := readRecord(kept.String())
		if err != nil || !reflect.DeepEqual(*again, r) {
			t.Errorf("of %d files, %d and %d are read: %v", files, again.read.len(), again.site.len(), err)
		}
	}
}
