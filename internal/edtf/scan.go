package edtf

import "strings"

// A scanner reads a text from left to right.
type scanner struct {
	text  string
	pos   int  // 0-based, in bytes
	alone bool // the date is the whole expression
}

func (s *scanner) done() bool { return s.pos >= len(s.text) }

// peek returns the next byte, 0 at the end.
func (s *scanner) peek() byte {
	if s.done() {
		return 0
	}
	return s.text[s.pos]
}

// skip steps over the byte if it is the next one, and reports whether it was.
func (s *scanner) skip(c byte) bool {
	if s.peek() != c || s.done() {
		return false
	}
	s.pos++
	return true
}

func (s *scanner) spaces() {
	for s.skip(' ') {
	}
}

// dots steps over two dots if they come next, and reports whether they did.
func (s *scanner) dots() bool {
	if s.pos+1 >= len(s.text) || s.text[s.pos:s.pos+2] != ".." {
		return false
	}
	s.pos += 2
	return true
}

// qualifier steps over a qualifier, if one comes next.
func (s *scanner) qualifier() qualifier {
	var q qualifier
	switch s.peek() {
	case '?':
		q = uncertain
	case '~':
		q = approximate
	case '%':
		q = uncertain | approximate
	default:
		return 0
	}
	s.pos++
	return q
}

// date reads a date: a year, and where they follow a month or season, a day and
// a time.
func (s *scanner) date() (part, error) {
	var p part
	if err := s.component(&p, unitYear); err != nil {
		return part{}, err
	}
	last := s.pos // where the last component starts
	for u := unitMonth; u <= unitDay && s.skip('-'); u++ {
		last = s.pos
		if u == unitDay && p.isSeason() {
			return part{}, failf(s.pos, "a season has no days; write a month from 01 to 12 before the day")
		}
		if err := s.component(&p, u); err != nil {
			return part{}, err
		}
	}
	if !p.setBounds() {
		return part{}, p.noSuchDay(last)
	}
	if s.peek() == 'T' {
		if err := s.time(&p); err != nil {
			return part{}, err
		}
	}
	return p, nil
}

// onlyDate reads a date that nothing follows.
func (s *scanner) onlyDate() (part, error) {
	p, err := s.date()
	if err == nil && !s.done() {
		err = s.unexpected()
	}
	return p, err
}

// component reads one component with its qualifiers. One on its left holds for
// this component alone, one on its right for all up to it.
func (s *scanner) component(p *part, u unit) error {
	left := s.qualifier()
	var err error
	switch u {
	case unitYear:
		err = s.year(p)
	case unitMonth:
		err = s.month(p)
	default:
		p.day, err = s.pair("day")
	}
	if err != nil {
		return err
	}
	p.finest = u
	p.qualifiers[u] = left
	right := s.qualifier()
	for i := range u + 1 {
		p.qualifiers[i] |= right
	}
	return nil
}

// month reads a month or a season.
func (s *scanner) month(p *part) error {
	offset := s.pos
	m, err := s.pair("month")
	if err != nil {
		return err
	}
	if p.yearOnly {
		return failf(offset-1, "only a year of four digits has months; write the year alone")
	}
	p.month = m
	if m.unknown == 0 && (m.value < 1 || m.value > 12 && m.value < firstSeason || m.value > int64(lastSeason)) {
		return failf(offset, "there is no month %02d; write 01 to 12, or %d to %d for a season", m.value, firstSeason, lastSeason)
	}
	if m.unknown != 0 && len(m.upTo(12)) == 0 {
		return failf(offset, "no month is written %s; write 0X, 1X or XX", s.text[offset:s.pos])
	}
	return nil
}

// pair reads a month or day of two digits.
func (s *scanner) pair(name string) (digits, error) {
	offset := s.pos
	d := s.digits()
	switch d.length {
	case 2:
		return d, nil
	case 1:
		return d, failf(offset, "a %s has two digits; write 0%c", name, s.text[offset])
	case 0:
		return d, s.unexpected()
	}
	return d, failf(offset, "a %s has two digits; write a date such as 2021-12-27", name)
}

// digits reads a run of digits, some of which may be X, as far as they fit.
func (s *scanner) digits() digits {
	var d digits
	for ; d.length <= 5; d.length++ {
		c := s.peek()
		switch {
		case '0' <= c && c <= '9':
			d.value, d.unknown = d.value*10+int64(c-'0'), d.unknown<<1
		case c == 'X':
			d.value, d.unknown = d.value*10, d.unknown<<1|1
		default:
			return d
		}
		s.pos++
	}
	return d
}

// noSuchDay is the error for a date that does not exist.
func (p *part) noSuchDay(offset int) error {
	if p.specified() {
		y, _ := p.years()
		length := monthDays(y, int(p.month.value))
		return failf(offset, "%s-%02d has no day %02d; write 01 to %d", appendYear(nil, y), p.month.value, p.day.value, length)
	}
	return failf(offset, "no day is written so; write an X only for a digit that a real day can have")
}

// unexpected is the error for what stands where nothing or something else
// should.
func (s *scanner) unexpected() error {
	if s.done() {
		return failf(s.pos, "the date breaks off; write one such as 2021-12-27")
	}
	beforeDigit := s.pos+1 < len(s.text) && '0' <= s.text[s.pos+1] && s.text[s.pos+1] <= '9'
	switch c := s.peek(); {
	case c == 'x':
		return failf(s.pos, "an unspecified digit is a capital letter; write X")
	case c == 't' && beforeDigit:
		return failf(s.pos, "the letter before a time is a capital one; write T")
	case c == ' ':
		return failf(s.pos, "a date has no spaces; write 2021-12-27 or 2021-12-27T18:00:00Z")
	case c == '?', c == '~', c == '%':
		return failf(s.pos, "no mark can stand here; write one beside the date or part that it qualifies, %% for both ? and ~")
	case c == '(', c == ')':
		return failf(s.pos, "brackets do not group here; write ?, ~ or %% beside the part that it qualifies")
	case c == 'T' && s.pos > 0:
		return failf(s.pos, "a time follows a whole day that stands alone; write such a day or take off the time")
	}
	if strings.HasPrefix(s.text[s.pos:], "..") {
		return failf(s.pos, "two dots belong into a set or interval; write [..1984], [1984..], ../1984 or 1984/..")
	}
	return failf(s.pos, "unexpected %q; write a date such as 2021, 2021-12 or 2021-12-27", []rune(s.text[s.pos:])[0])
}
