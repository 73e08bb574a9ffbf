package cli

import (
	"encoding/binary"
	"errors"

	"dateline/internal/content"
)

// A table says something of files, by name. A record holds how many there are, and of
// each the length of the name, the name, and what is said in as many bytes as it always
// has: that takes a fraction of the time and of the memory which a map takes there.
type table[V said] map[string]V

// said is what a table may say of a file.
type said interface {
	stamp | content.Sum | written
}

// GobEncode implements [encoding/gob.GobEncoder].
func (t table[V]) GobEncode() ([]byte, error) {
	var value V
	room := binary.MaxVarintLen64
	for name := range t {
		room += binary.MaxVarintLen32 + len(name) + binary.Size(value)
	}
	out := binary.AppendUvarint(make([]byte, 0, room), uint64(len(t)))
	var err error
	for name, value := range t {
		out = binary.AppendUvarint(out, uint64(len(name)))
		out = append(out, name...)
		if out, err = binary.Append(out, binary.LittleEndian, value); err != nil {
			return nil, err
		}
	}
	return out, nil
}

var errTable = errors.New("a table that is cut short")

// GobDecode implements [encoding/gob.GobDecoder]. It adds to what the table holds.
func (t *table[V]) GobDecode(data []byte) error {
	count, at := binary.Uvarint(data)
	if at <= 0 || count > uint64(len(data)) {
		return errTable
	}
	if *t == nil {
		*t = make(table[V], count)
	}
	all := string(data) // of which the names are parts
	for range count {
		length, size := binary.Uvarint(data[at:])
		if at += size; size <= 0 || length > uint64(len(data)-at) {
			return errTable
		}
		name := all[at : at+int(length)]
		at += int(length)
		var value V
		n, err := binary.Decode(data[at:], binary.LittleEndian, &value)
		if err != nil {
			return errTable
		}
		at += n
		(*t)[name] = value
	}
	return nil
}
