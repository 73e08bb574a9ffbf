package markup

import (
	"bytes"
	"regexp"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// warnLines tells of lines of a paragraph, or of an item of a list, that mean something only
// when they are written otherwise, or only elsewhere: readers see them as they are.
func (b *builder) warnLines(src []byte, paragraph ast.Node) {
	if quote := paragraph.Parent(); quote.Kind() == ast.KindBlockquote && quote.FirstChild() == paragraph {
		b.warnAlert(src, paragraph.Lines().At(0))
	}
	b.warnHeadings(src, paragraph.Lines())
}

// alertForm is what makes a box of a quote on GitHub and in Obsidian.
var alertForm = regexp.MustCompile(`^\[!\pL+\]`)

// warnAlert tells of such a sign in the first line of a quote.
func (b *builder) warnAlert(src []byte, line text.Segment) {
	if sign := alertForm.Find(line.Value(src)); sign != nil {
		b.src.problems.Warnf(b.src.pos(line.Start), "%s makes no box here, and readers see it as it is; write a word in its place, as in > **Note**", clip(string(sign)))
	}
}

// warnHeadings tells of lines that look like headings and are none, because no space stands
// after their signs. With one sign it may be a hashtag.
func (b *builder) warnHeadings(src []byte, lines *text.Segments) {
	for _, line := range lines.Sliced(0, lines.Len()) {
		words := bytes.TrimLeft(line.Value(src), "#")
		signs := line.Len() - len(words)
		first, _ := utf8.DecodeRune(words)
		if signs >= 2 && signs <= 6 && (unicode.IsLetter(first) || unicode.IsDigit(first)) {
			b.src.problems.Warnf(b.src.pos(line.Start), "this is no heading, and readers see its signs; write a space after them, or a backslash before them where that is meant")
		}
	}
}
