package markup

import (
	"bytes"
	"slices"
	"sort"
	"unicode/utf8"

	"dateline/internal/diag"
)

// Origin says where a text stands in the author's files.
type Origin struct {
	File string // slash-separated, relative to the source folder
	Line int    // of the text's first byte, 1-based
	Col  int    // of the text's first byte, 1-based, in code points; 0 is the first column

	Parts []Part // of a text that its file has in another form, in order; nil where it stands there as it is
}

// Part is a stretch of a text that stands in one line of its file.
type Part struct {
	Offset    int // in the text, of its first byte; 0 in the first part
	Line, Col int // of the same byte in the file, 1-based
}

// source is a text with the place it comes from, for placing problems.
type source struct {
	origin   Origin
	text     []byte
	lines    []int // offsets at which lines begin; made when first needed
	problems *diag.List

	counted, col int // the offset whose column was asked for last, and that column; 0 at first
}

// part returns the stretch of a line in which the byte at offset stands.
func (s *source) part(offset int) Part {
	if parts := s.origin.Parts; len(parts) > 0 {
		after := sort.Search(len(parts), func(k int) bool { return parts[k].Offset > offset })
		return parts[after-1]
	}
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
	part := Part{Offset: s.lines[line], Line: s.origin.Line + line, Col: 1}
	if line == 0 && s.origin.Col > 0 {
		part.Col = s.origin.Col
	}
	return part
}

// pos returns the place of the byte at offset. Places are asked for mostly in
// order, or a little before the last one, so that counting goes on from there: a line of a
// million links, or of passages with notes, is counted once.
func (s *source) pos(offset int) diag.Pos {
	offset = min(offset, len(s.text))
	part := s.part(offset)
	from, col := part.Offset, part.Col
	switch {
	case s.col == 0 || s.counted < from:
	case s.counted <= offset:
		from, col = s.counted, s.col
	case s.counted-offset < offset-from && s.part(s.counted) == part:
		from, col = offset, s.col-utf8.RuneCount(s.text[offset:s.counted])
	}
	col += utf8.RuneCount(s.text[from:offset])
	s.counted, s.col = offset, col
	return diag.At(s.origin.File, part.Line, col)
}

// errorf and warnf report what is wrong at a byte of the text.
func (s *source) errorf(offset int, format string, args ...any) {
	s.problems.Errorf(s.pos(offset), format, args...)
}

func (s *source) warnf(offset int, format string, args ...any) {
	s.problems.Warnf(s.pos(offset), format, args...)
}
