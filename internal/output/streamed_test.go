package output

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

// streamedSite is a site whose file "s" is read piece by piece.
type streamedSite struct {
	fs.FS
	text string
	err  error // at its end
}

func (s streamedSite) Streams(name string) bool { return name == "s" }

func (s streamedSite) Open(name string) (fs.File, error) {
	f, err := s.FS.Open(name)
	if name != "s" || err != nil {
		return f, err
	}
	var r io.Reader = strings.NewReader(s.text)
	if s.err != nil {
		r = io.MultiReader(r, iotest.ErrReader(s.err))
	}
	return streamedFile{f, r}, nil
}

type streamedFile struct {
	fs.File
	io.Reader
}

func (f streamedFile) Read(p []byte) (int, error) { return f.Reader.Read(p) }

// Each step writes a site with one streamed file into the same folder.
func TestStreamed(t *testing.T) {
	dir := t.TempDir()
	long := strings.Repeat("0123456789", 100_000)
	broken := errors.New("broken")
	for _, step := range []struct {
		name string
		text string
		err  error
		want string
		made int // files written, of "s" and "other"
	}{
		{"new", long, nil, long, 2},
		{"the same", long, nil, long, 0},
		{"of the same size", long[1:] + "x", nil, long[1:] + "x", 1},
		{"that fails", "short", broken, long[1:] + "x", 0},
		{"shorter", "short", nil, "short", 1},
		{"empty", "", nil, "", 1},
	} {
		site := streamedSite{files{"s": "not looked at", "other": "o"}.site(), step.text, step.err}
		stats, err := Write(t.Context(), dir, site, Options{})
		if !errors.Is(err, step.err) || stats.Written != step.made {
			t.Errorf("%s: %d files written (%v)", step.name, stats.Written, err)
		}
		equal(t, step.name, read(t, dir), files{"s": step.want, "other": "o"})
	}
	// Somebody else's file stays.
	dir = t.TempDir()
	write(t, dir, files{"other": "o"})
	check(t, os.WriteFile(filepath.Join(dir, "s"), []byte("mine"), 0o644))
	_, err := Write(t.Context(), dir, streamedSite{files{"s": "", "other": "o"}.site(), "x", nil}, Options{})
	var refused *RefusedError
	if !errors.As(err, &refused) {
		t.Errorf("wrote over a file of others: %v", err)
	}
	equal(t, "with a file of others", read(t, dir), files{"s": "mine", "other": "o"})
}
