package search

import (
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// lines are those of all files of terms or of ends: keys in order, each with what
// belongs to it.
type lines struct {
	count int
	key   func(k int) string
	size  func(k int) int                // bytes of key and value, roughly
	value func(out []byte, k int) []byte // appends it
}

// divide divides lines among so many files of about one size, a half more where
// that keeps lines together. It returns where each begins, and where the last ends.
func (l lines) divide(files int) []int {
	total := 0
	for k := range l.count {
		total += l.size(k)
	}
	bounds := []int{0}
	done, size := 0, 0
	for k := range files {
		full := total * (k + 1) / files
		for ; done < l.count; done++ {
			if size >= full && (k+1 < files && !l.together(bounds[k], done) || size >= full+total/files/2) {
				break
			}
			size += l.size(done)
		}
		bounds = append(bounds, done)
	}
	return bounds
}

// together reports whether a line, in a file that begins at another, begins with the
// same three letters as the one before. A word that is being typed is looked for
// from then on, in one file if they are kept together.
func (l lines) together(first, k int) bool {
	if k == first {
		return false
	}
	units, _ := common(l.key(k-1), l.key(k))
	return units >= 3
}

// first returns the key from which on a file holds lines.
func (l lines) first(k int) string {
	if k == l.count {
		return last
	}
	return l.key(k)
}

// last stands after every term: where files begin that hold none.
const last = "\uffff"

// file appends the lines of a file. A key begins with a digit to the base of 36: how
// much of the key before it comes first. A space parts key and value.
func (l lines) file(out []byte, from, to int) []byte {
	size := 0
	for k := from; k < to; k++ {
		size += 4 + l.size(k)
	}
	out = slices.Grow(out, size)
	before := ""
	for k := from; k < to; k++ {
		key := l.key(k)
		units, same := common(before, key)
		out = strconv.AppendInt(out, int64(units), 36)
		out = append(out, key[same:]...)
		out = append(out, ' ')
		out = l.value(out, k)
		out = append(out, '\n')
		before = key
	}
	return out
}

// common returns how much two keys have in common from the start, in UTF-16
// units as JavaScript counts, at most 35, and in bytes.
func common(a, b string) (units, size int) {
	for k, r := range b {
		end := k + utf8.RuneLen(r)
		if end > len(a) || a[k:end] != b[k:end] || units+utf16.RuneLen(r) > 35 {
			return units, k
		}
		units += utf16.RuneLen(r)
	}
	return units, len(b)
}

// appendReversed appends a text from its last letter to its first.
func appendReversed(to []byte, text string) []byte {
	for text != "" {
		r, size := utf8.DecodeLastRuneInString(text)
		to = utf8.AppendRune(to, r)
		text = text[:len(text)-size]
	}
	return to
}
