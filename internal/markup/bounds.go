package markup

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// What a text may hold, so that parsing takes time in proportion to its
// length. goldmark 1.8.7 takes quadratic time in each of these; at the limits
// it takes about a tenth of a second. No text written by hand comes near.
const (
	maxUnclosed    = 4_000  // "](" without ")" in one paragraph
	maxDelimiters  = 16_000 // * _ ~ in one paragraph
	maxNesting     = 200    // block quotes and list items within each other on one line
	maxIndent      = 800    // columns before the marker of a list item: lists in lists over many lines
	maxDefinitions = 5_000  // link and footnote definitions

	// Cells that rows of tables are filled up with (GFM 0.29, section 4.10), in all tables:
	// a row of one byte may get as many as its table has columns.
	maxFilled = 100_000

	// Lines of a text, its marks of quotes and lists, and the signs that may make cells, links,
	// emphasis and code: each takes up to a kilobyte while it is parsed.
	maxParts = 1_000_000

	// Bytes of the addresses and titles of definitions that links use again: one of many may
	// be used in three bytes each time.
	maxReferred = 8 << 20
)

// bounded reports whether a text can be parsed in bounded time, and puts the
// reason among the problems where it cannot.
func bounded(s *source) bool {
	unclosed, delimiters, definitions := 0, 0, 0
	var tables tableRows
	parts, at := 0, 0
	for line := range bytes.Lines(s.text) {
		content := bytes.TrimLeft(line, " \t")
		if startsBlock(content) {
			unclosed, delimiters = 0, 0
		}
		unclosed += bytes.Count(line, []byte("](")) - bytes.Count(line, []byte(")"))
		delimiters += bytes.Count(line, []byte("*")) + bytes.Count(line, []byte("_")) + bytes.Count(line, []byte("~"))
		tables.line(line, at)
		if len(content) > 0 && content[0] == '[' && bytes.Contains(content, []byte("]:")) {
			definitions++
		}
		if len(s.text) > maxParts { // else it has fewer
			parts += 1 + nesting(content) + signs(line)
		}
		switch {
		case parts > maxParts:
			return s.refuse(at, "up to here the text has more than %d lines, items, cells, links and other parts; divide it", maxParts)
		case unclosed > maxUnclosed:
			return s.refuse(at, "this paragraph opens more than %d links without closing them; write \\[ for a bracket that is no link", maxUnclosed)
		case delimiters > maxDelimiters:
			return s.refuse(at, "this paragraph has more than %d asterisks, underscores and tildes; divide it", maxDelimiters)
		case definitions > maxDefinitions:
			return s.refuse(at, "the text has more than %d definitions of links and footnotes; divide it", maxDefinitions)
		case tables.filled > maxFilled:
			return s.refuse(tables.head, "the rows of tables lack more than %d cells; write each row with as many cells as its table has columns", maxFilled)
		case indent(line) > maxIndent && nesting(content) > 0:
			return s.refuse(at, "this list item is indented by more than %d columns; nest lists less deeply", maxIndent)
		case nesting(content) > maxNesting:
			return s.refuse(at, "this line nests more than %d quotes or lists within each other", maxNesting)
		}
		at += len(line)
	}
	return true
}

// briefly reports whether the links of a text that was parsed can be written in bounded space,
// and puts the reason among the problems where they cannot. What a link has itself, and what a
// definition has for the first of its links, takes no more than it does in the text.
func briefly(s *source, doc ast.Node) bool {
	left, at := maxReferred, 0
	used := map[string]bool{}
	again := func(by *ast.ReferenceLink, address, title []byte) {
		if by == nil {
			return
		}
		if label := util.ToLinkReference(by.Value); used[label] {
			left -= len(address) + len(title)
		} else {
			used[label] = true
		}
	}
	_ = ast.Walk(doc, func(n ast.Node, enter bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.Text:
			at = n.Segment.Start
			if left < 0 {
				return ast.WalkStop, nil
			}
		case *ast.Link:
			if enter {
				again(n.Reference, n.Destination, n.Title)
			}
		case *ast.Image:
			if enter {
				again(n.Reference, n.Destination, n.Title)
			}
		}
		return ast.WalkContinue, nil
	})
	return left >= 0 || s.refuse(at, "up to here links that use a definition again have addresses and titles of more than %d bytes; write shorter ones", maxReferred)
}

