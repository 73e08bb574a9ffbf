package search

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// What is kept of an index for the next one is how many documents it has, the sum
// of each, and all terms in order, then an empty one. A term is written as how many
// bytes it has in common with the one before, the rest, and its postings. Numbers
// are varints, texts have their length before them.

// Keep writes what another index can go on from, by a program that is the same.
func (x *Index) Keep(w io.Writer) error {
	m, err := x.made()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	var buf []byte
	write := func() {
		out.Write(buf) // the error comes with Flush
		buf = buf[:0]
	}
	buf = binary.AppendUvarint(buf, uint64(len(m.sums)))
	for _, s := range m.sums {
		buf = append(buf, s[:]...)
		write()
	}
	before := ""
	for _, t := range append(m.terms[:len(m.terms):len(m.terms)], term{}) {
		_, same := common(before, t.text)
		buf = binary.AppendUvarint(buf, uint64(same))
		buf = binary.AppendUvarint(buf, uint64(len(t.text)-same))
		buf = append(buf, t.text[same:]...)
		buf = binary.AppendUvarint(buf, uint64(len(t.postings)))
		buf = append(buf, t.postings...)
		write()
		before = t.text
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("keeping words: %w", err)
	}
	return nil
}

// keptWords reads what Keep wrote.
type keptWords struct {
	in      *bufio.Reader
	numbers map[sum]uint32 // of documents, by what each is; the numbers of then
	moved   []uint32       // by such a number: the number of now plus one; 0 of documents that are gone

	text     []byte // of the last term
	postings []byte // of it
	held     []byte // postings of terms that stay as they are, see hold
}

// readKept reads which documents were kept.
func readKept(r io.Reader) (*keptWords, error) {
	k := &keptWords{in: bufio.NewReaderSize(r, 1<<16), numbers: map[sum]uint32{}}
	count, err := binary.ReadUvarint(k.in)
	if err != nil {
		return nil, err
	}
	var s sum
	for n := range count {
		if _, err := io.ReadFull(k.in, s[:]); err != nil {
			return nil, err
		}
		k.numbers[s] = uint32(n)
	}
	k.moved = make([]uint32, count)
	return k, nil
}

// has reports whether a document was kept, and notes the number that it has now.
func (k *keptWords) has(document sum, number int) bool {
	if k == nil {
		return false
	}
	n, known := k.numbers[document]
	if known {
		k.moved[n] = uint32(number) + 1
	}
	return known
}

// next returns the text of the next term; "" after the last. Its postings are in
// k.postings until the next call.
func (k *keptWords) next() (string, error) {
	same, err := binary.ReadUvarint(k.in)
	if err != nil {
		return "", err
	}
	if same > uint64(len(k.text)) {
		return "", errKept
	}
	if k.text, err = k.read(k.text[:same]); err != nil {
		return "", err
	}
	k.postings, err = k.read(k.postings[:0])
	return string(k.text), err
}

// read appends bytes that have their number before them.
func (k *keptWords) read(to []byte) ([]byte, error) {
	size, err := binary.ReadUvarint(k.in)
	if err == nil && size > 1<<31 {
		err = errKept
	}
	if err != nil {
		return to, err
	}
	from := len(to)
	to = append(to, make([]byte, size)...)
	_, err = io.ReadFull(k.in, to[from:])
	return to, err
}

// merge returns the terms of kept and of new documents, in order. It needs terms of
// new ones in order, and the numbers of kept ones noted.
func (k *keptWords) merge(added []term) ([]term, error) {
	k.numbers = nil
	all := make([]term, 0, len(added))
	var list []posting
	before := ""
	for {
		text, err := k.next()
		if err != nil {
			return nil, err
		}
		if text != "" && text <= before {
			return nil, errKept
		}
		before = text
		for len(added) > 0 && (text == "" || added[0].text < text) {
			all, added = append(all, added[0]), added[1:]
		}
		if text == "" {
			return all, nil
		}
		var same bool
		if list, same, err = k.renumbered(list[:0]); err != nil {
			return nil, err
		}
		held := len(added) > 0 && added[0].text == text // by new documents, too
		if same && !held {
			all = append(all, term{text, k.hold(k.postings), uint32(len(list))})
			continue
		}
		if held {
			list = appendPostings(list, added[0].postings)
			text, added = added[0].text, added[1:]
		}
		if len(list) > 0 {
			all = append(all, newTerm(text, list))
		}
	}
}

// hold returns a copy of postings. Those of many terms lie in one piece: they are small, and
// there are tens of thousands.
func (k *keptWords) hold(postings []byte) []byte {
	if len(k.held)+len(postings) > cap(k.held) {
		k.held = make([]byte, 0, max(len(postings), 1<<16))
	}
	from := len(k.held)
	k.held = append(k.held, postings...)
	return k.held[from:len(k.held):len(k.held)]
}

// renumbered appends the postings of the last term as they are now, and tells whether
// they are the same.
func (k *keptWords) renumbered(list []posting) (now []posting, same bool, err error) {
	to := len(list)
	list = appendPostings(list, k.postings)
	same = true
	for _, p := range list[to:] {
		document := p.document()
		if document >= len(k.moved) {
			return nil, false, errKept
		}
		moved := k.moved[document]
		same = same && int(moved) == document+1
		if moved > 0 {
			list[to] = newPosting(int(moved-1), p.class())
			to++
		}
	}
	return list[:to], same, nil
}

var errKept = errors.New("what is kept of words is damaged")
