package locale

import (
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

// DirectionOf returns the direction of a text whose language nobody states, by its letters:
// that of the first, where most have it; "" where that leaves it open, as in an Arabic
// sentence that begins with a name in Latin letters.
func DirectionOf(text string) string {
	first, balance := "", 0 // of letters from left to right
	for _, r := range text {
		direction := "ltr"
		switch p, _ := bidi.LookupRune(r); p.Class() {
		case bidi.L:
			balance++
		case bidi.R, bidi.AL:
			balance--
			direction = "rtl"
		default:
			continue
		}
		if first == "" {
			first = direction
		}
	}
	if balance == 0 || (balance > 0) != (first == "ltr") {
		return ""
	}
	return first
}
