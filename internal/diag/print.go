package diag

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// maxLine bounds how much of a source line is shown, in code points.
const maxLine = 120

// Print writes the problems in file order as text, each followed by its
// source line and a caret where source still holds the file.
func (l *List) Print(w io.Writer, source fs.FS) error {
	files := lines{source: source}
	for _, p := range l.Sorted() {
		if _, err := fmt.Fprintln(w, p); err != nil {
			return err
		}
		if line, caret, ok := files.excerpt(p.Pos); ok {
			if _, err := fmt.Fprintf(w, "  %s\n  %s\n", line, caret); err != nil {
				return err
			}
		}
	}
	return nil
}

// PrintJSON writes the problems in file order as JSON, one object a line:
// {"file":…,"line":…,"column":…,"severity":"error"|"warning","message":…}.
func (l *List) PrintJSON(w io.Writer) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, p := range l.Sorted() {
		err := enc.Encode(struct {
			File     string `json:"file"`
			Line     int32  `json:"line,omitempty"`
			Column   int32  `json:"column,omitempty"`
			Severity string `json:"severity"`
			Message  string `json:"message"`
		}{p.Pos.File, p.Pos.Line, p.Pos.Col, p.Severity.String(), p.Text})
		if err != nil {
			return err
		}
	}
	return nil
}

// lines reads source lines. Problems come sorted by file and line, so that it goes on
// from the last one.
type lines struct {
	source fs.FS
	file   string
	number int    // of the last line, 1-based
	from   []byte // the file from that line on
	line   []rune // nil where it cannot be shown
}

// excerpt returns the source line at pos and a line with a caret under its
// column, both cut around the column where the line is long.
func (f *lines) excerpt(pos Pos) (line, caret string, ok bool) {
	if f.source == nil || pos.Line == 0 || pos.Col == 0 {
		return "", "", false
	}
	if f.file != pos.File {
		text, err := fs.ReadFile(f.source, pos.File)
		if err != nil {
			text = nil
		}
		f.file, f.number, f.from = pos.File, 1, text
		f.line = runes(text)
	}
	if f.number != int(pos.Line) {
		for ; f.number < int(pos.Line); f.number++ {
			_, f.from, _ = bytes.Cut(f.from, []byte("\n"))
		}
		f.line = runes(f.from)
	}
	if f.line == nil {
		return "", "", false
	}
	col := min(int(pos.Col)-1, len(f.line))
	from := max(0, min(col-maxLine/2, len(f.line)-maxLine))
	to := min(len(f.line), from+maxLine)
	return printable(f.line[from:to]), blank(f.line[from:col]) + "^", true
}

// runes returns the first line of a text, nil where it is empty or not UTF-8.
func runes(text []byte) []rune {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	if len(line) == 0 || !utf8.Valid(line) {
		return nil
	}
	return []rune(strings.TrimRight(string(line), "\r"))
}

// printable replaces control characters by others that are as wide: a caret may stand below.
func printable(runes []rune) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' {
			return '\uFFFD'
		}
		return r
	}, string(runes))
}

// SpellOut spells the control characters of a text out as Go does, but for some that may
// stay, and bytes that are not UTF-8: others may have written it, and a terminal would obey.
func SpellOut(text, but string) string {
	obeyed := func(r rune) bool { return unicode.IsControl(r) && !strings.ContainsRune(but, r) }
	if utf8.ValidString(text) && !strings.ContainsFunc(text, obeyed) {
		return text
	}
	var plain strings.Builder
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		one := text[:size]
		if obeyed(r) || !utf8.ValidString(one) {
			one = strings.Trim(strconv.Quote(one), `"`)
		}
		plain.WriteString(one)
		text = text[size:]
	}
	return plain.String()
}

// blank returns as much empty space as runes take on a terminal.
func blank(runes []rune) string {
	var b strings.Builder
	for _, r := range runes {
		switch {
		case r == '\t':
			b.WriteByte('\t')
		case isWide(r):
			b.WriteString("  ")
		default:
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// isWide reports whether a rune takes the space of two on a terminal: none does before those
// of Hangul.
func isWide(r rune) bool {
	if r < 0x1100 {
		return false
	}
	kind := width.LookupRune(r).Kind()
	return kind == width.EastAsianWide || kind == width.EastAsianFullwidth
}
