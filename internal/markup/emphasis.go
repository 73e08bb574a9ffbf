package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// emphasisSigns are those of emphasis, bold and strikes. What these are made of is no text.
const emphasisSigns = "*_~"

// looseSigns tells of two signs in a text if such ones before them in the block were meant to
// open what they close, and do not, because a space stands between: readers see them as they
// are.
func (b *builder) looseSigns(src []byte, at int) {
	before, _ := utf8.DecodeLastRune(src[:at])
	after, _ := utf8.DecodeRune(src[at+2:])
	opener := b.loose - 1 // they are counted from one
	switch {
	case opener < 0 || src[opener] != src[at]:
	case !spaceAt(src[opener+2:]) && (before == ' ' || before == '\t'):
		b.loose = 0
		b.warnLoose(src, at)
		return
	case spaceAt(src[opener+2:]) && !unicode.IsSpace(before) && (spaceAt(src[at+2:]) || unicode.IsPunct(after)):
		b.loose = 0
		b.warnLoose(src, opener)
		return
	}
	b.loose = 0
	if !unicode.IsLetter(before) && !unicode.IsDigit(before) && !strings.ContainsRune(",;:.!?)", after) {
		b.loose = at + 1
	}
}

func (b *builder) warnLoose(src []byte, at int) {
	sign, does := string(src[at]), "makes nothing bold"
	if sign == "~" {
		does = "strikes nothing out"
	}
	b.src.problems.Warnf(b.src.pos(at), "%s %s here, and readers see it, because a space stands between it and the words; take that off, or write %s where it is meant", sign+sign, does, `\`+sign+`\`+sign)
}

// spaceAt reports whether a text begins with white space, or is at its end.
func spaceAt(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return len(text) == 0 || unicode.IsSpace(r)
}
