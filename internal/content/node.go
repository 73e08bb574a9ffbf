package content

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxDepth bounds how deeply lists and mappings of front matter may nest.
// Nothing that is meant here goes beyond six levels.
const maxDepth = 100

// nodeKind says what a node of front matter is.
type nodeKind uint8

const (
	nullNode nodeKind = iota // nothing, or null: counts as not written
	textNode
	numberNode
	boolNode
	dateNode
	listNode
	mapNode
)

// node is a value of front matter, the same for YAML, TOML and JSON.
type node struct {
	kind    nodeKind
	place   Place
	text    string  // a scalar as the author wrote it, without quotation marks
	hidden  string  // a comment of YAML right behind a scalar that may be meant to belong to it: "#MH17"
	items   []node  // of a list
	entries []entry // of a mapping, in the author's order
	unbuilt Place   // where a mapping has the private key _build, by which Hugo makes no page of it; else zero
}

// entry is a key of a mapping with its value.
type entry struct {
	key   string
	place Place // of the key
	value node
}

func (n *node) scalar() bool { return n.kind >= textNode && n.kind <= dateNode }

// list returns the items of a list. What is none is the only item of one.
func (n *node) list() []node {
	if n.kind == listNode {
		return n.items
	}
	return []node{*n}
}

// bool returns what a node says, be it true or false; ok is false for one that says neither.
func (n *node) bool() (v, ok bool) {
	switch strings.ToLower(strings.TrimSpace(n.text)) {
	case "true", "yes", "on":
		return true, true
	case "false", "no", "off":
		return false, true
	}
	return false, false
}

// describe names what a node is, for messages that say what was expected.
func (n *node) describe() string {
	switch n.kind {
	case listNode:
		return "a list"
	case mapNode:
		return "a mapping"
	case nullNode:
		return "nothing"
	default:
		return fmt.Sprintf("%q", shorten(n.text))
	}
}

// shorten cuts a text that is quoted in a message.
func shorten(s string) string {
	const limit = 60
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	return string([]rune(s)[:limit]) + "…"
}

// syntaxError is what is wrong with front matter as YAML, TOML or JSON.
type syntaxError struct {
	place Place
	text  string
}

func syntaxErrorf(at Place, format string, args ...any) *syntaxError {
	return &syntaxError{at, fmt.Sprintf(format, args...)}
}

func tooDeep(at Place) *syntaxError {
	return syntaxErrorf(at, "lists and mappings nest more than %d deep here; write fewer levels", maxDepth)
}

// mapping collects the entries of a mapping. It leaves out private keys, so
// that none can reach any output, and refuses a key that is written twice.
type mapping struct {
	entries []entry
	seen    map[string]Place // made only for mappings too long to be searched
}

func (m *mapping) add(key string, at Place, value node) *syntaxError {
	if first, found := m.find(key); found {
		return syntaxErrorf(at, "key %q is written twice; it stands in line %d already", shorten(key), first.line)
	}
	m.entries = append(m.entries, entry{key, at, value})
	if m.seen != nil {
		m.seen[key] = at
	}
	return nil
}

func (m *mapping) find(key string) (Place, bool) {
	const searchable = 32
	if m.seen == nil && len(m.entries) < searchable {
		for i := range m.entries {
			if m.entries[i].key == key {
				return m.entries[i].place, true
			}
		}
		return Place{}, false
	}
	if m.seen == nil {
		m.seen = make(map[string]Place)
		for _, e := range m.entries {
			m.seen[e.key] = e.place
		}
	}
	at, found := m.seen[key]
	return at, found
}

// node returns the mapping without its private keys.
func (m *mapping) node(at Place) node {
	n := node{kind: mapNode, place: at}
	n.entries = slices.DeleteFunc(m.entries, func(e entry) bool {
		if e.key == "_build" && e.value.buildsNothing() {
			n.unbuilt = e.place
		}
		return strings.HasPrefix(e.key, "_")
	})
	return n
}

// buildsNothing reports whether a value tells Hugo to make no page of a document, or to list
// it nowhere.
func (n *node) buildsNothing() bool {
	return slices.ContainsFunc(n.entries, func(e entry) bool {
		v, yesNo := e.value.bool()
		never := yesNo && !v || strings.EqualFold(e.value.text, "never")
		return e.key == "list" && never || e.key == "render" && (never || e.value.text == "link")
	})
}

// cursor turns byte offsets of a text into places, and places into offsets. What only
// grows costs one pass over the text.
type cursor struct {
	text   []byte
	first  int // line of the first byte
	offset int
	at     Place
}

func newCursor(text []byte, line int) *cursor {
	return &cursor{text: text, first: line, at: placeAt(line, 1)}
}

func (c *cursor) place(offset int) Place {
	offset = min(offset, len(c.text))
	if offset < c.offset {
		c.rewind()
	}
	for c.offset < offset {
		c.step()
	}
	return c.at
}

// offsetOf returns that of a place; that of the next one where there is none in its line.
func (c *cursor) offsetOf(at Place) int {
	if at.before(c.at) {
		c.rewind()
	}
	for c.offset < len(c.text) && c.at.before(at) {
		c.step()
	}
	return c.offset
}

func (c *cursor) rewind() { c.offset, c.at = 0, placeAt(c.first, 1) }

// step goes on by one code point.
func (c *cursor) step() {
	r, size := utf8.DecodeRune(c.text[c.offset:])
	c.offset += size
	c.at = c.at.behind(r)
}

// behind returns the place behind a code point that stands at p.
func (p Place) behind(r rune) Place {
	if r == '\n' {
		return Place{p.line + 1, 1}
	}
	return Place{p.line, p.col + 1}
}
