package site

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/diag"
	"dateline/internal/locale"
	"dateline/internal/locale/localetest"
)

func TestDelay(t *testing.T) {
	for _, tt := range []struct{ happened, published, want, since string }{
		{"2021-12-19", "2021-12-19", "the same day", "the day of the incident"},
		{"2021-12-19", "2021-12-20", "1\u00a0day later", "1\u00a0day after the incident"},
		{"2021-12-19", "2021-12-27", "8\u00a0days later", "8\u00a0days after the incident"},
		{"2021-12-31", "2022-01-01", "1\u00a0day later", "1\u00a0day after the incident"},
		{"2020-02-28", "2020-03-01", "2\u00a0days later", "2\u00a0days after the incident"},
		{"2020-01-01", "2021-01-01", "366\u00a0days later", "366\u00a0days after the incident"},
		{"2021-12-20", "2021-12-19", "1\u00a0day earlier", "1\u00a0day before the incident"},
		{"2021-12-20", "2021-12-01", "19\u00a0days earlier", "19\u00a0days before the incident"},
		{"2021-12-18/2021-12-19", "2021-12-27", "8 to 9\u00a0days later", "8 to 9\u00a0days after the incident"},
		{"2021-12-18/2021-12-19", "2021-12-19", "within 1\u00a0day", "within 1\u00a0day of the incident"},
		{"2021-12", "2021-12-10", "within 9\u00a0days", "within 9\u00a0days of the incident"},
		{"2021-12-19", "2022-01", "13 to 43\u00a0days later", "13 to 43\u00a0days after the incident"},
		{"2021-12-19", "2022-02-19", "62\u00a0days later", "62\u00a0days after the incident"},
		{"2021-12-19T22:00:00Z", "2021-12-20T01:00:00Z", "1\u00a0day later", "1\u00a0day after the incident"},
		{"-0001-12-31", "0000-01-01", "1\u00a0day later", "1\u00a0day after the incident"},
		{"2021-12-01/2022-01-01", "2022-01-02", "1 to 32\u00a0days later", "1 to 32\u00a0days after the incident"},
		{"2022-01-01/2022-01-05", "2021-12-31", "1 to 5\u00a0days earlier", "1 to 5\u00a0days before the incident"},
		{"2022-01", "2021-12-31", "1 to 31\u00a0days earlier", "1 to 31\u00a0days before the incident"},
		{"2022-01-05", "2022-01-03/2022-01-04", "1 to 2\u00a0days earlier", "1 to 2\u00a0days before the incident"},
		// Days are those of the place of the incident, where both say the zone.
		{"2021-12-18T23:30:00-05:00", "2021-12-19T01:00:00+03:00", "the same day", "the day of the incident"},
		{"2021-12-18T23:30:00-05:00", "2021-12-19T04:40:00Z", "the same day", "the day of the incident"},
		{"2021-12-19T01:00:00+03:00", "2021-12-18T23:30:00-05:00", "the same day", "the day of the incident"},
		{"2021-12-19T01:00:00+03:00", "2021-12-18T12:30:00-05:00", "1\u00a0day earlier", "1\u00a0day before the incident"},
		{"2021-12-18T23:30:00-05:00", "2021-12-19T01:00:00", "1\u00a0day later", "1\u00a0day after the incident"},
		{"2021-12-18", "2021-12-19T01:00:00+03:00", "1\u00a0day later", "1\u00a0day after the incident"},
		// Too wide a range says nothing.
		{"2022-01-01/2022-02-05", "2021-12-31", "", ""},
		{"2021-12-01/2022-01-02", "2022-01-03", "", ""},
		// What the dates do not say is not said.
		{"2021", "2021-12-27", "", ""},
		{"2021-12-19", "2021", "", ""},
		{"2021-12-19/..", "2021-12-27", "", ""},
		{"/2021-12-19", "2021-12-27", "", ""},
		{"2021-12-19", "XXXX-12-25", "", ""},
		{"2021-12-18?", "2021-12-27", "", ""},
		{"2004-06~-11", "2004-06-12", "", ""},
		{"2021-12-18", "2021-12-27%", "", ""},
		{"", "2021-12-27", "", ""},
		{"2021-12-19", "", "", ""},
	} {
		happened, published := date(t, tt.happened), date(t, tt.published)
		got, since := english(t).delay("delay", happened, published), english(t).delay("delay_incident", happened, published)
		if got != tt.want || since != tt.since {
			t.Errorf("%q published %q: %q, %q; want %q, %q", tt.happened, tt.published, got, since, tt.want, tt.since)
		}
	}
}

