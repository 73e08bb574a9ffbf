package edtf

// year returns the year, or the decade, century or other years that it may be,
// "" if it can be any.
func (w wording) year(p *part) string {
	from, to := p.years()
	switch {
	case p.year.whole():
		return ""
	case p.significance > 1:
		start, end := w.yearEnds(from, to)
		return w.Text("date.estimated", "year", w.yearName(p.writtenYear()), "from", start, "to", end)
	case p.year.unknown == 0:
		return w.yearName(from)
	case p.isDecade():
		return w.Text("date.decade", "year", w.Digits(from))
	case p.year.unknown == 3:
		return w.period("date.century", p, 100)
	case p.year.unknown == 7:
		return w.period("date.millennium", p, 1000)
	default:
		start, end := w.yearEnds(from, to)
		return w.Text("date.years", "from", start, "to", end)
	}
}

// isDecade reports whether the year is a decade that has a name: "1900s" would
// be taken for the century.
func (p *part) isDecade() bool {
	return p.year.unknown == 1 && !p.negative && p.year.value >= 1000 && p.year.value/10%10 != 0
}

// writtenYear returns the year as written, with its sign.
func (p *part) writtenYear() int64 {
	if p.negative {
		return -p.year.value
	}
	return p.year.value
}

// period returns the period of so many years in which the year lies, counted
// from 1: "19th century", with the era where it needs one.
func (w wording) period(key string, p *part, years int64) string {
	text := w.Text(key, "nth", w.ordinal(p.year.value/years+1))
	switch from, _ := p.years(); {
	case p.negative:
		return w.Text("date.bce", "years", text)
	case from < 1000:
		return w.Text("date.ce", "years", text)
	default:
		return text
	}
}

// ordinal returns a number as those of centuries are written: "19th", "XIX".
func (w wording) ordinal(n int64) string {
	key := "date.nth"
	switch {
	case n == 1:
		key = "date.first"
	case n/10%10 != 1 && 1 <= n%10 && n%10 <= 3:
		key = [...]string{"", "date.ends_in_1", "date.ends_in_2", "date.ends_in_3"}[n%10]
	}
	number := w.Digits(n)
	if w.Text("date.numerals") == "roman" {
		number = roman(n)
	}
	return w.Text(key, "n", number)
}

// roman writes a number from 1 to 100, which no century exceeds, in Roman
// numerals.
func roman(n int64) string {
	tens := [...]string{"", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC", "C"}[n/10]
	return tens + [...]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"}[n%10]
}

// FormatYear returns an astronomical year in words: "2021", "427 BCE", "12,001 BCE". Years
// that nobody would take for one without it get CE.
func FormatYear(year int64, words Words) string { return wording{words}.yearName(year) }

// yearName is FormatYear.
func (w wording) yearName(y int64) string {
	switch {
	case y <= 0:
		return w.Text("date.bce", "years", w.grouped(1-y))
	case y < 1000 || y > 9999:
		return w.Text("date.ce", "years", w.grouped(y))
	default:
		return w.grouped(y)
	}
}

// yearEnds returns the ends of a range of years. The first leaves out the era
// where both have the same: "50" and "41 BCE".
func (w wording) yearEnds(from, to int64) (start, end string) {
	switch {
	case to <= 0:
		return w.grouped(1 - from), w.yearName(to)
	case from > 0 && (from < 1000 || to > 9999):
		return w.grouped(from), w.Text("date.ce", "years", w.grouped(to))
	default:
		return w.yearName(from), w.yearName(to)
	}
}

// grouped returns a year, with separators from five digits on.
func (w wording) grouped(n int64) string {
	if n < 10_000 {
		return w.Digits(n)
	}
	return w.Number(n)
}
