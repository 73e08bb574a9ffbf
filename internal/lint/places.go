package lint

import (
	"io/fs"
	"iter"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"dateline/internal/diag"
)

// placesOf returns where an address stands in the document's file: as many places as texts
// lead there, as far as they are found, or else the file alone. References to other
// documents know where they stand.
func (c *checker) placesOf(d *document, href string) []diag.Pos {
	var places []diag.Pos
	for _, text := range d.texts {
		for k, target := range text.Body.Targets() {
			if link := text.Body.Links()[k]; target.URL+link.Fragment == href {
				places = append(places, link.Pos)
			}
		}
	}
	addresses := []string{href}
	if plain, err := url.PathUnescape(href); err == nil && plain != href {
		addresses = append(addresses, plain)
	}
	places = append(places, c.places(d.Meta.Path, addresses, d.times(href)-len(places))...)
	if len(places) == 0 {
		return []diag.Pos{d.pos()}
	}
	return places
}

// places returns where some addresses stand in a file of the source, at most so many
// places. What stands in code leads nowhere.
func (c *checker) places(file string, addresses []string, most int) []diag.Pos {
	if most <= 0 {
		return nil
	}
	text, err := fs.ReadFile(c.Source, file)
	if err != nil {
		return nil
	}
	var places []diag.Pos
	for _, address := range addresses {
		fence := ""
		for n, line := range strings.Split(string(text), "\n") {
			inside := fence != ""
			if fence = fenceAfter(fence, line); inside || fence != "" {
				continue
			}
			for col := range columns(withoutCode(line), address) {
				if places = append(places, diag.At(file, n+1, col)); len(places) == most {
					return places
				}
			}
		}
	}
	return places
}

// fenceAfter returns the fence of the code block that is open after a line; "" for none.
func fenceAfter(fence, line string) string {
	line = strings.TrimLeft(line, " \t>")
	switch {
	case fence != "" && strings.HasPrefix(line, fence):
		return ""
	case fence == "" && (strings.HasPrefix(line, "```") || strings.HasPrefix(line, "~~~")):
		return line[:len("```")]
	}
	return fence
}

var codeSpan = regexp.MustCompile("``.*?``|`[^`]*`")

// withoutCode returns a line with blanks in place of its code.
func withoutCode(line string) string {
	return codeSpan.ReplaceAllStringFunc(line, func(code string) string {
		return strings.Repeat(" ", utf8.RuneCountInString(code))
	})
}

// What stands around an address, and is no part of it.
const (
	opening = " \t(<>\"'=|*_~\\"
	closing = " \t\r)<>\"'|\\"
	stops   = ".,;:!?*_~" // after an address that stands by itself, before one of closing
)

// columns yields the columns at which an address stands on a line as a whole, or those of
// the brackets before it.
func columns(line, address string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for from, next := 0, 1; address != ""; {
			start := strings.Index(line[from:], address)
			if start < 0 {
				return
			}
			start += from
			before, after := line[:start], strings.TrimLeft(line[start+len(address):], stops)
			col := next + utf8.RuneCountInString(line[from:start])
			from, next = start+len(address), col+utf8.RuneCountInString(address)
			switch {
			case before != "" && !strings.ContainsRune(opening, rune(before[start-1])):
				continue
			case after != "" && !strings.ContainsRune(closing, rune(after[0])):
				continue
			case strings.HasSuffix(before, "(") || strings.HasSuffix(before, "<"):
				col--
			}
			if !yield(col) {
				return
			}
		}
	}
}
