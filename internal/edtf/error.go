package edtf

import "fmt"

// A ParseError says why a text is no EDTF.
type ParseError struct {
	Offset int    // where it went wrong: 0-based, in bytes; at most the length of the text
	Text   string // what is wrong and what to write instead
}

// Error returns the text and the place.
func (e *ParseError) Error() string {
	return fmt.Sprintf("%s (at character %d)", e.Text, e.Offset+1)
}

func failf(offset int, format string, args ...any) error {
	return &ParseError{Offset: offset, Text: fmt.Sprintf(format, args...)}
}
