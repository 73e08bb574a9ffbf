package edtf_test

import (
	"os"
	"strings"
	"testing"

	"dateline/internal/edtf"
)

// exceptions are the strings of testdata/edtf-cases.tsv on which this package
// differs from the verdict or the bounds given there, each with the reason from
// ISO 8601-2. Most of them are strings on which the implementations disagree.
var exceptions = []struct {
	reason  string
	strings []string
}{
	{
		"set representation: the standard writes sets without spaces, its public drafts and two implementations " +
			"with them; authors who know YAML write them, and they can mean nothing else",
		[]string{"[1667,1668, 1670..1672]", "{-1667,1668, 1670..1672}"},
	},
	{
		"time interval: the end lies in the month or year of the start, some days of which are later, so it " +
			"can follow the start; 1111-01-01/1111 is such an interval that all accept",
		[]string{"0000-01-03/0000-01", "0000-02/0000", "2004-06-11%/2004-%06", "2004-06-11%/2004-06~"},
	},
	{
		"extended interval: the ends may be any dates, seasons and years with a letter among them",
		[]string{"2012-21/2012-22", "Y-61000/-2000"},
	},
	{
		"letter-prefixed calendar year: Y when and only when the year exceeds four digits",
		[]string{"Y1700", "Y-1200"},
	},
	{
		"calendar year: four digits, unless Y comes first",
		[]string{"12004-06~-11", "22004?-06-11", "1156X-12-25", "2XXXX-12-XX", "31XXX-XX"},
	},
	{
		"unspecified digit: the capital letter X",
		[]string{"20xx"},
	},
	{
		"set representation, extended interval: two dots stand inside brackets or braces, or alone as one end of " +
			"an interval",
		[]string{"..1984", "1984..", "1670..1673", "..2004-06-01/~2004-06-20", "2004-06-01~/2004-06-20.."},
	},
	{
		"date and time: the day is the one written, in local time; the bound given is that of UTC",
		[]string{"1985-04-12T23:20:30-04"},
	},
	{
		"extended interval: an unknown end has no bound; the one given is a library's own ten years",
		[]string{"/2006", "2004-06-01/", "1984-06-02?/"},
	},
	{
		"seasons: a winter does not end in December; 2019-24 in the same table lasts until February",
		[]string{"2010-24"},
	},
	{
		"unspecified digit: of this year no digit is specified, not even how many; the bounds given are those of " +
			"the years 0000 to 9999",
		[]string{"XXXX-XX-23"},
	},
	{
		"significant digits: three of 2000 leave ten years, as with Y3388E2S3; the bound given leaves a thousand",
		[]string{"Y-20E2S3"},
	},
}

// A row is one line of the table.
type row struct{ text, verdict, lower, upper, fuzzyLower, fuzzyUpper, note string }

func readCases(t testing.TB) []row {
	t.Helper()
	data, err := os.ReadFile("testdata/edtf-cases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var rows []row
	for line := range strings.Lines(string(data)) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if f[0] == "(empty)" {
			f[0] = ""
		}
		rows = append(rows, row{f[0], f[1], f[3], f[4], f[5], f[6], f[8]})
	}
	return rows[1:] // without the headings
}

func TestCases(t *testing.T) {
	excepted := map[string]bool{}
	for _, e := range exceptions {
		for _, s := range e.strings {
			excepted[s] = false
		}
	}
	rows := readCases(t)
	if len(rows) != 583 {
		t.Errorf("the table has %d rows, want 583", len(rows))
	}
	for _, r := range rows {
		_, exception := excepted[r.text]
		difference := r.difference()
		switch {
		case difference != "" && !exception:
			t.Errorf("%q: %s", r.text, difference)
		case difference == "" && exception:
			t.Errorf("%q no longer differs: take it off the exceptions", r.text)
		case exception:
			excepted[r.text] = true
		}
	}
	for s, seen := range excepted {
		if !seen {
			t.Errorf("exception %q is not in the table", s)
		}
	}
}

// difference says how this package differs from the row, "" if it does not.
func (r row) difference() string {
	d, err := edtf.Parse(r.text)
	if (err == nil) != (r.verdict == "valid") {
		if err != nil {
			return "want valid, got: " + err.Error()
		}
		return "want invalid"
	}
	if err != nil {
		return ""
	}
	if d.String() != r.text {
		return "round trip gives " + d.String()
	}
	if how := r.qualification(d); how != "" {
		return how
	}
	lower, upper := r.lower, r.upper
	if strings.Contains(r.text, "S") && r.fuzzyLower != "" { // here the fuzzy bounds are the ones meant
		lower, upper = r.fuzzyLower, r.fuzzyUpper
	}
	if lower+upper == "" {
		return ""
	}
	earliest, latest, _ := d.Bounds()
	if got := boundText(earliest); got != strings.TrimSuffix(lower, "-inf") {
		return "want earliest " + lower + ", got " + got
	}
	if got := boundText(latest); got != strings.TrimSuffix(upper, "inf") {
		return "want latest " + upper + ", got " + got
	}
	return r.ends(earliest, latest)
}

// qualification compares with notes such as "uncertain=1 approx=0 both=0".
func (r row) qualification(d edtf.Date) string {
	if !strings.Contains(r.note, "uncertain=") {
		return ""
	}
	both := strings.Contains(r.note, "both=1")
	if d.Uncertain() != (both || strings.Contains(r.note, "uncertain=1")) {
		return "uncertain: want " + r.note
	}
	if d.Approximate() != (both || strings.Contains(r.note, "approx=1")) {
		return "approximate: want " + r.note
	}
	return ""
}

// ends compares with notes such as "EndUpperIsOpen".
func (r row) ends(earliest, latest edtf.Bound) string {
	for _, end := range []struct {
		note string
		got  edtf.BoundKind
		want edtf.BoundKind
	}{
		{"StartLowerIsOpen", earliest.Kind, edtf.Open},
		{"StartLowerIsUnknown", earliest.Kind, edtf.Unknown},
		{"EndUpperIsOpen", latest.Kind, edtf.Open},
		{"EndUpperIsUnknown", latest.Kind, edtf.Unknown},
	} {
		if strings.Contains(r.note, end.note) && end.got != end.want {
			return "want " + end.note
		}
	}
	return ""
}

// boundText returns a bound as the table writes it.
func boundText(b edtf.Bound) string {
	if b.Kind != edtf.Known {
		return ""
	}
	return strings.TrimPrefix(b.Day.String(), "Y")
}
