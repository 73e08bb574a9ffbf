package escape

import (
	"encoding/xml"
	"strings"
)

// Elements is XML that is being written, an element a line, indented by a space for
// each that it is in. Attributes are names and values in turn; those without a value
// are left out.
type Elements struct {
	buf   []byte
	depth int
}

// NewElements begins a document, which it appends to some room.
func NewElements(room []byte) *Elements {
	return &Elements{buf: append(room, strings.TrimSuffix(xml.Header, "\n")...)}
}

// line begins a line.
func (e *Elements) line() {
	e.buf = append(e.buf, '\n')
	for range e.depth {
		e.buf = append(e.buf, ' ')
	}
}

// start writes a start-tag on a line of its own.
func (e *Elements) start(name string, attributes ...string) {
	e.line()
	e.buf = append(append(e.buf, '<'), name...)
	for k := 0; k < len(attributes); k += 2 {
		if value := attributes[k+1]; value != "" {
			e.buf = append(append(append(e.buf, ' '), attributes[k]...), `="`...)
			e.buf = append(XML(e.buf, value), '"')
		}
	}
	e.buf = append(e.buf, '>')
}

func (e *Elements) end(name string) {
	e.buf = append(append(append(e.buf, "</"...), name...), '>')
}

// Text writes an element that holds a text.
func (e *Elements) Text(name, text string, attributes ...string) {
	e.start(name, attributes...)
	e.buf = XML(e.buf, text)
	e.end(name)
}

// Filled writes an element that holds a text, unless there is none.
func (e *Elements) Filled(name, text string) {
	if text != "" {
		e.Text(name, text)
	}
}

// Verbatim writes an element that holds a text as it is, in a section of CDATA: that
// is the shortest form that XML has for HTML.
func (e *Elements) Verbatim(name, text string, attributes ...string) {
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

// Open begins an element that holds others.
func (e *Elements) Open(name string, attributes ...string) {
	e.start(name, attributes...)
	e.depth++
}

// Close ends the element that was opened last.
func (e *Elements) Close(name string) {
	e.depth--
	e.line()
	e.end(name)
}

// Document ends the document and returns it.
func (e *Elements) Document() []byte { return append(e.buf, '\n') }
