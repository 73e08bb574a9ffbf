package content

import (
	"cmp"
	"strings"
	"testing"

	"dateline/internal/edtf"
)

func TestParseDate(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"2021-12-27", "2021-12-27"},
		{"2021", "2021"},
		{"2021-12-19?", "2021-12-19?"},
		{"2020-07/..", "2020-07/.."},
		{"[2020,2021]", "[2020,2021]"},
		{"2021-12-27T18:00:00Z", "2021-12-27T18:00:00Z"},
		{"2021-12-27T18:00:00+03:00", "2021-12-27T18:00:00+03:00"},
		{"2021-12-27T18:00:00+0300", "2021-12-27T18:00:00+0300"},
		{"2021-12-27 18:00:00 +0300", "2021-12-27T18:00:00+03:00"},
		{"2021-12-27 18:00:00+03:00", "2021-12-27T18:00:00+03:00"},
		{"2021-12-27 18:00:00 -5", "2021-12-27T18:00:00-05:00"},
		{"2021-12-27 18:00:00 +330", "2021-12-27T18:00:00+03:30"},
		{"2021-12-27 18:00:00 UTC", "2021-12-27T18:00:00Z"},
		{"2021-12-27 18:00:00", "2021-12-27T18:00:00"},
		{"2021-12-27 18:00", "2021-12-27T18:00:00"},
		{"2021-12-27 8:00", "2021-12-27T08:00:00"},
		{"2021-12-27t18:00:00z", "2021-12-27T18:00:00Z"},
		{"2021-12-27 18:00:00.123456 +0300", "2021-12-27T18:00:00+03:00"},
	} {
		got, err := ParseDate(test.text)
		if err != nil || got.String() != test.want {
			t.Errorf("%s: got %s, %v; want %s", test.text, got, err, test.want)
		}
	}
}

func TestDateHints(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"27/12/2021", "2021-12-27"},
		{"12/27/2021", "2021-12-27"},
		{"3/12/2021", "2021-12-03 or 2021-03-12"},
		{"3/3/2021", "2021-03-03"},
		{"27.12.2021", "2021-12-27"},
		{"2021/12/27", "2021-12-27"},
		{"2021-1-2", "2021-01-02"},
		{"20211227", "2021-12-27"},
		{"2020/05", "2020-05"},
		{"2010/12", "2010-12 or 2010/2012"},
		{"2019/20", "2019/2020"},
		{"2021-12-18/19", "2021-12-18/2021-12-19"},
		{"2021-11-30/12-02", "2021-11-30/2021-12-02"},
		{"2021-05/07", "2021-05/2021-07"},
		{"[2021/12/18,2021/12/19]", "[2021-12-18,2021-12-19]"},
		{"{2021-12,2021/12/27}", "{2021-12,2021-12-27}"},
		{"[2021/12/18,yesterday]", ""},
		{"2021-12-18/17", ""},
		{"Dec 27, 2021", "2021-12-27"},
		{"Dec. 27, 2021", "2021-12-27"},
		{"27 de dezembro de 2021", "2021-12-27"},
		{"1º de Março de 2021", "2021-03-01"},
		{"3 fev. 2021", "2021-02-03"},
		{"2 de setiembre del 2021", "2021-09-02"},
		{"1er août 2021", "2021-08-01"},
		{"5. März 2021", "2021-03-05"},
		{"gennaio 2021", "2021-01"},
		{"28 de smarch de 2021", ""},
		{"December 27th, 2021", "2021-12-27"},
		{"27 December 2021", "2021-12-27"},
		{"Monday, 27 December 2021", "2021-12-27"},
		{"December 2021", "2021-12"},
		{"12/2021", "2021-12"},
		{"circa 1900", "1900~"},
		{"um den 3. Mai 2024", "2024-05-03~"},
		{"Etwa Mai 2024", "2024-05~"},
		{"vers mai 2024", "2024-05~"},
		{"hacia el 3 de mayo de 2024", "2024-05-03~"},
		{"por volta de 2024", "2024~"},
		{"2021-12-18 or 2021-12-19", "[2021-12-18,2021-12-19]"},
		{"either May 2024 or 2024-06", "[2024-05,2024-06]"},
		{"3. Mai 2024 oder 4. Mai 2024", "[2024-05-03,2024-05-04]"},
		{"c. 1900", "1900~"},
		{"c1900", "1900~"},
		{"ca. December 2021", "2021-12~"},
		{"about the 1990s", "199X~"},
		{"circa 44 BC", "-0043~"},
		{"1990s", "199X"},
		{"19th century", "18XX"},
		{"the 1st century", "00XX"},
		{"the 1990’s", "199X"},
		{"1900s", "190X or 19XX"},
		{"44 BC", "-0043"},
		{"44 B.C.E.", "-0043"},
		{"1 BC", "0000"},
		{"AD 476", "0476"},
		{"476 CE", "0476"},
		{"2021-12-19 to 2021-12-20", "2021-12-19/2021-12-20"},
		{"from 19 December 2021 until 2022", "2021-12-19/2022"},
		{"c. 1900 to 1910s", "1900~/191X"},
		{"44 BC – 30 BC", "-0043/-0029"},
		{"2021–2022", "2021/2022"},
		{"2021-2022", "2021/2022"},
		{"2021-12—2022-01", "2021-12/2022-01"},
		{"2021–12–27", "2021-12-27"},
		{"2021–12", "2021-12"},
		{"2010–12", "2010-12 or 2010/2012"},
		{"2019–20", "2019/2020"},
		{"19–20 December 2021", "2021-12-19/2021-12-20"},
		{"19th - 20th Dec. 2021", "2021-12-19/2021-12-20"},
		{"December 19–20, 2021", "2021-12-19/2021-12-20"},
		{"November–December 2021", "2021-11/2021-12"},
		{"29 November – 3 December 2021", "2021-11-29/2021-12-03"},
		{"Nov 29–Dec 3, 2021", "2021-11-29/2021-12-03"},
		{"Q4 2026", "2026-36"},
		{"2026/q1", "2026-33"},
		{"H2-2026", "2026-41"},
		{"2026-W45", "2026-11-02/2026-11-08"},
		{"2021W01", "2021-01-04/2021-01-10"},
		{"2020-W53-7", "2021-01-03"},
		{"H3 2026", ""},
		{"Q4", ""},
		{"2026 Q4 2026", ""},
		{"2021-W53", ""},
		{"2021-W00", ""},
		{"0000-W01", "0000-01-03/0000-01-09"},
		{"20–19 December 2021", ""},
		{"30–31 February 2021", ""},
		{"2021–00", ""},
		{"2099–00", ""},
		{"31/02/2021", ""},
		{"yesterday", ""},
		{"th", ""},
		{"0 BC", ""},
		{"circa", ""},
		{"um", ""},
		{"umbra 2024", ""},
		{"2021 or", ""},
		{"2021 or more", ""},
		{"circa 19", ""},
		{"circa 1900/1910", ""},
		{"circus 1900", ""},
		{"2022 to 2021", ""},
		{"2021 to", ""},
		{"19–20", ""},
	} {
		if got := meant(test.text); got != test.want {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
		}
		want := "date: \"" + test.text + "\" is not a date in EDTF; write " + test.want
		if _, got := readArticle(t, "---\ntitle: T\ndate: "+test.text+"\n---\n"); test.want != "" && (len(got) != 1 || got[0] != "3:7: error: "+want) {
			t.Errorf("%s: got %q", test.text, got)
		}
	}
}

