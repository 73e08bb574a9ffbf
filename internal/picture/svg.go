package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"dateline/internal/diag"
)

// xhtml is the namespace of elements of HTML: they ask other hosts, or lead there, in
// more ways than those of SVG.
const xhtml = "http://www.w3.org/1999/xhtml"

// forbidden are elements of SVG that run scripts, hold HTML or ask other hosts.
var forbidden = []string{"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "animate", "set"}

// stripSVG takes out of a drawing what strip takes out of a photograph: comments,
// metadata, what Inkscape keeps for itself (such as where the file lies), and the same of
// each photograph in it. All else stays as it is. It refuses what could do harm where the
// file is opened by itself, as a page of its own.
func stripSVG(data []byte) ([]byte, error) {
	tokens := xml.NewDecoder(bytes.NewReader(data))
	tokens.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("it is not UTF-8") }
	d := drawing{data: data}
	for {
		d.begun = tokens.InputOffset()
		token, err := tokens.Token()
		switch {
		case errors.Is(err, io.EOF) && d.drawn:
			if begun, ok := d.repeats.tooMany(); ok {
				d.begun = begun
				return nil, d.refuse(true, "an SVG picture whose parts use each other so often that browsers would draw more than a million is not published; draw it without")
			}
			return d.clean, nil
		case err != nil:
			d.begun = tokens.InputOffset()
			return nil, d.refuse(false, "this picture cannot be read: %v", err)
		case d.left > 0:
			d.leaveOut(token)
		default:
			if err := d.keep(token, data[d.begun:tokens.InputOffset()]); err != nil {
				return nil, err
			}
		}
	}
}

// drawing is a file of SVG, as far as it has been read.
type drawing struct {
	data   []byte
	clean  []byte // what is kept of it
	begun  int64  // where the token at hand begins, or what is wrong
	drawn  bool   // the outermost element has begun
	left   int    // how many elements are open that are left out
	text   []byte // since the last tag, which comments and CDATA may divide
	textAt int64  // where it begins
	styled bool   // it is a style sheet

	repeats repeats
}

// refuse says what is wrong with the token at hand.
func (d *drawing) refuse(unsafe bool, format string, args ...any) error {
	at := diag.After("", d.data[:d.begun])
	return &Problem{Line: int(at.Line), Col: int(at.Col), Unsafe: unsafe, Text: fmt.Sprintf(format, args...)}
}

// leaveOut passes over a token in an element that is left out.
func (d *drawing) leaveOut(token xml.Token) {
	switch token.(type) {
	case xml.StartElement:
		d.left++
	case xml.EndElement:
		d.left--
	}
}

// keep adds what stays of a token, which is written so.
func (d *drawing) keep(token xml.Token, written []byte) error {
	switch token := token.(type) {
	case xml.StartElement:
		return d.start(token, written)
	case xml.EndElement:
		if d.styled {
			d.repeats.sheets.add(string(d.text))
			d.styled = false
		}
		d.repeats.end()
		if err := d.endText(); err != nil {
			return err
		}
	case xml.CharData:
		if len(d.text) == 0 {
			d.textAt = d.begun
		}
		d.text = append(d.text, token...)
		return d.add(written, countInlined(string(token)))
	case xml.Comment:
		return nil
	case xml.Directive:
		if bytes.Contains(token, []byte("[")) {
			return d.refuse(true, "an SVG picture that defines entities is not published; draw it without")
		}
	case xml.ProcInst:
		switch token.Target {
		case "xpacket": // around metadata
			return nil
		case "xml":
		default:
			return d.refuse(true, "an SVG picture with <?%s?> is not published; draw it without", token.Target)
		}
	}
	return d.add(written, 0)
}

