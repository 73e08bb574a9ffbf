package edtf

import (
	"strconv"
	"strings"
)

// maxYearDigits bounds years, so that a range of them fits into an int64.
const maxYearDigits = 18

// year reads a year: four digits, some of which may be X; two or three for a
// century or decade; or a letter Y and any number. Significant digits may
// follow.
func (s *scanner) year(p *part) error {
	if s.skip('Y') {
		return s.longYear(p)
	}
	p.negative = s.skip('-')
	offset := s.pos
	p.year = s.digits()
	switch {
	case p.year.length == 0:
		return s.unexpected()
	case p.year.length > 4:
		return s.tooLong(offset, p.year.unknown != 0)
	case p.year.length < 4 && !s.alone: // 2021-12-27/31 means no 32nd century
		return failf(offset, "a year has four digits; write the whole date, such as 2021-12-31, or 20XX for a century")
	case p.year.length == 1 || p.year.length < 4 && p.year.unknown != 0:
		return failf(offset, "a year has four digits; write such as 0476, or X for digits not known")
	case p.negative && p.year.value == 0 && p.year.unknown == 0:
		return failf(offset-1, "the year 0 has no sign; write 0000")
	}
	return s.yearTail(p)
}

// yearTail reads significant digits, and sets what two or three digits mean.
func (s *scanner) yearTail(p *part) error {
	switch p.year.length {
	case 2: // a century
		p.year = digits{value: p.year.value * 100, unknown: 3, length: 4}
		p.yearOnly = true
		return nil
	case 3: // a decade
		p.year = digits{value: p.year.value * 10, unknown: 1, length: 4}
		p.yearOnly = true
		return nil
	}
	if s.peek() != 'S' {
		return nil
	}
	if p.year.unknown != 0 {
		return failf(s.pos, "a year has unspecified or significant digits, not both; take off one of the two")
	}
	return s.significant(p)
}

// tooLong is the error for a number of more than four digits without a Y. It
// recognises days without hyphens.
func (s *scanner) tooLong(offset int, unknown bool) error {
	end := offset
	for end < len(s.text) && '0' <= s.text[end] && s.text[end] <= '9' {
		end++
	}
	number := s.text[offset:end]
	if len(number) == 8 && !unknown {
		if d, err := Parse(number[:4] + "-" + number[4:6] + "-" + number[6:]); err == nil {
			return failf(offset, "a day has hyphens; write %s", d)
		}
	}
	return failf(offset, "a year has four digits; write Y before a longer one, such as Y12345, and no month after it")
}

// longYear reads what follows the Y: a number, and where it follows an
// exponent.
func (s *scanner) longYear(p *part) error {
	p.negative = s.skip('-')
	offset := s.pos
	number := s.number()
	exponent := int64(0)
	exponential := s.skip('E')
	if exponential {
		at := s.pos
		text := s.number()
		if text == "" || len(text) > 2 {
			return failf(at, "an exponent has one or two digits; write such as Y17E7")
		}
		exponent = decimal(text)
	}
	switch {
	case number == "":
		return s.unexpected()
	case number[0] == '0':
		return failf(offset, "a year after Y starts with no zero; write such as Y12345")
	case len(number) < 5 && !exponential:
		return failf(offset-1, "Y is for years of more than four digits; write the year without it, with four digits")
	case int64(len(number))+exponent > maxYearDigits:
		return failf(offset, "the year is too large; write one of at most %d digits", maxYearDigits)
	}
	p.yearOnly = true
	p.year.value = decimal(number) * power10(exponent)
	if s.peek() == 'S' {
		return s.significant(p)
	}
	return nil
}

// significant reads the letter S and the number of significant digits.
func (s *scanner) significant(p *part) error {
	s.pos++
	offset := s.pos
	text := strings.TrimLeft(s.number(), "0")
	if text == "" || len(text) > 2 {
		return failf(offset, "S is followed by the number of significant digits; write such as 1950S2")
	}
	length := int64(len(strconv.FormatInt(p.year.value, 10)))
	p.yearOnly = true
	p.significance = power10(max(0, length-decimal(text)))
	return nil
}

// number steps over a run of decimal digits and returns it.
func (s *scanner) number() string {
	start := s.pos
	for c := s.peek(); '0' <= c && c <= '9'; c = s.peek() {
		s.pos++
	}
	return s.text[start:s.pos]
}

// decimal returns the value of up to 18 digits.
func decimal(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64) // digits, so that it is what they say, or the largest number
	return n
}

// power10 returns 10^n for n up to 18.
func power10(n int64) int64 {
	power := int64(1)
	for range n {
		power *= 10
	}
	return power
}
