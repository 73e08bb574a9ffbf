package markup

import (
	"fmt"
	"strings"
	"testing"

	"dateline/internal/diag"
)

// Every passage that is written in a text has a selector that finds it again:
// the words, with what stands right before and after them, as
// they stand.
func TestCriticSelectors(t *testing.T) {
	for _, src := range []string{
		"One {==two==}{>>x<<} three two.",
		"One{== two ==}{>>x<<}three two.",
		"{==One *two==}{>>x<<} three* two.",
		"{==One==}{>>x<<}",
		"A — {==— b==}{>>x<<} c.",
		"Wait… {==for… it==}{>>x<<}… now.",
		"soft\u00ad {==hy\u00adphen==}{>>x<<}\u00ad ends.",
		"The same {==words==}{>>x<<} and the same words and the same words.",
		"- one {==item==}{>>x<<}\n- another item",
		"| {==a b==}{>>x<<} | c |\n|---|---|\n| a | b |",
		"قال «{==لا==}{>>x<<}» هنا، لا.",
		"First.\n\n{==Second==}{>>x<<}\n\nThird. Second",
	} {
		b, problems := parse(t, src)
		if problems != "" {
			t.Fatalf("%q: %s", src, problems)
		}
		q := quotesIn(b, 1)
		n := b.Notes()[0]
		sel := q.Selector(Span{n.Start, n.End})
		found, ok := q.Find(sel)
		if !ok || found != (Span{n.Start, n.End}) {
			t.Errorf("%q: selector %q finds %v, want [%d,%d]", src, sel, found, n.Start, n.End)
		}
		flat := strings.Join(strings.Fields(b.Text()), " ")
		if !strings.Contains(flat, strings.TrimSpace(sel.Prefix+sel.Quote+sel.Suffix)) {
			t.Errorf("%q: %q does not stand in %q", src, sel, flat)
		}
	}
}

// CriticMarkup with mistakes gives one problem for each, and takes no longer
// than its length has it: the last cases take hours where each note is looked
// for to the end of the paragraph.
func TestCriticMistakesInBulk(t *testing.T) {
	const many = 40_000
	for _, tt := range []struct {
		piece    string
		problems int
	}{
		{"{==a ", many},
		{"{==a==} ", many},
		{"==} ", 0},
		{"<<} ", 0},
		{"{>>a ", 0},
		{"{>>\n", 0},
		{"{==a==}{>>b ", many},
		{"{==a==}{>>b\n", many},
	} {
		var problems diag.List
		NewParser(LeftOut, nil).Parse([]byte(strings.Repeat(tt.piece, many)), Origin{File: "a.md", Line: 1}, &problems)
		if found, _ := problems.Count(); found != tt.problems {
			t.Errorf("%q: %d problems, want %d", tt.piece, found, tt.problems)
		}
	}
}

// What ends a note in one block says nothing of the next.
func TestCriticBlocks(t *testing.T) {
	b, problems := parse(t, "a {==b==}{>>c\n\nd {==e==}{>>f<<}")
	if want := "content/a.md:5:3: error: the note of this passage never ends; write <<} after it, in the same paragraph\n"; problems != want {
		t.Errorf("problems %q, want %q", problems, want)
	}
	if n := b.Notes(); len(n) != 1 || n[0].Text != "f" {
		t.Errorf("notes %+v", n)
	}
}

// BenchmarkCritic parses a paragraph of 1 MB on one line with notes in it; the
// case of none is what the text costs without.
func BenchmarkCritic(b *testing.B) {
	for _, count := range []int{0, 10, 1000} {
		var src strings.Builder
		for i := 0; src.Len() < 1<<20; i++ {
			if count > 0 && i%(15_000/count) == 0 && i/(15_000/count) < count {
				fmt.Fprintf(&src, "In {==report %d==}{>>claim by=a via=b: a note<<} of that evening, somebody said that many things happened. ", i)
			} else {
				fmt.Fprintf(&src, "In report %d of that evening, somebody said that many things happened. ", i)
			}
		}
		b.Run(fmt.Sprint(count), func(b *testing.B) {
			for b.Loop() {
				var problems diag.List
				body := NewParser(LeftOut, nil).Parse([]byte(src.String()), Origin{File: "a.md", Line: 1}, &problems)
				body.Resolve(nil)
			}
		})
	}
}
