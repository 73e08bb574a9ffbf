// Package escape appends texts to JSON, XML and HTML that is written piece by piece, with
// the very bytes that encoding/json, encoding/xml, html and html/template have for them. Files that a site
// has by the thousand are made so: what those packages look up by reflection, and
// allocate for each value, costs more than all else in such a file.
package escape

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// Value returns what JSON makes of a whole value, for files of which there are few: with the
// end of a line, each level indented by so much, and <, > and & as they are.
func Value(v any, indent string) ([]byte, error) {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	err := enc.Encode(v)
	return text.Bytes(), err
}

const hex = "0123456789abcdef"

// JSON appends texts that belong together as one JSON string, quotation marks included,
// as a json.Encoder does that was told by SetEscapeHTML(false) to leave <, > and & alone.
func JSON(buf []byte, texts ...string) []byte {
	buf = append(buf, '"')
	for _, s := range texts {
		buf = appendJSON(buf, s)
	}
	return append(buf, '"')
}

// plain are the bytes of ASCII that stay in a JSON string.
var plain = func() (stay [256]bool) {
	for c := byte(' '); c < utf8.RuneSelf; c++ {
		stay[c] = c != '"' && c != '\\'
	}
	return stay
}()

func appendJSON(buf []byte, s string) []byte {
	done := 0 // up to where s has been appended
	for k := 0; ; k++ {
		for k < len(s) && plain[s[k]] {
			k++
		}
		if k >= len(s) {
			return append(buf, s[done:]...)
		}
		r, size := rune(s[k]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[k:])
			k += size - 1
		}
		var short byte
		switch r {
		case '"', '\\':
			short = byte(r)
		case '\b':
			short = 'b'
		case '\f':
			short = 'f'
		case '\n':
			short = 'n'
		case '\r':
			short = 'r'
		case '\t':
			short = 't'
		case '\u2028', '\u2029':
		case utf8.RuneError:
			if size > 1 {
				continue // a U+FFFD of its own, no byte that is no part of UTF-8
			}
		default:
			if r >= ' ' {
				continue
			}
		}
		buf = append(append(buf, s[done:k+1-size]...), '\\')
		if short != 0 {
			buf = append(buf, short)
		} else {
			buf = append(buf, 'u', hex[r>>12], hex[r>>8&0xF], hex[r>>4&0xF], hex[r&0xF])
		}
		done = k + 1
	}
}

// Member appends a member of a JSON object, after a comma unless it is the first: a
// name of letters, and its value, a string of texts that belong together.
func Member(buf []byte, name string, texts ...string) []byte {
	return JSON(Key(buf, name), texts...)
}

// Key appends the name of a member, whose value is to follow.
func Key(buf []byte, name string) []byte {
	if buf[len(buf)-1] != '{' {
		buf = append(buf, ',')
	}
	return append(append(append(buf, '"'), name...), `":`...)
}

// Filled does so where the value is not empty.
func Filled(buf []byte, name string, texts ...string) []byte {
	for _, s := range texts {
		if s != "" {
			return Member(buf, name, texts...)
		}
	}
	return buf
}

// List appends a member that is a list, unless it is empty. add appends one of them.
func List[T any](buf []byte, name string, all []T, add func(buf []byte, one T) []byte) []byte {
	if len(all) == 0 {
		return buf
	}
	buf = append(Key(buf, name), '[')
	for k, one := range all {
		if k > 0 {
			buf = append(buf, ',')
		}
		buf = add(buf, one)
	}
	return append(buf, ']')
}

// Script appends JSON as it can stand in a script element: <, > and &, which it has in
// strings only, are escaped as json.Marshal does it.
func Script(buf, json []byte) []byte {
	if bytes.IndexByte(json, '<') < 0 && bytes.IndexByte(json, '>') < 0 && bytes.IndexByte(json, '&') < 0 {
		return append(buf, json...) // at once: nearly all
	}
	return replace(buf, json, marks)
}

// HTML appends s as html.EscapeString writes it.
func HTML[T string | []byte](buf []byte, s T) []byte { return replace(buf, s, entities) }

// Template appends s as html/template writes it between tags, or between the quotation
// marks of an attribute.
func Template[T string | []byte](buf []byte, s T) []byte { return replace(buf, s, templated) }

var (
	marks     = newTable(map[byte]string{'<': `\u003c`, '>': `\u003e`, '&': `\u0026`})
	entities  = newTable(map[byte]string{'<': "&lt;", '>': "&gt;", '&': "&amp;", '\'': "&#39;", '"': "&#34;"})
	templated = newTable(map[byte]string{'<': "&lt;", '>': "&gt;", '&': "&amp;", '\'': "&#39;", '"': "&#34;", '+': "&#43;", 0: "\uFFFD"})
)

// table says what bytes of a text become.
type table struct {
	instead [256]string
	marked  [256]bool // those that become something else: looked up for each, and small
}

// newTable returns a table by which all other bytes stay as they are.
func newTable(instead map[byte]string) *table {
	t := &table{}
	for c, text := range instead {
		t.instead[c], t.marked[c] = text, true
	}
	return t
}

// replace appends s with what its bytes become by a table.
func replace[T string | []byte](buf []byte, s T, by *table) []byte {
	marked, done := &by.marked, 0 // up to where s has been appended
	for k := 0; ; k++ {
		for k < len(s) && !marked[s[k]] {
			k++
		}
		if k == len(s) {
			return append(buf, s[done:]...)
		}
		buf = append(append(buf, s[done:k]...), by.instead[s[k]]...)
		done = k + 1
	}
}

// XML appends s as text between tags, or between the quotation marks of an attribute,
// as xml.EscapeText writes it: what XML has no form for becomes U+FFFD.
func XML(buf []byte, s string) []byte {
	done := 0
	for k, r := range s {
		size, escaped := 1, ""
		switch r {
		case '"':
			escaped = "&#34;"
		case '\'':
			escaped = "&#39;"
		case '&':
			escaped = "&amp;"
		case '<':
			escaped = "&lt;"
		case '>':
			escaped = "&gt;"
		case '\t':
			escaped = "&#x9;"
		case '\n':
			escaped = "&#xA;"
		case '\r':
			escaped = "&#xD;"
		case '\uFFFE', '\uFFFF':
			size, escaped = utf8.RuneLen(r), "\uFFFD"
		case utf8.RuneError:
			if !isBroken(s[k:]) {
				continue
			}
			escaped = "\uFFFD"
		default:
			if r >= ' ' {
				continue
			}
			escaped = "\uFFFD"
		}
		buf = append(append(buf, s[done:k]...), escaped...)
		done = k + size
	}
	return append(buf, s[done:]...)
}

// isBroken reports whether s begins with a byte that is no part of UTF-8, rather
// than with a U+FFFD of its own.
func isBroken(s string) bool {
	_, size := utf8.DecodeRuneInString(s)
	return size == 1
}
