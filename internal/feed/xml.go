package feed

import (
	"encoding/xml"
	"strings"

	"dateline/internal/escape"
)

// elements is XML that is being written, an element a line, indented by a space for
// each that it is in. Attributes are names and values in turn; those without a value
// are left out.
type elements struct {
	buf   []byte
	depth int
}

// newElements begins a document in some room.
func newElements(room []byte) *elements {
	return &elements{buf: append(room, strings.TrimSuffix(xml.Header, "\n")...)}
}

// line begins a line.
func (e *elements) line() {
	e.buf = append(e.buf, '\n')
	for range e.depth {
		e.buf = append(e.buf, ' ')
	}
}

// start writes a start-tag on a line of its own.
func (e *elements) start(name string, attributes ...string) {
	e.line()
	e.buf = append(append(e.buf, '<'), name...)
	for k := 0; k < len(attributes); k += 2 {
		if value := attributes[k+1]; value != "" {
			e.buf = append(append(append(e.buf, ' '), attributes[k]...), `="`...)
			e.buf = append(escape.XML(e.buf, value), '"')
		}
	}
	e.buf = append(e.buf, '>')
}

func (e *elements) end(name string) {
	e.buf = append(append(append(e.buf, "</"...), name...), '>')
}

// text writes an element that holds a text.
func (e *elements) text(name, text string, attributes ...string) {
	e.start(name, attributes...)
	e.buf = escape.XML(e.buf, text)
	e.end(name)
}

// filled writes an element that holds a text, unless there is none.
func (e *elements) filled(name, text string) {
	if text != "" {
		e.text(name, text)
	}
}

// verbatim writes an element that holds a text as it is, in a section of CDATA: that
// is the shortest form that XML has for HTML.
func (e *elements) verbatim(name, text string, attributes ...string) {
	e.start(name, attributes...)
	e.buf = append(e.buf, "<![CDATA["...)
	for {
		before, after, ends := strings.Cut(text, "]]>")
		e.buf = append(e.buf, before...)
		if !ends {
			break
		}
		e.buf = append(e.buf, "]]]]><![CDATA[>"...)
		text = after
	}
	e.buf = append(e.buf, "]]>"...)
	e.end(name)
}

// open begins an element that holds others.
func (e *elements) open(name string, attributes ...string) {
	e.start(name, attributes...)
	e.depth++
}

func (e *elements) close(name string) {
	e.depth--
	e.line()
	e.end(name)
}

// document ends the document and returns it.
func (e *elements) document() []byte { return append(e.buf, '\n') }
