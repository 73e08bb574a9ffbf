package cli

import (
	"bufio"
	"encoding/binary"
	"iter"
	"maps"
	"slices"

	"dateline/internal/packed"
)

// A table says something of files, by name: their names in order, and what is said of
// each. A record holds how many there are, the length of each name, the names, and what is
// said of each in as many bytes as it always has. To read that, to look into it and to go
// through it takes a fraction of the time and of the memory which a map takes.
type table[V said[V]] struct {
	names  []string // sorted
	values []V      // parallel to names
}

// said is what a table may say of a file.
type said[V any] interface {
	stamp | written

	size() int              // in bytes, always the same
	pack(out []byte) []byte // appends so many
	unpack(room []byte) V   // reads what pack wrote
}

// tableOf returns what a map says.
func tableOf[V said[V]](all map[string]V) table[V] {
	t := table[V]{slices.AppendSeq(make([]string, 0, len(all)), maps.Keys(all)), make([]V, 0, len(all))}
	slices.Sort(t.names)
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

// with returns what both say: of a file that is in both, what more says.
func (t *table[V]) with(more table[V]) table[V] {
	all := table[V]{make([]string, 0, t.len()+more.len()), make([]V, 0, t.len()+more.len())}
	for name, value := range t.all() {
		for len(more.names) > 0 && more.names[0] < name {
			all.names, all.values = append(all.names, more.names[0]), append(all.values, more.values[0])
			more.names, more.values = more.names[1:], more.values[1:]
		}
		if len(more.names) == 0 || more.names[0] != name {
			all.names, all.values = append(all.names, name), append(all.values, value)
		}
	}
	return table[V]{append(all.names, more.names...), append(all.values, more.values...)}
}

// drop takes out some files, whose names are in order, as far as it has them.
func (t *table[V]) drop(some []string) {
	kept := 0
	for k, name := range t.names {
		for len(some) > 0 && some[0] < name {
			some = some[1:]
		}
		if len(some) > 0 && some[0] == name {
			continue
		}
		t.names[kept], t.values[kept] = name, t.values[k]
		kept++
	}
	t.names, t.values = t.names[:kept], t.values[:kept]
}

// write writes the table as a record holds it. That it failed is told by the next Flush.
func (t *table[V]) write(to *bufio.Writer) {
	room := binary.AppendUvarint(nil, uint64(t.len()))
	for _, name := range t.names {
		room = binary.AppendUvarint(room, uint64(len(name)))
	}
	to.Write(room)
	for _, name := range t.names {
		to.WriteString(name)
	}
	for _, value := range t.values {
		room = value.pack(room[:0])
		to.Write(room)
	}
}

// readTable reads what write wrote.
func readTable[V said[V]](from *packed.Reader) (t table[V]) {
	t.names = make([]string, from.Count())
	lengths := make([]int, len(t.names))
	for k := range lengths {
		lengths[k] = from.Count()
	}
	for k, length := range lengths {
		if t.names[k] = from.Next(length); k > 0 && t.names[k] <= t.names[k-1] {
			from.Fail() // they are out of order
		}
	}
	var value V
	room := make([]byte, value.size())
	t.values = make([]V, len(t.names))
	for k := range t.values {
		copy(room, from.Next(len(room)))
		t.values[k] = value.unpack(room)
	}
	return t
}

func (stamp) size() int { return 3 * 8 }

func (s stamp) pack(out []byte) []byte {
	for _, n := range [...]int64{s.Size, s.Modified, s.Changed} {
		out = binary.LittleEndian.AppendUint64(out, uint64(n))
	}
	return out
}

func (stamp) unpack(room []byte) stamp {
	number := func(k int) int64 { return int64(binary.LittleEndian.Uint64(room[8*k:])) }
	return stamp{number(0), number(1), number(2)}
}

func (w written) size() int { return w.Stamp.size() + len(w.Of) }

func (w written) pack(out []byte) []byte { return append(w.Stamp.pack(out), w.Of[:]...) }

func (w written) unpack(room []byte) written {
	w.Stamp = w.Stamp.unpack(room)
	copy(w.Of[:], room[w.Stamp.size():])
	return w
}