func TestSpan(t *testing.T) {
	for _, tt := range []struct{ from, to, want string }{
		{"2020-07", "2021-11-03", "July 2020 to 3\u00a0November 2021"},
		{"2020-07", "", "since July 2020"},
		{"", "2021", "until 2021"},
		{"", "", ""},
	} {
		if got := english(t).span(date(t, tt.from), date(t, tt.to)); got != tt.want {
			t.Errorf("span(%q, %q) = %q, want %q", tt.from, tt.to, got, tt.want)
		}
	}
}

func TestWhen(t *testing.T) {
	for _, tt := range []struct {
		date string
		want When
	}{
		{"", When{}},
		{"2021-12-19", When{Text: "19\u00a0December 2021", Brief: "19 Dec", Weekday: "Sun", Day: true, DateTime: "2021-12-19"}},
		{"2021-12", When{Text: "December 2021", Brief: "Dec", DateTime: "2021-12"}},
		{"2021", When{Text: "2021", Brief: "2021", DateTime: "2021"}},
		{"2021-12-19?", When{Text: "possibly 19\u00a0December 2021", Brief: "19 Dec?", Doubt: true}},
		{"2021-12~", When{Text: "about December 2021", Brief: "~ Dec", Doubt: true}},
		{"2021-12%", When{Text: "possibly about December 2021", Brief: "~ Dec?", Doubt: true}},
		{"2021-12-18/2021-12-19", When{Text: "between 18 and 19\u00a0December 2021", Brief: "18–19 Dec", Spread: true}},
		{"[2020,2021]", When{Text: "one of 2020 and 2021", Brief: "2020–2021", Spread: true}},
	} {
		if got := english(t).when(date(t, tt.date)); got != tt.want {
			t.Errorf("%q: got %+v, want %+v", tt.date, got, tt.want)
		}
	}
}

// A line may break after the month, in all languages, but not before it.
func TestWhenOnOneLine(t *testing.T) {
	monthFirst, _, err := locale.Load(os.DirFS("../../templates/i18n"), fstest.MapFS{"en-US.yaml": {Data: []byte("date: {day_month: \"{month} {day}\"}")}}, "en-US", diag.Pos{})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		words      *locale.Locale
		date, want string
	}{
		{localetest.English(t), "2012-09-24", "24_September 2012"},
		{localetest.English(t), "2012-09-24/2012-10-01", "between 24_September and 1_October 2012"},
		{localetest.English(t), "2012-09", "September 2012"},
		{localetest.Load(t, "fr"), "2012-09-01", "1er_septembre 2012"},
		{localetest.Load(t, "es"), "2012-09-24", "24_de septiembre de 2012"},
		{localetest.Load(t, "pt"), "2012-09-24", "24_de setembro de 2012"},
		{localetest.Load(t, "ar"), "2012-09-24", "24_سبتمبر 2012"},
		{monthFirst, "2012-09-24", "September_24 2012"},
	} {
		if got := strings.ReplaceAll((wording{tt.words}).when(date(t, tt.date)).Text, "\u00a0", "_"); got != tt.want {
			t.Errorf("%s in %s: %q, want %q", tt.date, tt.words.Lang(), got, tt.want)
		}
	}
}

// Dates that are sorted by the same day, or by days that are kept at one place, are not
// taken for each other.
func TestWhenKept(t *testing.T) {
	p := &planner{wording: english(t)}
	for range 2 {
		for _, text := range []string{"2021-12-19", "2021-12-19~", "2021-12-19/2021-12-20", "2021-12", "2021-12-01", "-0004-12-19", "", "../2021", "2021-12-19"} {
			if got, want := p.when(date(t, text)), p.wording.when(date(t, text)); got != want {
				t.Errorf("%s: %+v, want %+v", text, got, want)
			}
		}
	}
}

// Addresses, ids and titles of what entries are grouped under.
func TestUnit(t *testing.T) {
	for _, tt := range []struct{ date, title, id, url string }{
		{"2021-12-19", "December 2021", "2021-12", "/2021/12/"},
		{"2021-01", "January 2021", "2021-01", "/2021/01/"},
		{"2021", "2021", "2021", "/2021/"},
		{"202X", "2020", "2020", "/2020/"},
		{"2021-21", "March 2021", "2021-03", "/2021/03/"}, // spring begins in March
		{"2021-XX-15", "2021", "2021", "/2021/"},
		{"2021-12-30/2022-01-02", "December 2021", "2021-12", "/2021/12/"},
		{"../2021-05-06", "May 2021", "2021-05", "/2021/05/"},
		{"0427-03", "March 427 CE", "0427-03", "/0427/03/"},
		{"0001", "1 CE", "0001", "/0001/"},
		{"0000-06", "June 1 BCE", "0000-06", "/0000/06/"},
		{"-0426", "427 BCE", "-0426", "/-0426/"},
		{"Y-12021", "12,022 BCE", "-12021", "/-12021/"},
		{"Y12021", "12,021 CE", "12021", "/12021/"},
		{"XXXX-12-25", "Without a date", "undated", ""},
		{"", "Without a date", "undated", ""},
	} {
		u := unitOf(date(t, tt.date))
		if english(t).unit(u) != tt.title || u.id() != tt.id || u.url() != tt.url {
			t.Errorf("%q: %q, %q, %q; want %q, %q, %q", tt.date, english(t).unit(u), u.id(), u.url(), tt.title, tt.id, tt.url)
		}
	}
}

