package content

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"dateline/internal/edtf"
)

// Forms of dates that people write and EDTF does not know.
var (
	aboutForm  = regexp.MustCompile(`(?i)^(?:(?:circa|ca|c|about|around|approximately|approx)[. ]*|(?:` + aboutWords + `) )(.+)$`)
	eitherForm = regexp.MustCompile(`(?i)^(?:either )?(.+) (?:or|oder|o|ou) (.+)$`)
	decadeForm = regexp.MustCompile(`(?i)^(?:the )?(\d\d)(\d)0['’]?s$`)
	century    = regexp.MustCompile(`(?i)^(?:the )?(\d{1,2})(?:st|nd|rd|th) century$`)
	beforeEra  = regexp.MustCompile(`(?i)^(\d{1,4}) ?B\.?C\.?(?:E\.?)?$`)
	inEra      = regexp.MustCompile(`(?i)^(?:A\.?D\.? ?(\d{1,4})|(\d{1,4}) ?(?:A\.?D\.?|C\.?E\.?)|(\d{4})[年년])$`)
	seasonForm = regexp.MustCompile(`(?i)^(?:the )?(spring|summer|autumn|fall|winter)(?: of)? (\d{4})$`)
	partForm   = regexp.MustCompile(`(?i)^(?:early|mid|late|(?:the )?(?:beginning|start|middle|end) of)(?: in)?[ -](.+)$`)
	untilForm  = regexp.MustCompile(`(?i)^(?:before|until) (.+)$`)
	sinceForm  = regexp.MustCompile(`(?i)^(?:after|since) (.+)$`)
	oneYear    = regexp.MustCompile(`^-?[0-9X]{4}`)
	countedDay = regexp.MustCompile(`^([2-5]\d{4})(?:[.,]\d+)?$`)
	partOfYear = regexp.MustCompile(`(?i)^(\d{4})?[ ,/-]*([QH])([1-4])[ ,/-]*(\d{4})?$`)
	weekForm   = regexp.MustCompile(`(?i)^(\d{4})-?W(\d\d)(?:-?([1-7]))?$`)
	shortYears = regexp.MustCompile(`^(\d\d)(\d\d)[–/](\d\d)$`)
)

// aboutWords are those that stand before a date which is not quite sure in German, Spanish,
// French, Italian and Portuguese.
const aboutWords = `um(?: den)?|etwa|zirka|ungefähr|gegen|` +
	`hacia(?: el)?|alrededor del?|cerca del?|vers(?: le)?|environ|autour d[eu]|verso(?: il)?|intorno al|por volta de`

// meant returns what to write for a date in another form, where that is not
// ambiguous, or "".
func meant(s string) string {
	if byOtherCalendar(s) {
		return ""
	}
	if plain := strings.Trim(oneWord.Replace(s), "“”„‘’‚«»"); plain != s { // office programs write such quotation marks
		if _, err := edtf.Parse(plain); err == nil {
			return plain
		}
		s = plain
	}
	return cmp.Or(meantDate(s), meantWeek(s), meantAbout(s), meantSpan(s), meantEnd(s), meantEither(s), meantSet(s))
}

// nearly returns what comes near to a date in another form, or "". Only its author knows
// whether it is the same.
func nearly(s string) string {
	if m := untilForm.FindStringSubmatch(s); m != nil {
		return ifDate("../", oneDateOf(m[1]), "")
	}
	if m := sinceForm.FindStringSubmatch(s); m != nil {
		return ifDate("", oneDateOf(m[1]), "/..")
	}
	if m := partForm.FindStringSubmatch(s); m != nil {
		return oneDateOf(m[1])
	}
	if season := SeasonOf(s); season != "" {
		return season
	}
	if m := countedDay.FindStringSubmatch(s); m != nil {
		return countedDate(m[1], s)
	}
	return ""
}

// SeasonOf returns, in EDTF, the season of a year that a text names, such as that of a
// magazine; "" for none. Which months its author means depends on the place.
func SeasonOf(s string) string {
	m := seasonForm.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	codes := map[string]string{"spring": "-21", "summer": "-22", "autumn": "-23", "fall": "-23", "winter": "-24"}
	return m[2] + codes[strings.ToLower(m[1])]
}

