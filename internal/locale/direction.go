package locale

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/bidi"
)

// Direction returns the direction in which a language is written, "rtl" or
// "ltr", by the script of its BCP 47 tag.
func Direction(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		return "ltr"
	}
	script, _ := tag.Script()
	switch script.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr":
		return "rtl"
	}
	return "ltr"
}

// DirectionOf returns the direction of a text whose language nobody states, by its letters, as
// [Run] does; "" for a label, too, which need not leave the side of the text around it.
func DirectionOf(text string) string {
	if direction, label := Run(text); !label {
		return direction
	}
	return ""
}

// Run returns the direction of a text by its letters: that of the first, where most have it;
// "" where that leaves it open, as in an Arabic sentence that begins with a name in Latin
// letters. A label is a word or three with letters of one direction at both ends, such as
// "Associated Press": it reads the same whichever way it runs.
func Run(text string) (direction string, label bool) {
	letters, balance := 0, 0 // of letters from left to right
	for _, r := range text {
		way := wayOf(r)
		if way == 0 {
			continue
		}
		if letters == 0 {
			direction = "ltr"
			if way < 0 {
				direction = "rtl"
			}
		}
		letters, balance = letters+1, balance+way
	}
	if balance == 0 || (balance > 0) != (direction == "ltr") {
		return "", false
	}
	return direction, max(balance, -balance) == letters && isLabel(strings.TrimSpace(text))
}

// isLabel reports whether a text whose letters have one direction is a label.
func isLabel(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.Count(text, " ") < labelWords && unicode.IsLetter(first) && unicode.In(last, unicode.Letter, unicode.Mark)
}

// labelWords is how many words a label has at most.
const labelWords = 3

// wayOf returns 1 for a letter that is written from left to right, -1 for one from right to
// left, and 0 for what is no letter.
func wayOf(r rune) int {
	if r < utf8.RuneSelf {
		if 'a' <= r|0x20 && r|0x20 <= 'z' {
			return 1
		}
		return 0
	}
	switch p, _ := bidi.LookupRune(r); p.Class() {
	case bidi.L:
		return 1
	case bidi.R, bidi.AL:
		return -1
	}
	return 0
}
