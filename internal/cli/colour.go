package cli

import (
	"bytes"
	"io"
)

// coloured colours the severity of problems for a terminal. A problem comes in
// one Write; the source line below it, which is indented, stays as it is.
type coloured struct{ w io.Writer }

const (
	red    = "\x1b[1;31m"
	yellow = "\x1b[1;33m"
	plain  = "\x1b[0m"
)

// Write writes a line, coloured where it is a problem.
func (c coloured) Write(line []byte) (int, error) {
	if _, err := c.w.Write(colour(line)); err != nil {
		return 0, err
	}
	return len(line), nil
}

func colour(line []byte) []byte {
	if bytes.HasPrefix(line, []byte(" ")) {
		return line
	}
	// The severity comes before whatever the message quotes.
	word, as := []byte(": error: "), red
	if at, other := bytes.Index(line, word), bytes.Index(line, []byte(": warning: ")); other >= 0 && (at < 0 || other < at) {
		word, as = []byte(": warning: "), yellow
	}
	name := bytes.Trim(word, ": ")
	return bytes.Replace(line, word, []byte(": "+as+string(name)+plain+": "), 1)
}
