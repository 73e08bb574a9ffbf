package timeline

import (
	"cmp"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline/internal/markup"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// foldValue brings values that mean the same into one form: letter case, white
// space, also between a number and its unit, quotation marks, dashes, and numbers, so
// that "2", "two" and "2.0" are one value, and "200", "two hundred" and "0.2 thousand"
// too. Thousands may be apart, as in "1 200", and a fraction may stand after a comma. Where
// the language has points between thousands, "1.200" is such a number too.
func foldValue(value string, pointed bool) string {
	var words []string
	for word := range strings.FieldsSeq(plainNumbers(foldLetters(value), pointed)) {
		words = appendApart(words, word)
	}
	folded := words[:0]
	for len(words) > 0 {
		word, used := foldNumber(words)
		folded, words = append(folded, word), words[used:]
	}
	return strings.Join(folded, " ")
}

// foldLetters brings letters and signs that mean the same into one form.
func foldLetters(value string) string {
	if strings.IndexFunc(value, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 && !strings.Contains(value, "--") {
		return strings.ToLower(value)
	}
	return cases.Fold().String(norm.NFKC.String(strings.Map(latinDigit, markup.FoldQuote(value))))
}

// latinDigit returns the digit, or the sign of numbers, that stands for an Arabic or
// Persian one.
func latinDigit(r rune) rune {
	switch {
	case r >= '٠' && r <= '٩': // Arabic
		return r - '٠' + '0'
	case r >= '۰' && r <= '۹': // Persian
		return r - '۰' + '0'
	case r == '٬':
		return ','
	case r == '٫':
		return '.'
	case r == '٪':
		return '%'
	}
	return r
}

// spaced are the digits of a number with spaces between thousands.
var spaced = regexp.MustCompile(`\b[1-9]\d{0,2}( \d{3})+\b`)

// signed are digits with signs among them, which may be a number.
var signed = regexp.MustCompile(`\d[\d.,']*[.,']\d+`)

// Forms of numbers: with commas between thousands or lakhs, with points or apostrophes
// between thousands, and with a comma before the fraction.
var (
	commas       = regexp.MustCompile(`^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$|^[1-9]\d?(,\d\d)+,\d{3}(\.\d+)?$`)
	points       = regexp.MustCompile(`^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$`)
	apostrophes  = regexp.MustCompile(`^[1-9]\d{0,2}('\d{3})+([.,]\d+)?$`)
	decimalComma = regexp.MustCompile(`^\d+,\d+$`)
)

// plainNumbers writes numbers without what is between thousands, and with a point before
// their fraction. A comma that may be either is one between thousands; so is a point where
// pointed says that the language has it there.
func plainNumbers(value string, pointed bool) string {
	value = spaced.ReplaceAllStringFunc(value, func(number string) string { return strings.ReplaceAll(number, " ", "") })
	if !strings.ContainsAny(value, ".,'") { // as most have none
		return value
	}
	return signed.ReplaceAllStringFunc(value, func(number string) string {
		switch {
		case commas.MatchString(number):
			return strings.ReplaceAll(number, ",", "")
		case points.MatchString(number) && (pointed || strings.Count(number, ".") > 1 || strings.Contains(number, ",")):
			number = strings.ReplaceAll(number, ".", "")
		case apostrophes.MatchString(number):
			number = strings.ReplaceAll(number, "'", "")
		case !decimalComma.MatchString(number):
			return number
		}
		return strings.Replace(number, ",", ".", 1)
	})
}

// measured is a number with a currency before it or a unit behind it. One with zeros in
// front is rather the name of something, such as 007b.
var measured = regexp.MustCompile(`^(\pL*\p{Sc})?([-+]?(?:0|[1-9]\d*)(?:\.\d+)?)((?:[%‰°]\pL*|\pL+[23]?)?)([.,;:]*)$`)

// appendApart appends a number, its currency and its unit, which are written together, as
// words of their own; other words as they are.
func appendApart(words []string, word string) []string {
	if !strings.ContainsAny(word, "0123456789") { // as most have none
		return append(words, word)
	}
	m := measured.FindStringSubmatch(word)
	if m == nil {
		return append(words, word)
	}
	currency, number, unit, ends := m[1], m[2], m[3], m[4]
	if currency != "" {
		words = append(words, currency)
	}
	if unit == "" {
		return append(words, number+ends)
	}
	return append(words, number, unit+ends)
}

// foldNumber returns the number that words begin with, and how many of them it takes; or
// else the first word.
func foldNumber(words []string) (folded string, used int) {
	if n, used := spelledNumber(words); used > 0 {
		return strconv.FormatInt(n, 10), used
	}
	core, ends := bare(words[0])
	n, ok := decimal(core)
	if !ok {
		return words[0], 1
	}
	if !ends && len(words) > 1 { // 2.5 million
		unit, _ := bare(words[1])
		if places := scales[unit]; places > 0 {
			return times(n, places), 2
		}
	}
	return n, 1
}

// bare returns a word without the signs around it, and whether one ends what it is in.
func bare(word string) (core string, ends bool) {
	return strings.Trim(word, ".,;:"), strings.ContainsAny(word[len(word)-1:], ".,;:")
}

// plainNumber is a number in digits.
var plainNumber = regexp.MustCompile(`^([-+]?)0*(\d*?)(?:\.(\d*?)0*)?$`)

// decimal reads digits, with a point before the fraction.
func decimal(digits string) (string, bool) {
	m := plainNumber.FindStringSubmatch(digits)
	if m == nil || !strings.ContainsAny(digits, "0123456789") {
		return "", false
	}
	return number(m[1], m[2], m[3]), true
}

// number writes one of a sign and the digits before and after the point, without zeros at
// either end.
func number(sign, whole, fraction string) string {
	if fraction != "" {
		fraction = "." + fraction
	}
	whole = cmp.Or(whole, "0")
	if sign != "-" || whole+fraction == "0" {
		sign = ""
	}
	return sign + whole + fraction
}

// times returns a number times ten to the power of places.
func times(n string, places int) string {
	digits, minus := strings.CutPrefix(n, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	fraction += strings.Repeat("0", max(0, places-len(fraction)))
	sign := ""
	if minus {
		sign = "-"
	}
	return number(sign, strings.TrimLeft(whole+fraction[:places], "0"), fraction[places:])
}

// numberWords are the English words for numbers that reports write out.
var numberWords = map[string]int64{
	"no": 0, "none": 0, "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
	"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
	"sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
	"fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// scales are the words that multiply what stands before them by a power of ten.
var scales = map[string]int{
	"hundred": 2, "thousand": 3, "lakh": 5, "million": 6, "crore": 7, "billion": 9, "trillion": 12,
}

// spelledNumber returns the number that words begin with, as in "two hundred and five
// dead", and how many of them it takes: 0 where there is none.
func spelledNumber(words []string) (n int64, used int) {
	var s spelling
	for k, word := range words {
		core, ends := bare(word)
		next := s
		for part := range strings.SplitSeq(core, "-") { // twenty-five
			if !next.take(part) {
				return n, used
			}
		}
		s = next
		if s.whole {
			n, used = s.sum+s.part, k+1
		}
		if ends {
			break
		}
	}
	return n, used
}

// A spelling is the number that some words make so far.
type spelling struct {
	sum   int64 // what is counted in thousands, millions …
	part  int64 // the rest
	scale int64 // the last of thousands, millions …; 0 for none
	half  bool  // of what comes next
	began bool  // there was a word
	whole bool  // the words can end here
	room  int64 // what is less than that may be added; 0 for nothing
	done  bool  // nothing can come after
}

// take adds a word, and reports whether the words go on with it.
func (s *spelling) take(word string) bool {
	if s.done {
		return false
	}
	first := !s.began
	s.began = true
	n, counts := numberWords[word]
	scale := int64(math.Pow10(scales[word])) // 1 for none
	switch {
	case word == "half":
		s.half = true
		return first
	case word == "a" || word == "an":
		return first || s.half && !s.whole && s.part == 0
	case word == "and":
		s.whole = false
		return s.room >= 100
	case counts && n == 0:
		s.whole, s.done = true, true
		return first
	case counts:
		fits := (first || n < s.room) && !s.half
		s.part += n
		s.whole, s.room = true, 0
		if n >= 20 {
			s.room = 10
		}
		return fits
	}
	count := max(s.part, 1)
	if s.half {
		count, s.done = 1, true
	}
	switch {
	case word == "dozen" && s.sum == 0 && count < 100:
		s.part, s.done = 12*count, true
	case word == "hundred" && count < 100 && (s.part > 0 || s.sum == 0):
		s.part, s.room = 100*count, 100
	case scale > 100 && (s.scale == 0 || scale < s.scale) && (s.part > 0 || s.sum == 0):
		s.sum, s.part, s.scale, s.room = s.sum+count*scale, 0, scale, min(scale, 1000)
	default:
		return false
	}
	if s.half {
		s.sum, s.part = s.sum/2, s.part/2
	}
	s.whole = true
	return true
}
