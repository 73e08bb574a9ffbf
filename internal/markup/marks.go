package markup

import "encoding/binary"

// Mark is a mention that is shown as a link.
type Mark struct {
	Start, End int32 // byte offsets into Body.Text; marks do not overlap
	To         int32 // where it leads: which of the Addresses
}

// Addresses are where marks lead, root-relative ("/actors/nato/").
type Addresses []string

// Marks are the marks of one text. They are packed: a site has many times more of them
// than it has texts.
type Marks struct {
	packed string // how many; then of each how far after the one before, how long, and To
	to     *Addresses
}

// NewMarks packs marks, which are sorted by Start. The addresses are those of all texts.
func NewMarks(marks []Mark, to *Addresses) Marks {
	if len(marks) == 0 {
		return Marks{}
	}
	packed := binary.AppendUvarint(make([]byte, 0, 256), uint64(len(marks)))
	end := int32(0)
	for _, m := range marks {
		packed = binary.AppendUvarint(packed, uint64(m.Start-end))
		packed = binary.AppendUvarint(packed, uint64(m.End-m.Start))
		packed = binary.AppendUvarint(packed, uint64(m.To))
		end = m.End
	}
	return Marks{string(packed), to}
}

// Append appends what tells these marks, and where they lead, from others.
func (m Marks) Append(out []byte) []byte {
	r := m.read()
	out = binary.AppendUvarint(out, uint64(r.left))
	for ; r.left > 0; r.next() {
		out = binary.AppendUvarint(out, uint64(r.Start))
		out = binary.AppendUvarint(out, uint64(r.End))
		out = append(append(out, r.url()...), 0)
	}
	return out
}

// markReader reads marks one after the other.
type markReader struct {
	Mark // the one that was read last; good while there are any left
	left int
	from unpacker
	to   *Addresses
}

func (m Marks) read() markReader {
	r := markReader{from: unpacker{data: []byte(m.packed)}, to: m.to}
	if len(m.packed) > 0 {
		r.left = r.from.number() + 1
		r.next()
	}
	return r
}

// next goes on to the next mark, unless there is none.
func (r *markReader) next() {
	if r.left--; r.left > 0 {
		r.Start = r.End + int32(r.from.number())
		r.End = r.Start + int32(r.from.number())
		r.To = int32(r.from.number())
	}
}

// url returns where the mark leads.
func (r *markReader) url() string { return (*r.to)[r.To] }
