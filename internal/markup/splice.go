package markup

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"dateline/internal/escape"
)

// Mention is a place in a text where an actor is named.
type Mention struct {
	Start, End int32 // byte offsets into Body.Text
	Name       int32 // which of the Names it is, see Names.Owners
}

// Passage is a stretch of text, within one block, that an annotation speaks of.
// Passages may overlap each other and marks.
type Passage struct {
	Start, End int    // byte offsets into Body.Text
	ID         string // of the annotation: the passage is #passage--ID, the note #note--ID
	Class      string // CSS classes beside "passage"
	Sign       string // shown at the end of the passage, as a link to the note
	Label      string // what the sign leads to, for screen readers; without one the sign is part of the text
	Lang       string // of Label, where it is not the text's
}

// Block is a block at the top level of a text with the passages that begin in it.
type Block struct {
	HTML     []byte
	Passages []int // indices into the passages that Blocks was given
}

// Room is where Blocks puts what it returns. It can be used again once nobody needs that.
type Room struct {
	html   []byte
	blocks []Block
}

// HTML returns the whole text as HTML with marks spliced in.
func (b *Body) HTML(marks Marks) (all string) {
	b.splice(marks, nil, func(s *splicer) {
		for _, p := range s.content.pieces {
			s.piece(p)
		}
		all = s.out.String()
	})
	return all
}

// Blocks returns the text as HTML block by block, with marks and passages
// spliced in. Passages are sorted by Start. begin is told which passages
// begin in a block before that is written, so that it can say how they are shown; it
// may be nil.
func (b *Body) Blocks(room *Room, marks Marks, passages []Passage, begin func(here []int)) []Block {
	room.blocks = room.blocks[:0]
	b.splice(marks, passages, func(s *splicer) {
		c := s.content
		blocks := slices.Grow(room.blocks, len(c.blocks))[:len(c.blocks)]
		from, first := 0, 0
		for k, block := range c.blocks {
			next := &blocks[k]
			next.Passages = next.Passages[:0]
			for ; first < len(passages) && passages[first].Start < block.textEnd; first++ {
				next.Passages = append(next.Passages, first)
			}
			if begin != nil {
				begin(next.Passages)
			}
			for _, p := range c.pieces[from:block.pieces] {
				s.piece(p)
			}
			s.ends = append(s.ends, s.out.Len())
			from = block.pieces
		}
		all, from := append(room.html[:0], s.out.Bytes()...), 0
		for k, end := range s.ends {
			blocks[k].HTML = all[from:end:end]
			from = end
		}
		room.html, room.blocks = all, blocks
	})
	return room.blocks
}

// splice hands over a splicer for the text, which is good until use returns.
func (b *Body) splice(marks Marks, passages []Passage, use func(s *splicer)) {
	b.with(func(c *content) {
		s := b.shelf.splicer()
		defer b.shelf.putBack(s)
		s.begin(b, c, marks, passages)
		use(s)
	})
}

// splicer writes pieces with links and passages in them.
type splicer struct {
	body     *Body
	content  *content
	marks    markReader
	passages []Passage // all
	active   []int     // passages that have begun and not ended
	next     int       // the first passage that has not begun
	opened   []bool    // passages of which something is written
	pending  []int     // ended passages whose sign waits for the end of a link
	stack    []span    // open elements
	room     []span    // for those of a piece, used again
	ends     []int     // of blocks, in out
	out      bytes.Buffer
}

// begin begins with what a text consists of, in the room of the text before.
func (s *splicer) begin(b *Body, c *content, marks Marks, passages []Passage) {
	s.body, s.content, s.marks, s.passages = b, c, marks.read(), passages
	s.active, s.pending, s.stack, s.ends, s.next = s.active[:0], s.pending[:0], s.stack[:0], s.ends[:0], 0
	s.opened = slices.Grow(s.opened[:0], len(passages))[:len(passages)]
	clear(s.opened)
	s.out.Reset()
}

// span is an element within a text piece.
type span struct {
	start, end int
	passage    int // index, or -1 for a link
	url        string
}

func (s *splicer) piece(p piece) {
	switch p.kind {
	case pieceTags:
		s.tags(s.content.tags[p.start:p.end])
	case pieceURL:
		escaped(s, s.body.Targets()[p.link].URL)
		escaped(s, s.body.Links()[p.link].Fragment)
	case pieceImage:
		target := s.body.Targets()[p.link]
		s.content.images[p.start].write(&s.out, target.URL, target.Image)
	case pieceText:
		s.text(p)
	case pieceTitle: // never, once resolved
	}
}

// tags writes tags, and after the end of a link the signs that waited for it.
func (s *splicer) tags(tags []byte) {
	if len(s.pending) > 0 {
		if before, after, found := strings.Cut(string(tags), "</a>"); found {
			s.out.WriteString(before + "</a>")
			s.flush()
			s.out.WriteString(after)
			return
		}
	}
	s.out.Write(tags)
}

