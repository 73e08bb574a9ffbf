package lint

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"dateline/internal/content"
	"dateline/internal/diag"
)

// offsets finds where in a text places are.
type offsets struct {
	text  []byte
	lines []int // where they begin

	last       diag.Pos // that was found, from which a line that is long is counted on
	lastOffset int

	paragraph struct{ from, to int } // that was looked through last, from some place in it on
}

func offsetsOf(text []byte) *offsets {
	o := &offsets{text: text, lines: []int{0}}
	for at, c := range text {
		if c == '\n' {
			o.lines = append(o.lines, at+1)
		}
	}
	return o
}

// of returns where a place is; ok is false where there is no such place, as in a file of
// other line endings than content counts.
func (o *offsets) of(at diag.Pos) (n int, ok bool) {
	if at.Line < 1 || at.Col < 1 || int(at.Line) > len(o.lines) {
		return 0, false
	}
	col := int32(1)
	n = o.lines[at.Line-1]
	if at.Line == 1 && bytes.HasPrefix(o.text, []byte(content.ByteOrderMark)) { // content does not count it
		n += len(content.ByteOrderMark)
	}
	if at.Line == o.last.Line && at.Col >= o.last.Col {
		col, n = o.last.Col, o.lastOffset
	}
	for ; col < at.Col && n < len(o.text) && o.text[n] != '\n'; col++ {
		_, size := utf8.DecodeRune(o.text[n:])
		n += size
	}
	o.last, o.lastOffset = diag.Pos{Line: at.Line, Col: col}, n
	return n, col == at.Col && n < len(o.text) && o.text[n] != '\n'
}

// paragraphEnd returns where the paragraph ends in which an offset is.
func (o *offsets) paragraphEnd(start int) int {
	if start < o.paragraph.from || start >= o.paragraph.to {
		o.paragraph.from, o.paragraph.to = start, len(o.text)
		if end := blankLine.FindIndex(o.text[start:]); end != nil {
			o.paragraph.to = start + end[0]
		}
	}
	return o.paragraph.to
}

// blankLine matches a line that is blank but for marks of quotations, and the end of the
// one before. To match all that stands before it, in one go, takes many times as long.
var blankLine = regexp.MustCompile(`\n[ \t>]*\r?\n`)
