package search

import (
	"slices"
	"strings"
)

// term is a word as it is indexed, with the documents that hold it.
type term struct {
	text     string
	postings string // as files have them, but for what value leaves out
	count    uint32 // of documents
}

// newTerm returns a term of postings, which it puts in order.
func newTerm(text string, list []posting) term {
	if !slices.IsSorted(list) {
		slices.Sort(list)
	}
	var buf []byte
	before := -1
	for _, p := range list {
		buf = appendPosting(buf, p.document()-before-1, p.class())
		before = p.document()
	}
	return term{text, string(buf), uint32(len(list))}
}

// A term that more than one of commonIn documents holds is common: that it is
// often in one says nothing, and is left out of account.
const commonIn = 20

func (t *term) common(documents int) bool { return int(t.count) > documents/commonIn }

// size returns how many bytes appendValue appends.
func (t *term) size(documents int) int {
	if t.common(documents) {
		return len(t.postings) - strings.Count(t.postings, often)
	}
	return len(t.postings)
}

// appendValue appends the postings as a file of an index of so many documents has
// them.
func (t *term) appendValue(out []byte, documents int) []byte {
	if !t.common(documents) {
		return append(out, t.postings...)
	}
	for part := range strings.SplitSeq(t.postings, often) {
		out = append(out, part...)
	}
	return out
}

// posting is a document that holds a term: its number, and in the lowest byte the
// class.
type posting uint64

func newPosting(document int, at class) posting { return posting(document)<<8 | posting(at) }

func (p posting) document() int { return int(p >> 8) }
func (p posting) class() class  { return class(p) }

// A file of terms holds printable ASCII, by which the script tells what it
// reads: 33 to 36 are the classes but the lowest, digits signs from firstDigit
// on end a number, and as many after them go on.
const (
	firstClass = 32
	firstDigit = 37
	digits     = 45

	often = string(rune(firstClass + oftenBody)) // the sign of that class
)

// appendPosting writes a document as how many lie between it and the one before,
// followed by its class.
func appendPosting(buf []byte, between int, at class) []byte {
	buf = appendNumber(buf, between)
	if at > 0 {
		buf = append(buf, firstClass+byte(at))
	}
	return buf
}

// appendNumber writes a number to the base of digits.
func appendNumber(buf []byte, n int) []byte {
	if n >= digits {
		buf = appendHigh(buf, n/digits)
	}
	return append(buf, byte(firstDigit+n%digits))
}

// appendHigh writes the digits of a number that goes on.
func appendHigh(buf []byte, n int) []byte {
	if n >= digits {
		buf = appendHigh(buf, n/digits)
	}
	return append(buf, byte(firstDigit+digits+n%digits))
}

// postings reads what appendPosting wrote, one document after the other.
type postings struct {
	code     string // what is left
	document int    // the last one that was read; -1 before the first
}

// next reads the next document, and reports whether there is one. Its class may follow.
func (p *postings) next() bool {
	n := 0
	for k := range len(p.code) {
		switch b := p.code[k]; {
		case b < firstDigit: // the class of the last
		case b < firstDigit+digits:
			p.document += n*digits + int(b-firstDigit) + 1
			p.code = p.code[k+1:]
			return true
		default:
			n = n*digits + int(b-firstDigit-digits)
		}
	}
	return false
}

// class reads the class of the document that was read last.
func (p *postings) class() class {
	if len(p.code) > 0 && p.code[0] < firstDigit {
		return class(p.code[0] - firstClass)
	}
	return inBody
}

// appendPostings appends what appendPosting wrote.
func appendPostings(list []posting, code string) []posting {
	p := postings{code: code, document: -1}
	for p.next() {
		list = append(list, newPosting(p.document, p.class()))
	}
	return list
}
