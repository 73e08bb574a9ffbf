package markup

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// warnEmphasis tells of **, __ and ~~ in the text from one offset of the source to another that
// were meant to stand around words, and do not, because a space stands between: readers see
// them as they are. What emphasis is made of is no text.
func (b *builder) warnEmphasis(src []byte, start, end int) {
	for at := start; at < end; {
		next := bytes.IndexAny(src[at:end], "*_~")
		if next < 0 {
			return
		}
		at += next
		size := end - at - len(bytes.TrimLeft(src[at:end], string(src[at])))
		if size == 2 && (at == 0 || src[at-1] != '\\') {
			b.looseSigns(src, at)
		}
		at += size
	}
}

// looseSigns tells of two signs if such ones before them in the block were meant to open
// what they close.
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
	if !unicode.IsLetter(before) && !unicode.IsDigit(before) {
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
