package search

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"io"

	"dateline/internal/content"
	"dateline/internal/packed"
)

// What is kept of an index for the next one is how many documents and terms it has, the size
// of all texts, the kinds of documents as JSON, the sum of each document and of what is shown
// of it, and all terms in order, each with its postings. Numbers are varints, texts have their
// length before them.

// Keep writes what another index can go on from, by a program that is the same. An error is
// that of w, or of the making of the index.
func (x *Index) Keep(w io.Writer) error {
	m, err := x.made()
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w) // whose error comes with Flush
	var room []byte
	number := func(n int) {
		room = binary.AppendUvarint(room[:0], uint64(n))
		out.Write(room)
	}
	text := func(s string) {
		number(len(s))
		out.WriteString(s)
	}
	kinds, err := json.Marshal(m.kinds)
	if err != nil {
		return fmt.Errorf("keeping words: %w", err)
	}
	number(len(m.documents))
	number(len(m.terms))
	number(m.text)
	text(string(kinds))
	for _, d := range m.documents {
		out.Write(d.whole[:])
		out.Write(d.shown[:])
	}
	for _, t := range m.terms {
		text(t.text)
		text(t.postings)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("keeping words: %w", err)
	}
	return nil
}

// keptWords reads what Keep wrote.
type keptWords struct {
	packed.Reader
	text      int                    // size of all texts, in bytes
	kinds     []rootKind             // of documents
	documents []indexed              // by the number of then
	moved     []uint32               // by such a number: the number of now plus one; 0 of documents that are gone
	numbers   map[content.Sum]uint32 // such numbers, by what each document is; made when one is looked for
	terms     int                    // that are to be read
}

// readKept reads which documents were kept.
func readKept(kept string) (*keptWords, error) {
	k := &keptWords{Reader: packed.Reader{Left: kept}}
	k.documents = make([]indexed, k.Count())
	k.moved = make([]uint32, len(k.documents))
	k.terms, k.text = k.Count(), int(k.Number())
	if json.Unmarshal([]byte(k.Text()), &k.kinds) != nil {
		k.Fail()
	}
	for n := range k.documents {
		const size = len(content.Sum{})
		sums := k.Next(2 * size)
		if k.Err != nil {
			break
		}
		k.documents[n] = indexed{content.Sum([]byte(sums[:size])), content.Sum([]byte(sums[size:]))}
	}
	return k, k.Err
}

// find returns the sum of what is shown of a document, if it was kept, and notes the
// number that it has now.
func (k *keptWords) find(document content.Sum, number int) (shown content.Sum, known bool) {
	if k == nil {
		return content.Sum{}, false
	}
	if k.numbers == nil {
		k.numbers = make(map[content.Sum]uint32, len(k.documents))
		for n, d := range k.documents {
			k.numbers[d.whole] = uint32(n)
		}
	}
	n, known := k.numbers[document]
	if !known {
		return content.Sum{}, false
	}
	k.moved[n] = uint32(number) + 1
	return k.documents[n].shown, true
}

// next returns the next term, of which the number of documents is still to be told; one
// without text after the last.
func (k *keptWords) next() term {
	if k.terms == 0 {
		return term{}
	}
	k.terms--
	return term{text: k.Text(), postings: k.Text()}
}

// merge returns the terms of kept and of new documents, in order. It needs terms of
// new ones in order, and the numbers of kept ones noted.
func (k *keptWords) merge(added []term) ([]term, error) {
	k.numbers = nil
	all := make([]term, 0, k.terms+len(added))
	var list []posting
	before := ""
	for {
		t := k.next()
		if k.Err != nil {
			return nil, k.Err
		}
		for len(added) > 0 && (t.text == "" || added[0].text < t.text) {
			all, added = append(all, added[0]), added[1:]
		}
		if t.text == "" {
			return all, nil
		}
		if t.text <= before {
			return nil, packed.ErrDamaged
		}
		before = t.text
		held := len(added) > 0 && added[0].text == t.text // by new documents, too
		var same bool
		if t.count, same = k.unmoved(t.postings); same && !held {
			all = append(all, t)
			continue
		}
		list = k.renumbered(list[:0], t.postings)
		if held {
			list, added = appendPostings(list, added[0].postings), added[1:]
		}
		if len(list) > 0 {
			all = append(all, newTerm(t.text, list))
		}
	}
}

// unmoved reports whether all documents in postings have the numbers that they had, and
// how many there are.
func (k *keptWords) unmoved(code string) (count uint32, same bool) {
	p := postings{code: code, document: -1}
	for p.next() {
		if p.document >= len(k.moved) || int(k.moved[p.document]) != p.document+1 {
			return 0, false
		}
		count++
	}
	return count, true
}

// renumbered appends postings as they are now.
func (k *keptWords) renumbered(list []posting, code string) []posting {
	p := postings{code: code, document: -1}
	for p.next() {
		if p.document >= len(k.moved) {
			k.Fail()
			break
		}
		if moved := k.moved[p.document]; moved > 0 {
			list = append(list, newPosting(int(moved-1), p.class()))
		}
	}
	return list
}
