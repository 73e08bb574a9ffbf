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
	var excerpt []byte
	for _, p := range l.Sorted() {
		if _, err := fmt.Fprintln(w, p); err != nil {
			return err
		}
		if excerpt = files.appendExcerpt(excerpt[:0], p.Pos); len(excerpt) == 0 {
			continue
		}
		if _, err := w.Write(excerpt); err != nil {
			return err
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
	text   bytes.Buffer // what the file holds
	number int          // of the last line, 1-based
	from   []byte       // the text from that line on
	line   []rune       // none where it cannot be shown
}

// appendExcerpt appends the source line at pos, and a line with a caret under its column,
// both cut around the column where the line is long; nothing where it cannot be shown.
func (f *lines) appendExcerpt(out []byte, pos Pos) []byte {
	if f.source == nil || pos.Line == 0 || pos.Col == 0 {
		return out
	}
	if f.file != pos.File {
		f.read(pos.File)
		f.file, f.number, f.from = pos.File, 0, f.text.Bytes()
	}
	if f.number != int(pos.Line) {
		for f.number = max(f.number, 1); f.number < int(pos.Line); f.number++ {
			_, f.from, _ = bytes.Cut(f.from, []byte("\n"))
		}
		f.line = appendLine(f.line[:0], f.from)
	}
	if len(f.line) == 0 {
		return out
	}
	col := min(int(pos.Col)-1, len(f.line))
	from := max(0, min(col-maxLine/2, len(f.line)-maxLine))
	to := min(len(f.line), from+maxLine)
	out = appendPrintable(append(out, "  "...), f.line[from:to])
	out = appendBlank(append(out, "\n  "...), f.line[from:col])
	return append(out, "^\n"...)
}

// read reads a file into the room of the one before; nothing where it cannot.
func (f *lines) read(name string) {
	f.text.Reset()
	file, err := f.source.Open(name)
	if err != nil {
		return
	}
	defer file.Close()
	if _, err := f.text.ReadFrom(file); err != nil {
		f.text.Reset()
	}
}

// appendLine appends the runes of the first line of a text; none where it is not UTF-8.
func appendLine(runes []rune, text []byte) []rune {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	if !utf8.Valid(line) {
		return runes
	}
	for _, r := range string(bytes.TrimRight(line, "\r")) {
		runes = append(runes, r)
	}
	return runes
}

// appendPrintable appends runes, but for control characters others that are as wide: a
// caret may stand below.
func appendPrintable(out []byte, runes []rune) []byte {
	for _, r := range runes {
		if unicode.IsControl(r) && r != '\t' {
			r = utf8.RuneError
		}
		out = utf8.AppendRune(out, r)
	}
	return out
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

// appendBlank appends as much empty space as runes take on a terminal.
func appendBlank(out []byte, runes []rune) []byte {
	for _, r := range runes {
		switch {
		case r == '\t':
			out = append(out, '\t')
		case isWide(r):
			out = append(out, "  "...)
		default:
			out = append(out, ' ')
		}
	}
	return out
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
