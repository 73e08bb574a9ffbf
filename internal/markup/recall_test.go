package markup

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"testing"

	"dateline/internal/diag"
)

// A text that is recalled is the one of which was kept, under the same titles and
// under others, and is looked at only for what was not found in it before.
func TestRecall(t *testing.T) {
	var problems diag.List
	parse := func() *Body {
		return NewParser(LeftOut, nil).Parse([]byte(shelved), Origin{File: "a.md", Line: 5}, &problems)
	}
	under := func(title string) []Target {
		return slices.Repeat([]Target{{URL: "/actors/nato/", Title: title, Image: &Image{Width: 1, Height: 2}}}, len(parse().Links()))
	}
	names := NewNames([]Name{{"two", 0}, {"said", 1}})
	look := func(b *Body) ([]Mention, []Span, Selector) {
		v := viewOf(b)
		quotes := &Quotes{}
		quotes.Reset(v, 1)
		if said := names.Said(v, names.Find(v)[0]); said.Words != "two" || said.Line != 7 || said.Col != 6 {
			t.Errorf("the first mention stands as %+v", said)
		}
		found := quotes.find(Selector{Quote: "them, said"}, 2)
		mentions, selector := slices.Clone(names.Find(v)), quotes.Selector(found[0])
		v.Turn(nil)
		return mentions, found, selector
	}
	written := parse()
	mentions, spans, selector := look(written.Resolve(under("The Alliance")))

	for _, long := range []bool{false, true} {
		times, kept := 0, written.Keep()
		if long {
			kept.Whole = ""
		}
		recalled := Recall(kept, NewShelf(&memory{}), func() (*Body, error) { times++; return parse(), nil })
		m, s, sel := look(recalled.Resolve(under("The Alliance")))
		if !slices.EqualFunc(m, mentions, func(a, b Mention) bool { return a.Start == b.Start }) || !slices.Equal(s, spans) || sel != selector {
			t.Errorf("found %v, %v, %v; want %v, %v, %v", m, s, sel, mentions, spans, selector)
		}
		if times > 0 {
			t.Error("the text was looked at for what was found in it before")
		}
		for _, title := range []string{"The Alliance", "A", "Another title, which is long"} {
			want := parse().Resolve(under(title))
			sameText(t, recalled.Resolve(under(title)), want)
			m, s, sel := look(recalled.Resolve(under(title)))
			mentions, spans, selector := look(want)
			if len(m) != len(mentions) || m[0].Start != mentions[0].Start || !slices.Equal(s, spans) || sel != selector {
				t.Errorf("under the title %q, found %v, %v, %v; want %v, %v, %v", title, m, s, sel, mentions, spans, selector)
			}
		}
		again := recalled.Keep()
		if again.Size != written.Size() || !slices.Equal(again.Titles, written.Keep().Titles) || len(again.Titles) != 1 {
			t.Errorf("what is kept again is %+v", again)
		}
		if again.Whole != written.Keep().Whole || long != (times > 0) {
			t.Errorf("long %v: the text was parsed %d times", long, times)
		}
	}
}

// A text that cannot be read again is missing, and the shelf says so.
func TestRecallFails(t *testing.T) {
	shelf := NewShelf(&memory{})
	gone := errors.New("gone")
	b := Recall(Kept{Size: 3}, shelf, func() (*Body, error) { return nil, gone })
	if b.Text() != "" || !errors.Is(shelf.Err(), gone) {
		t.Errorf("text %q, error %v", b.Text(), shelf.Err())
	}
}

// Whatever a text is said to remember, reading it ends, and gives what is written again.
func FuzzUnpack(f *testing.F) {
	all := found{titles: "t", quotes: []foundQuote{{Selector{"a", "b", ""}, Span{1, 3}}}, selectors: []foundPassage{{Span{1, 3}, Selector{"a", "b", "c"}}}}
	all.mentions = []Mention{{2, 4, 1}, {4, 9, 0}}
	all.addNames(Sum{7}, "t", 0).said = []Said{{4, "words", 12, 3}}
	f.Add(all.pack(nil))
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		var some, again found
		some.unpack(data, string(data))
		packed := some.pack(nil)
		again.unpack(packed, string(packed))
		if !bytes.Equal(again.pack(nil), packed) {
			t.Error("what was read is written otherwise")
		}
		if bytes.Equal(data, all.pack(nil)) && !reflect.DeepEqual(some, all) {
			t.Errorf("got %+v, want %+v", some, all)
		}
	})
}

// A text that is not there any more is empty, whatever was kept of it; a short one stays.
func TestLose(t *testing.T) {
	var problems diag.List
	written := NewParser(LeftOut, nil).Parse([]byte(shelved), Origin{File: "a.md", Line: 5}, &problems)
	targets := slices.Repeat([]Target{{URL: "/a/", Title: "A"}}, len(written.Links()))
	for _, long := range []bool{false, true} {
		kept, lost := written.Keep(), false
		if long {
			kept.Whole = ""
		}
		recalled := Recall(kept, nil, func() (*Body, error) { return nil, errors.New("this is another text") })
		recalled.Lose(func() { lost = true })
		resolved := recalled.Resolve(targets)
		if text := resolved.Text(); lost != long || (text == "") != long {
			t.Errorf("long %v: lost %v, and is %q", long, lost, text)
		}
		quotes := &Quotes{}
		quotes.Reset(viewOf(resolved), 1)
		if got := quotes.Selector(Span{100, 110}); long && got != (Selector{}) {
			t.Errorf("a passage is selected by %+v", got)
		}
	}
}
