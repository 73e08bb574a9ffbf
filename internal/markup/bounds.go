package markup

import "bytes"

// What a text may hold, so that parsing takes time in proportion to its
// length. goldmark 1.8.7 takes quadratic time in each of these; at the limits
// it takes about a tenth of a second. No text written by hand comes near.
const (
	maxUnclosed    = 4_000  // "](" without ")" in one paragraph
	maxDelimiters  = 16_000 // * _ ~ in one paragraph
	maxNesting     = 200    // block quotes and list items within each other on one line
	maxIndent      = 800    // columns before the marker of a list item: lists in lists over many lines
	maxDefinitions = 5_000  // link and footnote definitions
)

// bounded reports whether a text can be parsed in bounded time, and puts the
// reason among the problems where it cannot.
func bounded(s *source) bool {
	unclosed, delimiters, definitions := 0, 0, 0
	for at := 0; at < len(s.text); {
		line := s.text[at:]
		if i := bytes.IndexByte(line, '\n'); i >= 0 {
			line = line[:i+1]
		}
		content := bytes.TrimLeft(line, " \t")
		if startsBlock(content) {
			unclosed, delimiters = 0, 0
		}
		unclosed += bytes.Count(line, []byte("](")) - bytes.Count(line, []byte(")"))
		delimiters += bytes.Count(line, []byte("*")) + bytes.Count(line, []byte("_")) + bytes.Count(line, []byte("~"))
		if len(content) > 0 && content[0] == '[' && bytes.Contains(content, []byte("]:")) {
			definitions++
		}
		switch {
		case unclosed > maxUnclosed:
			return s.refuse(at, "this paragraph opens more than %d links without closing them; write \\[ for a bracket that is no link", maxUnclosed)
		case delimiters > maxDelimiters:
			return s.refuse(at, "this paragraph has more than %d asterisks, underscores and tildes; divide it", maxDelimiters)
		case definitions > maxDefinitions:
			return s.refuse(at, "the text has more than %d definitions of links and footnotes; divide it", maxDefinitions)
		case indent(line) > maxIndent && nesting(content) > 0:
			return s.refuse(at, "this list item is indented by more than %d columns; nest lists less deeply", maxIndent)
		case nesting(content) > maxNesting:
			return s.refuse(at, "this line nests more than %d quotes or lists within each other", maxNesting)
		}
		at += len(line)
	}
	return true
}

func (s *source) refuse(offset int, format string, limit int) bool {
	s.problems.Errorf(s.pos(offset), format, limit)
	return false
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

// nesting counts the markers of quotes and lists that a line begins with.
func nesting(content []byte) int {
	n := 0
	for _, c := range content {
		switch c {
		case '>', '-', '+', '*':
			n++
		case ' ', '\t', '.', ')', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
			if c == '.' || c == ')' {
				n++
			}
		default:
			return n
		}
	}
	return 0 // a line of dashes or stars: a rule, or nothing but marks
}
