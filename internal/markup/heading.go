package markup

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"
)

// warnHeadings tells of lines that look like headings and are none, because no space stands
// after their signs. With one sign it may be a hashtag.
func (b *builder) warnHeadings(src []byte, lines *text.Segments) {
	for _, line := range lines.Sliced(0, lines.Len()) {
		words := bytes.TrimLeft(line.Value(src), "#")
		signs := line.Len() - len(words)
		first, _ := utf8.DecodeRune(words)
		if signs >= 2 && signs <= 6 && (unicode.IsLetter(first) || unicode.IsDigit(first)) {
			b.src.warnf(line.Start, "this is no heading, and readers see its signs; write a space after them, or a backslash before them where that is meant")
		}
	}
}
