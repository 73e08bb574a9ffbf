package markup

import (
	"bytes"
	"encoding/binary"
	"slices"
	"sort"
	"unicode/utf8"

	"dateline/internal/diag"
)

// Link is a reference in a text to another document or to a file beside it:
// a [[wikilink]], a link to a Markdown file, a link to or an image from the
// page's bundle. What it leads to is known once all documents are read.
type Link struct {
	Pos      diag.Pos
	Kind     string // wikilinks: "article", "incident", "actor", "source", "page", or "" where none is written
	Target   string // wikilinks: the slug; others: the path as written, without its fragment
	Path     bool   // Target is a path: from the root of all content where it begins with "/", else relative to the document's own folder
	Fragment string // "#…" or ""
	Titled   bool   // the author gave the link a text of its own
}

// Target is what a Link leads to.
type Target struct {
	URL   string // root-relative address, "/articles/a/"; "" leaves the text without a link
	Title string // text for links that have none of their own
	Image *Image // of a picture; nil for all else
}

// Body is a Markdown text turned into HTML, kept in pieces: tags that are
// final, and text that mentions and annotated passages may still be spliced
// into. Addresses in it are root-relative ("/actors/nato/"). A Body is
// immutable and safe for concurrent use.
type Body struct {
	shelf *Shelf // nil where it is not on one
	slot  slot
	held  *held // nil for most texts on a shelf
}

// held is what is in memory of a text.
type held struct {
	content *content    // unless it lies on a shelf
	later   *later      // of one that was kept from an earlier build, unless it is in memory or on the shelf
	refs    *references // nil for most texts
	found   *findings   // nil where they take no memory. A text that is resolved anew shares them
}

// memory returns what is held of the text.
func (b *Body) memory() held {
	if b.held == nil {
		return held{}
	}
	return *b.held
}

// hold sets what is held of the text.
func (b *Body) hold(h held) {
	b.held = nil
	if h != (held{}) {
		some := h // in memory only where there is anything
		b.held = &some
	}
}

// references are links and notes in a text.
type references struct {
	links   []Link
	targets []Target // parallel to links, once resolved
	notes   []Note
}

// content is what a text consists of.
type content struct {
	tags   []byte // tags and other final HTML, back to back
	text   []byte // the text as a reader sees it, unescaped; blocks end with a line feed
	pieces []piece
	stands []stand
	blocks []block
	images []imageTag
}

// putOn puts what the text consists of onto a shelf, to be taken from there whenever
// somebody looks at it.
func (b *Body) putOn(s *Shelf, c *content) { b.shelf, b.slot = s, s.put(c) }

// Keeping keeps selectors of passages of the text where that lies itself, and returns
// what brings them; nil for none. The slice is not kept.
func (b *Body) Keeping(all []Selector) func() []Selector {
	if len(all) == 0 {
		return nil
	}
	if shelf := b.shelf; shelf != nil {
		at := shelf.putSelectors(all)
		return func() []Selector { return shelf.selectors(at) }
	}
	all = slices.Clone(all)
	return func() []Selector { return all }
}

// Forget drops what was found in the text: it is looked for anew from now on.
func (b *Body) Forget() {
	h := b.memory()
	h.found = nil
	b.hold(h)
}

// content returns what the text consists of. It belongs to the text.
func (b *Body) content() *content {
	switch h := b.memory(); {
	case b.shelf != nil:
		c := &content{}
		b.shelf.read(b.slot, c)
		return c
	case h.content != nil:
		return h.content
	case h.later != nil:
		return h.later.make()
	}
	return &content{}
}

// with hands over what the text consists of. Nothing of it is good once use returns.
func (b *Body) with(use func(c *content)) {
	if b.shelf != nil {
		b.shelf.with(b.slot, use)
		return
	}
	use(b.content())
}

// first returns where the text of the first block stands that has any and is no picture
// with its caption.
func (c *content) first() (from, to int) {
	for _, b := range c.blocks {
		if b.textEnd > from && !b.figure {
			return from, b.textEnd
		}
		from = b.textEnd
	}
	return 0, 0
}

type pieceKind uint8

const (
	pieceTags  pieceKind = iota // tags[start:end] as it is
	pieceText                   // text[start:end], escaped
	pieceURL                    // address of links[link], as an attribute's value
	pieceImage                  // images[start], whose address is that of links[link]
	pieceTitle                  // text[start:end] stands for the title of links[link]; pieceText once resolved
)

type piece struct {
	kind       pieceKind
	plain      bool // text outside links, headings and code: mentions may stand in it
	linked     bool // text in a link: no other link may stand in it
	link       int32
	start, end int
}

