package timeline

import "testing"

func TestFoldValue(t *testing.T) {
	same := [][]string{
		{"2", "two", "Two", "2.0", " 2 ", "2.", "٢", "۲", "２", "+2", "02"},
		{"2500", "2,500", "2,500.0", "٢٬٥٠٠", "٢٥٠٠", "2 500", "2\u00a0500", "2\u202f500", "2'500", "2’500", "2 500,0"},
		{"2.5", "2.50", "٢٫٥", "2,5", "2,50"},
		{"0.5%", "0,5 %", "0,5%"},
		{"5.5 km", "5,5km"},
		{"1234567", "1,234,567", "1 234 567", "12,34,567", "1.234.567,0", "1'234'567.0"},
		{"150000 tents", "1,50,000 tents", "1.5 lakh tents", "150,000 tents"},
		{"0.125", "0,125"},
		{"1500-2000", "1,500–2,000", "1 500–2 000"},
		{"(1500)", "(1,500)"},
		{"0", "no", "none", "zero", "No"},
		{"two rockets", "2 rockets", "2 Rockets", "2  rockets", "2\u00a0rockets"},
		{"Katyusha", "KATYUSHA", "katyusha"},
		{"ISIS", "isis"},
		{"STRASSE", "Straße"},
		{"dozen", "12", "twelve", "a dozen", "one dozen"},
		{"twenty-five", "25", "twenty‑five", "twenty five"},
		{"6", "half a dozen"},
		{"24", "two dozen"},
		{"100", "hundred", "a hundred", "one hundred", "One hundred.", "1 hundred"},
		{"205", "two hundred five", "two hundred and five", "two-hundred-and-five"},
		{"200 dead", "two hundred dead", "200 Dead"},
		{"3 and 4", "three and four"},
		{"1100", "eleven hundred", "1,100", "one thousand one hundred"},
		{"2300512", "two million three hundred thousand five hundred and twelve"},
		{"1500000", "1.5 million", "1,5 million", "1 500 thousand", "1,500 thousand", "15 lakh"},
		{"500000", "half a million", "0.5 million", "five hundred thousand"},
		{"-2000", "-2 thousand"},
		{"12345678901234567"},
		{"12345678901234568"},
		{"3.1", "3.10"},
		{"two, three", "2, 3", "two 3"},
		{"-5", "−5", "–5", "-5.0"},
		{"5", "five"},
		{"2-3", "2–3", "2—3", "2--3", "2‐3"},
		{"5%", "5 %", "5.0%", "five %", "٥٪", "٥ ٪"},
		{"5km", "5 km", "5\u202fKM", "5.0km"},
		{"20°C", "20 °C", "20 ℃"},
		{"3km²", "3 km²"},
		{"$5 million", "$5,000,000", "$5 000 000", "$ 5 million", "$5000 thousand", "$5million"},
		{"US$5 million", "US$ 5,000,000"},
		{"€5 million", "€5,000,000"},
		{"5 m"},
		{"12km, 3 dead", "12 km, three dead"},
		{"Kata'ib", "Kata’ib", "kata‘ib"},
		{`"ok"`, "“ok”", "«ok»", "„OK“"},
	}
	for k, group := range same {
		for _, value := range group {
			if got, want := foldValue(value, false), foldValue(group[0], false); got != want {
				t.Errorf("%q folds to %q, but %q to %q", value, got, group[0], want)
			}
			for j, other := range same {
				if j != k && foldValue(value, false) == foldValue(other[0], false) {
					t.Errorf("%q and %q are taken for the same", value, other[0])
				}
			}
		}
	}
	for _, pair := range [][2]string{
		{"2", "3"},
		{"2", "-2"},
		{"2", "−2"},
		{"2-3", "23"},
		{"-2-3", "2-3"},
		{"2", "20"},
		{"25", "2,5"},
		{"250", "2 50"},
		{"12500", "1 2500"},
		{"2500", "2, 500"},
		{"2021200", "2021 200"},
		{"2500", "2,50,0"},
		{"0,500", "500"},
		{"1,2,3", "123"},
		{"10.100.1.1", "10100.1.1"},
		{"1.5", "15"},
		{"2", "at least 2"},
		{"inf", "nan"},
		{"0x10", "16"},
		{"1e3", "1000"},
		{"2021-12-19", "2021-12-18"},
		{"1/2", "12"},
		{"no", "nobody"},
		{"one thousand", "1 thousandth"},
		{"a 100", "100"},
		{"half", "0.5"},
		{"$5", "5"},
		{"$5", "US$5"},
		{"5%", "5"},
		{"5m", "5 million"},
		{"$5m", "$5 million"},
		{"007b", "7b"},
		{"12.b", "12b"},
		{"2,5km", "25 km"},
		{"4x4", "44"},
		{"-5%", "5%"},
		{"five-twenty", "25"},
		{"twenty, five", "25"},
		{"two hundred five hundred", "2500"},
		{"a thousand million", "1001000"},
	} {
		if foldValue(pair[0], false) == foldValue(pair[1], false) {
			t.Errorf("%q and %q are taken for the same", pair[0], pair[1])
		}
	}
}

func TestFoldValuePoints(t *testing.T) {
	for _, tt := range []struct {
		value  string
		points bool
		same   string
	}{
		{"80.000", true, "80000"},
		{"80.000", false, "80"},
		{"80.000 Euro", true, "80,000 euro"},
		{"€80.000", true, "€ 80 000"},
		{"80.000,50", true, "80000.5"},
		{"-1.500", true, "-1500"},
		{"1.500–2.500", true, "1500-2500"},
		{"1.234.567", true, "1234567"},
		{"1.500t", true, "1500 t"},
		{"10.100.1.1", true, "10.100.1.1"},
		{"1.234.567", false, "1234567"},
		{"٨٠.٠٠٠", true, "80000"},
		{"2.5", true, "2,5"},
		{"2.50", true, "2.5"},
		{"0.500", true, "0.5"},
		{"1.2345", true, "1,2345"},
		{"12.500.2", false, "12.500.2"},
	} {
		if got, want := foldValue(tt.value, tt.points), foldValue(tt.same, false); got != want {
			t.Errorf("%q folds to %q, but %q to %q", tt.value, got, tt.same, want)
		}
	}
}
