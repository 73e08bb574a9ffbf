package search

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// rules say what a word is and which words count as the same. The index
// carries them to the browser, whose script applies them as fold does here:
// patterns are written in what Go and JavaScript (flag u) have in common, but for
// Word, which looks ahead and is eachWord here, with special characters as themselves.
type rules struct {
	Word     string            `json:"word"`     // initials with full stops, an ISO date, a number in groups of digits, or the characters that words are made of before folding
	Part     string            `json:"part"`     // … and after it
	Skip     string            `json:"skip"`     // characters that do not count
	Fold     map[string]string `json:"fold"`     // what single characters stand for
	Unbroken string            `json:"unbroken"` // characters of scripts that put no spaces between words
	Letter   string            `json:"letter"`   // a word of one Latin letter, which is not indexed: l', 's
	Article  string            `json:"article"`  // the Arabic article before a word that can stand without it
	Longest  int               `json:"longest"`  // code points of a term; the rest is cut off
}

// inWords is a character that words are made of before folding.
const inWords = "[\\p{L}\\p{N}\\p{M}\u00ad\u200c-\u200f\u2060\ufeff]"

// betweenGroups stand between groups of digits of a number.
const betweenGroups = ".,\u00a0\u066c\u202f"

// theRules returns the rules. Marks are skipped in scripts that can be read
// without them; elsewhere they are vowels. Letters of the Arabic script that
// writers and keyboards take for each other are one: alef with and without
// hamza (which NFKD parts) or wasla, ya and alef maqsura, ta marbuta and ha,
// the Persian and Arabic kaf and ya. Initials are a word without their full
// stops, of which the last may be missing: "U.S." is "us". So is an ISO date without
// its hyphens, which begins with its month and its year: "2021-12-19" is "20211219".
// So is a number without what stands between its groups: "2,500" is "2500" (a no-break
// space is a space once it is folded).
func theRules() rules {
	r := rules{
		Word: `(?:\p{L}\.)+(?:\p{L}(?!` + inWords + `))?|\p{Nd}{4}-\p{Nd}{1,2}(?:-\p{Nd}{1,2})?(?!` + inWords + `)|` +
			`\p{Nd}{1,3}(?:[` + betweenGroups + `]\p{Nd}{3})+(?!` + inWords + `)|` + inWords + `+`,
		Part: `[\p{L}\p{N}\p{M}]+`,
		Skip: "[ .,\u066c\\-\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed" +
			"\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u00ad\u200d-\u200f\u2060\ufeff]",
		Unbroken: "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]",
		Letter:   "^[a-z]$",
		Article:  "^ال(?:.{3})",
		Longest:  32,
		Fold: map[string]string{
			"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ı": "i", "ħ": "h", "ŧ": "t",
			"ς": "σ",
			"ٱ": "ا", "ى": "ي", "ی": "ي", "ے": "ي", "ة": "ه", "ھ": "ه", "ہ": "ه", "ە": "ه", "ک": "ك",
		},
	}
	for digit := range rune(10) {
		r.Fold[string('٠'+digit)] = string('0' + digit)
		r.Fold[string('۰'+digit)] = string('0' + digit)
	}
	return r
}

// folding applies the rules.
type folding struct {
	longest  int
	part     *regexp.Regexp
	skip     *regexp.Regexp
	letter   *regexp.Regexp
	unbroken *regexp.Regexp // one unbroken character
	runs     *regexp.Regexp // of unbroken characters, and of others
	replace  *strings.Replacer
	signs    *strings.Replacer // of ASCII, removes what skip does
}

func newFolding() *folding {
	r := theRules()
	var pairs []string
	for from, to := range r.Fold {
		pairs = append(pairs, from, to) // single characters: their order does not matter
	}
	return &folding{
		longest:  r.Longest,
		part:     regexp.MustCompile(r.Part),
		skip:     regexp.MustCompile(r.Skip),
		letter:   regexp.MustCompile(r.Letter),
		unbroken: regexp.MustCompile(r.Unbroken),
		runs:     regexp.MustCompile(r.Unbroken + "+|[^" + r.Unbroken[1:] + "+"),
		replace:  strings.NewReplacer(pairs...),
		signs:    strings.NewReplacer(".", "", ",", "", "-", ""),
	}
}

// fold returns the word as terms are written.
func (f *folding) fold(word string) string {
	word = strings.Map(unicode.ToLower, norm.NFKD.String(word))
	return norm.NFC.String(f.replace.Replace(f.skip.ReplaceAllString(word, "")))
}

