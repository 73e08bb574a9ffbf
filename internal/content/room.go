package content

import (
	"bufio"
	"bytes"
	"io"
	"io/fs"

	"dateline/internal/diag"
)

// room is what files are read in, one after the other. Its zero value is empty.
type room struct {
	raw     bytes.Buffer
	lines   *bufio.Reader
	yaml    yamlStream
	nodes   stock[node]
	entries stock[entry]
}

// read returns a file's bytes, at most one more than a file may have. They are good
// until the room is used for the next file.
func (r *room) read(source fs.FS, name string) ([]byte, error) {
	f, err := source.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	r.raw.Reset()
	r.raw.Grow(int(min(info.Size(), maxFile)) + bytes.MinRead)
	_, err = r.raw.ReadFrom(io.LimitReader(f, maxFile+1))
	return r.raw.Bytes(), err
}

// parse reads the front matter of a content file.
func (r *room) parse(raw []byte) (node, *syntaxError) {
	t, problem := r.open(raw)
	if problem != nil {
		return node{}, problem
	}
	return r.front(t)
}

// open parts a content file into front matter and body.
func (r *room) open(raw []byte) (text, *syntaxError) {
	all, problem := clean(raw)
	if problem != nil {
		return text{}, problem
	}
	t, problem := r.split(all)
	line, examples := t.unmerged()
	if line > 0 {
		return text{}, syntaxErrorf(Place{int32(line), 1}, "%s", diag.UnmergedText)
	}
	t.examples = examples
	return t, problem
}

// front reads the front matter of a file.
func (r *room) front(t text) (node, *syntaxError) {
	switch t.syntax {
	case syntaxTOML:
		return parseTOML(t.front, t.frontLine)
	case syntaxJSON:
		return parseJSON(t.front, t.frontLine)
	default:
		return r.parseYAML(t.front, t.frontLine)
	}
}

// stock is where slices are cut from, until it is cleared.
type stock[T any] struct{ all []T }

func (s *stock[T]) clear() { s.all = s.all[:0] }

// take returns an empty slice for n items, nil for none.
func (s *stock[T]) take(n int) []T {
	if n == 0 {
		return nil
	}
	const least = 64
	at := len(s.all)
	if cap(s.all)-at < n {
		s.all, at = make([]T, 0, max(n, 2*cap(s.all), least)), 0
	}
	s.all = s.all[:at+n]
	return s.all[at : at : at+n]
}
