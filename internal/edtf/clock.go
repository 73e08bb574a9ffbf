package edtf

import (
	"fmt"
	"time"
)

// A clock is a time of day, in a zone if one is stated.
type clock struct {
	hour, minute, second int
	nanosecond           int
	zoned                bool
	offset               int // east of UTC, in seconds
}

// The zones in use lie between these offsets from UTC, in minutes.
const (
	westernmost = -12 * 60
	easternmost = 14 * 60
)

// time reads the letter T and a time of day: hours and minutes, and where they
// follow seconds with a fraction, and a zone.
func (s *scanner) time(p *part) error {
	if !s.alone || p.finest != unitDay || !p.plain() {
		return s.unexpected()
	}
	s.pos++
	offset := s.pos
	var c clock
	var ok bool
	if c.hour, ok = s.twoDigits(24); !ok {
		return failf(offset, "an hour is 00 to 24, with two digits; write such as T18:00:00")
	}
	if c.minute, ok = s.colonDigits(); !ok {
		return failf(s.pos, "minutes are 00 to 59, with two digits after a colon; write such as T18:00:00")
	}
	if s.peek() == ':' {
		if c.second, ok = s.colonDigits(); !ok {
			return failf(s.pos, "seconds are 00 to 59, with two digits; write such as T18:00:00")
		}
		if s.peek() == '.' && !s.fraction(&c) {
			return failf(s.pos, "a fraction of a second has 1 to 9 digits; write such as T18:00:00.5")
		}
	}
	if c.hour == 24 && c.minute+c.second+c.nanosecond > 0 {
		return failf(offset, "the day ends at 24:00:00; write the time on the next day")
	}
	p.clock = &c
	return s.zone(&c)
}

// twoDigits reads a number of two digits, at most limit.
func (s *scanner) twoDigits(limit int) (int, bool) {
	if s.pos+2 > len(s.text) {
		return 0, false
	}
	tens, ones := s.text[s.pos]-'0', s.text[s.pos+1]-'0' // wraps below '0'
	n := int(tens)*10 + int(ones)
	if tens > 9 || ones > 9 || n > limit {
		return 0, false
	}
	s.pos += 2
	return n, true
}

// colonDigits reads a colon and a number of two digits, at most 59.
func (s *scanner) colonDigits() (int, bool) {
	if !s.skip(':') {
		return 0, false
	}
	return s.twoDigits(59)
}

// fraction reads a point and digits after it.
func (s *scanner) fraction(c *clock) bool {
	s.pos++
	text := s.number()
	c.nanosecond = int(decimal(text) * power10(max(0, 9-int64(len(text)))))
	return 1 <= len(text) && len(text) <= 9
}

// zone reads Z or an offset: ±hh, ±hh:mm or ±hhmm.
func (s *scanner) zone(c *clock) error {
	offset := s.pos
	direction := 1
	switch s.peek() {
	case 'Z':
		s.pos++
		c.zoned = true
		return nil
	case '-':
		direction = -1
	case '+':
	case 'z':
		return failf(s.pos, "the letter for UTC is a capital one; write Z")
	default:
		return nil
	}
	s.pos++
	hours, ok := s.twoDigits(24)
	minutes := 0
	switch next := s.peek(); {
	case !ok:
	case next == ':':
		minutes, ok = s.colonDigits()
	case '0' <= next && next <= '9':
		minutes, ok = s.twoDigits(59)
	}
	total := direction * (hours*60 + minutes)
	if !ok || total < westernmost || total > easternmost {
		return failf(offset, "a zone lies between -12:00 and +14:00; write such as +03:00")
	}
	if total == 0 && direction < 0 {
		return failf(offset, "an offset of zero has no minus sign; write Z")
	}
	c.zoned, c.offset = true, total*60
	return nil
}

// Time returns the instant of a date-time; ok is false for any other date.
// Where the text states no zone, zoned is false and the time is given in UTC.
// 24:00:00 is the start of the next day.
func (d Date) Time() (t time.Time, zoned, ok bool) {
	if d.e == nil || d.e.first.start.clock == nil {
		return time.Time{}, false, false
	}
	p := &d.e.first.start
	c, day := p.clock, p.earliest.Day
	where := time.UTC
	if c.offset != 0 {
		where = time.FixedZone("", c.offset)
	}
	t = time.Date(int(day.Year), time.Month(day.Month), day.Day, c.hour, c.minute, c.second, c.nanosecond, where)
	return t, c.zoned, true
}

// Start returns the first instant that d can mean, in UTC: that of a date-time,
// else midnight at the start of its [Date.Anchor]. A date-time without zone
// counts as UTC. ok is false where there is no such day, and for years that
// RFC 3339 has no form for: those before 1 and beyond 9999.
func (d Date) Start() (t time.Time, ok bool) {
	if t, _, ok = d.Time(); !ok {
		day, known := d.Anchor()
		if !known || day.Year < 1 || day.Year > 9999 {
			return time.Time{}, false
		}
		return time.Date(int(day.Year), time.Month(day.Month), day.Day, 0, 0, 0, 0, time.UTC), true
	}
	if t = t.UTC(); t.Year() < 1 || t.Year() > 9999 {
		return time.Time{}, false
	}
	return t, true
}

// Exact returns d as the datetime attribute of HTML's <time> takes it: YYYY,
// YYYY-MM, YYYY-MM-DD or a date-time with zone. Only one unqualified, fully
// specified date of the years 0001 to 9999 has such a value.
func (d Date) Exact() (string, bool) {
	if d.e == nil || d.e.form != single {
		return "", false
	}
	p := &d.e.first.start
	if !p.plain() || p.isSeason() || p.earliest.Day.Year < 1 || p.earliest.Day.Year > 9999 {
		return "", false
	}
	if p.clock == nil {
		lengths := [units]int{len("YYYY"), len("YYYY-MM"), len("YYYY-MM-DD")}
		return p.earliest.Day.String()[:lengths[p.finest]], true
	}
	t, zoned, _ := d.Time()
	if !zoned || t.Year() > 9999 {
		return "", false
	}
	return t.Format("2006-01-02T15:04:05.999Z07:00"), true // HTML takes three digits of a fraction
}

// time returns the time without its zone: "18:00".
func (c *clock) time() string {
	text := fmt.Sprintf("%02d:%02d", c.hour, c.minute)
	if c.second > 0 {
		text += fmt.Sprintf(":%02d", c.second)
	}
	return text
}

// offsetWords returns the offset for people: "", "+3", "−4:30".
func (c *clock) offsetWords() string {
	if c.offset == 0 {
		return ""
	}
	direction, minutes := "+", c.offset/60
	if minutes < 0 {
		direction, minutes = "−", -minutes
	}
	text := fmt.Sprintf("%s%d", direction, minutes/60)
	if minutes%60 > 0 {
		text += fmt.Sprintf(":%02d", minutes%60)
	}
	return text
}
