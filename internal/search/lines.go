package search

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// line is a line of a file of terms or ends: a key, and what belongs to it.
type line struct {
	key, value string
}

// lines returns the lines of all terms.
func lines(entries []entry) []line {
	all := make([]line, len(entries))
	var buf []byte
	for k, e := range entries {
		buf = appendPostings(buf[:0], e.at)
		all[k] = line{e.term, string(buf)}
	}
	return all
}

// ends returns reversed terms, each with the number of documents that hold it.
// Words with a digit are not mistyped words, and those of scripts without
// spaces are no words.
func ends(entries []entry) []line {
	var all []line
	unbroken := newFolding().unbroken
	for _, e := range entries {
		if utf8.RuneCountInString(e.term) < 3 || strings.ContainsAny(e.term, "0123456789") || unbroken.MatchString(e.term) {
			continue
		}
		letters := []rune(e.term)
		slices.Reverse(letters)
		all = append(all, line{string(letters), strconv.FormatInt(int64(len(e.at)), 36)})
	}
	slices.SortFunc(all, func(a, b line) int { return strings.Compare(a.key, b.key) })
	return all
}

// A file of terms holds printable ASCII, by which the script tells what it
// reads: 33 to 36 are the classes but the lowest, digits signs from firstDigit
// on end a number, and as many after them go on.
const (
	firstDigit = 37
	digits     = 45
)

// appendPostings writes documents in order, as what lies between them in
// number, each followed by its class.
func appendPostings(buf []byte, at []uint32) []byte {
	before := -1
	for _, p := range at {
		document := int(p / uint32(classes))
		buf = appendNumber(buf, document-before-1)
		if c := p % uint32(classes); c > 0 {
			buf = append(buf, byte(32+c))
		}
		before = document
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

// divide divides lines into so many files of about one size, a half more where
// that keeps lines together. It returns the keys from which on each file holds
// them. In a file, a key begins with a digit to the base of 36: how much of the
// key before it comes first. A space parts key and value.
func divide(files map[string][]byte, count int, name func(int) string, lines []line) []string {
	total := 0
	for _, l := range lines {
		total += l.size()
	}
	firsts := []string{}
	done, size := 0, 0
	for k := range count {
		var out []byte
		before := ""
		first := last
		if done < len(lines) {
			first = lines[done].key
		}
		firsts = append(firsts, first)
		full := total * (k + 1) / count
		for ; done < len(lines); done++ {
			l := lines[done]
			if size >= full && (k+1 < count && !alike(before, l.key) || size >= full+total/count/2) {
				break
			}
			units, same := common(before, l.key)
			out = append(out, strconv.FormatInt(int64(units), 36)...)
			out = append(out, l.key[same:]...)
			out = append(out, ' ')
			out = append(out, l.value...)
			out = append(out, '\n')
			size += l.size()
			before = l.key
		}
		files[name(k)] = out
	}
	return firsts
}

// alike reports whether keys begin with the same three letters. A word that is
// being typed is looked for from then on, in one file if they are kept together.
func alike(a, b string) bool {
	units, _ := common(a, b)
	return units >= 3
}

// last stands after every term: where files begin that hold none.
const last = "\uffff"

func (l line) size() int { return 4 + len(l.value) + len(l.key)/3 }

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
