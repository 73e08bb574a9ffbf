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
}

// source is a text with the place it comes from, for placing problems.
type source struct {
	origin   Origin
	text     []byte
	lines    []int // offsets at which lines begin; made when first needed
	problems *diag.List
}

// pos returns the place of the byte at offset.
func (s *source) pos(offset int) diag.Pos {
	if s.lines == nil {
		s.lines = []int{0}
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
	return diag.Pos{
		File: s.origin.File,
		Line: s.origin.Line + line,
		Col:  runes(s.text[s.lines[line]:min(offset, len(s.text))]) + 1,
	}
}
