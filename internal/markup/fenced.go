package markup

import (
	"bytes"
	"regexp"

	"dateline/internal/diag"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Fenced returns the first and the last line, 1-based, of each block of code in a text that
// stands between two fences. Those in lists and quotations are left out.
func Fenced(src []byte) [][2]int {
	if !bounded(&source{text: src, problems: &diag.List{}}) {
		return nil
	}
	var all [][2]int
	line, at := 1, 0
	lineOf := func(offset int) int {
		line, at = line+bytes.Count(src[at:offset], []byte("\n")), offset
		return line
	}
	doc := goldmark.DefaultParser().Parse(text.NewReader(src))
	for c := doc.FirstChild(); c != nil; c = c.NextSibling() {
		lines := c.Lines()
		if c.Kind() != ast.KindFencedCodeBlock || lines.Len() == 0 {
			continue
		}
		last := lines.At(lines.Len() - 1)
		if closingFence.Match(src[last.Stop:]) {
			all = append(all, [2]int{lineOf(lines.At(0).Start), lineOf(last.Start)})
		}
	}
	return all
}

// closingFence matches a text that begins with a line that closes code.
var closingFence = regexp.MustCompile("^ {0,3}(?:`{3,}|~{3,})[ \\t]*(?:\\n|$)")