// start adds what stays of the tag with which an element starts.
func (d *drawing) start(tag xml.StartElement, written []byte) error {
	if err := d.endText(); err != nil {
		return err
	}
	name := strings.ToLower(tag.Name.Local)
	if !d.drawn && name != "svg" {
		return d.refuse(false, "this picture is no SVG: it begins with <%s>", name)
	}
	d.drawn = true
	if name == "metadata" && !d.styled {
		d.left = 1
		return nil
	}
	if slices.Contains(forbidden, name) || tag.Name.Space == xhtml || d.styled { // an element would divide its text
		return d.refuse(true, "an SVG picture with <%s> is not published; draw it without", tag.Name.Local)
	}
	inlined := 0
	for _, a := range tag.Attr {
		if harmful(a) {
			return d.refuse(true, "an SVG picture with %s=%q is not published; draw it without", a.Name.Local, clip(a.Value))
		}
		inlined += countInlined(a.Value)
	}
	d.styled = name == "style"
	d.repeats.start(tag, d.begun)
	return d.add(stripInkscape(written, tag.Attr), inlined)
}

// endText holds that the text before a tag, which may be a style sheet, fetches nothing.
func (d *drawing) endText() error {
	if outside(string(d.text)) {
		d.begun = d.textAt
		return d.refuse(true, "an SVG picture that fetches what lies elsewhere is not published; put it into the picture itself")
	}
	d.text = d.text[:0]
	return nil
}

// add adds what stays of a token, which has so many pictures in it.
func (d *drawing) add(written []byte, inlined int) error {
	if inlined > 0 {
		var err error
		if written, err = stripInlined(written, inlined); err != nil {
			return d.refuse(false, "a picture within this one cannot be shown: %v", err)
		}
	}
	d.clean = append(d.clean, written...)
	return nil
}

// attribute is an attribute in a tag, with the space before it, if any.
var attribute = regexp.MustCompile(`\s*[^\s="'<]+\s*=\s*("[^"]*"|'[^']*')`)

// stripInkscape takes the attributes out of a tag that Inkscape keeps for itself, of which
// some name folders of who drew. No browser has a use for them.
func stripInkscape(tag []byte, attrs []xml.Attr) []byte {
	inkscape := func(a xml.Attr) bool {
		return a.Name.Space != "xmlns" && (strings.Contains(a.Name.Space, "inkscape") || strings.Contains(a.Name.Space, "sodipodi"))
	}
	if !slices.ContainsFunc(attrs, inkscape) {
		return tag
	}
	var clean []byte
	done := 0
	for k, at := range attribute.FindAllIndex(tag, len(attrs)) {
		if inkscape(attrs[k]) {
			clean = append(clean, tag[done:at[0]]...)
			done = at[1]
		}
	}
	return append(clean, tag[done:]...)
}

// spaces are those that browsers take away around an address, as far as XML may hold them.
const spaces = " \t\r\n"

// harmful reports whether an attribute runs a script or asks another host.
func harmful(a xml.Attr) bool {
	name, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.Trim(a.Value, spaces))
	switch {
	case a.Name.Space == "xmlns" || name == "xmlns":
		return false
	case strings.HasPrefix(name, "on"):
		return true
	case name == "href" || name == "src":
		id, inside := strings.CutPrefix(value, "#")
		return !(inside && isPlain(idOf(id))) && !inlined(value)
	}
	return outside(value)
}

// inlined reports whether an address holds a picture of pixels itself.
func inlined(value string) bool {
	return strings.HasPrefix(value, inlinedStart) && !strings.HasPrefix(value, "data:image/svg")
}

// outside reports whether CSS fetches something: url(#…) stays inside. An image-set
// needs no url, and words may be spelled in other ways, as @\69mport is.
func outside(css string) bool {
	css = strings.ToLower(css)
	if strings.Contains(css, "@import") || strings.Contains(css, "image-set(") || strings.Contains(css, "javascript:") || strings.Contains(css, `\`) && strings.ContainsAny(css, "(@") {
		return true
	}
	if slices.ContainsFunc(fragments(css), func(id string) bool { return !isPlain(id) }) {
		return true
	}
	for _, after := range strings.Split(css, "url(")[1:] {
		target := strings.TrimLeft(after, " \t\r\n\"'")
		if !strings.HasPrefix(target, "#") && !inlined(target) {
			return true
		}
	}
	return false
}

func clip(text string) string {
	if runes := []rune(text); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return text
}
