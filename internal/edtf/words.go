package edtf

import "strings"

// Words are a language, in which a Date is put into words.
type Words interface {
	// Fill returns a text of the language with its placeholders filled. All keys
	// that are asked for begin with "date." or "list.".
	Fill(key string, by Pairs) string
	// List joins words by "list.and" or "list.or".
	List(key string, words []string) string
	// Digits returns a number without separators, Number with them.
	Digits(n int64) string
	Number(n int64) string
}

// Pairs are the names of up to three placeholders, each with its value after it. They
// have a fixed number, so that wording a date takes no memory for them.
type Pairs [6]string

// wording puts dates into the words of a language.
type wording struct{ Words }

// Text is Fill with so many pairs as there are.
func (w wording) Text(key string, pairs ...string) string {
	var by Pairs
	copy(by[:], pairs)
	return w.Fill(key, by)
}

// Format returns the date in words. In English: "27 December 2021", "about 2020",
// "possibly December 2021", "between 18 and 19 December 2021", "July 2020 to
// now", "427 BCE". An interval between two days reads as some time from the one
// to the other. It returns "" for the zero Date.
func (d Date) Format(words Words) string {
	w := wording{words}
	switch {
	case d.e == nil:
		return ""
	case d.e.form == single:
		return w.part(&d.e.first.start)
	case d.e.form == interval:
		return w.interval(&d.e.first)
	case len(d.e.set.others) == 0:
		return w.onlyMember(&d.e.first, d.e.form)
	default:
		return w.members(d.e)
	}
}

// Since returns in words that something began at the date, or ended where until
// is true: "since July 2020". It returns "" for the zero Date.
func (d Date) Since(words Words, until bool) string {
	if d.e == nil {
		return ""
	}
	w, key, name := wording{words}, "date.since", "date"
	if until {
		key, name = "date.until", "end"
	}
	return w.sentence(key, d.StatesDay(), name, d.Format(words))
}

// StatesDay reports whether d is one day and nothing qualifies it.
func (d Date) StatesDay() bool {
	return d.e != nil && d.e.form == single && d.e.first.start.statesDay()
}

// sentence returns a text that some languages word otherwise for a day: "jusqu’au
// 3 mai", "jusqu’en mai".
func (w wording) sentence(key string, day bool, pairs ...string) string {
	if day {
		key += "_day"
	}
	return w.Text(key, pairs...)
}

// interval returns an interval in words.
func (w wording) interval(s *span) string {
	startDay, endDay := s.start.statesDay(), s.end.statesDay()
	switch {
	case s.start.kind == Known && s.end.kind == Known:
		return w.fromTo(s)
	case s.start.kind == Known && s.end.kind == Open:
		return w.sentence("date.to_now", startDay, "start", w.part(&s.start))
	case s.start.kind == Known:
		return w.sentence("date.to_unknown", startDay, "start", w.part(&s.start))
	case s.start.kind == Open && s.end.kind == Open:
		return w.Text("date.open")
	case s.start.kind == Open && s.end.kind == Unknown:
		return w.Text("date.until_unknown")
	case s.start.kind == Open:
		return w.sentence("date.until", endDay, "end", w.part(s.end))
	case s.end.kind == Open:
		return w.Text("date.unknown_to_now")
	case s.end.kind == Unknown:
		return w.Text("date.unknown_to_unknown")
	default:
		return w.sentence("date.unknown_to", endDay, "end", w.part(s.end))
	}
}

// fromTo returns an interval with two ends in words.
func (w wording) fromTo(s *span) string {
	start, end := w.ends(s)
	switch {
	case w.part(&s.start) == end:
		return end
	case s.start.isDay() && s.end.isDay():
		return w.between(s, start, end)
	default:
		return w.Text("date.from_to", "start", start, "end", end)
	}
}

// between returns two ends of which only one is meant, or a time between them.
func (w wording) between(s *span, start, end string) string {
	days := s.start.statesDay() && s.end.statesDay()
	return w.sentence("date.between", days, "start", start, "end", end)
}

// ends returns both ends in words. The start leaves out the month and year that
// it shares with the end, if the two still say which days or months they are.
func (w wording) ends(s *span) (start, end string) {
	start, end = w.part(&s.start), w.part(s.end)
	switch {
	case !s.shareYear() || !s.start.plain() || !s.end.plain():
		if comma := w.Text("list.comma"); strings.Contains(w.unqualified(&s.start), comma) {
			start += strings.TrimSpace(comma) // closes what the first comma opened
		}
	case !s.start.isDay():
		start = w.months(&s.start)
	case s.end.isDay() && s.start.month == s.end.month:
		start = w.days(&s.start)
	default:
		start = w.Text("date.day_month", "day", w.days(&s.start), "month", w.months(&s.start))
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
func (w wording) onlyMember(s *span, f form) string {
	switch {
	case s.end == nil:
		return w.part(&s.start)
	case f == allOf:
		return w.Text("date.all_of", "dates", w.member(s, f))
	case s.start.kind != Known || s.end.kind != Known:
		return w.member(s, f)
	}
	start, end := w.ends(s)
	return w.between(s, start, end)
}

// member returns one of several members of a set in words.
func (w wording) member(s *span, f form) string {
	join := "date.or_"
	if f == allOf {
		join = "date.and_"
	}
	switch {
	case s.end == nil:
		return w.part(&s.start)
	case s.start.kind != Known:
		return w.Text(join+"before", "date", w.part(s.end))
	case s.end.kind != Known:
		return w.Text(join+"after", "date", w.part(&s.start))
	}
	start, end := w.ends(s)
	return w.Text("date.from_to", "start", start, "end", end)
}

// members returns a set of several members in words.
func (w wording) members(e *expression) string {
	if e.form == oneOf && len(e.set.others) == 1 && e.first.precedes(&e.set.others[0]) {
		return w.fromTo(&span{e.first.start, &e.set.others[0].start})
	}
	var words []string
	for _, m := range e.spans() {
		words = append(words, w.member(&m, e.form))
	}
	if e.form == allOf {
		return w.Text("date.all_of", "dates", w.List("list.and", words))
	}
	return w.Text("date.one_of", "dates", w.List("list.and", words))
}

// precedes reports whether s and next are a day and the day after it.
func (s *span) precedes(next *span) bool {
	return s.end == nil && next.end == nil && s.start.isDay() && next.start.isDay() &&
		s.start.earliest.Day.AddDays(1) == next.start.earliest.Day
}
