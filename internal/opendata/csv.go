package opendata

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/edtf"
)

// csv writes the table as RFC 4180 has it: UTF-8, a header, lines that end
// with CRLF.
func (t table) csv(s *source, out *stream) {
	r := &row{source: s, out: out, columns: t.columns}
	for _, c := range t.columns {
		r.add(c.Name)
	}
	r.end()
	t.rows(r)
}

// row writes the rows of a table, cell by cell.
type row struct {
	*source
	out     *stream
	columns []Column
	done    int    // cells of the row
	cell    []byte // reused
}

// add adds a cell of pieces that belong together.
func (r *row) add(pieces ...string) {
	r.cell = r.cell[:0]
	for _, piece := range pieces {
		r.cell = append(r.cell, piece...)
	}
	r.write()
}

// each adds a cell for each text.
func (r *row) each(texts ...string) {
	for _, text := range texts {
		r.add(text)
	}
}

// id adds a cell for what has its page at a root-relative address; an empty one for "".
func (r *row) id(url string) {
	if url == "" {
		r.add()
	} else {
		r.add(r.root, within(url))
	}
}

// ids adds a cell for things that have pages.
func ids[T interface{ URL() string }](r *row, things []T) {
	several(r, things, func(cell []byte, x T) []byte { return append(append(cell, r.root...), within(x.URL())...) })
}

// several adds a cell of several values. add appends one, in which what stands between
// them is written as in an address.
func several[T any](r *row, all []T, add func(cell []byte, one T) []byte) {
	r.cell = r.cell[:0]
	for k, x := range all {
		if k > 0 {
			r.cell = append(r.cell, separator...)
		}
		from := len(r.cell)
		r.cell = add(r.cell, x)
		if value := r.cell[from:]; bytes.IndexByte(value, separator[0]) >= 0 {
			r.cell = append(r.cell[:from], bytes.ReplaceAll(value, []byte(separator), []byte(inValue))...)
		}
	}
	r.write()
}

// date adds the cells of a date, for the columns of dated.
func (r *row) date(d edtf.Date) {
	earliest, latest := bounds(d)
	r.each(d.String(), earliest, latest, d.Format(r))
}

// write writes the cell, in quotation marks where it needs them.
func (r *row) write() {
	if r.done > 0 {
		r.out.line = append(r.out.line, ',')
	}
	cell := r.cell
	if of := r.columns[r.done].Type; of == typeText || of == typeWeb || of == typeID {
		cell = tame(cell)
	}
	r.out.line = appendCell(r.out.line, cell)
	r.done++
}

// appendCell appends a cell as encoding/csv writes it.
func appendCell(line, cell []byte) []byte {
	first, _ := utf8.DecodeRune(cell)
	if !bytes.ContainsAny(cell, ",\"\r\n") && !unicode.IsSpace(first) && string(cell) != `\.` {
		return append(line, cell...)
	}
	line = append(line, '"')
	for _, c := range cell {
		switch c {
		case '"':
			line = append(line, `""`...)
		case '\r':
		case '\n':
			line = append(line, "\r\n"...)
		default:
			line = append(line, c)
		}
	}
	return append(line, '"')
}

// end ends the row.
func (r *row) end() {
	r.out.line = append(r.out.line, "\r\n"...)
	r.out.Write(r.out.line)
	r.out.line, r.done = r.out.line[:0], 0
}

// tame puts an apostrophe before what a spreadsheet may run (OWASP, CSV
// Injection). The apostrophes that an author has put there get one more, so that
// a reader can take one away again without a doubt.
func tame(cell []byte) []byte {
	if len(cell) == 0 {
		return cell
	}
	first, _ := utf8.DecodeRune(bytes.TrimLeft(cell, "'"))
	if !strings.ContainsRune("=+-@\t＝＋－＠", first) && !bytes.ContainsAny(cell, ";\t\r\n") || amount.Match(cell) {
		return cell
	}
	return formula.ReplaceAll(cell, []byte("$1'$2"))
}

var (
	// formula matches where a formula begins: at the start of a cell, and in it
	// for a program that divides lines at semicolons or at tabs, or knows no line
	// breaks within a cell. An empty line is none.
	formula = regexp.MustCompile("(^|[;\t\r\n])('*[=+\\-@\t＝＋－＠])")
	// amount matches numbers, which are no formulas.
	amount = regexp.MustCompile(`^[+-]?\d+([.,]\d+)*$`)
)
