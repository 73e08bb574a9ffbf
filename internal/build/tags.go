package build

import (
	"bytes"
	"regexp"
	"strings"

	"dateline/internal/diag"
)

// Templates are read as HTML as far as it takes to see the tags that they write.
var (
	noHTML = regexp.MustCompile("(?s)" + `\{\{-?\s*/\*.*?\*/\s*-?\}\}|\{\{(?:"(?:\\.|[^"\\])*"|` + "`[^`]*`|[^\"`]" + `)*?\}\}|<!--.*?-->`)
	noTags = regexp.MustCompile(`(?is)<script\b[^>]*>.*?</script\s*>|<style\b[^>]*>.*?</style\s*>` +
		`|<textarea\b[^>]*>.*?</textarea\s*>|<title\b[^>]*>.*?</title\s*>`)
	tagBegins = regexp.MustCompile(`<[a-zA-Z]`)
	tagForm   = regexp.MustCompile(`^<([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>`)
	otherwise = regexp.MustCompile(`\{\{-?\s*else\b`)
	attribute = regexp.MustCompile(`([^\s\x00=>"'/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?`)
)

// startTag is a start tag that a template writes.
type startTag struct {
	name       string // in small letters
	at         int    // in bytes
	attributes map[string]written
	open       bool // it, or a value in it, is not closed
	place      func(at int) diag.Pos
}

// written is the value of an attribute; an action in it is a row of NUL.
type written struct {
	text string
	at   int // as that of its tag, in bytes: few are asked for their place
}

// elements returns the start tags that a template writes, but for those that it writes in one
// way or another of which neither ends: only an execution knows those.
func elements(file string, text []byte) []startTag {
	html := noHTML.ReplaceAllFunc(text, blank)
	for _, m := range noTags.FindAllIndex(html, -1) {
		within := html[m[0]+1 : m[1]]
		copy(within, bytes.ReplaceAll(within, []byte("<"), []byte{0}))
	}
	place := func(at int) diag.Pos { return diag.After(file, text[:at]) }
	var all []startTag
	for at := 0; ; {
		next := tagBegins.FindIndex(html[at:])
		if next == nil {
			return all
		}
		at += next[0]
		e := startTag{at: at, attributes: map[string]written{}, place: place}
		length := e.read(html)
		until := len(html)
		if next := bytes.IndexByte(html[at+1:], '<'); next >= 0 {
			until = at + 1 + next
		}
		if !e.open || !otherwise.Match(text[at:until]) {
			all = append(all, e)
		}
		at += length
	}
}

// read reads a start tag where it stands, and returns the length of what it has read. A value
// may hold <, but the mark that ends it there may be one that begins another: then it comes
// after =, or before something else than the end of the tag or the next attribute.
func (e *startTag) read(html []byte) (length int) {
	tag := tagForm.FindSubmatchIndex(html[e.at:])
	if tag == nil {
		e.open = true
		return 1
	}
	e.name = strings.ToLower(string(html[e.at+tag[2] : e.at+tag[3]]))
	from := e.at + tag[4]
	for _, m := range attribute.FindAllSubmatchIndex(html[from:e.at+tag[5]], -1) {
		value := ""
		if m[4] >= 0 {
			value = strings.Trim(string(html[from+m[4]:from+m[5]]), `"'`)
			after := html[from+m[5]]
			e.open = e.open || strings.Contains(value, "<") && (strings.HasSuffix(value, "=") || !strings.ContainsRune(" \t\r\n/>\x00", rune(after)))
		}
		e.attributes[strings.ToLower(string(html[from+m[2]:from+m[3]]))] = written{value, from + m[2]}
	}
	return tag[1]
}

// blank returns an action, or a comment, as a row of NUL in which lines end as before.
func blank(action []byte) []byte {
	row := make([]byte, len(action))
	for k, c := range action {
		if c == '\n' {
			row[k] = c
		}
	}
	return row
}
