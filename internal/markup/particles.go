package markup

import (
	"unicode"
	"unicode/utf8"
)

// proclitic reports whether r is one of the Arabic particles and, so, with, for, like,
// will, or of the Hebrew and, the, in, to, from, that, like, which are written together
// with the next word.
func proclitic(r rune) bool {
	switch r {
	case 'و', 'ف', 'ب', 'ل', 'ك', 'س',
		'ו', 'ה', 'ב', 'ל', 'מ', 'ש', 'כ':
		return true
	}
	return false
}

// enclitic reports whether a text begins with Korean particles (josa), which are written
// together with the word before, and goes on with another word.
func enclitic(text []byte) bool {
	end := 0
	for end < len(text) {
		r, size := utf8.DecodeRune(text[end:])
		if !unicode.Is(unicode.Hangul, r) {
			if isWord(r) {
				return false
			}
			break
		}
		end += size
	}
	const syllable = len("가")
	for first := syllable; first <= end; first += syllable {
		if josa(string(text[:first])) && (first == end || further(string(text[first:end]))) {
			return true
		}
	}
	return false
}

// josa reports whether a word is a Korean particle that may follow a name.
func josa(word string) bool {
	switch word {
	case "은", "는", "이", "가", "을", "를", "의", "에", "도", "만", "로", "와", "과", "께", "나", "랑", "든", "라", "란", "며", "인",
		"에서", "에게", "께서", "한테", "으로", "부터", "까지", "보다", "처럼", "같이", "마다", "조차", "마저", "밖에", "하고",
		"이나", "이랑", "이든", "이라", "라고", "라는", "이란", "이며", "이고", "이다", "이자", "였다",
		"에게서", "한테서", "이라고", "이라는", "이었다":
		return true
	}
	return false
}

// further reports whether a word is a Korean particle that may follow another.
func further(word string) bool {
	switch word {
	case "은", "는", "이", "가", "을", "를", "의", "도", "만", "서", "써", "부터", "까지", "만은", "만이", "부터는", "까지는", "까지도":
		return true
	}
	return false
}
