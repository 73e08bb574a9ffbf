package locale_test

import (
	"testing"

	"dateline/internal/edtf"
	"dateline/internal/locale/localetest"
)

func parse(t testing.TB, text string) edtf.Date {
	t.Helper()
	d, err := edtf.Parse(text)
	if err != nil {
		t.Fatalf("Parse(%q): %v", text, err)
	}
	return d
}

func TestWords(t *testing.T) {
	english := localetest.English(t)
	for _, c := range []struct{ text, format, brief string }{
		// One date.
		{"2021-12-27", "27 December 2021", "27 Dec"},
		{"2021-12", "December 2021", "Dec"},
		{"2021", "2021", "2021"},
		{"2021-21", "spring 2021", "spring"},
		{"2021-32", "winter 2021 (southern hemisphere)", "winter"},
		{"2021-34", "second quarter 2021", "second quarter"},
		{"2021-41", "second half 2021", "second half"},
		{"201X", "2010s", "2010s"},
		{"193", "1930s", "1930s"},
		{"200X", "years 2000 to 2009", "2000–2009"},
		{"18XX", "19th century", "19th c."},
		{"10XX", "11th century", "11th c."},
		{"19", "20th century", "20th c."},
		{"02XX", "3rd century CE", "3rd c. CE"},
		{"-01XX", "2nd century BCE", "2nd c. BCE"},
		{"1XXX", "2nd millennium", "2nd mill."},
		{"-000X-02-29", "29 February in the years 10 to 2 BCE", "10–2 BCE"},
		{"-004X", "years 50 to 41 BCE", "50–41 BCE"},
		{"000X", "years 1 BCE to 9 CE", "1 BCE–9 CE"},
		{"1X99", "years 1099 to 1999", "1099–1999"},
		{"-0426", "427 BCE", "427 BCE"},
		{"0000", "1 BCE", "1 BCE"},
		{"-0043-03-15", "15 March 44 BCE", "15 Mar"},
		{"0409", "409 CE", "409 CE"},
		{"Y17000002", "17,000,002 CE", "17,000,002 CE"},
		{"Y-17E7", "170,000,001 BCE", "170,000,001 BCE"},
		{"1950S2", "1950 (estimated, between 1900 and 1999)", "~ 1950"},
		{"Y171010000S3", "171,010,000 CE (estimated, between 171,000,000 and 171,999,999 CE)", "~ 171,010,000 CE"},

		// Times.
		{"2021-12-27T18:00:00+03:00", "27 December 2021, 18:00 (UTC+3)", "27 Dec"},
		{"2021-12-27T18:00+03", "27 December 2021, 18:00 (UTC+3)", "27 Dec"},
		{"2021-12-27T18:00:05-04:30", "27 December 2021, 18:00:05 (UTC−4:30)", "27 Dec"},
		{"2021-12-27T00:00:00Z", "27 December 2021, 00:00 (UTC)", "27 Dec"},
		{"2021-12-27T24:00:00", "27 December 2021, 24:00", "27 Dec"},

		// Qualifiers.
		{"2020~", "about 2020", "~ 2020"},
		{"2021-12?", "possibly December 2021", "Dec?"},
		{"2021-12~", "about December 2021", "~ Dec"},
		{"2021-12-19?", "possibly 19 December 2021", "19 Dec?"},
		{"2021-12%", "possibly about December 2021", "~ Dec?"},
		{"2004-06~-11", "11 June 2004 (year and month approximate)", "~ 11 Jun"},
		{"?2004-06-~11", "11 June 2004 (year uncertain, day approximate)", "~ 11 Jun?"},
		{"2011-~23", "autumn 2011 (season approximate)", "~ autumn"},

		// Unspecified digits.
		{"2021-12-XX", "December 2021, day unknown", "Dec"},
		{"2021-XX", "2021, month unknown", "2021"},
		{"2021-XX-XX", "2021, month and day unknown", "2021"},
		{"1560-XX-25", "day 25 in 1560, month unknown", "1560"},
		{"156X-12-25", "25 December in the 1560s", "1560s"},
		{"15XX-12-XX", "December in the 16th century, day unknown", "16th c."},
		{"XXXX-12-25", "25 December, year unknown", "undated"},
		{"XXXX-XX-XX", "year, month and day unknown", "undated"},
		{"1984-1X", "October, November or December 1984", "1984"},
		{"1984-0X", "between January and September 1984", "1984"},
		{"1984-X0-10", "10 October 1984", "1984"},
		{"1984-X1-10", "day 10, January or November 1984", "1984"},
		{"2021-11-3X", "30 November 2021", "Nov"},
		{"2021-02-2X", "between 20 and 28 February 2021", "Feb"},
		{"2021-12-X2", "2, 12 or 22 December 2021", "Dec"},

		// Intervals.
		{"2021-12-18/2021-12-19", "between 18 and 19 December 2021", "18–19 Dec"},
		{"2021-11-28/2021-12-03", "between 28 November and 3 December 2021", "28 Nov – 3 Dec"},
		{"2020-12-28/2021-01-03", "between 28 December 2020 and 3 January 2021", "28 Dec 2020 – 3 Jan 2021"},
		{"2021-12-18?/2021-12-19", "between possibly 18 December 2021 and 19 December 2021", "18 Dec? – 19 Dec"},
		{"2021-12-19/2021-12-19", "19 December 2021", "19 Dec"},
		{"2020-07/2020-09", "July to September 2020", "Jul – Sep"},
		{"2020-12/2021-02", "December 2020 to February 2021", "Dec 2020 – Feb 2021"},
		{"2021-22/2021-23", "summer to autumn 2021", "summer – autumn"},
		{"1964/2008", "1964 to 2008", "1964–2008"},
		{"2004-02-01/2005", "1 February 2004 to 2005", "1 Feb 2004 – 2005"},
		{"2004-06-XX/2004-07-03", "June 2004, day unknown, to 3 July 2004", "Jun – 3 Jul"},
		{"Y-61000/-2000", "61,001 BCE to 2001 BCE", "61,001 BCE–2001 BCE"},
		{"2020-07/..", "July 2020 to now", "from Jul"},
		{"2020~/..", "about 2020 to now", "from ~ 2020"},
		{"2020-07/", "from July 2020 to an unknown date", "Jul – ?"},
		{"../1985", "until 1985", "until 1985"},
		{"/1985-04", "from an unknown date to April 1985", "? – Apr"},
		{"../", "until an unknown date", "undated"},
		{"/..", "from an unknown date to now", "undated"},
		{"/", "from an unknown date to another", "undated"},
		{"../..", "without beginning or end", "open"},

		// Sets.
		{"[2021-12-18,2021-12-19]", "between 18 and 19 December 2021", "18–19 Dec"},
		{"[2021-12-18..2021-12-20]", "between 18 and 20 December 2021", "18–20 Dec"},
		{"[2021-12-18,2021-12-25]", "one of 18 December 2021 and 25 December 2021", "18–25 Dec"},
		{"[2020,2021]", "one of 2020 and 2021", "2020–2021"},
		{"{2020,2021}", "all of 2020 and 2021", "2020–2021"},
		{"[1667, 1668, 1670..1672]", "one of 1667, 1668 and 1670 to 1672", "1667–1672"},
		{"{1670..1672}", "all of 1670 to 1672", "1670–1672"},
		{"[1670..1672]", "between 1670 and 1672", "1670–1672"},
		{"[..1760-12-03]", "3 December 1760 or before", "until 3 Dec"},
		{"{1760-12..}", "all of December 1760 and after", "from Dec"},
		{"{2021-12}", "December 2021", "Dec"},
	} {
		d := parse(t, c.text)
		if got := d.Format(english); got != c.format {
			t.Errorf("%s: Format gives %q, want %q", c.text, got, c.format)
		}
		if got := d.Brief(english); got != c.brief {
			t.Errorf("%s: Brief gives %q, want %q", c.text, got, c.brief)
		}
	}
}

