package render

import (
	"bytes"
	"regexp"
	"text/template/parse"
)

// named is the beginning of an attribute with an address, up to its value.
const named = `(?i)\s(href|src|srcset|action|cite|poster)\s*=\s*`

// addressed are attributes with an address within the site, as HTML allows to write them:
// in quotation marks of either kind or in none, and with white space around the sign =.
var addressed = regexp.MustCompile(named + "(?:'(/[^'\"]*)'|(/[^\\s\"'<>=`]*)|\"(/[^\"]*)(\"?))")

// unclosed is such an attribute in one of the other ways, in which an action follows.
var unclosed = regexp.MustCompile(named + "(?:'/[^'\"]*|/[^\\s\"'<>=`]*)$")

// further are the white space and the comma before a further address of a srcset.
var further = regexp.MustCompile(`\s*,\s*/`)

// attributes writes the addresses in what a template says itself as relative finds them,
// and tells of one that it cannot write so.
func (r resolver) attributes(n *parse.TextNode) {
	if !leads(n.Text) {
		return
	}
	end := len(n.Text)
	if at := unclosed.FindIndex(n.Text); at != nil {
		end = at[0]
		r.problems.Warnf(r.place(&parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos + parse.Pos(end+1)}),
			"this address leads there from the root of a host only; put it into double quotation marks")
	}
	written := addressed.ReplaceAllFunc(n.Text[:end:end], func(attribute []byte) []byte {
		m := addressed.FindSubmatch(attribute)
		name, value, mark := bytes.ToLower(m[1]), bytes.Join(m[2:5], nil), m[5]
		if string(name) == "srcset" {
			value = further.ReplaceAll(value, []byte(", /"))
		}
		if m[4] == nil {
			mark = []byte{'"'}
		}
		return bytes.Join([][]byte{{' '}, name, []byte(`="`), value, mark}, nil)
	})
	n.Text = append(written, n.Text[end:]...)
}

// leads reports whether the value of an attribute begins like an address within the site.
// Most texts have none, and it takes a while to search them for what has one.
func leads(text []byte) bool {
	for found := true; found; {
		if _, text, found = bytes.Cut(text, []byte("=")); found {
			value := bytes.TrimLeft(text, "\t\n\f\r ")
			if bytes.HasPrefix(value, []byte("/")) || bytes.HasPrefix(value, []byte(`"/`)) || bytes.HasPrefix(value, []byte("'/")) {
				return true
			}
		}
	}
	return false
}
