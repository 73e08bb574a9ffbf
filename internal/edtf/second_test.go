package edtf_test

import (
	"fmt"
	"testing"

	gedtf "github.com/sfomuseum/go-edtf"
	"github.com/sfomuseum/go-edtf/parser"

	"dateline/internal/edtf"
)

// comparable reports whether the other implementation gives d day bounds at
// all: it gives none to date-times, and the whole month to a day with a
// qualifier and to an end that is open or unknown.
func comparable(d edtf.Date) bool {
	earliest, latest, _ := d.Bounds()
	qualifiedDay := d.Precision() == edtf.PrecisionDay && (d.Uncertain() || d.Approximate())
	return earliest.Kind == edtf.Known && latest.Kind == edtf.Known &&
		d.Precision() != edtf.PrecisionTime && !qualifiedDay
}

// TestSecondOpinion compares bounds with those of another implementation,
// wherever both accept a string of level 0 or 1.
func TestSecondOpinion(t *testing.T) {
	texts := []string{"2024-02", "1900-02", "2000-02", "2023-24", "-0001-02", "18XX", "2021-04-XX"}
	for year := range 30 {
		texts = append(texts, fmt.Sprintf("%04d", 1890+year*7), fmt.Sprintf("%04d-%02d", 1890+year*7, 1+year%12))
	}
	for _, r := range readCases(t) {
		if r.text != "" {
			texts = append(texts, r.text)
		}
	}
	compared := 0
	for _, text := range texts {
		d, err := edtf.Parse(text)
		if err != nil || !comparable(d) || !parser.IsValid(text) {
			continue
		}
		other, err := parser.ParseString(text)
		if err != nil || other.Level > 1 {
			continue
		}
		compared++
		earliest, latest, _ := d.Bounds()
		got := boundText(earliest) + " " + boundText(latest)
		want := otherBound(other.Start.Lower) + " " + otherBound(other.End.Upper)
		differs := text == "15XX-0X-25" // read there as October to December
		if differs != (got != want) {
			t.Errorf("%q: got %s, go-edtf gives %s", text, got, want)
		}
	}
	if compared < 150 {
		t.Errorf("compared only %d strings", compared)
	}
}

func otherBound(d *gedtf.Date) string {
	return boundText(edtf.Bound{Day: edtf.Day{Year: int64(d.YMD.Year), Month: d.YMD.Month, Day: d.YMD.Day}})
}
