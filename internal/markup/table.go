package markup

import (
	"bytes"
	"regexp"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// tableTransformer reads tables as GitHub Flavored Markdown has them (section 4.10), but that
// the bar in [[slug|text]] divides no cells. goldmark's divides rows before it knows of links.
type tableTransformer struct{ parser.ParagraphTransformer }

// Transform implements [parser.ParagraphTransformer]. goldmark's takes from the reader only
// where the cells are: of a paragraph with such links, it reads a text in which their bars
// are something else.
func (t tableTransformer) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	if n := lines.Len(); n > 1 && barred.Match(reader.Source()[lines.At(0).Start:lines.At(n-1).Stop]) {
		source := pc.ComputeIfAbsent(barlessKey, func() any { return barless(reader.Source()) }).([]byte)
		reader = text.NewReader(source)
	}
	t.ParagraphTransformer.Transform(node, reader, pc)
}

// barlessKey is that of the text with no bars in links, which is made once.
var barlessKey = parser.NewContextKey()

// barred matches a wikilink with a text of its own, whose bar has no backslash.
var barred = regexp.MustCompile(`\[\[[^\[\]|\n]*[^\[\]|\s\\][ \t]*\|[^\[\]\n]*\]\]`)

// barless returns a text of the same length with no bars in links. Those behind a
// backslash stay: of them goldmark takes the backslash off.
func barless(source []byte) []byte {
	source = slices.Clone(source)
	for _, link := range barred.FindAllIndex(source, -1) {
		for k := link[0] + 1; k < link[1]; k++ {
			if source[k] == '|' && source[k-1] != '\\' {
				source[k] = ' '
			}
		}
	}
	return source
}

// warnCells tells of cells behind the last one that the row of a table may have, which ends at
// an offset of the source: they are left out.
func (b *builder) warnCells(src []byte, end int) {
	line, _, _ := bytes.Cut(src[end:], []byte("\n"))
	more := bytes.TrimLeft(line, " \t|")
	if words := bytes.TrimSpace(more); len(words) > 0 {
		b.src.warnf(end+len(line)-len(more), "the row has more cells than its table has columns, and what stands from here on is left out; write one more column into each row, or \\| where a bar is meant")
	}
}
