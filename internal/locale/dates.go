package locale

import "dateline/internal/edtf"

// Year says a year, astronomical, as headings do: 0 is "1 BCE".
func (l *Locale) Year(year int64) string { return edtf.FormatYear(year, l) }

// Month names a month, 1 to 12.
func (l *Locale) Month(month int) string { return l.months[month-1] }

// MonthOf says a month and its year: "December 2021".
func (l *Locale) MonthOf(year int64, month int) string {
	return l.Text("date.in_year", "date", l.Month(month), "year", l.Year(year))
}

// Day says a day: "19 December 2021".
func (l *Locale) Day(d edtf.Day) string {
	return l.Text("date.in_year", "date", l.dayMonth("date.day_month", d, l.Month(d.Month)), "year", l.Year(d.Year))
}

// BriefDay says a day without its year, in short: "19 Dec".
func (l *Locale) BriefDay(d edtf.Day) string {
	return l.dayMonth("date.short.day_month", d, l.briefMonths[d.Month-1])
}

func (l *Locale) dayMonth(key string, d edtf.Day, month string) string {
	day := l.Digits(int64(d.Day))
	if d.Day == 1 {
		day = l.Text("date.first_day")
	}
	return l.Text(key, "day", day, "month", month)
}

// BriefWeekday says the day of the week in short: "Sun".
func (l *Locale) BriefWeekday(d edtf.Day) string {
	return l.briefWeekdays[d.Weekday()]
}