// A stand says where a stretch of the text, up to the next one, stands in the author's file: from
// an offset in the text on.
type stand struct {
	text int
	line int32 // 1-based
	col  int32 // 1-based, in code points; 0 where it does not stand there as it is
}

// standing returns where in the author's file the text stands at an offset; no line where
// nothing says so, and no column where that is not known.
func standing(stands []stand, text []byte, offset int) (line, col int) {
	k := sort.Search(len(stands), func(k int) bool { return stands[k].text > offset })
	if k == 0 || offset > len(text) {
		return 0, 0
	}
	s := stands[k-1]
	before := text[s.text:offset]
	line, col = int(s.line)+bytes.Count(before, []byte("\n")), int(s.col)
	switch begin := bytes.LastIndexByte(before, '\n') + 1; {
	case col == 0:
	case begin > 0:
		col = 1 + utf8.RuneCount(before[begin:])
	default:
		col += utf8.RuneCount(before)
	}
	return line, col
}

// block is a block at the top level of the text: a paragraph, a list, a table.
type block struct {
	pieces  int // index after its last piece
	textEnd int // offset after its last byte of text
	figure  bool
}

// Links returns the references in the text, in the order in which they stand.
func (b *Body) Links() []Link { return b.references().links }

// Targets returns what the Links lead to, once they are resolved.
func (b *Body) Targets() []Target {
	if b == nil {
		return nil
	}
	return b.references().targets
}

// Notes returns the annotations that are written in the text, in the order in
// which their passages end.
func (b *Body) Notes() []Note { return b.references().notes }

// references returns the links and notes of the text.
func (b *Body) references() references {
	if refs := b.memory().refs; refs != nil {
		return *refs
	}
	return references{}
}

// Text returns the text as a reader sees it: no tags, no footnote marks, every
// block on a line of its own. Offsets of mentions and passages count its bytes.
func (b *Body) Text() (text string) {
	b.withText(func(_, all []byte) { text = string(all) })
	return text
}

// withText hands over the text, and the part of it that an excerpt is made of, see
// content.first. Both are good until use returns, which is not called where a shelf fails.
func (b *Body) withText(use func(first, all []byte)) {
	if b.shelf != nil {
		b.shelf.text(b.slot, use)
		return
	}
	c := b.content()
	from, to := c.first()
	use(c.text[from:to], c.text)
}

// AppendText appends what Text returns to some room.
func (b *Body) AppendText(room []byte) []byte {
	b.withText(func(_, all []byte) { room = append(room, all...) })
	return room
}

// Size returns how many bytes Text has, without looking at the text.
func (b *Body) Size() int {
	switch h := b.memory(); {
	case b.shelf != nil:
		return int(b.slot.text)
	case h.content != nil:
		return len(h.content.text)
	case h.later != nil:
		return h.later.size
	}
	return 0
}

// Empty reports whether there is nothing to show.
func (b *Body) Empty() bool {
	h := b.memory()
	return b.shelf == nil && h.content == nil && h.later == nil
}

// titleMark stands in the text for a title that is not known yet.
const titleMark = "\uFFFC"

// Resolve returns the text with its links leading to targets, which stand in
// the order of Links; Text, Find and HTML are for such a text. The text itself
// stays as it is, to be resolved anew when other documents have changed, and
// the two share what the targets do not touch.
func (b *Body) Resolve(targets []Target) *Body {
	if len(b.Links()) == 0 {
		return b
	}
	resolved, h := *b, *b.held
	h.refs = &references{h.refs.links, targets, h.refs.notes}
	resolved.held = &h
	resolved.fillTitles()
	return &resolved
}

// fillTitles puts the titles of links into the text. The slices of b belong to
// another Body as well: what changes is copied.
func (b *Body) fillTitles() {
	titles := b.titles()
	if len(titles) == 0 {
		return
	}
	moved, h := make(shifts, len(titles)), b.held
	by := 0 // how much longer the text gets
	for k, t := range titles {
		by += len(h.refs.targets[t.Link].Title) - (t.End - t.Start)
		moved[k] = shift{t.End, by}
	}
	switch {
	case b.shelf != nil:
		c := b.filled(titles, moved)
		b.putOn(b.shelf, c)
	case h.content != nil:
		h.content = b.filled(titles, moved)
	default:
		unfilled, was := *b, *h
		unfilled.held = &was
		h.later = &later{size: b.Size() + by, make: func() *content { return unfilled.filled(titles, moved) }}
	}
	notes := slices.Clone(h.refs.notes)
	for i := range notes {
		notes[i].Start, notes[i].End = moved.of(notes[i].Start), moved.of(notes[i].End)
	}
	h.refs.notes = notes
}

