package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// emphasisSigns are those of emphasis, bold and strikes. What these are made of is no text.
const emphasisSigns = "*_~"

// looseSigns tells of two signs in a text if such ones before them in the block were meant to
// open what they close, and do not: readers see them as they are.
func (b *builder) looseSigns(src []byte, at int) {
	opener := b.loose - 1 // they are counted from one
	b.loose = 0
	if opener >= 0 && src[opener] == src[at] && b.warnPair(src, opener, at) {
		return
	}
	before, _ := utf8.DecodeLastRune(src[:at])
	after, _ := utf8.DecodeRune(src[at+2:])
	if (!unicode.IsLetter(before) && !unicode.IsDigit(before) || openingMark(after)) && !strings.ContainsRune(",;:.!?)", after) {
		b.loose = at + 1
	}
}

// warnPair tells of two signs and two more that were meant to stand around words, and reports
// whether they were: a space is why they do not, or a punctuation mark beside a word.
func (b *builder) warnPair(src []byte, opener, closer int) bool {
	word, _ := utf8.DecodeLastRune(src[:opener])
	opening, _ := utf8.DecodeRune(src[opener+2:])
	before, _ := utf8.DecodeLastRune(src[:closer])
	after, _ := utf8.DecodeRune(src[closer+2:])
	spaced := spaceAt(src[opener+2:])
	switch {
	case !spaced && (before == ' ' || before == '\t'):
		b.warnLoose(src, closer)
	case spaced && !unicode.IsSpace(before) && (spaceAt(src[closer+2:]) || unicode.IsPunct(after)):
		b.warnLoose(src, opener)
	case spaced || unicode.IsSpace(before) || src[opener] != '*' || openingMark(after):
		return false
	case isWord(word) && openingMark(opening) && util.IsPunctRune(before):
		b.warnWedged(opener)
	case isWord(after) && util.IsPunctRune(before) && !unicode.Is(unicode.Ps, before):
		b.warnWedged(closer)
	default:
		return false
	}
	return true
}

// warnWedged tells of two signs between a word and a mark of what they would make bold, where
// CommonMark has them mean nothing (section 6.2).
func (b *builder) warnWedged(at int) {
	b.src.warnf(at, "** makes nothing bold here, and readers see it, because it stands between a word and a punctuation mark; write the mark outside of both **, or a space between ** and the word")
}

// openingMark reports whether a mark begins a quotation or stands in front of what is bracketed.
func openingMark(mark rune) bool { return unicode.In(mark, unicode.Ps, unicode.Pi) }

func (b *builder) warnLoose(src []byte, at int) {
	sign, does := string(src[at]), "makes nothing bold"
	if sign == "~" {
		does = "strikes nothing out"
	}
	b.src.warnf(at, "%s %s here, and readers see it, because a space stands between it and the words; take that off, or write %s where it is meant", sign+sign, does, `\`+sign+`\`+sign)
}

// spaceAt reports whether a text begins with white space, or is at its end.
func spaceAt(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return len(text) == 0 || unicode.IsSpace(r)
}
