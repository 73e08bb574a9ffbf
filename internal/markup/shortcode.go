package markup

import (
	"bytes"
	"regexp"
	"unicode/utf8"
)

// shortcodeForm is what other site generators replace in texts: a shortcode of Hugo, a
// tag or an output of Liquid.
var shortcodeForm = regexp.MustCompile(`^(?:\{\{[^{}]+\}\}|\{%[^{}]+%\})`)

// maxShortcode is how many letters one has at most, with its braces: many have captions.
const maxShortcode = 304

// warnShortcodes tells of shortcodes that begin in the text from one offset of the source
// to another: readers see them as they are written.
func (b *builder) warnShortcodes(src []byte, start, end int) {
	for at := start; ; at++ {
		next := bytes.IndexByte(src[at:end], '{')
		if next < 0 {
			return
		}
		at += next
		code := shortcodeForm.Find(src[at:min(at+maxShortcode*utf8.UTFMax, len(src))])
		if code == nil || utf8.RuneCount(code) > maxShortcode || at > 0 && (src[at-1] == '\\' || src[at-1] == '{') {
			continue // none, escaped, or the second brace of one
		}
		b.src.warnf(at, "%s is no shortcode here, and readers see it as it is; write what it stands for in Markdown, or put it between backticks", clip(string(code)))
	}
}
