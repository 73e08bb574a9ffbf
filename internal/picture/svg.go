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
	"unicode/utf8"
)

// forbidden are elements of SVG that run scripts, hold HTML or ask other hosts.
var forbidden = []string{"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "animate", "set"}

// stripSVG takes out of a drawing what strip takes out of a photograph: comments,
// metadata, what Inkscape keeps for itself (such as where the file lies), and the same of
// each photograph in it. All else stays as it is. It refuses
// what could do harm where the file is opened by itself, as a page of its own.
func stripSVG(data []byte) ([]byte, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("it is not UTF-8") }
	begun := int64(0) // where the token begins, or what is wrong
	refuse := func(unsafe bool, format string, args ...any) error {
		line, col := lineAndColumn(data[:begun])
		return &Problem{Line: line, Col: col, Unsafe: unsafe, Text: fmt.Sprintf(format, args...)}
	}
	var clean []byte
	drawn, left := false, 0 // left is how many elements are open that are left out
	var text []byte         // since the last tag, which comments and CDATA may divide
	textAt := int64(0)      // where it begins
	styled := false         // it is a style sheet
	for {
		begun = d.InputOffset()
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF) && drawn:
			return clean, nil
		case err != nil:
			begun = d.InputOffset()
			return nil, refuse(false, "this picture cannot be read: %v", err)
		}
		raw := data[begun:d.InputOffset()]
		if left > 0 {
			switch token.(type) {
			case xml.StartElement:
				left++
			case xml.EndElement:
				left--
			}
			continue
		}
		switch token.(type) {
		case xml.StartElement, xml.EndElement:
			if outside(string(text)) {
				begun = textAt
				return nil, refuse(true, "an SVG picture that fetches what lies elsewhere is not published; put it into the picture itself")
			}
			text = text[:0]
		}
		inlined := 0 // pictures in the token
		switch token := token.(type) {
		case xml.StartElement:
			name := strings.ToLower(token.Name.Local)
			if !drawn && name != "svg" {
				return nil, refuse(false, "this picture is no SVG: it begins with <%s>", name)
			}
			drawn = true
			if name == "metadata" && !styled {
				left = 1
				continue
			}
			if slices.Contains(forbidden, name) || styled { // an element would divide its text
				return nil, refuse(true, "an SVG picture with <%s> is not published; draw it without", token.Name.Local)
			}
			raw = stripKept(raw, token.Attr)
			for _, a := range token.Attr {
				if harmful(a) {
					return nil, refuse(true, "an SVG picture with %s=%q is not published; draw it without", a.Name.Local, clip(a.Value))
				}
				inlined += countInlined(a.Value)
			}
			styled = name == "style"
		case xml.EndElement:
			styled = false
		case xml.CharData:
			if len(text) == 0 {
				textAt = begun
			}
			text = append(text, token...)
			inlined = countInlined(string(token))
		case xml.Comment:
			continue
		case xml.Directive:
			if bytes.Contains(token, []byte("[")) {
				return nil, refuse(true, "an SVG picture that defines entities is not published; draw it without")
			}
		case xml.ProcInst:
			if token.Target == "xpacket" {
				continue // around metadata
			}
			if token.Target != "xml" {
				return nil, refuse(true, "an SVG picture with <?%s?> is not published; draw it without", token.Target)
			}
		}
		if inlined > 0 {
			if raw, err = stripInlined(raw, inlined); err != nil {
				return nil, refuse(false, "a picture within this one cannot be shown: %v", err)
			}
		}
		clean = append(clean, raw...)
	}
}

// lineAndColumn returns where a text ends, both from 1, columns in code points.
func lineAndColumn(text []byte) (line, col int) {
	last := text[bytes.LastIndexByte(text, '\n')+1:]
	return bytes.Count(text, []byte("\n")) + 1, utf8.RuneCount(last) + 1
}

// attribute is an attribute in a tag, with the space before it, if any.
var attribute = regexp.MustCompile(`\s*[^\s="'<]+\s*=\s*("[^"]*"|'[^']*')`)

// stripKept takes the attributes out of a tag that Inkscape keeps for itself, of which
// some name folders of who drew. No browser has a use for them.
func stripKept(tag []byte, attrs []xml.Attr) []byte {
	kept := func(a xml.Attr) bool {
		return a.Name.Space != "xmlns" && (strings.Contains(a.Name.Space, "inkscape") || strings.Contains(a.Name.Space, "sodipodi"))
	}
	if !slices.ContainsFunc(attrs, kept) {
		return tag
	}
	var clean []byte
	done := 0
	for k, at := range attribute.FindAllIndex(tag, len(attrs)) {
		if kept(attrs[k]) {
			clean = append(clean, tag[done:at[0]]...)
			done = at[1]
		}
	}
	return append(clean, tag[done:]...)
}

// harmful reports whether an attribute runs a script or asks another host.
func harmful(a xml.Attr) bool {
	name, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
	switch {
	case a.Name.Space == "xmlns" || name == "xmlns":
		return false
	case strings.HasPrefix(name, "on"):
		return true
	case name == "href" || name == "src":
		return !strings.HasPrefix(value, "#") && !inlined(value)
	}
	return outside(value)
}

// inlined reports whether an address holds a picture of pixels itself.
func inlined(value string) bool {
	return strings.HasPrefix(value, inlinedStart) && !strings.HasPrefix(value, "data:image/svg")
}

// outside reports whether CSS fetches something: url(#…) stays inside.
func outside(css string) bool {
	css = strings.ToLower(css)
	if strings.Contains(css, "@import") || strings.Contains(css, "javascript:") || strings.Contains(css, `\`) && strings.Contains(css, "(") {
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
