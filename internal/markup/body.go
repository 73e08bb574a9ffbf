package markup

import (
	"html"
	"strings"

	"dateline/internal/diag"
)

// Link is a reference in a text to another document or to a file beside it:
// a [[wikilink]], a link to a Markdown file, a link to or an image from the
// page's bundle. What it leads to is known once all documents are read.
type Link struct {
	Pos      diag.Pos
	Kind     string // wikilinks: "article", "incident", "actor", "source", "page", or "" where none is written
	Target   string // wikilinks: the slug; others: the relative path as written, without its fragment
	Path     bool   // Target is a path relative to the document's own folder
	Fragment string // "#…" or ""
	Titled   bool   // the author gave the link a text of its own
}

// Target is what a Link leads to.
type Target struct {
	URL   string // root-relative address, "/articles/a/"; "" leaves the text without a link
	Title string // text for links that have none of their own
}

// Body is a Markdown text turned into HTML, kept in pieces: tags that are
// final, and text that mentions and annotated passages may still be spliced
// into. Addresses in it are root-relative ("/actors/nato/"). A Body is
// immutable once Resolve was called, and safe for concurrent use from then on.
type Body struct {
	tags    []byte // tags and other final HTML, back to back
	text    string // the text as a reader sees it, unescaped; blocks end with a line feed
	pieces  []piece
	blocks  []block
	links   []Link
	targets []Target // parallel to links, once resolved
}

type pieceKind uint8

const (
	pieceTags  pieceKind = iota // tags[start:end] as it is
	pieceText                   // text[start:end], escaped
	pieceURL                    // address of links[start], as an attribute's value
	pieceTitle                  // title of links[start]; becomes pieceText by Resolve
)

type piece struct {
	kind       pieceKind
	plain      bool // text outside links, headings and code: mentions may stand in it
	line       int32 // text: line in the author's file on which it begins
	start, end int
}

// block is a block at the top level of the text: a paragraph, a list, a table.
type block struct {
	pieces  int // index after its last piece
	textEnd int // offset after its last byte of text
}

// Links returns the references in the text, in the order in which they stand.
func (b *Body) Links() []Link { return b.links }

// Text returns the text as a reader sees it: no tags, no footnote marks, every
// block on a line of its own. Offsets of mentions and passages count its bytes.
func (b *Body) Text() string { return b.text }

// Empty reports whether there is nothing to show.
func (b *Body) Empty() bool { return len(b.pieces) == 0 }

// Resolve says what each of Links leads to, in the same order. It is called
// once, before Text, Find or HTML are used.
func (b *Body) Resolve(targets []Target) {
	b.targets = targets
	var text strings.Builder
	done := 0  // how much of the old text is copied
	shift := 0 // how much longer the new text is so far
	blocks := b.blocks
	for i := range b.pieces {
		p := &b.pieces[i]
		switch p.kind {
		case pieceText:
			p.start, p.end = p.start+shift, p.end+shift
		case pieceTitle:
			title := targets[p.start].Title
			at := p.end // where in the old text the title belongs
			text.WriteString(b.text[done:at])
			done = at
			*p = piece{kind: pieceText, start: at + shift, end: at + shift + len(title)}
			text.WriteString(title)
			shift += len(title)
		}
		for len(blocks) > 0 && blocks[0].pieces == i+1 {
			blocks[0].textEnd += shift
			blocks = blocks[1:]
		}
	}
	if shift > 0 {
		b.text = text.String() + b.text[done:]
	}
}

// Line returns the line in the author's file of the text at offset, 1-based;
// 0 where the text comes from elsewhere, as the title of a linked document.
func (b *Body) Line(offset int) int {
	for _, p := range b.pieces {
		if p.kind == pieceText && p.start <= offset && offset < p.end {
			return int(p.line) + strings.Count(b.text[p.start:offset], "\n")
		}
	}
	return 0
}

// Excerpt returns the first paragraph's worth of text, cut at a word to at most
// limit code points, for summaries and previews.
func (b *Body) Excerpt(limit int) string {
	if len(b.blocks) == 0 {
		return ""
	}
	text := strings.Join(strings.Fields(b.text[:b.blocks[0].textEnd]), " ")
	short := []rune(text)
	if len(short) <= limit {
		return text
	}
	cut := string(short[:limit])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:.–-") + "…"
}

// Mention is a place in a text where an actor is named.
type Mention struct {
	Start, End int   // byte offsets into Body.Text
	Names      []int // the candidates: values that Names was built with; more than one is ambiguous
}

// Mark is a stretch of text that is shown as a link to an actor.
type Mark struct {
	Start, End int    // byte offsets into Body.Text; marks do not overlap
	URL        string // root-relative
}

// HTML returns the text as HTML with marks spliced in. Marks are sorted by Start.
func (b *Body) HTML(marks []Mark) string {
	var out strings.Builder
	out.Grow(len(b.tags) + len(b.text) + 64*len(marks))
	for _, p := range b.pieces {
		switch p.kind {
		case pieceTags:
			out.Write(b.tags[p.start:p.end])
		case pieceURL:
			out.WriteString(html.EscapeString(b.targets[p.start].URL + b.links[p.start].Fragment))
		case pieceText:
			for len(marks) > 0 && marks[0].Start < p.start {
				marks = marks[1:]
			}
			marks = b.writeText(&out, p, marks)
		}
	}
	return out.String()
}

func (b *Body) writeText(out *strings.Builder, p piece, marks []Mark) []Mark {
	at := p.start
	for len(marks) > 0 && marks[0].End <= p.end {
		m := marks[0]
		marks = marks[1:]
		out.WriteString(html.EscapeString(b.text[at:m.Start]))
		out.WriteString(`<a class="mention" href="`)
		out.WriteString(html.EscapeString(m.URL))
		out.WriteString(`">`)
		out.WriteString(html.EscapeString(b.text[m.Start:m.End]))
		out.WriteString("</a>")
		at = m.End
	}
	out.WriteString(html.EscapeString(b.text[at:p.end]))
	return marks
}
