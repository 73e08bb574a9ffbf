package markup

import (
	"errors"
	"io"
	"slices"
	"testing"

	"dateline/internal/diag"
)

// memory is a file of a Shelf.
type memory struct {
	data []byte
	err  error // of reading and writing
}

func (m *memory) WriteAt(p []byte, off int64) (int, error) {
	if m.err != nil {
		return 0, m.err
	}
	m.data = append(m.data[:off], p...)
	return len(p), nil
}

func (m *memory) ReadAt(p []byte, off int64) (int, error) {
	if m.err != nil || off > int64(len(m.data)) {
		return 0, errors.Join(m.err, io.EOF)
	}
	return copy(p, m.data[off:]), nil
}

const shelved = "# Head\n\nOne *two* [[nato]] and [[nato|them]], {==said so==}{>>a note<<}.\n\n![A map](map.png \"Map\")\n\n- a `code`\n- b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n"

// A text on a shelf is what it was in memory, and stays so when its links are
// resolved.
func TestShelve(t *testing.T) {
	shelf := NewShelf(&memory{})
	for _, source := range []string{shelved, "", "plain", "two\n\nparagraphs"} {
		var problems diag.List
		kept := NewParser(LeftOut, nil).Parse([]byte(source), Origin{File: "a.md", Line: 5}, &problems)
		put := NewParser(LeftOut, shelf).Parse([]byte(source), Origin{File: "a.md", Line: 5}, &problems)
		if source != "" && put.kept != nil {
			t.Error("the text is still in memory")
		}
		var targets []Target
		for range kept.Links() {
			targets = append(targets, Target{URL: "/actors/nato/", Title: "The Alliance", Image: &Image{Width: 1, Height: 2}})
		}
		sameText(t, put.Resolve(targets), kept.Resolve(targets))
	}
	if err := shelf.Err(); err != nil {
		t.Error(err)
	}
}

// sameText compares resolved texts.
func sameText(t *testing.T, got, want *Body) {
	t.Helper()
	names := NewNames([]Name{{"Alliance", 0}, {"paragraphs", 1}, {"two", 2}})
	marks := []Mark{}
	for _, m := range names.Find(viewOf(want)) {
		marks = append(marks, markTo(m.Start, m.End, "/actors/x/"))
	}
	if found := names.Find(viewOf(got)); len(found) != len(marks) {
		t.Errorf("%d mentions, want %d", len(found), len(marks))
	}
	switch {
	case got.Text() != want.Text() || got.Size() != want.Size():
		t.Errorf("text %q of %d, want %q of %d", got.Text(), got.Size(), want.Text(), want.Size())
	case got.HTML(marks) != want.HTML(marks):
		t.Errorf("HTML %q, want %q", got.HTML(marks), want.HTML(marks))
	case got.Excerpt(20) != want.Excerpt(20), got.Empty() != want.Empty(), got.Line(9) != want.Line(9), got.BlockAt(9) != want.BlockAt(9):
		t.Error("excerpt, line or block differ")
	case !slices.EqualFunc(got.Notes(), want.Notes(), func(a, b Note) bool { return a.Start == b.Start && a.End == b.End && a.Text == b.Text }):
		t.Error("notes differ")
	}
}

// What goes wrong with the file is told, and nothing panics.
func TestShelfFails(t *testing.T) {
	for name, spoil := range map[string]func(m *memory){
		"reading":   func(m *memory) { m.err = errors.New("no disk") },
		"short":     func(m *memory) { m.data = m.data[:10] },
		"other":     func(m *memory) { m.data[0] = 0xff },
		"no length": func(m *memory) { clear(m.data) },
	} {
		file := &memory{}
		shelf := NewShelf(file)
		var problems diag.List
		body := NewParser(LeftOut, shelf).Parse([]byte(shelved), Origin{}, &problems)
		spoil(file)
		if got := body.Excerpt(9); got != "" || shelf.Err() == nil {
			t.Errorf("%s: got %q, %v", name, got, shelf.Err())
		}
		shelf.err = nil
		if got := body.Text(); got != "" || shelf.Err() == nil {
			t.Errorf("%s: the text alone is %q, %v", name, got, shelf.Err())
		}
	}
	shelf := NewShelf(&memory{err: errors.New("no disk")})
	var problems diag.List
	NewParser(LeftOut, shelf).Parse([]byte("x"), Origin{}, &problems)
	if shelf.Err() == nil {
		t.Error("nobody says that nothing was written")
	}
}

// Whatever lies in the file, reading it ends.
func FuzzDecode(f *testing.F) {
	var problems diag.List
	f.Add([]byte(NewParser(LeftOut, nil).Parse([]byte(shelved), Origin{}, &problems).kept.encoded()))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		if c, ok := decode(data); ok {
			again, ok := decode([]byte(c.encoded()))
			if !ok || again.text != c.text || !slices.Equal(again.pieces, c.pieces) {
				t.Error("what was read is written otherwise")
			}
		}
	})
}
