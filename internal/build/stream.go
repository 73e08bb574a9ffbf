package build

import (
	"bytes"
	"io"
	"io/fs"
	"iter"
	"path"
)

// stream is an open file that is made while it is read: what makes it stands
// still until more is asked for. Who takes all of it by WriteTo spares that.
type stream struct {
	name  string
	write func(io.Writer) error
	next  func() ([]byte, error, bool) // nil until somebody reads
	stop  func()
	rest  []byte // made, but not read
	err   error  // stays
}

func newStream(name string, write func(io.Writer) error) *stream {
	return &stream{name: name, write: write}
}

// WriteTo makes all of the file that has not been read yet.
func (s *stream) WriteTo(w io.Writer) (int64, error) {
	if s.next != nil || s.err != nil {
		return io.Copy(w, struct{ io.Reader }{s})
	}
	s.err = io.EOF
	var size counter
	err := s.write(io.MultiWriter(w, &size))
	return int64(size), err
}

// pieces is a writer that hands on what is written to it. It fails once nobody
// reads on.
type pieces func([]byte, error) bool

func (hand pieces) Write(p []byte) (int, error) {
	if !hand(p, nil) {
		return 0, fs.ErrClosed
	}
	return len(p), nil
}

// Read makes as much of the file as fits.
func (s *stream) Read(p []byte) (int, error) {
	if s.next == nil && s.err == nil {
		s.next, s.stop = iter.Pull2(func(yield func([]byte, error) bool) {
			if err := s.write(pieces(yield)); err != nil {
				yield(nil, err)
			}
		})
	}
	for len(s.rest) == 0 && s.err == nil {
		piece, err, more := s.next()
		s.rest = piece
		switch {
		case !more:
			s.err = io.EOF
		case err != nil:
			s.err = &fs.PathError{Op: "read", Path: s.name, Err: err}
		}
	}
	if len(s.rest) == 0 {
		return 0, s.err
	}
	n := copy(p, s.rest)
	s.rest = s.rest[n:]
	return n, nil
}

// Close ends the making.
func (s *stream) Close() error {
	s.rest, s.err = nil, &fs.PathError{Op: "read", Path: s.name, Err: fs.ErrClosed}
	if s.stop != nil {
		s.stop()
	}
	return nil
}

// Stat makes the whole file to know its size.
func (s *stream) Stat() (fs.FileInfo, error) {
	var size counter
	if err := s.write(&size); err != nil {
		return nil, &fs.PathError{Op: "stat", Path: s.name, Err: err}
	}
	return info{name: path.Base(s.name), size: int64(size)}, nil
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// collected returns all that is written.
func collected(write func(io.Writer) error) ([]byte, error) {
	var buf bytes.Buffer
	err := write(&buf)
	return buf.Bytes(), err
}
