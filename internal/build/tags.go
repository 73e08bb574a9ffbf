package build

import (
	"bytes"
	"regexp"
	"strings"

	"dateline/internal/diag"
)

// Templates are read as HTML as far as it takes to see the tags that they write.
var (
	noHTML    = regexp.MustCompile("(?s)" + `\{\{-?\s*/\*.*?\*/\s*-?\}\}|\{\{(?:"(?:\\.|[^"\\])*"|` + "`[^`]*`|[^\"`]" + `)*?\}\}|<!--.*?-->`)
	noTags    = regexp.MustCompile(`(?is)<(?:script|style)\b[^>]*>(.*?)</(?:script|style)\s*>`)
	tagBegins = regexp.MustCompile(`<[a-zA-Z]`)
	tagForm   = regexp.MustCompile(`^<([a-zA-Z][a-zA-Z0-9-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>`)
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

// elements returns the start tags that a template writes.
func elements(file string, text []byte) []startTag {
	html := noHTML.ReplaceAllFunc(text, blank)
	for _, m := range noTags.FindAllSubmatchIndex(html, -1) {
		copy(html[m[2]:m[3]], bytes.ReplaceAll(html[m[2]:m[3]], []byte("<"), []byte{0}))
	}
	place := func(at int) diag.Pos { return diag.After(file, html[:at]) }
	var all []startTag
	for at := 0; ; {
		next := tagBegins.FindIndex(html[at:])
		if next == nil {
			return all
		}
		at += next[0]
		e := startTag{at: at, attributes: map[string]written{}, place: place}
		tag := tagForm.FindSubmatchIndex(html[at:])
		if tag == nil {
			e.open, at = true, at+1
			all = append(all, e)
			continue
		}
		e.name = strings.ToLower(string(html[at+tag[2] : at+tag[3]]))
		from := at + tag[4]
		for _, m := range attribute.FindAllSubmatchIndex(html[from:at+tag[5]], -1) {
			value := ""
			if m[4] >= 0 {
				value = strings.Trim(string(html[from+m[4]:from+m[5]]), `"'`)
			}
			e.open = e.open || strings.Contains(value, "<")
			e.attributes[strings.ToLower(string(html[from+m[2]:from+m[3]]))] = written{value, from + m[2]}
		}
		all = append(all, e)
		at += tag[1]
	}
}

// blank returns an action, or a comment, as a row of NUL in which lines end as before.
func blank(action []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return 0
	}, action)
}
