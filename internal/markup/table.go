package markup

import (
	"regexp"
	"slices"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// tables adds tables as GitHub Flavored Markdown has them (section 4.10), but that the
// bar in [[slug|text]] divides no cells.
type tables struct{}

// Extend implements [goldmark.Extender].
func (tables) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithParagraphTransformers(util.Prioritized(tableTransformer{extension.NewTableParagraphTransformer()}, 200)),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
	m.Renderer().AddOptions(renderer.WithNodeRenderers(util.Prioritized(extension.NewTableHTMLRenderer(), 500)))
}

// tableTransformer is goldmark's, which divides rows before it knows of links.
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
