package markup

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// apostropheParser writes ' as an apostrophe or a single quotation mark. goldmark's
// typographer cannot be left to it: to that, each word which begins with e, l, n or t
// is a contraction, as in 'em, even in quotation marks.
type apostropheParser struct{}

// Trigger implements [parser.InlineParser].
func (apostropheParser) Trigger() []byte { return []byte{'\''} }

// Parse implements [parser.InlineParser].
func (apostropheParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	before, after := block.PrecendingCharacter(), ' '
	if len(line) > 1 {
		after = util.ToRune(line, 1)
	}
	if isWord(before) && unicode.IsDigit(after) {
		return nil // feet, as in 5'11"
	}
	mark := "’"
	if opens(before, after) && !contracted(string(firstBytes(line[1:], longestContraction))) {
		mark = "‘"
	}
	block.Advance(1)
	n := ast.NewString([]byte(mark))
	n.SetCode(true) // there is nothing to resolve in it
	return n
}

// opens reports whether a mark between two characters opens a quotation, as delimiters
// of emphasis open it (CommonMark 0.31, section 6.2).
func opens(before, after rune) bool {
	return !util.IsSpaceRune(after) && (util.IsSpaceRune(before) || util.IsPunctRune(before) && !util.IsPunctRune(after))
}

// contractions are what is written behind an apostrophe with nothing before it, or with
// the end of a link or of emphasis, as in *NATO*'s.
var contractions = []string{
	"d", "em", "ere", "ll", "m", "n", "nam", "neath", "nother", "nuff", "re", "s", "t", "til", "till", "tis", "tisn",
	"twas", "twasn", "tween", "twere", "twill", "twixt", "twould", "ve",
}

// longestContraction is how much of a text is looked at for one, in bytes: more than the
// longest has.
const longestContraction = 16

// contracted reports whether a text behind ' begins with a contraction or with a decade,
// as '90s. A word with ' right after it stands in quotation marks, unless it is 'n'.
func contracted(text string) bool {
	rest := strings.TrimLeftFunc(text, unicode.IsLetter)
	word := strings.ToLower(text[:len(text)-len(rest)])
	switch {
	case word == "":
		return decade(text)
	case strings.HasPrefix(rest, "'"):
		return word == "n"
	}
	return slices.Contains(contractions, word)
}

// decade reports whether a text begins with two digits and an s.
func decade(text string) bool {
	rest := strings.TrimLeftFunc(text, unicode.IsDigit)
	rest, found := strings.CutPrefix(rest, "s")
	after, _ := utf8.DecodeRuneInString(rest)
	return len(text)-len(rest) == len("90s") && found && !isWord(after)
}
