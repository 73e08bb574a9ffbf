package cli

import (
	"encoding/binary"
	"errors"
	"iter"
	"maps"
	"slices"
)

// A table says something of files, by name: their names in order, and what is said of
// each. A record holds how many there are, and of each the length of the name, the name,
// and what is said in as many bytes as it always has. To read that, to look into it and to
// go through it takes a fraction of the time and of the memory which a map takes.
type table[V said[V]] struct {
	names  []string // sorted
	values []V      // parallel to names
}

// said is what a table may say of a file.
type said[V any] interface {
	stamp | written

	size() int              // in bytes, always the same
	pack(out []byte) []byte // appends so many
	unpack(packed []byte) V // reads what pack wrote
}

// tableOf returns what a map says.
func tableOf[V said[V]](all map[string]V) table[V] {
	t := table[V]{slices.Sorted(maps.Keys(all)), make([]V, 0, len(all))}
	for _, name := range t.names {
		t.values = append(t.values, all[name])
	}
	return t
}

func (t *table[V]) len() int { return len(t.names) }

// of returns what is said of a file, if there is anything.
func (t *table[V]) of(name string) (value V, known bool) {
	k, known := slices.BinarySearch(t.names, name)
	if known {
		value = t.values[k]
	}
	return value, known
}

// all yields what is said of each file, in order.
func (t *table[V]) all() iter.Seq2[string, V] {
	return func(yield func(string, V) bool) {
		for k, name := range t.names {
			if !yield(name, t.values[k]) {
				return
			}
		}
	}
}

// set says something of a file: with little work, where the name comes after all others.
func (t *table[V]) set(name string, value V) {
	k := len(t.names)
	if k > 0 && name <= t.names[k-1] {
		var known bool
		if k, known = slices.BinarySearch(t.names, name); known {
			t.values[k] = value
			return
		}
	}
	t.names, t.values = slices.Insert(t.names, k, name), slices.Insert(t.values, k, value)
}

// drop takes out some of the files, which are in order.
func (t *table[V]) drop(some []string) {
	kept := 0
	for k, name := range t.names {
		if len(some) > 0 && some[0] == name {
			some = some[1:]
			continue
		}
		t.names[kept], t.values[kept] = name, t.values[k]
		kept++
	}
	t.names, t.values = t.names[:kept], t.values[:kept]
}

// GobEncode implements [encoding/gob.GobEncoder].
func (t table[V]) GobEncode() ([]byte, error) {
	var value V
	room := binary.MaxVarintLen64
	for _, name := range t.names {
		room += binary.MaxVarintLen32 + len(name) + value.size()
	}
	out := binary.AppendUvarint(make([]byte, 0, room), uint64(len(t.names)))
	for k, name := range t.names {
		out = binary.AppendUvarint(out, uint64(len(name)))
		out = append(out, name...)
		out = t.values[k].pack(out)
	}
	return out, nil
}

var errTable = errors.New("a table that is cut short, or out of order")

// GobDecode implements [encoding/gob.GobDecoder]. It adds to what the table holds.
func (t *table[V]) GobDecode(data []byte) error {
	count, at := binary.Uvarint(data)
	if at <= 0 || count > uint64(len(data)) {
		return errTable
	}
	all := string(data) // of which the names are parts
	for range count {
		length, digits := binary.Uvarint(data[at:])
		if at += digits; digits <= 0 || length > uint64(len(data)-at) {
			return errTable
		}
		end := at + int(length)
		name := all[at:end]
		var value V
		if at = end + value.size(); at > len(data) || len(t.names) > 0 && name <= t.names[len(t.names)-1] {
			return errTable
		}
		t.names, t.values = append(t.names, name), append(t.values, value.unpack(data[end:at]))
	}
	return nil
}

func (stamp) size() int { return 3 * 8 }

func (s stamp) pack(out []byte) []byte {
	for _, n := range [...]int64{s.Size, s.Modified, s.Changed} {
		out = binary.LittleEndian.AppendUint64(out, uint64(n))
	}
	return out
}

func (stamp) unpack(packed []byte) stamp {
	number := func(k int) int64 { return int64(binary.LittleEndian.Uint64(packed[8*k:])) }
	return stamp{number(0), number(1), number(2)}
}

func (w written) size() int { return w.Stamp.size() + len(w.Of) }

func (w written) pack(out []byte) []byte { return append(w.Stamp.pack(out), w.Of[:]...) }

func (w written) unpack(packed []byte) written {
	w.Stamp = w.Stamp.unpack(packed)
	copy(w.Of[:], packed[w.Stamp.size():])
	return w
}
