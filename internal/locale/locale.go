// Package locale holds the words that readers see beside what authors write:
// texts of the interface, numbers, plurals, lists and dates, in one language.
//
// The texts of a language stand in a file of their own, named by its tag, BCP
// 47: en.yaml, ar.yaml. Its keys are grouped by subject, and named by their path
// ("count.incidents"). A text may have placeholders, {name}. One that depends on
// a number, {n}, has a form for each of the language's plural categories as
// Unicode's CLDR has them (zero, one, two, few, many, other):
//
//	count:
//	  incidents: {one: "{n} incident", other: "{n} incidents"}
//
// There a number stays on one line with the word after it.
//
// What stands under "own" is for a site's own templates, under names of its choice.
// Files of regions need hold only what differs: ar-IQ.yaml stands over ar.yaml,
// and all of them over en.yaml.
package locale

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/internal/edtf"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
	"golang.org/x/text/message"
	"golang.org/x/text/number"
)

// Locale is a language of the interface. It never changes and is safe for
// concurrent use.
type Locale struct {
	lang      string // BCP 47
	tag       language.Tag
	texts     map[string]text    // by key
	others    map[string]pattern // the form that each of them has without a number
	english   *Locale            // nil: itself
	printer   *message.Printer
	latin     bool  // digits are 0 to 9
	ungrouped int64 // numbers below it are written without separators

	months, briefMonths [12]string
	briefWeekdays       [7]string // from Sunday
}

// Lang returns the language of the texts as a BCP 47 tag: the one asked for, or
// "en" where there are no texts in that.
func (l *Locale) Lang() string { return l.lang }

// English returns the texts in English, for what programs read.
func (l *Locale) English() *Locale {
	if l.english == nil {
		return l
	}
	return l.english
}

// Text returns the text of a key, its placeholders filled from pairs of name and
// value. A key that has no text, which tests forbid, stands for itself.
func (l *Locale) Text(key string, pairs ...string) string {
	p, ok := l.others[key]
	if !ok {
		return key
	}
	return p.fill(pairs)
}

// Fill is Text for [edtf.Words].
func (l *Locale) Fill(key string, by edtf.Pairs) string { return l.Text(key, by[:]...) }

// Count returns the text of a key in the plural form for n, which {n} shows.
func (l *Locale) Count(key string, n int, pairs ...string) string {
	digits := n
	if n < 0 {
		digits = -(n % 10_000_000) // as MatchPlural allows, and what cannot be negated has none
	}
	t, tag := l.text(key), l.tag
	if t.english {
		tag = language.English
	}
	p := t.form(plural.Cardinal.MatchPlural(tag, digits, 0, 0, 0, 0))
	return p.fill(append([]string{"n", l.Number(int64(n))}, pairs...))
}

// Has reports whether there is a text of a key, and whether it has plural forms.
func (l *Locale) Has(key string) (plural, ok bool) {
	t, ok := l.texts[key]
	return t.plural, ok
}

// Keys returns the keys of all texts in their order.
func (l *Locale) Keys() []string { return slices.Sorted(maps.Keys(l.texts)) }

// Pieces returns the text of a key, cut at its placeholders.
func (l *Locale) Pieces(key string) []Piece { return l.text(key).other() }

// Forms returns the text of a key as it was written, or its forms by plural
// category where it has several; those of English in the place of another language
// say so under "lang".
func (l *Locale) Forms(key string) any {
	t := l.text(key)
	if !t.plural {
		return t.other().source()
	}
	forms := map[string]string{}
	for form, p := range t.forms {
		forms[categoryNames[form]] = p.source()
	}
	if t.english {
		forms["lang"] = fallback
	}
	return forms
}

func (l *Locale) text(key string) text {
	t, ok := l.texts[key]
	if !ok {
		return text{forms: map[plural.Form]pattern{plural.Other: {{Text: key}}}}
	}
	return t
}

// Number returns a whole number with the language's digits and separators.
func (l *Locale) Number(n int64) string {
	if n <= -l.ungrouped || n >= l.ungrouped {
		return l.printer.Sprint(n)
	}
	return l.Digits(n)
}

// Digits returns a number in the language's digits, without separators, as years
// are written.
func (l *Locale) Digits(n int64) string {
	if l.latin {
		return strconv.FormatInt(n, 10)
	}
	return l.printer.Sprint(number.Decimal(n, number.NoSeparator()))
}

// Float returns a number with as many decimal places as it has, and without
// separators of thousands.
func (l *Locale) Float(n float64) string {
	return l.printer.Sprint(number.Decimal(n, number.MaxFractionDigits(maxDecimals), number.NoSeparator()))
}

// maxDecimals is more than any coordinate has that people write.
const maxDecimals = 12

// List joins words as the language does: "a, b and c". The key is that of the
// last joint, with {a} and {b}: "list.and", "list.or".
func (l *Locale) List(key string, words []string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	last := len(words) - 1
	all := words[0]
	for _, word := range words[1:last] {
		all = l.Text(key+"_between", "a", all, "b", word)
	}
	return l.Text(key, "a", all, "b", words[last])
}

// Sentence begins a text with a capital, where the language has them.
func Sentence(s string) string {
	_, first := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:first]) + s[first:]
}
