package content

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"

	"dateline/internal/edtf"
)

// readDate reads a date from what the author wrote, not from what YAML or
// TOML take it for. A date that is none leaves its place, so that it does not
// count as missing.
func readDate(d *decoder, name string, n *node, target reflect.Value) {
	at := target.Addr().Interface().(*At[edtf.Date])
	source, ok := strings.TrimSpace(n.text), true
	if n.scalar() && source == "" {
		return
	}
	at.Place = d.place(n.place)
	if !n.scalar() {
		source, ok = d.bracketed(n)
	}
	if !ok {
		d.errorf(n.place, "%s: wants a date such as 2021-12-27, has %s", name, n.describe())
		return
	}
	var err error
	if at.V, err = d.words.date(source); err != nil {
		d.errorf(n.place, "%s: %v", name, err)
	}
}

// bracketed returns the source text of a list or mapping that is written in
// brackets: EDTF writes sets of dates so.
func (d *decoder) bracketed(n *node) (string, bool) {
	rest := d.from(d.pos(n.place))
	if len(rest) == 0 || rest[0] != '[' && rest[0] != '{' {
		return "", false
	}
	if end := bytes.IndexAny(rest, "]}"); end >= 0 {
		rest = rest[:end+1]
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '"' || r == '\'' {
			return -1
		}
		return r
	}, string(rest)), true
}

// ParseDate reads EDTF, and the dates with time that other generators write. An error says
// what to write instead.
func ParseDate(s string) (edtf.Date, error) {
	date, err := edtf.Parse(s)
	if err == nil {
		return date, nil
	}
	if stamp, ok := timestamp(s); ok {
		if date, err := edtf.Parse(stamp); err == nil {
			return date, nil
		}
	}
	if want := cmp.Or(meant(s), nearly(s)); want != "" {
		return edtf.Date{}, fmt.Errorf("%q is not a date in EDTF; write %s", shorten(s), want)
	}
	if byOtherCalendar(s) {
		return edtf.Date{}, fmt.Errorf("%q is no date of the Gregorian calendar; write it by that, such as 2021-12-27", shorten(s))
	}
	if wrong, ok := errors.AsType[*edtf.ParseError](err); ok {
		return edtf.Date{}, fmt.Errorf("%q is no date: %s", shorten(s), wrong.Text)
	}
	return edtf.Date{}, fmt.Errorf("%q is no date; write one such as 2021-12-27, 2021-12 or 2021", shorten(s))
}

// timestamp turns "2021-12-27 18:00:00.5 +0300" and the like into what EDTF
// knows, "2021-12-27T18:00:00+03:00". Fractions of a second are dropped.
func timestamp(s string) (string, bool) {
	if len(s) < len("2021-12-27 8:00") || !isDay(s[:10]) || !strings.ContainsRune(" Tt", rune(s[10])) {
		return "", false
	}
	rest := strings.TrimSpace(s[11:])
	end := strings.IndexFunc(rest, func(r rune) bool { return r != ':' && r != '.' && (r < '0' || r > '9') })
	if end < 0 {
		end = len(rest)
	}
	clock, _, _ := strings.Cut(rest[:end], ".")
	if len(clock) == 4 || len(clock) == 7 {
		clock = "0" + clock
	}
	if len(clock) == 5 {
		clock += ":00"
	}
	zone, ok := zone(strings.TrimSpace(rest[end:]))
	return s[:10] + "T" + clock + zone, ok && len(clock) == 8
}

// zone turns "+0300", "+3" and "UTC" into "+03:00" and "Z".
func zone(s string) (string, bool) {
	switch s {
	case "", "Z", "+00:00":
		return s, true
	case "z", "UTC", "GMT":
		return "Z", true
	}
	digits := strings.ReplaceAll(s[1:], ":", "")
	switch {
	case s[0] != '+' && s[0] != '-':
		return "", false
	case len(digits) == 1:
		digits = "0" + digits + "00"
	case len(digits) == 2:
		digits += "00"
	case len(digits) == 3:
		digits = "0" + digits
	}
	if len(digits) != 4 {
		return "", false
	}
	return s[:1] + digits[:2] + ":" + digits[2:], true
}

// Other forms of days and months, see [time.Parse].
var (
	dayLayouts = []string{
		"2/1/2006", "1/2/2006", "2-1-2006", "1-2-2006", "2.1.2006", "2006/1/2", "2006.1.2", "2006-1-2", "20060102",
		"2 January 2006", "2 Jan 2006", "2-Jan-2006", "January 2 2006", "Jan 2 2006",
		"Monday 2 January 2006", "Monday January 2 2006", "Mon 2 Jan 2006",
		"2006年1月2日", "2006년 1월 2일", "2006년1월2일",
	}
	monthLayouts = []string{"January 2006", "Jan 2006", "1/2006", "2006-1", "2006年1月", "2006년 1월", "2006년1월"}
)

// slashed writes the other signs between day, month and year as slashes.
var slashed = strings.NewReplacer("-", "/", ".", "/")

// DayBy returns, in EDTF, the day that a text such as 03/04/2021, 3-4-2021 or 3.4.2021 means
// where the day stands first, or else the month; "" for another text, and where there is no
// such day.
func DayBy(s string, dayFirst bool) string {
	layout := "1/2/2006"
	if dayFirst {
		layout = "2/1/2006"
	}
	day, err := time.Parse(layout, slashed.Replace(s))
	if err != nil {
		return ""
	}
	return day.Format(time.DateOnly)
}

// joiningWords stand between the day, the month and the year: 27th of December, 27 de diciembre.
var joiningWords = []string{"the", "of", "de", "del"}

// meantDay returns what to write for a day or month in another form, or "".
func meantDay(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' })
	words = slices.DeleteFunc(words, func(word string) bool { return slices.Contains(joiningWords, strings.ToLower(word)) })
	for i, word := range words {
		words[i] = inEnglish(strings.TrimSuffix(word, "."))
		for _, ending := range []string{"st", "nd", "rd", "th", "er", "º", "°"} {
			if day, found := strings.CutSuffix(word, ending); found && len(day) <= 2 {
				words[i] = day
			}
		}
	}
	s = strings.Join(words, " ")
	found := ""
	for k, layout := range slices.Concat(dayLayouts, monthLayouts) {
		t, err := time.Parse(layout, s)
		if err != nil {
			continue
		}
		form := time.DateOnly
		if k >= len(dayLayouts) {
			form = "2006-01"
		}
		if want := t.Format(form); found == "" || found == want {
			found = want
		} else {
			return found + " or " + want
		}
	}
	return found
}