func (s *splicer) flush() {
	for _, k := range s.pending {
		s.sign(k)
	}
	s.pending = s.pending[:0]
}

// spans lists the elements of a text piece, outer before inner. The list lasts until
// the next one.
func (s *splicer) spans(p piece) []span {
	spans := s.room[:0]
	for s.next < len(s.passages) && s.passages[s.next].Start < p.end {
		s.active = append(s.active, s.next)
		s.next++
	}
	s.active = slices.DeleteFunc(s.active, func(k int) bool { return s.passages[k].End <= p.start })
	for _, k := range s.active {
		start, end := max(p.start, s.passages[k].Start), min(p.end, s.passages[k].End)
		spans = append(spans, span{start: start, end: end, passage: k})
	}
	for ; s.marks.left > 0 && int(s.marks.End) <= p.end; s.marks.next() {
		if int(s.marks.Start) >= p.start {
			spans = append(spans, span{start: int(s.marks.Start), end: int(s.marks.End), passage: -1, url: s.marks.url()})
		}
	}
	slices.SortStableFunc(spans, func(a, b span) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
	})
	s.room = spans
	return spans
}

// text writes a piece of text. Elements nest: one that ends inside another is
// closed and opened again around the boundary; links are never divided.
func (s *splicer) text(p piece) {
	spans := s.spans(p)
	for at := p.start; ; {
		next := p.end
		if len(spans) > 0 {
			next = min(next, spans[0].start)
		}
		for _, open := range s.stack {
			next = min(next, open.end)
		}
		escaped(s, s.content.text[at:next])
		at = next
		s.closeAt(at, p.linked)
		for len(spans) > 0 && spans[0].start == at {
			s.open(spans[0], p.linked)
			spans = spans[1:]
		}
		if at == p.end {
			return
		}
	}
}

// closeAt closes the elements that end at offset at.
func (s *splicer) closeAt(at int, linked bool) {
	low := slices.IndexFunc(s.stack, func(open span) bool { return open.end == at })
	if low < 0 {
		return
	}
	again := s.unwind(low, linked, func(open span) bool { return open.end > at })
	for _, open := range again {
		s.start(open)
	}
}

// open opens an element. Those that end within a new link go into it.
func (s *splicer) open(e span, linked bool) {
	var again []span
	if e.passage < 0 {
		if low := slices.IndexFunc(s.stack, func(open span) bool { return open.end < e.end }); low >= 0 {
			again = s.unwind(low, linked, func(span) bool { return true })
		}
	}
	s.start(e)
	for _, open := range again {
		s.start(open)
	}
}

// unwind closes the elements from low upward and returns those that keep says
// have not ended, to be opened again.
func (s *splicer) unwind(low int, linked bool, keep func(span) bool) []span {
	var again []span
	for k := len(s.stack) - 1; k >= low; k-- {
		e := s.stack[k]
		s.stack = s.stack[:k]
		switch {
		case e.passage < 0:
			s.out.WriteString("</a>")
			s.flush()
			continue
		case keep(e):
			again = append(again, e)
		case s.passages[e.passage].End == e.end:
			s.end(e.passage, linked)
		}
		s.out.WriteString("</mark>")
	}
	slices.Reverse(again)
	return again
}

func (s *splicer) start(e span) {
	s.stack = append(s.stack, e)
	if e.passage < 0 {
		s.write(`<a class="mention" href="`, e.url, `">`)
		return
	}
	p := s.passages[e.passage]
	s.write(`<mark class="passage `, p.Class, `"`)
	if !s.opened[e.passage] {
		s.opened[e.passage] = true
		s.write(` id="passage--`, p.ID, `"`)
	}
	s.out.WriteString(">")
}

// end writes the sign of a passage, or keeps it until the link ends in which
// the passage ends: a link cannot stand in a link.
func (s *splicer) end(k int, linked bool) {
	if linked || slices.ContainsFunc(s.stack, func(open span) bool { return open.passage < 0 }) {
		s.pending = append(s.pending, k)
		return
	}
	s.sign(k)
}

// sign writes a sign. A style sheet shows one that has a label, so that whoever copies
// or searches the text has the author's words alone.
func (s *splicer) sign(k int) {
	p := s.passages[k]
	s.write(`<sup class="note-sign `, p.Class, `"><a href="#note--`, p.ID)
	if p.Label == "" {
		s.write(`">`, p.Sign, `</a></sup>`)
		return
	}
	if p.Lang != "" {
		s.write(`" lang="`, p.Lang)
	}
	s.write(`" aria-label="`, p.Label, `" data-sign="`, p.Sign, `"></a></sup>`)
}

// write writes tags and, as every second part, what stands between them as text.
func (s *splicer) write(parts ...string) {
	for k, part := range parts {
		if k%2 == 1 {
			escaped(s, part)
		} else {
			s.out.WriteString(part)
		}
	}
}

// escaped writes a text.
func escaped[T string | []byte](s *splicer, text T) {
	s.out.Grow(len(text))
	s.out.Write(escape.HTML(s.out.AvailableBuffer(), text))
}
