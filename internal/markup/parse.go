// Package markup turns Markdown into HTML in which mentions of actors and
// annotated passages can be shown.
//
// Markdown is CommonMark with GFM, footnotes, definition lists and typographic
// punctuation (goldmark), [[wikilinks]] and ids of headings, {#id}. A text is parsed
// once, into a Body: final tags and plain text side by side. When all documents are known,
// its links are resolved, the names of actors are found in its plain text
// (Names), and HTML splices them in. Nothing that an author writes reaches the
// page unescaped: raw HTML is left out with a warning, or, where a site wants it
// so, what cannot do harm of it is let through ([Sanitised]).
package markup

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"dateline/internal/diag"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"
)

// Parser parses Markdown. It is safe for concurrent use.
type Parser struct {
	markdown goldmark.Markdown
	unlinked goldmark.Markdown // the same, but that no address becomes a link by itself
	ids      bool              // headings have ids
	shelf    *Shelf
	builders sync.Pool // of *builder: room to make texts in
}

// NewParser returns a Parser with all of Dateline's Markdown, which puts what it
// parses onto a shelf; where that is nil, texts are kept in memory.
func NewParser(raw Raw, shelf *Shelf) *Parser {
	p := newParser(raw, shelf, goldmark.WithExtensions(
		extension.NewFootnote(extension.WithFootnoteBacklinkHTML(`<span aria-hidden="true">↩</span><span class="hidden">Back to the text</span>`)),
		extension.DefinitionList,
	), goldmark.WithParserOptions(
		parser.WithBlockParsers( // before goldmark's own, at 100 and 600
			util.Prioritized(headingParser{parser.NewSetextHeadingParser()}, 99),
			util.Prioritized(headingParser{parser.NewATXHeadingParser()}, 599),
		),
		parser.WithInlineParsers(util.Prioritized(loneMarks{}, 102)),       // after goldmark's, at 101
		parser.WithASTTransformers(util.Prioritized(loneFootnotes{}, 998)), // before goldmark's, at 999
	))
	p.ids = true
	return p
}

// NewNoteParser returns a Parser for notes, which stand on the page of a longer
// text: they have no footnotes, and their headings no ids, which could clash
// with those of the text.
func NewNoteParser(raw Raw, shelf *Shelf) *Parser { return newParser(raw, shelf) }

func newParser(raw Raw, shelf *Shelf, options ...goldmark.Option) *Parser {
	return &Parser{
		markdown: newMarkdown(raw, append(options, goldmark.WithExtensions(extension.Linkify))...),
		unlinked: newMarkdown(raw, options...),
		shelf:    shelf,
	}
}

func newMarkdown(raw Raw, options ...goldmark.Option) goldmark.Markdown {
	var own nodes
	if raw == Sanitised {
		own.raw = &policies{policy(textElements...), policy(slices.Concat(textElements, groupElements)...)}
	}
	return goldmark.New(append(slices.Clone(options),
		goldmark.WithExtensions(
			extension.Strikethrough,
			extension.NewTypographer(extension.WithTypographicSubstitutions(typography())),
		),
		goldmark.WithParserOptions(
			parser.WithParagraphTransformers(util.Prioritized(tableTransformer{extension.NewTableParagraphTransformer()}, 200)),
			parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
			parser.WithInlineParsers( // before links, at 200
				util.Prioritized(boxParser{extension.NewTaskCheckBoxParser()}, 0),
				util.Prioritized(wikilinkParser{}, 150),
				util.Prioritized(criticParser{}, 150),
				util.Prioritized(apostropheParser{}, 9998), // before the typographer, at 9999
			),
		),
		goldmark.WithRendererOptions(
			renderer.WithNodeRenderers(
				util.Prioritized(own, 100), // before goldmark's own, at 500 and 1000
				util.Prioritized(extension.NewTableHTMLRenderer(), 500),
			),
		),
	)...)
}

// typography writes punctuation as characters rather than entities, because
// the text is searched. Single quotation marks are those of the apostropheParser.
func typography() map[extension.TypographicPunctuation][]byte {
	return map[extension.TypographicPunctuation][]byte{
		extension.LeftSingleQuote:  nil,
		extension.RightSingleQuote: nil,
		extension.Apostrophe:       nil,
		extension.LeftDoubleQuote:  []byte("“"),
		extension.RightDoubleQuote: []byte("”"),
		extension.EnDash:           []byte("–"),
		extension.EmDash:           []byte("—"),
		extension.Ellipsis:         []byte("…"),
		extension.LeftAngleQuote:   []byte("«"),
		extension.RightAngleQuote:  []byte("»"),
	}
}

// Parse parses a text that stands at origin. What is wrong with it goes to
// problems; a text that cannot be parsed in bounded time gives an error there
// and an empty Body.
func (p *Parser) Parse(src []byte, origin Origin, problems *diag.List) *Body {
	b, _ := p.builders.Get().(*builder)
	if b == nil {
		b = &builder{ids: headingIDs{}}
	}
	defer p.builders.Put(b)
	b.begin(source{origin: origin, text: src, lines: b.src.lines[:0], problems: problems})
	switch {
	case plain(src):
		b.paragraph(src)
	case len(bytes.TrimSpace(src)) > 0 && bounded(&b.src):
		p.parse(b, src)
	}
	return b.end(p.shelf)
}