// countedDate returns the day that a spreadsheet means by a number, which counts days from
// 1899-12-30; or a year, where that may stand in s as well.
func countedDate(number, s string) string {
	days, _ := strconv.Atoi(number)
	day := time.Date(1899, time.December, 30+days, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	if number != s {
		return day
	}
	return day + " or Y" + number
}

// meantDate returns what to write for a day, a month, a part of a year, a year, a decade or
// a century.
func meantDate(s string) string {
	if m := decadeForm.FindStringSubmatch(s); m != nil && m[2] == "0" {
		return m[1] + "0X or " + m[1] + "XX" // the first decade, or the whole century
	} else if m != nil {
		return m[1] + m[2] + "X"
	}
	if m := century.FindStringSubmatch(s); m != nil {
		if n, _ := strconv.Atoi(m[1]); n > 0 {
			return fmt.Sprintf("%02dXX", n-1)
		}
	}
	if m := beforeEra.FindStringSubmatch(s); m != nil {
		return meantYear(m[1], true)
	}
	if m := inEra.FindStringSubmatch(s); m != nil {
		return meantYear(m[1]+m[2]+m[3], false)
	}
	if m := partOfYear.FindStringSubmatch(s); m != nil && (m[1] == "") != (m[4] == "") {
		codes := map[string]string{"Q1": "-33", "Q2": "-34", "Q3": "-35", "Q4": "-36", "H1": "-40", "H2": "-41"}
		if code := codes[strings.ToUpper(m[2])+m[3]]; code != "" {
			return m[1] + m[4] + code
		}
	}
	return meantDay(s)
}

// meantWeek returns what to write for a week of ISO 8601, or for a day that is called by one.
func meantWeek(s string) string {
	m := weekForm.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	year, _ := strconv.Atoi(m[1])
	week, _ := strconv.Atoi(m[2])
	day := time.Date(year, time.January, 4, 0, 0, 0, 0, time.UTC) // which is in the first week
	day = day.AddDate(0, 0, 7*(week-1)-int(day.Weekday()+6)%7)
	if of, is := day.ISOWeek(); of != year || is != week {
		return ""
	}
	if m[3] != "" {
		weekday, _ := strconv.Atoi(m[3])
		return day.AddDate(0, 0, weekday-1).Format(time.DateOnly)
	}
	return day.Format(time.DateOnly) + "/" + day.AddDate(0, 0, 6).Format(time.DateOnly)
}

// meantYear returns the year with a number in an era, which has no year 0, or before it.
func meantYear(number string, before bool) string {
	year, err := strconv.ParseInt(number, 10, 64)
	if err != nil || year == 0 {
		return ""
	}
	if before {
		year = 1 - year
	}
	return edtf.YearString(year)
}

// meantAbout returns what to write for "circa 1900" and the like.
func meantAbout(s string) string {
	m := aboutForm.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	return ifDate("", oneDateOf(m[1]), "~")
}

// meantSpan returns what to write for two dates that words, dashes or a slash between spaces join.
func meantSpan(s string) string {
	s = strings.NewReplacer("—", "–", "−", "–", "‐", "–", "‑", "–").Replace(strings.TrimPrefix(s, "from "))
	for _, between := range []string{" to ", " until ", " till ", " - ", " / ", "–", "-"} {
		from, to, _ := strings.Cut(s, between)
		from, to = cmp.Or(oneDateOf(from), meantAbout(from)), cmp.Or(oneDateOf(to), meantAbout(to))
		if from != "" && to != "" {
			return ifDate("", from, "/"+to)
		}
	}
	if strings.Count(s, "–") > 1 { // in a day
		return oneDateOf(strings.ReplaceAll(s, "–", "-"))
	}
	return cmp.Or(meantYears(s), meantDays(s))
}

// meantYears returns what to write for "2019–20", and for "2021–12", which is a month; also
// with a slash.
func meantYears(s string) string {
	m := shortYears.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	var all []string
	if month := oneDateOf(m[1] + m[2] + "-" + m[3]); month != "" && m[3] <= "12" {
		all = append(all, month)
	}
	if m[2] < m[3] {
		all = append(all, m[1]+m[2]+"/"+m[1]+m[3])
	}
	return strings.Join(all, " or ")
}

// meantEnd returns what to write for an interval whose end leaves out what its start has
// said: "2021-12-18/19", "2021-11-30/12-02".
func meantEnd(s string) string {
	from, to, _ := strings.Cut(s, "/")
	parts := strings.Split(from, "-")
	said := len(parts) - strings.Count(to, "-") - 1
	if said < 1 || oneDateOf(from) == "" {
		return ""
	}
	return ifDate("", from, "/"+strings.Join(parts[:said], "-")+"-"+to)
}

// meantEither returns what to write for "2021-12-18 or 2021-12-19".
func meantEither(s string) string {
	m := eitherForm.FindStringSubmatch(s)
	if m == nil {
		return ""
	}
	one, other := oneDateOf(m[1]), oneDateOf(m[2])
	if one == "" || other == "" {
		return ""
	}
	return ifDate("[", one+","+other, "]")
}

// meantSet returns what to write for dates in brackets or braces, one of which is in
// another form.
func meantSet(s string) string {
	open, end := strings.IndexAny(s, "[{"), strings.LastIndexAny(s, "]}")
	if open != 0 || end != len(s)-1 {
		return ""
	}
	dates := strings.Split(s[1:end], ",")
	for k, date := range dates {
		if dates[k] = oneDateOf(date); dates[k] == "" {
			return ""
		}
	}
	return ifDate(s[:1], strings.Join(dates, ","), s[end:])
}

// meantDays returns what to write where two dates share what is said once: "19–20 December
// 2021", "December 19–20, 2021", "29 November – 3 December 2021".
func meantDays(s string) string {
	first, last, _ := strings.Cut(strings.ReplaceAll(s, "-", "–"), "–")
	month, _, _ := strings.Cut(first, " ")
	to := cmp.Or(oneDateOf(last), oneDateOf(month+" "+last))
	shared := strings.Fields(last)
	for k := 1; k < len(shared); k++ {
		if from := oneDateOf(first + " " + strings.Join(shared[k:], " ")); from != "" && to != "" {
			return ifDate("", from, "/"+to)
		}
	}
	return ""
}

// oneDateOf returns the only date, with a year of four digits, that a text can mean
// which is a part of another, or "".
func oneDateOf(s string) string {
	s = strings.TrimSpace(s)
	for _, date := range []string{s, meantDate(s)} {
		if _, err := edtf.Parse(date); err == nil && oneYear.MatchString(date) && !strings.Contains(date, "/") {
			return date
		}
	}
	return ""
}

// ifDate returns a date with what stands before and after it, where that makes another;
// "" where it does not, or there is no date.
func ifDate(before, date, after string) string {
	whole := before + date + after
	if _, err := edtf.Parse(whole); err != nil || date == "" {
		return ""
	}
	return whole
}
