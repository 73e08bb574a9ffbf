package markup

import (
	"bytes"
	"html"
	"strings"
)

// said are the words that rendered texts say themselves, within what surrounds them, and
// the keys of their texts in the interface.
var said = []struct{ before, words, after, key string }{
	{`aria-label="`, "Table", `"`, "page.table"},
	{`aria-label="`, "Done", `"`, "page.done"},
	{`aria-label="`, "To do", `"`, "page.to_do"},
	{`<span class="hidden">`, "Back to the text", `</span>`, "page.back_to_text"},
}

// Words put what rendered texts say themselves into the language of an interface.
// Authors' words stay: they cannot hold a tag or an attribute, as their signs are escaped.
type Words []rewording

// rewording is what markup writes, and what stands in its place.
type rewording struct{ made, shown string }

// NewWords takes the texts of an interface by their keys.
func NewWords(text func(key string, pairs ...string) string) Words {
	var words Words
	for _, s := range said {
		if in := text(s.key); in != s.words {
			words = append(words, rewording{s.before + s.words + s.after, s.before + html.EscapeString(in) + s.after})
		}
	}
	return words
}

// Text returns a rendered text with the words.
func (w Words) Text(made string) string {
	for _, r := range w {
		made = strings.ReplaceAll(made, r.made, r.shown)
	}
	return made
}

// Block returns a block of a text with the words. Few blocks have any, and the others are
// not copied.
func (w Words) Block(made []byte) []byte {
	for _, r := range w {
		if bytes.Contains(made, []byte(r.made)) {
			made = bytes.ReplaceAll(made, []byte(r.made), []byte(r.shown))
		}
	}
	return made
}
