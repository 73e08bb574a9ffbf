package opendata

import (
	"bufio"
	"bytes"
	"fmt"

	"dateline/internal/escape"
)

// object is a JSON object; encoding/json sorts its keys.
type object = map[string]any

// stream writes a file piece by piece, so that no tree or text of the whole is in
// memory.
type stream struct {
	*bufio.Writer        // remembers its first error
	line          []byte // reused: what is written next
}

// pieceSize is how much of a file is in memory, in bytes.
const pieceSize = 1 << 16

// newStream returns a stream that is to be reset to where it writes.
func newStream() *stream { return &stream{Writer: bufio.NewWriterSize(nil, pieceSize)} }

// indented writes one value as JSON with a key a line, for eyes and for diffs.
func (w *stream) indented(v any) { w.Write(encoded(v, " ")) }

// object writes a JSON object but for its end: items follow, then "}".
func (w *stream) object(head any) {
	w.Write(bytes.TrimSuffix(encoded(head, ""), []byte("}\n")))
}

// encoded returns a value as JSON, with the end of a line. What it is given can
// be encoded.
func encoded(v any, indent string) []byte {
	text, err := escape.Value(v, indent)
	if err != nil {
		panic(err)
	}
	return text
}

// items writes a list as a further key of an object, an item a line. add appends one.
func items[T any](w *stream, name string, all []T, add func(b []byte, one T) []byte) {
	fmt.Fprintf(w, ",\n%q: [\n", name)
	for k, x := range all {
		w.line = w.line[:0]
		if k > 0 {
			w.line = append(w.line, ',')
		}
		w.line = append(add(w.line, x), '\n')
		w.Write(w.line)
	}
	w.WriteString("]")
}

// flush writes what is left, and returns the first error. After it the stream is as new.
func (w *stream) flush() error {
	err := w.Flush()
	w.Reset(nil)
	w.line = w.line[:0]
	if err != nil {
		return fmt.Errorf("writing open data: %w", err)
	}
	return nil
}
