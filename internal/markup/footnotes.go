package markup

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// loneMarks tells of marks to which there is no footnote, which goldmark passes over.
type loneMarks struct{}

// footnoteMark matches a mark; what looks so before ( or [ is a link.
var footnoteMark = regexp.MustCompile(`^\[\^([^\s\[\]]+)\](?:[^(\[]|$)`)

func (loneMarks) Trigger() []byte { return []byte{'['} }

func (loneMarks) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if m := footnoteMark.FindSubmatch(line); m != nil {
		parseStateOf(pc).warnf(segment.Start, "there is no footnote %q; write [^%[1]s]: and the note on a line of its own", m[1])
	}
	return nil
}

// loneFootnotes tells of footnotes to which no mark leads, which goldmark leaves out.
type loneFootnotes struct{}

func (loneFootnotes) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) {
	_ = ast.Walk(doc, func(n ast.Node, enter bool) (ast.WalkStatus, error) {
		if note, ok := n.(*extast.Footnote); ok && enter && note.Index < 0 {
			parseStateOf(pc).warnf(note.Pos(), "footnote %q is left out, as no mark leads to it; write [^%[1]s] where it belongs", note.Ref)
		}
		return ast.WalkContinue, nil
	})
}
