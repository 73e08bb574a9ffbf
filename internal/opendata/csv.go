package opendata

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"regexp"
)

// csv writes the table as RFC 4180 has it: UTF-8, a header, lines that end
// with CRLF.
func (t table) csv(s *source) ([]byte, error) {
	var buf bytes.Buffer
	w := csv.NewWriter(&buf)
	w.UseCRLF = true
	var names []string
	for _, c := range t.columns {
		names = append(names, c.Name)
	}
	err := w.Write(names)
	t.rows(s, func(cells ...string) {
		for k, c := range t.columns {
			if c.Type == typeText || c.Type == typeWeb || c.Type == typeID {
				cells[k] = tame(cells[k])
			}
		}
		if err == nil {
			err = w.Write(cells)
		}
	})
	w.Flush()
	if err != nil {
		return nil, fmt.Errorf("writing CSV: %w", err)
	}
	return buf.Bytes(), nil
}

var (
	// formula matches what a spreadsheet may run (OWASP, CSV Injection). The
	// apostrophes let a reader take one away again without a doubt.
	formula = regexp.MustCompile("^'*[=+\\-@\t\r\n＝＋－＠]")
	// amount matches numbers, which are no formulas.
	amount = regexp.MustCompile(`^[+-]?\d+([.,]\d+)*$`)
)

// tame puts an apostrophe before what a spreadsheet would take for a formula.
func tame(cell string) string {
	if formula.MatchString(cell) && !amount.MatchString(cell) {
		return "'" + cell
	}
	return cell
}
