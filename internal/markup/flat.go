package markup

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// flatText returns the text of an inline node as readers see it, without any markup;
// of a wikilink whose title is not known yet, the slug. HTML is text where tags says so,
// as in the description of an image, and left out else.
func (b *builder) flatText(n ast.Node, tags bool) string {
	var text strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			text.Write(b.resolved(c.Segment.Value(b.src.text), c.IsRaw()))
			if c.SoftLineBreak() || c.HardLineBreak() {
				text.WriteByte(' ')
			}
		case *ast.String:
			text.Write(b.resolved(c.Value, c.IsRaw() || c.IsCode()))
		case *ast.AutoLink:
			text.Write(c.Label(b.src.text))
		case *wikilink:
			text.WriteString(c.words())
		case *ast.RawHTML:
			switch {
			case tags:
				text.Write(b.tags(c))
			case lineBreakTag.Match(c.Segments.Value(b.src.text)):
				text.WriteByte(' ')
			}
		default:
			text.WriteString(b.flatText(c, tags))
		}
	}
	return text.String()
}

// resolved returns a text with its entities and escapes resolved, unless it is raw.
func (b *builder) resolved(text []byte, raw bool) []byte {
	if raw {
		return text
	}
	return b.plainText(text)
}

// tags returns HTML as it is written; of a comment, which is for authors, nothing.
func (b *builder) tags(n *ast.RawHTML) []byte {
	all := n.Segments.Value(b.src.text)
	if bytes.HasPrefix(all, []byte("<!--")) {
		return nil
	}
	return all
}
