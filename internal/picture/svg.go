package picture

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// forbidden are elements of SVG that run scripts, hold HTML or ask other hosts.
var forbidden = []string{"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "animate", "set"}

// checkSVG refuses what could do harm where the file is opened by itself, as a
// page of its own.
func checkSVG(data []byte) error {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errors.New("it is not UTF-8") }
	refuse := func(unsafe bool, format string, args ...any) *Problem {
		line, col := d.InputPos()
		return &Problem{Line: line, Col: col, Unsafe: unsafe, Text: fmt.Sprintf(format, args...)}
	}
	drawn := false
	for {
		token, err := d.Token()
		switch {
		case errors.Is(err, io.EOF) && drawn:
			return nil
		case err != nil:
			return refuse(false, "this picture cannot be read: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			name := strings.ToLower(token.Name.Local)
			if !drawn && name != "svg" {
				return refuse(false, "this picture is no SVG: it begins with <%s>", name)
			}
			drawn = true
			if slices.Contains(forbidden, name) {
				return refuse(true, "an SVG picture with <%s> is not published; draw it without", token.Name.Local)
			}
			for _, a := range token.Attr {
				if harmful(a) {
					return refuse(true, "an SVG picture with %s=%q is not published; draw it without", a.Name.Local, clip(a.Value))
				}
			}
		case xml.CharData:
			if outside(string(token)) {
				return refuse(true, "an SVG picture that fetches what lies elsewhere is not published; put it into the picture itself")
			}
		case xml.Directive:
			if bytes.Contains(token, []byte("[")) {
				return refuse(true, "an SVG picture that defines entities is not published; draw it without")
			}
		case xml.ProcInst:
			if token.Target != "xml" {
				return refuse(true, "an SVG picture with <?%s?> is not published; draw it without", token.Target)
			}
		}
	}
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
	return strings.HasPrefix(value, "data:image/") && !strings.HasPrefix(value, "data:image/svg")
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
