package content

import "testing"

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
		got, err := parseDate(test.text)
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
		{"Dec 27, 2021", "2021-12-27"},
		{"Dec. 27, 2021", "2021-12-27"},
		{"December 27th, 2021", "2021-12-27"},
		{"27 December 2021", "2021-12-27"},
		{"Monday, 27 December 2021", "2021-12-27"},
		{"December 2021", "2021-12"},
		{"12/2021", "2021-12"},
		{"31/02/2021", ""},
		{"yesterday", ""},
		{"th", ""},
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

func FuzzDate(f *testing.F) {
	for _, seed := range []string{"2021-12-27 18:00:00 +0300", "27/12/2021", "[2020,2021]", "Dec 27, 2021", "2021-12-27T8:00 +", "2021-12-27 18:00é"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		date, err := parseDate(s)
		if err == nil && date.IsZero() {
			t.Errorf("%q: neither date nor error", s)
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