// filled returns what the text consists of once the titles stand in it, by which
// what follows them has moved.
func (b *Body) filled(titles []KeptTitle, moved shifts) *content {
	c := *b.content()
	if len(c.text) < titles[len(titles)-1].End {
		return &content{} // it could not be read, which the shelf says
	}
	var text []byte
	done := 0 // how much of the old text is copied
	for _, t := range titles {
		text = append(append(text, c.text[done:t.Start]...), b.held.refs.targets[t.Link].Title...)
		done = t.End
	}
	c.text = append(text, c.text[done:]...)
	c.pieces, c.stands, c.blocks = slices.Clone(c.pieces), slices.Clone(c.stands), slices.Clone(c.blocks)
	for i := range c.pieces {
		p := &c.pieces[i]
		if p.kind == pieceTitle {
			p.kind = pieceText
		}
		if p.kind == pieceText {
			p.start, p.end = moved.of(p.start), moved.of(p.end)
		}
	}
	for i := range c.stands {
		c.stands[i].text = moved.of(c.stands[i].text)
	}
	for i := range c.blocks {
		c.blocks[i].textEnd = moved.of(c.blocks[i].textEnd)
	}
	return &c
}

// shift says by how much offsets from at onward have moved.
type shift struct{ at, by int }

type shifts []shift

func (s shifts) of(offset int) int {
	i := sort.Search(len(s), func(i int) bool { return s[i].at > offset })
	if i == 0 {
		return offset
	}
	return offset + s[i-1].by
}

// Place returns the line and the column in the author's file of the text at offset, 1-based;
// 0 for what is not known.
func (b *Body) Place(offset int) (line, col int) {
	c := b.content()
	return standing(c.stands, c.text, offset)
}

// Unlinkable returns what reports whether any of the text from start to end stands in a link
// or in code, so that no other link may stand there.
func (b *Body) Unlinkable() func(start, end int) bool {
	c := b.content()
	var all []piece
	code := false
	for _, p := range c.pieces {
		switch {
		case p.kind == pieceTags:
			tags := c.tags[p.start:p.end]
			if opened, ended := bytes.LastIndex(tags, []byte("<code")), bytes.LastIndex(tags, []byte("</code>")); opened != ended {
				code = opened > ended
			}
		case p.kind == pieceText && (p.linked || code && !p.plain):
			all = append(all, p)
		}
	}
	return func(start, end int) bool {
		k := sort.Search(len(all), func(k int) bool { return all[k].end > start })
		return k < len(all) && all[k].start < end
	}
}

// Excerpt returns the first paragraph's worth of text, cut at a word to at most
// limit code points, for summaries and previews.
func (b *Body) Excerpt(limit int) string {
	var room [1024]byte // of nearly every excerpt
	return string(b.AppendExcerpt(room[:0], limit))
}

// AppendExcerpt appends what Excerpt returns.
func (b *Body) AppendExcerpt(out []byte, limit int) []byte {
	b.withText(func(first, _ []byte) { out = excerpt(out, first, limit) })
	return out
}

// AppendBeginning appends all that decides excerpts of a text that is not resolved, but for
// what its links lead to: its first paragraph, and where titles of links stand.
func (b *Body) AppendBeginning(out []byte) []byte {
	b.withText(func(first, _ []byte) { out = append(out, first...) })
	for _, title := range b.titles() {
		out = binary.AppendUvarint(append(out, 0), uint64(title.Start))
	}
	return out
}

func excerpt(out, text []byte, limit int) []byte {
	before, length := len(out), 0
	for word := range bytes.FieldsSeq(text) {
		from := len(out)
		if from > before {
			out = append(out, ' ')
		}
		out = append(out, word...)
		more := utf8.RuneCount(out[from:])
		if length+more > limit {
			return append(out[:before], cut(out[before:], from-before, limit-length)...)
		}
		length += more
	}
	return out
}

// cut cuts words so many code points after an offset or, if that is within a word,
// before it.
func cut(words []byte, from, length int) []byte {
	for range length {
		_, size := utf8.DecodeRune(words[from:])
		from += size
	}
	words = words[:from]
	if space := bytes.LastIndexByte(words, ' '); space > 0 {
		words = words[:space]
	}
	return append(bytes.TrimRight(words, " ,;:.–-"), "…"...)
}
