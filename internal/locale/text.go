package locale

import (
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// categoryNames are CLDR's plural categories, by x/text's numbers.
var categoryNames = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: "other",
}

// categoryForms is categoryNames the other way round.
var categoryForms = map[string]plural.Form{
	"zero": plural.Zero, "one": plural.One, "two": plural.Two, "few": plural.Few, "many": plural.Many, "other": plural.Other,
}

// categories returns the names of a language's plural categories, in CLDR's
// order. No language counts whole numbers otherwise above the last one tried.
func categories(tag language.Tag) []string {
	var names []string
	for _, form := range []plural.Form{plural.Zero, plural.One, plural.Two, plural.Few, plural.Many, plural.Other} {
		for n := range 1000 {
			if form == plural.Other || plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0) == form {
				names = append(names, categoryNames[form])
				break
			}
		}
	}
	return names
}

// text is a text with its plural forms; one that has none has Other alone.
type text struct {
	plural  bool
	english bool // for want of one in the language: it counts as English does
	forms   map[plural.Form]pattern
}

func (t text) other() pattern { return t.forms[plural.Other] }

// form returns a plural form, or Other where that is not given.
func (t text) form(f plural.Form) pattern {
	if p, ok := t.forms[f]; ok {
		return p
	}
	return t.other()
}

// names returns the placeholders of all forms, each once, in order.
func (t text) names() []string {
	var names []string
	for _, p := range t.forms {
		for _, piece := range p {
			if piece.Name != "" {
				names = append(names, piece.Name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// Piece is a part of a text: words, or the name of a placeholder.
type Piece struct{ Text, Name string }

// pattern is a text, cut at its placeholders.
type pattern []Piece

// newCounting cuts a text that counts. The number stays on one line with the word
// after it, which says what it counts.
func newCounting(s string) pattern {
	return newPattern(strings.ReplaceAll(s, "{n} ", "{n}\u00a0"))
}

// newPattern cuts a text. A brace without its counterpart stands for itself.
func newPattern(s string) pattern {
	var p pattern
	for s != "" {
		open := strings.IndexByte(s, '{')
		shut := strings.IndexByte(s, '}')
		if open < 0 || shut < open {
			return append(p, Piece{Text: s})
		}
		if open > 0 {
			p = append(p, Piece{Text: s[:open]})
		}
		p = append(p, Piece{Name: s[open+1 : shut]})
		s = s[shut+1:]
	}
	return p
}

// fill returns the text with its placeholders replaced by values, which follow
// their names.
func (p pattern) fill(pairs []string) string {
	if len(p) == 1 && p[0].Name == "" {
		return p[0].Text
	}
	var room [128]byte // enough for most
	b := room[:0]
	for _, piece := range p {
		b = append(append(b, piece.Text...), piece.value(pairs)...)
	}
	return string(b)
}

// value returns what stands in the place of a placeholder; "" for words.
func (p Piece) value(pairs []string) string {
	if p.Name == "" {
		return ""
	}
	for k := 0; k+1 < len(pairs); k += 2 {
		if pairs[k] == p.Name {
			return pairs[k+1]
		}
	}
	return ""
}

// source returns the text as it was written.
func (p pattern) source() string {
	var b strings.Builder
	for _, piece := range p {
		b.WriteString(piece.Text)
		if piece.Name != "" {
			b.WriteString("{" + piece.Name + "}")
		}
	}
	return b.String()
}
