package markup

import (
	"regexp"
	"unicode/utf8"
)

// shortcodeForm is what other site generators replace in texts: a shortcode of Hugo, a
// tag or an output of Liquid.
var shortcodeForm = regexp.MustCompile(`^(?:\{\{[^{}]+\}\}|\{%[^{}]+%\})`)

// maxShortcode is how many letters one has at most, with its braces: many have captions.
const maxShortcode = 304

// warnShortcode tells of a shortcode at an offset of the source, which readers see as it is
// written, and reports whether one stands there.
func (b *builder) warnShortcode(src []byte, at int) bool {
	code := shortcodeForm.Find(src[at:min(at+maxShortcode*utf8.UTFMax, len(src))])
	if code == nil || utf8.RuneCount(code) > maxShortcode {
		return false
	}
	b.src.warnf(at, "%s is no shortcode here, and readers see it as it is; write what it stands for in Markdown, or put it between backticks", clip(string(code)))
	return true
}