// terms returns what a word is indexed as. Words of scripts without spaces
// become pairs of neighbours, and their last character, so that each character
// begins a term. A number before them is a term, and another one together with the
// first of them: "5月3日" is no "3月5日".
func (f *folding) terms(word string) []string {
	if !strings.ContainsFunc(word, func(r rune) bool { return r >= utf8.RuneSelf }) {
		word = f.signs.Replace(word)
		term := strings.ToLower(word[:min(len(word), f.longest)]) // the same, but quicker
		if f.letter.MatchString(term) {
			return nil
		}
		return []string{term}
	}
	folded := f.fold(word)
	var terms []string
	add := func(term string) {
		if letters := []rune(term); len(letters) > f.longest {
			term = string(letters[:f.longest])
		}
		if term != "" && !f.letter.MatchString(term) {
			terms = append(terms, term)
		}
	}
	for _, part := range f.part.FindAllString(folded, -1) {
		runs := f.runs.FindAllString(part, -1)
		for n, run := range runs {
			letters := []rune(run)
			if !f.unbroken.MatchString(run) {
				for _, form := range arabicForms(letters) {
					add(string(form))
				}
				if last := run[len(run)-1]; '0' <= last && last <= '9' && n+1 < len(runs) {
					_, size := utf8.DecodeRuneInString(runs[n+1])
					add(run + runs[n+1][:size])
				}
				continue
			}
			for k := range letters {
				add(string(letters[k:min(k+2, len(letters))]))
			}
		}
	}
	if strings.ContainsRune(folded, nonJoiner) { // Persian compounds are also written in one
		add(strings.ReplaceAll(folded, string(nonJoiner), ""))
	}
	return terms
}

const nonJoiner = '\u200c'

// arabicForms returns a word, and an Arabic one also without the particles
// (and, so, with, for, like, will) and the article that are written together
// with it. What is left has to be long enough to be a word.
func arabicForms(word []rune) [][]rune {
	forms := [][]rune{word}
	for particles := 0; ; particles++ {
		if len(word) >= 5 && word[0] == 'ا' && word[1] == 'ل' {
			forms = append(forms, word[2:])
		}
		if particles == 2 || len(word) < 4+particles || !strings.ContainsRune("وفبلكس", word[0]) {
			return forms
		}
		word = word[1:]
		forms = append(forms, word)
	}
}

// isWord reports whether words are made of r: inWords, but quicker.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return inWord[r]
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) ||
		r == '\u00ad' || '\u200c' <= r && r <= '\u200f' || r == '\u2060' || r == '\ufeff'
}

// joined returns how many bytes a word has that a text begins with and that holds
// signs: initials, an ISO date or a number, as rules.Word has them; 0 for none.
func joined(text []byte) int { return max(initials(text), isoDate(text), grouped(text)) }

// initials are letters, each with a full stop, and perhaps one more at the end.
func initials(text []byte) int {
	for end := 0; ; {
		r, size := utf8.DecodeRune(text[end:])
		stop := end + size
		switch {
		case !unicode.IsLetter(r):
			return end
		case stop < len(text) && text[stop] == '.':
			end = stop + 1
		case end > 0 && !goesOn(text[stop:]):
			return stop
		default:
			return end
		}
	}
}

// isoDate is a year of four digits, a month and perhaps a day, of one digit where it is
// typed in part.
func isoDate(text []byte) int {
	found, end := 0, 0
	for k, most := range [...]int{4, 2, 2} {
		digits := leadingDigits(text[end:], most)
		end += len(digits)
		if len(digits) == 0 || k == 0 && utf8.RuneCount(digits) < most || goesOn(text[end:]) {
			return found
		}
		if k > 0 {
			found = end
		}
		if end == len(text) || text[end] != '-' {
			return found
		}
		end++
	}
	return found
}

// grouped is a number in groups of three digits, the first of which may have fewer.
func grouped(text []byte) int {
	found, end := 0, 0
	for {
		digits := leadingDigits(text[end:], 3)
		if len(digits) == 0 || end > 0 && utf8.RuneCount(digits) < 3 {
			return found
		}
		end += len(digits)
		if end > len(digits) && !goesOn(text[end:]) {
			found = end
		}
		r, size := utf8.DecodeRune(text[end:])
		if !strings.ContainsRune(betweenGroups, r) {
			return found
		}
		end += size
	}
}

// leadingDigits returns the digits that a text begins with, so many at most.
func leadingDigits(text []byte, most int) []byte {
	end := 0
	for range most {
		r, size := utf8.DecodeRune(text[end:])
		if !unicode.IsDigit(r) {
			break
		}
		end += size
	}
	return text[:end]
}

// goesOn reports whether a text begins with a character of a word.
func goesOn(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return isWord(r)
}

// inWord is isWord of ASCII.
var inWord = func() (in [utf8.RuneSelf]bool) {
	for _, c := range "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" {
		in[c] = true
	}
	return in
}()
