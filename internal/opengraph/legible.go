package opengraph

import (
	"strings"
	"unicode"
)

// geta stands in print for a character that the type case lacks.
const geta = '〓'

// mostRare is how many characters in a hundred a geta may take the place of.
const mostRare = 25

// legible returns of a text what the fonts can show: without signs that are no
// letters and no font has, such as emoji, and with a geta for a rare Chinese
// character. It is empty where other letters are missing, or too much is: words
// with holes are worse than none.
func (b *bench) legible(text []rune) []rune {
	if b.shapeable(text) {
		return text
	}
	var kept []rune
	rare, left := 0, false // left: the last character was left out
	for _, r := range text {
		switch {
		case left && unicode.In(r, unicode.Cf, unicode.Variation_Selector): // of what was left out
		case b.shapeable([]rune{r}):
			kept, left = append(kept, r), false
		case unicode.Is(unicode.Han, r):
			kept, left = append(kept, geta), false
			rare++
		case unicode.In(r, unicode.Symbol, unicode.Mn, unicode.Me, unicode.Co):
			left = true
		default:
			return nil
		}
	}
	if rare*100 > len(text)*mostRare || !b.shapeable(kept) {
		return nil
	}
	return []rune(strings.Join(strings.Fields(string(kept)), " "))
}
