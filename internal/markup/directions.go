package markup

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"dateline/internal/locale"
)

// turned is a block with the direction in which it runs.
type turned struct {
	block     ast.Node
	direction string
	label     bool // it reads the same either way, and stays on the side where the page begins
}

// turnBlocks says of the blocks of a text that runs both ways which way each runs, so that
// its full stop stands at its end: of a quotation in English in an Arabic article, whose
// page runs the other way. Blocks whose letters leave it open run as the page does.
func turnBlocks(doc ast.Node, src []byte) {
	if !hasRightToLeft(src) {
		return
	}
	all := slices.DeleteFunc(directionsIn(doc, src), isLabel)
	if oneWay(all) {
		return
	}
	for _, t := range all {
		t.block.SetAttributeString("dir", []byte(t.direction))
	}
}

func isLabel(t turned) bool { return t.label }

// oneWay reports whether all blocks run in one direction.
func oneWay(all []turned) bool {
	return !slices.ContainsFunc(all, func(t turned) bool { return t.direction != all[0].direction })
}

// directionsIn returns the outermost blocks within another that run in one direction.
func directionsIn(within ast.Node, src []byte) []turned {
	var all []turned
	for n := within.FirstChild(); n != nil && n.Type() == ast.TypeBlock; n = n.NextSibling() {
		if c := n.FirstChild(); c != nil && c.Type() == ast.TypeInline {
			if direction, label := locale.Run(wordsOf(n, src)); direction != "" {
				tagged := n
				if n.Kind() == ast.KindTextBlock {
					tagged = within // it has no tag of its own
				}
				all = append(all, turned{tagged, direction, label})
			}
			continue
		}
		inner := directionsIn(n, src)
		switch kind := n.Kind(); {
		case kind != ast.KindBlockquote && kind != ast.KindList && kind != ast.KindListItem && kind != extast.KindTable:
		case len(inner) > 0 && oneWay(inner):
			labels := !slices.ContainsFunc(inner, func(t turned) bool { return !t.label })
			inner = []turned{{n, inner[0].direction, labels}}
		case kind == extast.KindTable: // its cells stay in line
			inner = nil
		}
		all = append(all, inner...)
	}
	return all
}

// hasRightToLeft reports whether there may be a character of Hebrew, Arabic, Syriac, Thaana or
// N'Ko in a text: most have no byte with which one begins in UTF-8.
func hasRightToLeft(src []byte) bool {
	for _, c := range src {
		if 0xD6 <= c && c <= 0xDF {
			return true
		}
	}
	return false
}

// wordsOf returns the words of a block as they stand in the source, without addresses and
// code.
func wordsOf(block ast.Node, src []byte) string {
	var words strings.Builder
	_ = ast.Walk(block, func(n ast.Node, enter bool) (ast.WalkStatus, error) {
		if !enter {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan, *ast.CodeBlock, *ast.FencedCodeBlock:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			words.Write(n.Segment.Value(src))
			words.WriteByte(' ')
		case *wikilink:
			words.WriteString(n.words())
		}
		return ast.WalkContinue, nil
	})
	return words.String()
}
