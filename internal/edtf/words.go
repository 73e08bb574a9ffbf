package edtf

import "strings"

// Format returns the date in English words: "27 December 2021", "about 2020",
// "possibly December 2021", "between 18 and 19 December 2021", "July 2020 to
// now", "427 BCE". An interval between two days reads as some time from the one
// to the other. It returns "" for the zero Date.
func (d Date) Format() string {
	switch {
	case d.e == nil:
		return ""
	case d.e.form == single:
		return d.e.first.start.words()
	case d.e.form == interval:
		return d.e.first.words()
	case len(d.e.others) == 0:
		return d.e.first.onlyMember(d.e.form)
	default:
		return d.e.members()
	}
}

// words returns an interval in words.
func (s *span) words() string {
	switch {
	case s.start.kind == Known && s.end.kind == Known:
		return s.fromTo()
	case s.start.kind == Known && s.end.kind == Open:
		return s.start.words() + " to now"
	case s.start.kind == Open && s.end.kind == Open:
		return "without beginning or end"
	case s.start.kind == Unknown && s.end.kind == Unknown:
		return "from an unknown date to another"
	case s.start.kind == Open:
		return "until " + s.end.endWords()
	default:
		return "from " + s.start.endWords() + " to " + s.end.endWords()
	}
}

// endWords returns an end of an interval in words.
func (p *part) endWords() string {
	switch p.kind {
	case Open:
		return "now"
	case Unknown:
		return "an unknown date"
	default:
		return p.words()
	}
}

// fromTo returns an interval with two ends in words.
func (s *span) fromTo() string {
	start, end := s.ends()
	switch {
	case s.start.words() == end:
		return end
	case s.start.isDay() && s.end.isDay():
		return "between " + start + " and " + end
	default:
		return start + " to " + end
	}
}

// ends returns both ends in words. The start leaves out the month and year that
// it shares with the end, if the two still say which days or months they are.
func (s *span) ends() (start, end string) {
	start, end = s.start.words(), s.end.words()
	switch {
	case !s.shareYear() || !s.start.plain() || !s.end.plain():
		if strings.Contains(s.start.unqualified(), ", ") {
			start += "," // closes what the first comma opened
		}
	case !s.start.isDay():
		start = s.start.monthWords()
	case s.end.isDay() && s.start.month == s.end.month:
		start = s.start.dayWords()
	default:
		start = s.start.dayWords() + " " + s.start.monthWords()
	}
	return start, end
}

// shareYear reports whether both ends lie in the same year and each says where
// in it.
func (s *span) shareYear() bool {
	return s.start.finest != unitYear && s.end.finest != unitYear &&
		s.start.year == s.end.year && s.start.negative == s.end.negative
}

// onlyMember returns a set of one member in words.
func (s *span) onlyMember(f form) string {
	switch {
	case !s.ranged:
		return s.start.words()
	case f == allOf:
		return "all of " + s.member(f)
	case s.start.kind != Known || s.end.kind != Known:
		return s.member(f)
	}
	start, end := s.ends()
	return "between " + start + " and " + end
}

// member returns one of several members of a set in words.
func (s *span) member(f form) string {
	join := " or "
	if f == allOf {
		join = " and "
	}
	switch {
	case !s.ranged:
		return s.start.words()
	case s.start.kind != Known:
		return s.end.words() + join + "before"
	case s.end.kind != Known:
		return s.start.words() + join + "after"
	}
	start, end := s.ends()
	return start + " to " + end
}

// members returns a set of several members in words.
func (e *expression) members() string {
	if e.form == oneOf && len(e.others) == 1 && e.first.precedes(&e.others[0]) {
		pair := span{start: e.first.start, end: e.others[0].start}
		return pair.fromTo()
	}
	var words []string
	for _, m := range e.spans() {
		words = append(words, m.member(e.form))
	}
	if e.form == allOf {
		return "all of " + list(words, "and")
	}
	return "one of " + list(words, "and")
}

// precedes reports whether s and next are a day and the day after it.
func (s *span) precedes(next *span) bool {
	return !s.ranged && !next.ranged && s.start.isDay() && next.start.isDay() &&
		s.start.earliest.Day.AddDays(1) == next.start.earliest.Day
}

// list joins words with commas and a last word: "a, b and c".
func list(words []string, join string) string {
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " " + join + " " + words[last]
}
