package markup

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// A picture that stands alone in its paragraph has its title as a caption below, which
// is text as any other: readers see it, so it is quoted, searched and names actors. Only
// an excerpt passes it over.

// alone returns the picture that is all that stands in a block, be it within a link, if
// it has a title; nil for none. Comments are for authors, and count for nothing.
func alone(block ast.Node, src []byte) *ast.Image {
	var only ast.Node
	for c := block.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *blockEnd:
			continue
		case *ast.Text:
			if len(bytes.TrimSpace(c.Segment.Value(src))) == 0 {
				continue
			}
		case *ast.RawHTML:
			if bytes.HasPrefix(c.Segments.Value(src), []byte("<!--")) {
				continue
			}
		}
		if only != nil {
			return nil
		}
		only = c
	}
	switch n := only.(type) {
	case *ast.Link:
		return alone(n, src)
	case *ast.Image:
		if len(bytes.TrimSpace(n.Title)) > 0 {
			return n
		}
	}
	return nil
}

func (r nodes) paragraph(w util.BufWriter, src []byte, n ast.Node, enter bool) (ast.WalkStatus, error) {
	picture := alone(n, src)
	switch {
	case picture != nil && enter:
		return ast.WalkSkipChildren, nil
	case picture != nil:
		r.figure(w.(*builder), src, picture)
		_ = w.WriteByte('\n')
	case enter:
		w.(*builder).warnLines(src, n)
		openTag(w, "p", n)
	default:
		_, _ = w.WriteString("</p>\n")
	}
	return ast.WalkContinue, nil
}

// textBlock is a paragraph in a list whose items stand close together.
func (r nodes) textBlock(w util.BufWriter, src []byte, n ast.Node, enter bool) (ast.WalkStatus, error) {
	picture := alone(n, src)
	switch {
	case picture != nil && enter:
		return ast.WalkSkipChildren, nil
	case picture != nil:
		r.figure(w.(*builder), src, picture)
	case enter:
		w.(*builder).warnLines(src, n)
	}
	if !enter && n.NextSibling() != nil && n.FirstChild() != nil {
		_ = w.WriteByte('\n')
	}
	return ast.WalkContinue, nil
}

// figure writes a picture, with the link that it may stand in, and its caption.
func (r nodes) figure(b *builder, src []byte, n *ast.Image) {
	b.caption = bytes.TrimSpace(b.plainText(n.Title))
	link, linked := n.Parent().(*ast.Link)
	b.WriteString("<figure>")
	if linked {
		_, _ = r.link(b, src, link, true)
	}
	_, _ = r.image(b, src, n, true)
	if linked {
		_, _ = r.link(b, src, link, false)
	}
	b.endBlock() // where the description stands in place of the picture
	b.WriteString("\n<figcaption>")
	b.from(offsetOf(n), false)
	b.writeText(b.caption, place{plain: true})
	b.endBlock()
	b.WriteString("</figcaption>\n</figure>")
	b.caption = nil
}

// saidBy reports whether a caption says the very words of a description, which those
// who hear the page would hear twice.
func saidBy(caption []byte, alt string) bool {
	var said, described folder
	said.write(caption, 0)
	described.write([]byte(alt), 0)
	return bytes.Equal(said.out, bytes.TrimSpace(described.out))
}
