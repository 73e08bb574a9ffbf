package content

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"dateline/internal/diag"
	"dateline/internal/markup"
)

// origin says where the text of a value at pos stands, which the file may have in
// another form: in quotation marks, or over several lines that are one.
func (d *decoder) origin(pos diag.Pos, text string) markup.Origin {
	w := scalar{src: d.from(pos), at: placeOf(pos)}
	w.open(d.text.syntax)
	o := markup.Origin{File: pos.File, Line: int(w.at.line), Col: int(w.at.col)}
	if bytes.HasPrefix(w.src, []byte(text)) && !strings.Contains(text, "\n") {
		return o
	}
	if o.Parts = w.parts(text); len(o.Parts) > 0 {
		o.Line, o.Col = o.Parts[0].Line, o.Parts[0].Col
	}
	return o
}

// A line is one of a text, which goes on behind it.
type line struct {
	number int // 1-based
	from   []byte
}

// from returns the file's text from a place in its front matter onward. Places come in
// order, mostly: it goes on from the line of the last one.
func (d *decoder) from(pos diag.Pos) []byte {
	if d.last.number == 0 || int(pos.Line) < d.last.number {
		d.last = line{d.text.frontLine, d.text.front}
	}
	for ; d.last.number < int(pos.Line); d.last.number++ {
		_, d.last.from, _ = bytes.Cut(d.last.from, []byte("\n"))
	}
	rest := d.last.from
	for range pos.Col - 1 {
		_, size := utf8.DecodeRune(rest)
		rest = rest[size:]
	}
	return rest
}

// scalar goes through a text as it is written in front matter.
type scalar struct {
	src    []byte // the rest
	at     Place  // of its first byte
	escape byte   // what begins an escape sequence: '\\' as usual, '\'' where it stands twice for one; 0 for nothing
}

// open goes on to the first character of the text.
func (s *scalar) open(is syntax) {
	if len(s.src) == 0 {
		return
	}
	mark := s.src[0]
	switch {
	case is == syntaxYAML && (mark == '|' || mark == '>'):
		line, _, _ := cutLine(s.src)
		s.skip(utf8.RuneCount(line))
		return
	case mark == '"':
		s.escape = '\\'
	case mark == '\'' && is == syntaxYAML:
		s.escape = '\''
	case mark != '\'' || is != syntaxTOML:
		return
	}
	if is == syntaxTOML && bytes.HasPrefix(s.src, bytes.Repeat([]byte{mark}, 3)) {
		s.skip(2)
	}
	s.skip(1)
}

// skip goes on by so many code points.
func (s *scalar) skip(count int) {
	for range count {
		r, size := utf8.DecodeRune(s.src)
		s.src, s.at = s.src[size:], s.at.behind(r)
	}
}

// skipSpace goes on to the next character that is no white space.
func (s *scalar) skipSpace() {
	for len(s.src) > 0 && isSpace(s.src[0]) {
		s.skip(1)
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }

// parts returns where the parts of the text stand, up to what cannot be found.
func (s *scalar) parts(text string) []markup.Part {
	var parts []markup.Part
	var next Place // where the next character stands if it follows the last one
	for k := 0; k < len(text) && len(s.src) > 0; {
		_, size := utf8.DecodeRuneInString(text[k:])
		length := s.escaped()
		switch {
		case s.escape == '\\' && (bytes.HasPrefix(s.src, []byte("\\\n")) || bytes.HasPrefix(s.src, []byte("\\ \n"))):
			s.skip(1)
			s.skipSpace()
			continue
		case length > 0:
		case bytes.HasPrefix(s.src, []byte(text[k:k+size])):
			length = 1
		case isSpace(s.src[0]):
			s.skipSpace()
			continue
		case isSpace(text[k]):
			k++
			continue
		default:
			return parts
		}
		if s.at != next {
			parts = append(parts, markup.Part{Offset: k, Line: int(s.at.line), Col: int(s.at.col)})
		}
		next = Place{s.at.line, s.at.col + 1}
		s.skip(length)
		k += size
	}
	return parts
}

// escaped returns how long an escape sequence is that comes next, in code points; 0 where
// there is none.
func (s *scalar) escaped() int {
	if len(s.src) < 2 || s.escape == 0 || s.src[0] != s.escape {
		return 0
	}
	if s.escape == '\'' {
		return 2
	}
	switch s.src[1] {
	case 'x':
		return len(`\xFF`)
	case 'u':
		if len(s.src) > 3 && bytes.ContainsAny(s.src[2:3], "dD") && bytes.ContainsAny(s.src[3:4], "89abAB") {
			return len(`\uD83D\uDE00`) // two stand for one
		}
		return len(`\uFFFF`)
	case 'U':
		return len(`\U0001FFFF`)
	}
	return 2
}
