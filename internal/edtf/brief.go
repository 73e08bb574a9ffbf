package edtf

// Brief returns a label for a narrow column under a heading that names the year
// and the month. In English: "27 Dec", "Dec?", "~ Dec", "18–19 Dec", "Dec 2020 –
// Feb 2021", "from Jul". The year is named where it is not the heading's. ~
// stands for approximate, ? for uncertain, both for both. It returns "" for the
// zero Date.
func (d Date) Brief(words Words) string {
	w := wording{words}
	switch {
	case d.e == nil:
		return ""
	case d.e.form == interval:
		return w.briefInterval(&d.e.first)
	case d.e.form == single, len(d.e.set.others) == 0 && d.e.first.end == nil:
		return w.brief(&d.e.first.start, false)
	default:
		s := d.e.extent()
		return w.briefInterval(&s)
	}
}

// Clock returns the time of day of a date-time, as Format has it: "18:00 (UTC+3)"; "" for
// any other date.
func (d Date) Clock(words Words) string {
	if d.e == nil || d.e.first.start.clock == nil {
		return ""
	}
	return wording{words}.clock(d.e.first.start.clock)
}

// extent returns the span from the first day of a set to its last.
func (e *expression) extent() span {
	earliest, latest := e.bounds()
	end := nowhere(latest.Kind)
	s := span{nowhere(earliest.Kind), &end}
	for _, m := range e.spans() {
		from, to := m.bounds()
		if earliest.Kind == Known && s.start.earliest != earliest && from == earliest {
			s.start = m.start
		}
		if latest.Kind == Known && to == latest {
			s.end = m.last()
		}
	}
	return s
}

// briefInterval returns an interval as a label.
func (w wording) briefInterval(s *span) string {
	switch {
	case s.start.kind == Known && s.end.kind == Open:
		return w.Text("date.short.from", "start", w.brief(&s.start, false))
	case s.start.kind == Known && s.end.kind == Unknown:
		return w.Text("date.short.range", "start", w.brief(&s.start, false), "end", w.Text("date.short.possibly", "date", ""))
	case s.start.kind == Known:
		return w.briefFromTo(s)
	case s.start.kind == Open && s.end.kind == Open:
		return w.Text("date.short.open")
	case s.end.kind != Known:
		return w.Text("date.undated")
	case s.start.kind == Open:
		return w.Text("date.short.until", "end", w.brief(s.end, false))
	default:
		return w.Text("date.short.range", "start", w.Text("date.short.possibly", "date", ""), "end", w.brief(s.end, false))
	}
}

// briefFromTo returns an interval with two ends as a label.
func (w wording) briefFromTo(s *span) string {
	withYear := !s.shareYear()
	start, end := w.brief(&s.start, withYear), w.brief(s.end, withYear)
	key := "date.short.range"
	switch {
	case start == end:
		return w.brief(&s.start, false)
	case !s.start.plain() || !s.end.plain():
	case s.start.finest == unitYear && s.end.finest == unitYear:
		key = "date.short.close_range"
	case !withYear && s.start.isDay() && s.end.isDay() && s.start.month == s.end.month:
		key, start = "date.short.close_range", w.days(&s.start)
	}
	return w.Text(key, "start", start, "end", end)
}

// brief returns one date as a label, with or without its year.
func (w wording) brief(p *part, withYear bool) string {
	text := w.briefUnqualified(p, withYear)
	q := p.allQualifiers()
	if q&approximate != 0 || p.significance > 1 {
		text = w.Text("date.short.about", "date", text)
	}
	if q&uncertain != 0 {
		text = w.Text("date.short.possibly", "date", text)
	}
	return text
}

func (w wording) briefUnqualified(p *part, withYear bool) string {
	text := ""
	switch p.precision() {
	case PrecisionNone:
		return w.Text("date.undated")
	case PrecisionSeason:
		text = w.Text(p.season().name)
	case PrecisionMonth:
		text = w.briefMonth(p)
	case PrecisionDay, PrecisionTime:
		text = w.Text("date.short.day_month", "day", w.dayOfMonth(int(p.day.value)), "month", w.briefMonth(p))
	case PrecisionCentury:
		return w.briefYears(p, "date.century_short", 100)
	case PrecisionMillennium:
		return w.briefYears(p, "date.millennium_short", 1000)
	default:
		return w.briefYears(p, "", 0)
	}
	if withYear {
		text = w.Text("date.short.in_year", "date", text, "year", w.yearName(p.earliest.Day.Year))
	}
	return text
}

// briefYears returns the year, or the years that it may be, as a label: "2021",
// "2010s", "19th c.". A century or millennium has a key and a length.
func (w wording) briefYears(p *part, key string, length int64) string {
	from, to := p.years()
	switch {
	case p.significance > 1:
		return w.yearName(p.writtenYear())
	case p.year.unknown == 3 || p.year.unknown == 7:
		return w.period(key, p, length)
	case p.year.unknown == 0 || p.isDecade():
		return w.year(p)
	default:
		start, end := w.yearEnds(from, to)
		return w.Text("date.short.close_range", "start", start, "end", end)
	}
}

// briefMonth returns the short name of a month.
func (w wording) briefMonth(p *part) string {
	return w.Text(briefMonthKey(p.month.value))
}

// briefMonthKey returns the key of the short name of a month from 1 to 12.
func briefMonthKey(m int64) string {
	return [...]string{
		1: "date.month_short.1", 2: "date.month_short.2", 3: "date.month_short.3", 4: "date.month_short.4",
		5: "date.month_short.5", 6: "date.month_short.6", 7: "date.month_short.7", 8: "date.month_short.8",
		9: "date.month_short.9", 10: "date.month_short.10", 11: "date.month_short.11", 12: "date.month_short.12",
	}[m]
}