func TestMonths(t *testing.T) {
	for _, tt := range []struct {
		name  string
		dates []string
		want  []string // newest first: title, address, entries
	}{
		{"by month", []string{"2021-01-02", "2021-01-20", "2021-03-01"}, []string{"March 2021 /2021/03/ i2", "January 2021 /2021/01/ i1 i0"}},
		{"coarse dates", []string{"2021", "2021-01", "2021-21", "2021-03-05"}, []string{"March 2021 /2021/03/ i3 i2", "January 2021 /2021/01/ i1", "2021 /2021/ i0"}},
		{"between two days", []string{"2021-01-10", "2021-XX-15", "2021-01-20"}, []string{"January 2021 /2021/01/ i2 i0", "2021 /2021/ i1"}},
		{"year at both ends", []string{"2021", "2021-05", "../2021"}, []string{"2021 /2021/ i2 i0", "May 2021 /2021/05/ i1"}},
		{"undated first, read backwards", []string{"2021-01", "XXXX-12-25"}, []string{"Without a date  i1", "January 2021 /2021/01/ i0"}},
		{"before the era", []string{"-0426", "-0426-05", "0000", "0001"}, []string{"1 CE /0001/ i3", "1 BCE /0000/ i2", "May 427 BCE /-0426/05/ i1", "427 BCE /-0426/ i0"}},
		{"none", nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := data[*TimelinePage](t, planClean(t, incidents(tt.dates...)), "/incidents/")
			var got []string
			ids := map[string]bool{}
			for _, m := range page.Months {
				line := m.Title + " " + m.URL
				for _, e := range m.Entries {
					line += " " + strings.ToLower(e.Card().Title)
				}
				got = append(got, line)
				if ids[m.ID] || !strings.HasPrefix(m.ID, "months--") {
					t.Errorf("the id %q stands twice, or could be a heading's", m.ID)
				}
				ids[m.ID] = true
			}
			same(t, "months", got, tt.want...)
		})
	}
}

// Oldest first, as newest first, a month stands where the first of its entries does.
func TestMonthsOldestFirst(t *testing.T) {
	for _, tt := range []struct{ dates, want []string }{
		{[]string{"2021-01-02", "2021-01-20", "2021-03-01"}, []string{"2021-01 I0 I1", "2021-03 I2"}},
		{[]string{"2021-03-05", "2021-21", "2021-01", "2021", "202X"}, []string{"2020 I4", "2021 I3", "2021-01 I2", "2021-03 I1 I0"}},
		{[]string{"2021-01-10", "2021-XX-15", "2021-01-20"}, []string{"2021-01 I0 I2", "2021 I1"}},
		{[]string{"2021", "2021-05", "../2021"}, []string{"2021 I0 I2", "2021-05 I1"}},
		{[]string{"XXXX-12-25", "2021-01"}, []string{"2021-01 I1", "undated I0"}},
	} {
		files := "-- _index.md --\n---\ntitle: T\norder: oldest\n---\n" + incidents(tt.dates...)
		page := data[*TimelinePage](t, planClean(t, files), "/incidents/")
		var got []string
		for _, m := range page.Months {
			line := strings.TrimPrefix(m.ID, "months--")
			for _, e := range m.Entries {
				line += " " + e.Card().Title
			}
			got = append(got, line)
		}
		same(t, strings.Join(tt.dates, ", "), got, tt.want...)
	}
}

// An archive's own heading does not link to itself.
func TestMonthsOfArchive(t *testing.T) {
	s := planClean(t, incidents("2021", "2021-05-02"))
	for url, want := range map[string][]string{"/2021/": {"/2021/05/", ""}, "/2021/05/": {""}, "/": {"/2021/05/", "/2021/"}} {
		var got []string
		for _, m := range data[*TimelinePage](t, s, url).Months {
			got = append(got, m.URL)
		}
		same(t, "months of "+url, got, want...)
	}
}