// parse has the builder make the text.
func (p *Parser) parse(b *builder, src []byte) {
	markdown := p.markdown
	if !mayLink(src) {
		markdown = p.unlinked
	}
	doc := markdown.Parser().Parse(text.NewReader(src), parser.WithContext(b.context()))
	for _, problem := range b.state.problems {
		b.src.problems.Put(diag.Problem{Pos: b.src.pos(problem.offset), Severity: problem.severity, Text: problem.text})
	}
	if len(b.ctx.References()) > 0 && !briefly(&b.src, doc) {
		return
	}
	turnBlocks(doc, src)
	headings := b.markBlocks(doc)
	if p.ids {
		b.identify(headings)
	}
	for c := doc.FirstChild(); c != nil; c = c.NextSibling() {
		// A builder never fails, and neither does goldmark on top of it.
		_ = markdown.Renderer().Render(b, src, c)
		b.endTopBlock(c.Kind() == ast.KindParagraph && alone(c, src) != nil)
	}
}

// context returns what goldmark knows of a text while it parses it. It is used again,
// unless there are references in it, which cannot be forgotten.
func (b *builder) context() parser.Context {
	if b.ctx == nil || len(b.ctx.References()) > 0 {
		b.ctx = parser.NewContext()
	}
	for key := range parser.ContextKeyMax + 1 {
		b.ctx.Set(key, nil)
	}
	b.ctx.SetBlockOffset(-1)
	b.ctx.SetBlockIndent(-1)
	clear(b.ids)
	b.state = parseState{}
	b.ctx.Set(parseStateKey, &b.state)
	return b.ctx
}

// parseState is what the parsers of this package know of the text that is parsed.
type parseState struct {
	open     []passage
	endless  bool // no note ends in the rest of the block: none is looked for again
	problems []parseProblem
}

type parseProblem struct {
	offset   int
	severity diag.Severity
	text     string
}

var parseStateKey = parser.NewContextKey()

// parseStateOf returns the state that a builder has put there.
func parseStateOf(pc parser.Context) *parseState { return pc.Get(parseStateKey).(*parseState) }

func (s *parseState) error(offset int, text string) {
	s.problems = append(s.problems, parseProblem{offset, diag.Error, text})
}

func (s *parseState) warnf(offset int, format string, args ...any) {
	s.problems = append(s.problems, parseProblem{offset, diag.Warning, fmt.Sprintf(format, args...)})
}

// plain reports whether a text is a paragraph of one line, in which nothing means
// anything to Markdown, as about half of all notes are: that needs no parser. One that is
// to be normalised has other places than its parts.
func plain(src []byte) bool {
	last := byte(' ')
	for k, c := range src {
		switch {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= utf8.RuneSelf:
		case k == 0, (c == '.' || c == '-') && c == last: // a list, an ellipsis, a dash
			return false
		case '0' <= c && c <= '9' || strings.IndexByte(" ,;:.?%()-", c) >= 0:
		default:
			return false
		}
		last = c
	}
	return last != ' ' && !mayLink(src) && norm.NFC.IsNormal(src)
}

// mayLink reports whether there may be an address in a text that becomes a link by
// itself. Most texts have none, and are not searched at each word for one.
func mayLink(src []byte) bool {
	return bytes.IndexByte(src, '@') >= 0 || bytes.Contains(src, []byte("://")) || bytes.Contains(src, []byte("www."))
}

var kindBlockEnd = ast.NewNodeKind("BlockEnd")

// blockEnd follows the text of every block inside another, so that the
// builder learns of its end.
type blockEnd struct{ ast.BaseInline }

func (*blockEnd) Kind() ast.NodeKind              { return kindBlockEnd }
func (n *blockEnd) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// markBlocks appends a blockEnd to each block that holds inline nodes, puts marks of
// footnotes after the links that they are in, and returns the headings. Where the text has
// one of the first level, which the title of the page is, all are one lower.
func (b *builder) markBlocks(doc ast.Node) (headings []*ast.Heading) {
	first := false
	_ = ast.Walk(doc, func(n ast.Node, enter bool) (ast.WalkStatus, error) {
		if link, ok := n.(*ast.Link); ok && !enter {
			b.moveFootnotes(link)
		}
		if enter || n.Type() != ast.TypeBlock {
			return ast.WalkContinue, nil
		}
		if last := n.LastChild(); last != nil && last.Type() == ast.TypeInline {
			b.ends = append(b.ends, blockEnd{})
			n.AppendChild(n, &b.ends[len(b.ends)-1])
		}
		if h, ok := n.(*ast.Heading); ok {
			headings, first = append(headings, h), first || h.Level == 1
		}
		return ast.WalkContinue, nil
	})
	for _, h := range headings {
		if first {
			h.Level = min(h.Level+1, 6)
		}
	}
	return headings
}

// moveFootnotes puts the marks of footnotes within a link after it, because they are links
// themselves.
func (b *builder) moveFootnotes(link *ast.Link) {
	var marks []ast.Node
	_ = ast.Walk(link, func(n ast.Node, enter bool) (ast.WalkStatus, error) {
		if enter && n.Kind() == extast.KindFootnoteLink {
			marks = append(marks, n)
		}
		return ast.WalkContinue, nil
	})
	last := ast.Node(link)
	for _, mark := range marks {
		b.src.warnf(mark.Pos(), "the mark of a footnote cannot stand within a link, and is shown after it; write it there")
		link.Parent().InsertAfter(link.Parent(), last, mark)
		last = mark
	}
}

// boxParser reads the check boxes of lists, as GitHub Flavored Markdown has them (section 5.3).
// goldmark's takes the text of a link, too: a box has a space behind it.
type boxParser struct{ parser.InlineParser }

// Parse implements [parser.InlineParser].
func (p boxParser) Parse(parent ast.Node, block text.Reader, ctx parser.Context) ast.Node {
	if line, _ := block.PeekLine(); len(line) > len("[x]") && !util.IsSpace(line[len("[x]")]) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, ctx)
}