func TestZeroDate(t *testing.T) {
	english := localetest.English(t)
	var d edtf.Date
	if !d.IsZero() || parse(t, "2021").IsZero() {
		t.Error("IsZero does not tell a date from none")
	}
	if text := d.String() + d.Format(english) + d.Brief(english); text != "" {
		t.Errorf("no date reads %q", text)
	}
	if _, _, ok := d.Bounds(); ok || d.IsInterval() || d.IsSet() || d.Uncertain() || d.Approximate() {
		t.Error("no date has properties")
	}
	if _, ok := d.Anchor(); ok {
		t.Error("no date has an anchor")
	}
	if edtf.Compare(d, parse(t, "2021")) != 1 || edtf.Compare(d, d) != 0 {
		t.Error("no date does not sort last")
	}
}

// Dates read in each language as its newsrooms write them.
func TestDatesInLanguages(t *testing.T) {
	for _, c := range []struct{ text, ar, fr, es, pt string }{
		{"2021-12-27", "27 ديسمبر 2021", "27 décembre 2021", "27 de diciembre de 2021", "27 de dezembro de 2021"},
		{"2021-12-01", "1 ديسمبر 2021", "1er décembre 2021", "1 de diciembre de 2021", "1º de dezembro de 2021"},
		{"2021-12", "ديسمبر 2021", "décembre 2021", "diciembre de 2021", "dezembro de 2021"},
		{"2021", "2021", "2021", "2021", "2021"},
		{"2021-21", "ربيع 2021", "printemps 2021", "primavera de 2021", "primavera de 2021"},
		{"2021-34", "الربع الثاني من 2021", "deuxième trimestre 2021", "segundo trimestre de 2021", "segundo trimestre de 2021"},
		{"201X", "عقد 2010", "années 2010", "década de 2010", "década de 2010"},
		{"18XX", "القرن 19", "XIXe siècle", "siglo XIX", "século XIX"},
		{"00XX", "القرن 1 م", "Ier siècle apr. J.-C.", "siglo I d. C.", "século I d.C."},
		{"-0426", "427 ق.م", "427 av. J.-C.", "427 a. C.", "427 a.C."},
		{"2020~", "نحو 2020", "vers 2020", "hacia 2020", "por volta de 2020"},
		{"2021-12?", "ديسمبر 2021 على الأرجح", "peut-être décembre 2021", "posiblemente diciembre de 2021", "possivelmente dezembro de 2021"},
		{"2021-12-XX", "ديسمبر 2021، اليوم غير معروف", "décembre 2021, jour inconnu", "diciembre de 2021, día desconocido", "dezembro de 2021, dia desconhecido"},
		{"2021-12-18/2021-12-19", "بين 18 و19 ديسمبر 2021", "entre le 18 et le 19 décembre 2021", "entre el 18 y el 19 de diciembre de 2021", "entre 18 e 19 de dezembro de 2021"},
		{"2020-07/2020-09", "من يوليو إلى سبتمبر 2020", "juillet à septembre 2020", "julio a septiembre de 2020", "julho a setembro de 2020"},
		{"2020-07/..", "من يوليو 2020 إلى الآن", "depuis juillet 2020", "desde julio de 2020 hasta hoy", "julho de 2020 até hoje"},
		{"2020-07-03/..", "من 3 يوليو 2020 إلى الآن", "depuis le 3 juillet 2020", "desde el 3 de julio de 2020 hasta hoy", "3 de julho de 2020 até hoje"},
		{"../1985-04-03", "حتى 3 أبريل 1985", "jusqu’au 3 avril 1985", "hasta el 3 de abril de 1985", "até 3 de abril de 1985"},
		{"[1667,1668]", "أحد هذه التواريخ: 1667 و1668", "l’une de ces dates\u00a0: 1667 et 1668", "una de estas fechas: 1667 y 1668", "uma destas datas: 1667 e 1668"},
		{"2021-12-27T18:00+03", "27 ديسمبر 2021، 18:00 (غرينتش+3)", "27 décembre 2021, 18:00 (UTC+3)", "27 de diciembre de 2021, 18:00 (UTC+3)", "27 de dezembro de 2021, 18:00 (UTC+3)"},
	} {
		d := parse(t, c.text)
		for tag, want := range map[string]string{"ar": c.ar, "fr": c.fr, "es": c.es, "pt": c.pt} {
			if got := d.Format(localetest.Load(t, tag)); got != want {
				t.Errorf("%s in %s: %q, want %q", c.text, tag, got, want)
			}
		}
	}
}
