package search

import (
	"bytes"
	"slices"
)

// term is a word as it is indexed, with the documents that hold it.
type term struct {
	text     string
	postings []byte // as files have them, but for what value leaves out
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
	return term{text, buf, uint32(len(list))}
}

// A term that more than one of commonIn documents holds is common: that it is
// often in one says nothing, and is left out of account.
const commonIn = 20

func (t *term) common(documents int) bool { return int(t.count) > documents/commonIn }

// size returns how many bytes appendValue appends.
func (t *term) size(documents int) int {
	if t.common(documents) {
		return len(t.postings) - bytes.Count(t.postings, []byte{firstClass + byte(oftenBody)})
	}
	return len(t.postings)
}

// appendValue appends the postings as a file of an index of so many documents has
// them.
func (t *term) appendValue(out []byte, documents int) []byte {
	if !t.common(documents) {
		return append(out, t.postings...)
	}
	for _, b := range t.postings {
		if b != firstClass+byte(oftenBody) {
			out = append(out, b)
		}
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

// appendPostings reads what appendPosting wrote.
func appendPostings(list []posting, code []byte) []posting {
	document, n := -1, 0
	for _, b := range code {
		switch {
		case b < firstDigit: // the class of the last
			if len(list) > 0 {
				list[len(list)-1] |= posting(b - firstClass)
			}
		case b < firstDigit+digits:
			document += n*digits + int(b-firstDigit) + 1
			list = append(list, newPosting(document, inBody))
			n = 0
		default:
			n = n*digits + int(b-firstDigit-digits)
		}
	}
	return list
}
