package markup

import (
	"bytes"
	"slices"

	"dateline/internal/diag"
)

// Origin says where a text stands in the author's files.
type Origin struct {
	File string // slash-separated, relative to the source folder
	Line int    // of the text's first byte, 1-based
	Col  int    // of the text's first byte, 1-based, in code points; 0 is the first column

	Indent int // how many code points stand before each other line
}

// source is a text with the place it comes from, for placing problems.
type source struct {
	origin   Origin
	text     []byte
	lines    []int // offsets at which lines begin; made when first needed
	problems *diag.List

	counted, col int // the offset whose column was asked for last, and that column; 0 at first
}

// line returns the number of the line that the byte at offset stands on,
// counted from the beginning of the text, from 0.
func (s *source) line(offset int) int {
	if len(s.lines) == 0 {
		s.lines = append(s.lines, 0)
		for at, rest := 0, s.text; ; {
			i := bytes.IndexByte(rest, '\n')
			if i < 0 {
				break
			}
			at, rest = at+i+1, rest[i+1:]
			s.lines = append(s.lines, at)
		}
	}
	line, found := slices.BinarySearch(s.lines, offset)
	if !found {
		line--
	}
	return line
}

// pos returns the place of the byte at offset. Places are asked for mostly in
// order, so that counting goes on from the last one: a line of a million links
// is counted once.
func (s *source) pos(offset int) diag.Pos {
	offset = min(offset, len(s.text))
	line := s.line(offset)
	from, col := s.lines[line], 1+s.origin.Indent
	if line == 0 && s.origin.Col > 0 {
		col = s.origin.Col
	}
	if from <= s.counted && s.counted <= offset && s.col > 0 {
		from, col = s.counted, s.col
	}
	col += runes(s.text[from:offset])
	s.counted, s.col = offset, col
	return diag.At(s.origin.File, s.origin.Line+line, col)
}
