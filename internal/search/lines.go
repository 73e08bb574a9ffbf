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
	key   string
	value []byte
}

// lines returns the lines of all terms.
func lines(terms []term) []line {
	all := make([]line, len(terms))
	for k, t := range terms {
		all[k] = line{t.text, t.postings}
	}
	return all
}

// ends returns reversed terms, each with the number of documents that hold it.
// Words with a digit are not mistyped words, and those of scripts without
// spaces are no words.
func ends(terms []term) []line {
	var all []line
	unbroken := newFolding().unbroken
	for _, t := range terms {
		if utf8.RuneCountInString(t.text) < 3 || strings.ContainsAny(t.text, "0123456789") || unbroken.MatchString(t.text) {
			continue
		}
		letters := []rune(t.text)
		slices.Reverse(letters)
		all = append(all, line{string(letters), strconv.AppendUint(nil, uint64(t.count), 36)})
	}
	slices.SortFunc(all, func(a, b line) int { return strings.Compare(a.key, b.key) })
	return all
}

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

// without takes documents of a class for those of the lowest.
func without(postings []byte, at class) []byte {
	return slices.DeleteFunc(postings, func(b byte) bool { return b == firstClass+byte(at) })
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
