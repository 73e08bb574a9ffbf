package lint

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// A word of a text, folded.
type word struct {
	text       string // lower case, without diacritics
	start, end int    // byte offsets
	capital    bool   // begins with a capital, or with a letter of a script that has none
}

// words splits a text at everything that is no letter, digit or mark; what is
// between hyphens and after an apostrophe are words of their own.
func words(text string) []word {
	var all []word
	caser := cases.Fold()
	for at := 0; at < len(text); {
		r, size := utf8.DecodeRuneInString(text[at:])
		if !inWord(r) {
			at += size
			continue
		}
		end := len(text)
		if length := strings.IndexFunc(text[at:], func(r rune) bool { return !inWord(r) }); length >= 0 {
			end = at + length
		}
		all = append(all, word{plainLetters(caser.String(text[at:end])), at, end, !unicode.IsLower(r)})
		at = end
	}
	return all
}

func inWord(r rune) bool { return unicode.In(r, unicode.L, unicode.N, unicode.M) }

// plainLetters takes off marks: é is e, أ is ا.
func plainLetters(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r), r == '\u0640': // tatweel stretches a word
			return -1
		case r == 'ى':
			return 'ي'
		case r == 'ة':
			return 'ه'
		case r == 'ø':
			return 'o'
		case r == 'ł':
			return 'l'
		case r == 'ı':
			return 'i'
		}
		return r
	}, norm.NFKD.String(s))
}

// folded returns the folded words of a name.
func folded(name string) []string {
	var all []string
	for _, w := range words(name) {
		all = append(all, w.text)
	}
	return all
}

// articles stand before names in Latin script in one spelling and not in
// another.
var articles = []string{"al", "el", "ul", "ad", "as", "at", "an", "ar", "the", "of", "de", "la", "le"}

// spellings are letters of Latin transliterations that stand for each other.
// Longer ones come first.
var spellings = strings.NewReplacer(
	"sch", "s", "kh", "k", "gh", "g", "dh", "d", "th", "t", "sh", "s", "ph", "f", "ck", "k",
	"ee", "i", "ei", "i", "ai", "i", "ay", "i", "ey", "i", "oo", "u", "ou", "u",
	"q", "k", "c", "k", "y", "i", "e", "i", "o", "u", "w", "u", "v", "u",
)

// skeleton is the form of a name in which spellings and transliterations are
// one: without articles, words in alphabetical order, each letter once.
func skeleton(name string) string {
	all := slices.DeleteFunc(folded(name), func(w string) bool { return slices.Contains(articles, w) })
	for i, w := range all {
		all[i] = single(spellings.Replace(w))
	}
	slices.Sort(all)
	return strings.Join(all, "")
}

// single keeps one of neighbouring letters that are the same; digits stay.
func single(s string) string {
	return string(slices.CompactFunc([]rune(s), func(a, b rune) bool { return a == b && !unicode.IsDigit(a) }))
}

// others gives letters of other scripts in Latin, as skeleton has
// them; "" for one that stands for a vowel or for nothing.
var others = map[rune]string{
	'ب': "b", 'ت': "t", 'ث': "t", 'ج': "j", 'ح': "h", 'خ': "k", 'د': "d", 'ذ': "d", 'ر': "r", 'ز': "z",
	'س': "s", 'ش': "s", 'ص': "s", 'ض': "d", 'ط': "t", 'ظ': "z", 'ع': "", 'غ': "g", 'ف': "f", 'ق': "k",
	'ك': "k", 'ک': "k", 'گ': "g", 'ل': "l", 'م': "m", 'ن': "n", 'ه': "h", 'و': "", 'ي': "", 'ی': "", 'ا': "", 'پ': "b", 'چ': "k",
	'б': "b", 'в': "", 'г': "g", 'д': "d", 'ж': "j", 'з': "z", 'к': "k", 'л': "l", 'м': "m", 'н': "n",
	'п': "b", 'р': "r", 'с': "s", 'т': "t", 'ф': "f", 'х': "k", 'ц': "ts", 'ч': "k", 'ш': "s", 'щ': "s",
	'а': "", 'е': "", 'и': "", 'о': "", 'у': "", 'ы': "", 'э': "", 'ю': "", 'я': "", 'й': "", 'ь': "", 'ъ': "",
}

// consonants is what two scripts have in common of a name: its consonants in
// Latin. latin says in which of the two it was written.
func consonants(name string) (text string, latin bool) {
	latin = true
	var b strings.Builder
	for _, w := range folded(name) {
		if slices.Contains(articles, w) {
			continue
		}
		first, _ := utf8.DecodeRuneInString(w)
		if _, other := others[first]; other {
			latin = false
			w = strings.TrimPrefix(w, "ال") // the Arabic article
			for _, r := range w {
				b.WriteString(others[r])
			}
			continue
		}
		for _, r := range spellings.Replace(w) {
			if !strings.ContainsRune("aiuh'", r) {
				b.WriteRune(r)
			}
		}
	}
	text = strings.ReplaceAll(strings.ReplaceAll(b.String(), "p", "b"), "h", "")
	return single(text), latin
}
