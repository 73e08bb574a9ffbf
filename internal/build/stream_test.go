package build

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/iotest"
)

// What is made while it is read is what is made at once.
func TestStream(t *testing.T) {
	rest := newFiles(listing{"a/b.txt": {}}, nil)
	site := newLayered(newFiles(nil, nil), func() *files { return rest }, func() error { return nil }, nil)
	ended := false
	rest.written = map[string]func(io.Writer) error{"a/b.txt": func(w io.Writer) error {
		defer func() { ended = true }()
		for k := range 1000 {
			if _, err := fmt.Fprintln(w, "line", k); err != nil {
				return err
			}
		}
		return nil
	}}
	whole, err := collected(rest.written["a/b.txt"])
	if err != nil || len(whole) < 5000 {
		t.Fatalf("%d bytes, %v", len(whole), err)
	}
	open := func() fs.File {
		f, err := site.Open("a/b.txt")
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	if err := iotest.TestReader(open(), whole); err != nil {
		t.Error(err)
	}
	for _, read := range []int{0, 10} { // before all is taken at once
		f, rest := open(), &bytes.Buffer{}
		if _, err := io.CopyN(rest, f, int64(read)); err != nil {
			t.Fatal(err)
		}
		n, err := f.(io.WriterTo).WriteTo(rest)
		if err != nil || n != int64(len(whole)-read) || !bytes.Equal(rest.Bytes(), whole) {
			t.Errorf("after %d bytes, %d were written, %v", read, n, err)
		}
		if n, err := f.Read(make([]byte, 1)); n > 0 || !errors.Is(err, io.EOF) {
			t.Errorf("after all, %d were read, %v", n, err)
		}
	}
	f := open()
	if info, err := f.Stat(); err != nil || info.Size() != int64(len(whole)) || info.Name() != "b.txt" {
		t.Errorf("info %v, %v", info, err)
	}
	ended = false
	if _, err := io.ReadFull(f, make([]byte, 10)); err != nil || ended {
		t.Errorf("all is made for the first bytes: %v", err)
	}
	if err := f.Close(); err != nil || !ended {
		t.Errorf("after closing, it is still being made: %v", err)
	}
	if _, err := f.Read(make([]byte, 1)); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("reading a closed file: %v", err)
	}
}

// What fails while it is made fails for its reader, after what was made before.
func TestStreamFails(t *testing.T) {
	wrong := errors.New("wrong")
	f := newStream("a.txt", func(w io.Writer) error {
		io.WriteString(w, "some")
		return wrong
	})
	got, err := io.ReadAll(f)
	if string(got) != "some" || !errors.Is(err, wrong) {
		t.Errorf("got %q, %v", got, err)
	}
	var all strings.Builder
	if _, err := newStream("a.txt", f.write).WriteTo(&all); all.String() != "some" || !errors.Is(err, wrong) {
		t.Errorf("at once: got %q, %v", all.String(), err)
	}
}
