package markup

import (
	"bytes"
	"html"
	"slices"

	"dateline/internal/diag"

	"github.com/yuin/goldmark/parser"
	"golang.org/x/text/unicode/norm"
)

// builder receives what goldmark renders and keeps tags and text apart. It is
// the util.BufWriter that goldmark's own renderers write tags to; the
// renderers of this package hand it text.
type builder struct {
	refs  *references // nil where there are none
	out   content
	plain bytes.Buffer // scratch
	src   source
	lead  int  // how much farther on in the source the text stands that is written now
	exact bool // so does what was written last, byte for byte
	loose int  // where in the block two signs stand that open no emphasis, see looseSigns; 0 for none
	open  []openNote
	raw   []string   // elements of HTML that are open, outermost first
	ends  []blockEnd // those of the blocks

	pictured bool   // the text has a picture
	caption  []byte // of the picture that is written now; nil for none

	definitions map[string]diag.Pos // see addressed; nil until one is asked for

	ctx   parser.Context // see context
	ids   headingIDs
	state parseState
}

// begin makes the builder ready for another text, in the room of the last one.
func (b *builder) begin(src source) {
	clear(b.out.images)
	clear(b.ends)
	*b = builder{
		out:   content{tags: b.out.tags[:0], text: b.out.text[:0], pieces: b.out.pieces[:0], stands: b.out.stands[:0], blocks: b.out.blocks[:0], images: b.out.images[:0]},
		plain: b.plain, src: src, open: b.open[:0], raw: b.raw[:0], ends: b.ends[:0],
		ctx: b.ctx, ids: b.ids,
	}
}

// end returns the finished text, on a shelf where there is one.
func (b *builder) end(shelf *Shelf) *Body {
	body, h := &Body{}, held{refs: b.refs}
	b.refs, b.src.text, b.src.problems = nil, nil, nil
	if shelf == nil || shelf.remembers {
		h.found = &findings{}
	}
	switch {
	case len(b.out.pieces) == 0:
	case shelf != nil:
		body.putOn(shelf, &b.out)
	default:
		h.content = &content{
			tags: slices.Clone(b.out.tags), text: slices.Clone(b.out.text), pieces: slices.Clone(b.out.pieces),
			stands: slices.Clone(b.out.stands), blocks: slices.Clone(b.out.blocks), images: slices.Clone(b.out.images),
		}
	}
	body.hold(h)
	return body
}

func (b *builder) Available() int { return 4096 }
func (b *builder) Buffered() int  { return 0 }
func (b *builder) Flush() error   { return nil }

func (b *builder) Write(p []byte) (int, error) {
	b.tagPiece(len(p))
	b.out.tags = append(b.out.tags, p...)
	return len(p), nil
}

func (b *builder) WriteString(s string) (int, error) {
	b.tagPiece(len(s))
	b.out.tags = append(b.out.tags, s...)
	return len(s), nil
}

func (b *builder) WriteByte(c byte) error {
	b.tagPiece(1)
	b.out.tags = append(b.out.tags, c)
	return nil
}

func (b *builder) WriteRune(r rune) (int, error) {
	return b.WriteString(string(r))
}

// tagPiece makes room for n bytes of tags that are about to be appended.
func (b *builder) tagPiece(n int) {
	end := len(b.out.tags) + n
	if k := len(b.out.pieces); k > b.blockAt() && b.out.pieces[k-1].kind == pieceTags {
		b.out.pieces[k-1].end = end
		return
	}
	b.out.pieces = append(b.out.pieces, piece{kind: pieceTags, start: len(b.out.tags), end: end})
}

// blockAt returns the index of the first piece of the current block.
func (b *builder) blockAt() int {
	if n := len(b.out.blocks); n > 0 {
		return b.out.blocks[n-1].pieces
	}
	return 0
}

// place says what may stand in a text.
type place struct {
	plain  bool // mentions
	linked bool // no other links
}

