package lint

import (
	"io/fs"
	"net/url"
	"regexp"
	"strings"
	"unicode/utf8"

	"dateline/internal/diag"
)

// placeOf returns where an address stands in the document's file, or the file alone.
// References to other documents know where they stand.
func (c *checker) placeOf(d *document, href string) diag.Pos {
	for _, text := range d.texts {
		for k, target := range text.Body.Targets() {
			if link := text.Body.Links()[k]; target.URL+link.Fragment == href {
				return link.Pos
			}
		}
	}
	addresses := []string{href}
	if plain, err := url.PathUnescape(href); err == nil && plain != href {
		addresses = append(addresses, plain)
	}
	return c.place(d.meta.Path, addresses)
}

// place returns where the first of some addresses stands in a file of the source, or the
// file alone. What stands in code leads nowhere.
func (c *checker) place(file string, addresses []string) diag.Pos {
	text, err := fs.ReadFile(c.Source, file)
	if err != nil {
		return diag.Pos{File: file}
	}
	for _, address := range addresses {
		fence := ""
		for n, line := range strings.Split(string(text), "\n") {
			inside := fence != ""
			if fence = fenceAfter(fence, line); inside || fence != "" {
				continue
			}
			if col := column(withoutCode(line), address); col > 0 {
				return diag.At(file, n+1, col)
			}
		}
	}
	return diag.Pos{File: file}
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

// column returns the column at which an address stands on a line as a whole, or that of
// the bracket before it; 0 where it does not.
func column(line, address string) int {
	for end := 0; ; {
		start := strings.Index(line[end:], address)
		if start < 0 || address == "" {
			return 0
		}
		start += end
		end = start + len(address)
		before, after := line[:start], strings.TrimLeft(line[end:], stops)
		switch {
		case before != "" && !strings.ContainsRune(opening, rune(before[start-1])):
		case after != "" && !strings.ContainsRune(closing, rune(after[0])):
		case strings.HasSuffix(before, "(") || strings.HasSuffix(before, "<"):
			return utf8.RuneCountInString(before)
		default:
			return utf8.RuneCountInString(before) + 1
		}
	}
}