// What only comes near to a date is a hint, and no more.
func TestNearDates(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"before 2021", "../2021"},
		{"until December 2021", "../2021-12"},
		{"After 2021", "2021/.."},
		{"since 44 BC", "-0043/.."},
		{"Spring 2021", "2021-21"},
		{"fall of 2021", "2021-23"},
		{"winter 2021", "2021-24"},
		{"early 2021", "2021"},
		{"mid-1990s", "199X"},
		{"late in December 2021", "2021-12"},
		{"the beginning of 2021", "2021"},
		{"44549", "2021-12-19 or Y44549"}, // as spreadsheets count days
		{"44549.5", "2021-12-19"},
		{"20000", "1954-10-03 or Y20000"},
		{"12345", ""},
		{"early on", ""},
		{"before 2021/2022", ""},
		{"before the war", ""},
		{"after 1900s", ""},
		{"spring", ""},
	} {
		if got := nearly(test.text); got != test.want {
			t.Errorf("%s: got %q, want %q", test.text, got, test.want)
		}
		if got := OneDate(test.text); got != "" {
			t.Errorf("%s is taken for %s and no other", test.text, got)
		}
		want := "3:7: error: date: \"" + test.text + "\" is not a date in EDTF; write " + test.want
		if _, got := readArticle(t, "---\ntitle: T\ndate: "+test.text+"\n---\n"); test.want != "" && (len(got) != 1 || got[0] != want) {
			t.Errorf("%s: got %q", test.text, got)
		}
	}
}

func FuzzDate(f *testing.F) {
	for _, seed := range []string{"2021-12-27 18:00:00 +0300", "27/12/2021", "[2020,2021]", "Dec 27, 2021", "2021-12-27T8:00 +", "2021-12-27 18:00é", "c. 44 BC", "1990s to 2021", "before 2021"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		date, err := ParseDate(s)
		if err == nil && date.IsZero() {
			t.Errorf("%q: neither date nor error", s)
		}
		for hint := range strings.SplitSeq(cmp.Or(meant(s), nearly(s)), " or ") {
			if _, err := edtf.Parse(hint); hint != "" && err != nil {
				t.Errorf("%q: a hint that is none: %v", s, err)
			}
		}
	})
}

// TestDateSets reads sets of dates, which each syntax takes for lists.
func TestDateSets(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"---\ntitle: ä\ndate: [2020, 2021]\n---\n", "[2020,2021]"},
		{"---\ntitle: ä\ndate: {2020,2021-12}\n---\n", "{2020,2021-12}"},
		{"---\ntitle: ä\ndate: [1667,1668,1670..1672]\n---\n", "[1667,1668,1670..1672]"},
		{"---\ntitle: ä\n\"date\": [\n 2020,\n 2021 ]\n---\n", "[2020,2021]"},
		{"---\ntitle: ä\nda: 1\ndate: '[2020,2021]'\n---\n", "[2020,2021]"},
		{"+++\ntitle = 'ä'\ndate = [2020, 2021]\n+++\n", "[2020,2021]"},
		{"{\"title\": \"ä\", \"date\": [\"2020\", \"2021-12\"]}\n", "[2020,2021-12]"},
	} {
		if a, got := readArticle(t, test.text); a.Date.V.String() != test.want {
			t.Errorf("%q: got %s, %q", test.text, a.Date.V, got)
		}
	}
}