// writeText adds text as a reader sees it. Neighbouring stretches become one
// piece, so that a name which goldmark split is found all the same.
func (b *builder) writeText(text []byte, where place) {
	if len(text) == 0 {
		return
	}
	start := len(b.out.text)
	if !norm.NFC.IsNormal(text) {
		b.from(b.lead+start, false)
		text = norm.NFC.Bytes(text)
	}
	b.out.text = append(b.out.text, text...)
	if k := len(b.out.pieces); k > 0 {
		last := &b.out.pieces[k-1]
		if last.kind == pieceText && last.plain == where.plain && last.linked == where.linked && last.end == start {
			last.end = len(b.out.text)
			return
		}
	}
	b.out.pieces = append(b.out.pieces, piece{kind: pieceText, plain: where.plain, linked: where.linked, start: start, end: len(b.out.text)})
}

// from says at which offset of the source the text stands that is written next, and
// whether it stands there as it is.
func (b *builder) from(offset int, exact bool) {
	start := len(b.out.text)
	if len(b.out.stands) > 0 && exact && b.exact && b.lead == offset-start && b.src.origin.Parts == nil {
		return // it goes on
	}
	b.lead, b.exact = offset-start, exact
	pos := b.src.pos(offset)
	if !exact {
		pos.Col = 0
	}
	b.out.stands = append(b.out.stands, stand{start, int32(pos.Line), int32(pos.Col)})
}

// fromWords says that words that are written next stand behind what space there is at an
// offset of the source, perhaps in another form.
func (b *builder) fromWords(offset int, words []byte) {
	rest := bytes.TrimLeft(b.src.text[offset:], " \t")
	b.from(len(b.src.text)-len(rest), bytes.HasPrefix(rest, words))
}

// references returns the links and notes of the text.
func (b *builder) references() *references {
	if b.refs == nil {
		b.refs = &references{}
	}
	return b.refs
}

// link adds a reference and returns its number.
func (b *builder) link(l Link) int {
	refs := b.references()
	refs.links = append(refs.links, l)
	return len(refs.links) - 1
}

func (b *builder) writeURL(link int) {
	b.out.pieces = append(b.out.pieces, piece{kind: pieceURL, link: int32(link)})
}

// writeTitle adds the title of a link, which is known only once it is resolved.
func (b *builder) writeTitle(link int) {
	start := len(b.out.text)
	b.out.text = append(b.out.text, titleMark...)
	b.out.pieces = append(b.out.pieces, piece{kind: pieceTitle, linked: true, link: int32(link), start: start, end: len(b.out.text)})
}

// endBlock ends a line of the text, so that no name or quote runs from one
// block into the next.
func (b *builder) endBlock() {
	if n := len(b.out.text); n > 0 && b.out.text[n-1] != '\n' {
		b.out.text = append(b.out.text, '\n')
		b.exact = false
	}
}

// endTopBlock ends a block at the top level of the text, which may be a picture with its
// caption.
func (b *builder) endTopBlock(figure bool) {
	b.endBlock()
	b.out.blocks = append(b.out.blocks, block{pieces: len(b.out.pieces), textEnd: len(b.out.text), figure: figure})
}

// paragraph adds a paragraph of text that is plain.
func (b *builder) paragraph(text []byte) {
	b.WriteString("<p>")
	b.from(0, true)
	b.writeText(text, place{plain: true})
	b.endBlock()
	b.WriteString("</p>\n")
	b.endTopBlock(false)
}

// plainText resolves the entities and backslash escapes of Markdown text.
func (b *builder) plainText(raw []byte) []byte {
	if bytes.IndexByte(raw, '\\') < 0 && bytes.IndexByte(raw, '&') < 0 && bytes.IndexByte(raw, 0) < 0 {
		return raw
	}
	b.plain.Reset()
	textWriter.Write(&flushless{&b.plain}, raw)
	return []byte(html.UnescapeString(b.plain.String()))
}

// flushless makes a bytes.Buffer a util.BufWriter.
type flushless struct{ *bytes.Buffer }

func (f *flushless) Buffered() int { return 0 }
func (f *flushless) Flush() error  { return nil }
