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
	// a search shows. Who types on finds the others.
	fewMeant = 200
	// manyMeant is how many values there are by as many letters, or by a whole word where
	// a label has none of as many: so one that most values have, as "brigade", takes 100 kB at most.
	manyMeant = 2000
	// wholeWord stands after a word of fewer letters.
	wholeWord = " "
)

// wordsOf puts the words of the values of facets into so many files.
func wordsOf(facets []*facet, files int) [][]word {
	all := make([][]word, files)
	for _, f := range facets {
		meant := map[string]int{}
		for _, v := range f.values {
			for _, begin := range beginnings(v.label) {
				most := manyMeant
				if first, _ := utf8.DecodeRuneInString(begin); utf8.RuneCountInString(begin) < beginLetters && !strings.HasSuffix(begin, wholeWord) && !alone(first) {
					most = fewMeant
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

// folded returns a label in small letters without marks.
func folded(label string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.M, r):
			return -1
		case r == 'ς': // which JavaScript makes of a Σ that ends a word
			return 'σ'
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(label))
}

// arabicArticle is what a reader may leave out where an Arabic word begins.
const arabicArticle = "ال"

// beginnings returns the first letter, the first two, three and four of each word of a label,
// folded, and where all have fewer letters, each as a whole; of what stands alone each sign.
func beginnings(label string) []string {
	var all []string
	add := func(begin string) {
		if !slices.Contains(all, begin) {
			all = append(all, begin)
		}
	}
	var short []string // words, where none is long
	long := false
	addWord := func(word string) {
		letters := []rune(word)
		for k := range min(len(letters), beginLetters) {
			add(string(letters[:k+1]))
		}
		long, short = long || len(letters) >= beginLetters, append(short, word)
	}
	var word []rune
	end := func() {
		if len(word) > 0 {
			addWord(string(word))
		}
		if rest, has := strings.CutPrefix(string(word), arabicArticle); has && rest != "" {
			addWord(rest)
		}
		word = word[:0]
	}
	for _, r := range folded(label) {
		switch {
		case alone(r):
			end()
			add(string(r))
			long = true
		case unicode.In(r, unicode.L, unicode.N):
			word = append(word, r)
		default:
			end()
		}
	}
	end()
	if !long {
		for _, word := range short {
			add(word + wholeWord)
		}
	}
	return all
}

// alone reports whether a sign is a word of its own: of scripts that put no spaces between
// words, and such as ☮.
func alone(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.So)
}
