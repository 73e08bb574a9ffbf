package opendata

import (
	"encoding/csv"
	"regexp"
	"strings"
	"unicode/utf8"
)

// csv writes the table as RFC 4180 has it: UTF-8, a header, lines that end
// with CRLF.
func (t table) csv(s *source, out *stream) {
	w := csv.NewWriter(out.Writer)
	w.UseCRLF = true
	var names []string
	for _, c := range t.columns {
		names = append(names, c.Name)
	}
	out.keep(w.Write(names))
	t.rows(s, func(cells ...string) {
		for k, c := range t.columns {
			if c.Type == typeText || c.Type == typeWeb || c.Type == typeID {
				cells[k] = tame(cells[k])
			}
		}
		out.keep(w.Write(cells))
	})
	w.Flush()
}

// tame puts an apostrophe before what a spreadsheet may run (OWASP, CSV
// Injection). The apostrophes that an author has put there get one more, so that
// a reader can take one away again without a doubt.
func tame(cell string) string {
	if cell == "" {
		return ""
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(cell, "'"))
	if !strings.ContainsRune("=+-@\t\r\n＝＋－＠", first) && !strings.ContainsAny(cell, ";\t\r\n") || amount.MatchString(cell) {
		return cell
	}
	return formula.ReplaceAllString(cell, "$1'$2")
}

var (
	// formula matches where a formula begins: at the start of a cell, and in it
	// for a program that divides lines at semicolons or at tabs, or knows no line
	// breaks within a cell.
	formula = regexp.MustCompile("(^|[;\t\r\n])('*[=+\\-@\t\r\n＝＋－＠])")
	// amount matches numbers, which are no formulas.
	amount = regexp.MustCompile(`^[+-]?\d+([.,]\d+)*$`)
)
