package export

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A reader who searches among the values of a facet types how words of one begin. Up to four
// letters of each tell which files have the values that may be meant; filter.js reckons the same.

// word is a value, and how a word of its label begins.
type word struct {
	begin  string
	number uint32
}

const (
	// beginLetters is how many letters of a word are looked at.
	beginLetters = 4
	// fewMeant is how many values there are by fewer letters, the most frequent: more than
	// a search shows. Who types on, or another word, finds the others.
	fewMeant = 200
	// manyMeant is how many values there are by as many letters: so a word that most
	// values have, as "brigade", takes 100 kB at most.
	manyMeant = 2000
)

// wordsOf puts the words of the values of facets into so many files.
func wordsOf(facets []*facet, files int) [][]word {
	all := make([][]word, files)
	for _, f := range facets {
		meant := map[string]int{}
		for _, v := range f.values {
			for _, begin := range beginnings(v.label) {
				most := fewMeant
				if first, _ := utf8.DecodeRuneInString(begin); utf8.RuneCountInString(begin) == beginLetters || unspaced(first) {
					most = manyMeant
				}
				if meant[begin]++; meant[begin] <= most {
					k := hitFile(f.name, begin, files)
					all[k] = append(all[k], word{begin, v.number})
				}
			}
		}
	}
	return all
}

// beginnings returns the first letter, the first two, three and four of each word of a label,
// in small letters without marks; of scripts without spaces each letter.
func beginnings(label string) []string {
	var all []string
	add := func(begin string) {
		if !slices.Contains(all, begin) {
			all = append(all, begin)
		}
	}
	begin, letters := "", 0 // of a word
	for _, r := range strings.ToLower(norm.NFKD.String(label)) {
		switch {
		case unicode.Is(unicode.M, r):
		case unspaced(r):
			add(string(r))
			begin, letters = "", 0
		case !unicode.In(r, unicode.L, unicode.N):
			begin, letters = "", 0
		case letters < beginLetters:
			begin, letters = begin+string(r), letters+1
			add(begin)
		}
	}
	return all
}

// unspaced reports whether a letter is of a script that puts no spaces between words.
func unspaced(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar) &&
		unicode.In(r, unicode.L, unicode.N)
}
