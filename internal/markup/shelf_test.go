package markup

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"sync"
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
	for _, source := range []string{shelved, "", "plain", "two\n\nparagraphs", "![A map](map.png \"Where it was\")\n\nBut *two*."} {
		var problems diag.List
		kept := NewParser(LeftOut, nil).Parse([]byte(source), Origin{File: "a.md", Line: 5}, &problems)
		put := NewParser(LeftOut, shelf).Parse([]byte(source), Origin{File: "a.md", Line: 5}, &problems)
		if source != "" && put.memory().content != nil {
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

// Many look at texts of a shelf at once, and at one while they look at another, in
// rooms of their own.
func TestShelveAtOnce(t *testing.T) {
	shelf := NewShelf(&memory{})
	var problems diag.List
	var kept, put []*Body
	for _, source := range []string{"two\n\nparagraphs", "# One\n\n- *list*\n- of two", "plain"} {
		kept = append(kept, NewParser(LeftOut, nil).Parse([]byte(source), Origin{}, &problems))
		put = append(put, NewParser(LeftOut, shelf).Parse([]byte(source), Origin{}, &problems))
	}
	var read sync.WaitGroup
	for k, body := range put {
		want := kept[k].HTML(Marks{})
		read.Go(func() {
			var room Room
			for range 200 {
				var all string
				for _, block := range body.Blocks(&room, Marks{}, nil, func([]int) { put[(k+1)%len(put)].HTML(Marks{}) }) {
					all += string(block.HTML)
				}
				if got := body.HTML(Marks{}); got != want || all != want {
					t.Errorf("got %q, in blocks %q, want %q", got, all, want)
				}
			}
		})
	}
	read.Wait()
}

// sameText compares resolved texts.
func sameText(t *testing.T, got, want *Body) {
	t.Helper()
	names := NewNames([]Name{{"Alliance", 0}, {"paragraphs", 1}, {"two", 2}})
	mentions := names.Find(viewOf(want))
	if found := names.Find(viewOf(got)); len(found) != len(mentions) {
		t.Errorf("%d mentions, want %d", len(found), len(mentions))
	}
	marks := marksTo("/actors/x/", mentions...)
	passages := []Passage{{End: strings.IndexAny(want.Text()+" ", " \n"), ID: "first"}}
	var rooms [2]Room
	for range 2 { // the second time in the room of the first
		if is, was := got.Blocks(&rooms[0], marks, passages, nil), want.Blocks(&rooms[1], marks, passages, nil); !reflect.DeepEqual(is, was) {
			t.Errorf("blocks %+v, want %+v", is, was)
		}
	}
	where := func(b *Body) [2]int { line, col := b.Place(9); return [2]int{line, col} }
	switch {
	case got.Text() != want.Text() || got.Size() != want.Size():
		t.Errorf("text %q of %d, want %q of %d", got.Text(), got.Size(), want.Text(), want.Size())
	case string(got.AppendText([]byte("x"))) != "x"+want.Text(), string(want.AppendText(nil)) != want.Text():
		t.Errorf("text %q is appended, want %q", got.AppendText(nil), want.Text())
	case got.HTML(marks) != want.HTML(marks):
		t.Errorf("HTML %q, want %q", got.HTML(marks), want.HTML(marks))
	case got.Excerpt(20) != want.Excerpt(20), got.Empty() != want.Empty(), where(got) != where(want):
		t.Error("excerpt or line differs")
	case !slices.EqualFunc(got.Notes(), want.Notes(), func(a, b Note) bool { return a.Start == b.Start && a.End == b.End && a.Text == b.Text }):
		t.Error("notes differ")
	}
}

// settle has all of a shelf in its file only.
func settle(s *Shelf) {
	_ = s.pile.flush()
	s.pile.windows = sync.Pool{}
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
		settle(shelf)
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
	NewParser(LeftOut, shelf).Parse(bytes.Repeat([]byte("x "), writeSize), Origin{}, &problems)
	if shelf.Err() == nil {
		t.Error("nobody says that nothing was written")
	}
}

// Whatever lies in the file, reading it ends.
func FuzzDecode(f *testing.F) {
	var problems diag.List
	f.Add(NewParser(LeftOut, nil).Parse([]byte(shelved), Origin{}, &problems).memory().content.encode(nil))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		if c := (&content{}); c.decode(data) {
			again := &content{text: []byte("before"), tags: []byte("x"), pieces: make([]piece, 3), blocks: make([]block, 2), images: make([]imageTag, 1)}
			if !again.decode(c.encode(nil)) || !bytes.Equal(again.text, c.text) || !slices.Equal(again.pieces, c.pieces) || !slices.Equal(again.blocks, c.blocks) || !bytes.Equal(again.tags, c.tags) || !slices.Equal(again.images, c.images) {
				t.Error("what was read is written otherwise")
			}
		}
	})
}

// Selectors lie where their text does, and are as many as they were even where the file
// is spoilt.
func TestKeeping(t *testing.T) {
	file := &memory{}
	shelf := NewShelf(file)
	var problems diag.List
	put := NewParser(LeftOut, shelf).Parse([]byte(shelved), Origin{}, &problems)
	kept := NewParser(LeftOut, nil).Parse([]byte(shelved), Origin{}, &problems)
	for _, all := range [][]Selector{{{"One two", "", " and"}}, {{"said", "them, ", " so"}, {"a", " ", ""}}} {
		room := slices.Clone(all)
		fromShelf, fromMemory := put.Keeping(room), kept.Keeping(room)
		clear(room)
		if got := fromShelf(); !slices.Equal(got, all) {
			t.Errorf("from the shelf %q, want %q", got, all)
		}
		if got := fromMemory(); !slices.Equal(got, all) {
			t.Errorf("from memory %q, want %q", got, all)
		}
		if shelf.Err() != nil {
			t.Error(shelf.Err())
		}
		settle(shelf)
		clear(file.data)
		if got := fromShelf(); len(got) != len(all) || shelf.Err() == nil {
			t.Errorf("of a spoilt file %q, %v", got, shelf.Err())
		}
		shelf.err = nil
	}
	if put.Keeping(nil) != nil {
		t.Error("there are selectors of nothing")
	}
}
