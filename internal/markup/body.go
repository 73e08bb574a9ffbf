package markup

import (
	"slices"
	"sort"
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
	Image *Image // of a picture; nil for all else
}

// Body is a Markdown text turned into HTML, kept in pieces: tags that are
// final, and text that mentions and annotated passages may still be spliced
// into. Addresses in it are root-relative ("/actors/nato/"). A Body is
// immutable and safe for concurrent use.
type Body struct {
	tags    []byte // tags and other final HTML, back to back
	text    string // the text as a reader sees it, unescaped; blocks end with a line feed
	pieces  []piece
	blocks  []block
	links   []Link
	images  []imageTag
	targets []Target // parallel to links, once resolved
	notes   []Note
	found   *finding // of names; a text that is resolved anew shares it, unless titles change it
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
	plain      bool  // text outside links, headings and code: mentions may stand in it
	linked     bool  // text in a link: no other link may stand in it
	line       int32 // text: line in the author's file on which it begins
	link       int32
	start, end int
}

// block is a block at the top level of the text: a paragraph, a list, a table.
type block struct {
	pieces  int // index after its last piece
	textEnd int // offset after its last byte of text
}

// Links returns the references in the text, in the order in which they stand.
func (b *Body) Links() []Link { return b.links }

// Notes returns the annotations that are written in the text, in the order in
// which their passages end.
func (b *Body) Notes() []Note { return b.notes }

// Text returns the text as a reader sees it: no tags, no footnote marks, every
// block on a line of its own. Offsets of mentions and passages count its bytes.
func (b *Body) Text() string { return b.text }

// Empty reports whether there is nothing to show.
func (b *Body) Empty() bool { return len(b.pieces) == 0 }

// titleMark stands in the text for a title that is not known yet.
const titleMark = "\uFFFC"

// Resolve returns the text with its links leading to targets, which stand in
// the order of Links; Text, Find and HTML are for such a text. The text itself
// stays as it is, to be resolved anew when other documents have changed, and
// the two share what the targets do not touch.
func (b *Body) Resolve(targets []Target) *Body {
	if len(b.links) == 0 {
		return b
	}
	resolved := *b
	resolved.targets = targets
	resolved.fillTitles()
	return &resolved
}

// fillTitles puts the titles of links into the text. The slices of b belong to
// another Body as well: what changes is copied.
func (b *Body) fillTitles() {
	moved := shifts{}
	var text strings.Builder
	done := 0 // how much of the old text is copied
	for _, p := range b.pieces {
		if p.kind == pieceTitle {
			text.WriteString(b.text[done:p.start])
			text.WriteString(b.targets[p.link].Title)
			done = p.end
			moved = append(moved, shift{p.end, text.Len() - done})
		}
	}
	if len(moved) == 0 {
		return
	}
	b.text = text.String() + b.text[done:]
	b.found = &finding{}
	b.pieces, b.blocks, b.notes = slices.Clone(b.pieces), slices.Clone(b.blocks), slices.Clone(b.notes)
	for i := range b.pieces {
		p := &b.pieces[i]
		if p.kind == pieceTitle {
			p.kind = pieceText
		}
		if p.kind == pieceText {
			p.start, p.end = moved.of(p.start), moved.of(p.end)
		}
	}
	for i := range b.blocks {
		b.blocks[i].textEnd = moved.of(b.blocks[i].textEnd)
	}
	for i := range b.notes {
		b.notes[i].Start, b.notes[i].End = moved.of(b.notes[i].Start), moved.of(b.notes[i].End)
	}
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

// Line returns the line in the author's file of the text at offset, 1-based;
// 0 where the text comes from elsewhere.
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