func (s *source) refuse(offset int, format string, limit int) bool {
	s.errorf(offset, format, limit)
	return false
}

// tableRows counts the cells that the rows of tables are filled up with, line by line. It
// takes all lines up to an empty one for rows, and looks neither for escaped bars nor for
// code: of that, it costs a byte each what is counted wrongly.
type tableRows struct {
	filled  int
	columns int // of the table; 0 outside of one
	head    int // offset of the line above its delimiters
	last    int // offset of the line before
}

// line counts the line at an offset.
func (t *tableRows) line(line []byte, offset int) {
	row := bytes.TrimSpace(bytes.TrimLeft(line, " \t>"))
	n := cells(row)
	switch {
	case len(row) == 0:
		t.columns = 0
	case n > t.columns && delimiterRow(row):
		t.columns, t.head = n, t.last
	case t.columns > 0:
		t.filled += max(0, t.columns-n)
	}
	t.last = offset
}

// delimiterRow reports whether a line may be the one between the head of a table of
// several columns and its rows.
func delimiterRow(row []byte) bool {
	return bytes.IndexByte(row, '|') >= 0 && bytes.IndexByte(row, '-') >= 0 && len(bytes.Trim(row, "-|: \t\v\f")) == 0
}

// cells counts the cells of a row.
func cells(row []byte) int {
	return 1 + bytes.Count(bytes.TrimSuffix(bytes.TrimPrefix(row, []byte("|")), []byte("|")), []byte("|"))
}

// signs counts the signs of a line that may make parts of it.
func signs(line []byte) int {
	n := 0
	for _, c := range line {
		switch c {
		case '|', '[', '<', '*', '_', '~', '`', '{':
			n++
		}
	}
	return n
}

// startsBlock reports whether a line cannot go on with the paragraph above it.
func startsBlock(content []byte) bool {
	return len(bytes.TrimSpace(content)) == 0 || bytes.IndexByte([]byte("-*+|#>:"), content[0]) >= 0
}

// indent returns the columns before the first character of a line. A tab ends at
// the next multiple of four.
func indent(line []byte) int {
	columns := 0
	for _, c := range line {
		switch c {
		case ' ':
			columns++
		case '\t':
			columns += 4 - columns%4
		default:
			return columns
		}
	}
	return columns
}

// nesting counts the quotes, list items, footnotes and definitions that a line begins within
// each other.
func nesting(content []byte) int {
	content = bytes.TrimRight(content, " \t\r\n")
	// A line of dashes or stars is a rule, and not an item in an item.
	rule := min(len(bytes.TrimRight(content, "- \t")), len(bytes.TrimRight(content, "* \t")))
	n := 0
	for at := 0; at < rule; n++ {
		size := marker(content[at:])
		if size == 0 {
			break
		}
		at += size
		at += len(content[at:]) - len(bytes.TrimLeft(content[at:], " \t"))
	}
	return n
}

// marker returns the bytes of the sign of a quote, list item, footnote or definition with which
// a line begins; 0 for none.
func marker(line []byte) int {
	size := 1
	switch line[0] {
	case '>':
		return size
	case '-', '+', '*', ':':
	case '[':
		if size = bytes.IndexByte(line, ']') + 2; size < 2 || line[1] != '^' || size > len(line) || line[size-1] != ':' {
			return 0
		}
		return size
	default:
		digits := len(line) - len(bytes.TrimLeft(line, "0123456789"))
		if size = digits + 1; digits == 0 || size > len(line) || line[digits] != '.' && line[digits] != ')' {
			return 0
		}
	}
	if size < len(line) && line[size] != ' ' && line[size] != '\t' {
		return 0
	}
	return size
}
