package edtf

import "strings"

// maxLength bounds the text of a date, in bytes. With it, sets have no more
// than some hundred members.
const maxLength = 1000

// Parse reads an EDTF expression of level 0, 1 or 2. Nothing around it is
// trimmed. Every error is a [*ParseError].
func Parse(text string) (Date, error) {
	if len(text) > maxLength {
		return Date{}, failf(maxLength, "a date has at most %d characters", maxLength)
	}
	if text == "" {
		return Date{}, failf(0, "no date; write one such as 2021, 2021-12 or 2021-12-27")
	}
	e := &expression{source: text}
	if err := e.parse(); err != nil {
		return Date{}, err
	}
	return Date{e}, nil
}

// parse reads the source.
func (e *expression) parse() error {
	switch {
	case e.source[0] == '[' || e.source[0] == '{':
		return e.parseSet()
	case strings.IndexByte(e.source, '/') >= 0:
		return e.parseInterval()
	}
	s := scanner{text: e.source, alone: true}
	p, err := s.onlyDate()
	e.first.start, e.qualifier = p, p.allQualifiers()
	return err
}

// parseInterval reads two ends with a slash between them.
func (e *expression) parseInterval() error {
	slash := strings.IndexByte(e.source, '/')
	start, err := intervalEnd(e.source[:slash], 0)
	if err != nil {
		return err
	}
	if more := strings.IndexByte(e.source[slash+1:], '/'); more >= 0 {
		return failf(slash+1+more, "an interval has one slash; write a day with hyphens, such as 2021-12-27")
	}
	end, err := intervalEnd(e.source, slash+1)
	if err != nil {
		return err
	}
	if before(&end, &start) {
		return failf(slash+1, "the interval ends before it starts; write the earlier date first")
	}
	e.form = interval
	e.first = span{start, &end}
	e.qualifier = start.allQualifiers() | end.allQualifiers()
	return nil
}

// intervalEnd reads the date that makes up the text from the given offset on.
// No text is an unknown end, two dots are an open one.
func intervalEnd(text string, offset int) (part, error) {
	switch text[offset:] {
	case "":
		return nowhere(Unknown), nil
	case "..":
		return nowhere(Open), nil
	}
	s := scanner{text: text, pos: offset}
	return s.onlyDate()
}

// nowhere is an end at which no date stands.
func nowhere(kind BoundKind) part {
	return part{kind: kind, earliest: Bound{Kind: kind}, latest: Bound{Kind: kind}}
}

// before reports whether a lies before b whatever days the two stand for.
func before(a, b *part) bool {
	return a.latest.Kind == Known && b.earliest.Kind == Known &&
		a.latest.Day.Compare(b.earliest.Day) < 0
}

// parseSet reads members between brackets or braces, with commas between them.
func (e *expression) parseSet() error {
	closing := byte(']')
	e.form = oneOf
	if e.source[0] == '{' {
		closing, e.form = '}', allOf
	}
	s := scanner{text: e.source, pos: 1}
	for n := 0; ; n++ {
		s.spaces()
		m, err := s.member()
		if err != nil {
			return err
		}
		e.add(m, n)
		s.spaces()
		if !s.skip(',') {
			break
		}
	}
	if !s.skip(closing) {
		if s.done() {
			return failf(s.pos, "the set is not closed; write %q after its last date", closing)
		}
		return s.unexpected()
	}
	if !s.done() {
		return failf(s.pos, "a set ends at %q; take off what follows it", closing)
	}
	return nil
}

// add takes the nth member into the set.
func (e *expression) add(m span, n int) {
	from, to := m.bounds()
	e.qualifier |= m.start.allQualifiers() | m.last().allQualifiers()
	if n == 0 {
		e.first, e.set = m, &set{earliest: from, latest: to}
		return
	}
	e.set.others = append(e.set.others, m)
	e.set.earliest = outer(e.set.earliest, from, -1)
	e.set.latest = outer(e.set.latest, to, 1)
}

// outer returns the bound that lies further out in the given direction: an open
// one, else an unknown one, else the earlier (-1) or later (1) day.
func outer(a, b Bound, direction int) Bound {
	switch {
	case a.Kind == Open || b.Kind == Open:
		return Bound{Kind: Open}
	case a.Kind == Unknown || b.Kind == Unknown:
		return Bound{Kind: Unknown}
	case b.Day.Compare(a.Day) == direction:
		return b
	default:
		return a
	}
}

// member reads a member of a set: a date, or a range with two dots, either end
// of which may be left out.
func (s *scanner) member() (span, error) {
	if s.dots() {
		p, err := s.date()
		return span{nowhere(Open), &p}, err
	}
	start, err := s.date()
	if err != nil || !s.dots() {
		return span{start: start}, err
	}
	if c := s.peek(); c == ']' || c == '}' || c == ',' || c == ' ' {
		end := nowhere(Open)
		return span{start, &end}, nil
	}
	offset := s.pos
	end, err := s.date()
	switch {
	case err != nil:
		return span{}, err
	case end.finest != start.finest || end.isSeason() != start.isSeason():
		return span{}, failf(offset, "the ends of a range must both be years, both months or both days")
	case before(&end, &start):
		return span{}, failf(offset, "the range ends before it starts; write the earlier date first")
	}
	return span{start, &end}, nil
}
