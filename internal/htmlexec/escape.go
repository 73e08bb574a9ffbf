package htmlexec

import (
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"

	"dateline/internal/escape"
)

// escaper is what the escapers of html/template do that stand at the end of an action.
type escaper struct {
	text func(out []byte, text string) []byte // appends a text; nil where none is provided for
	made func(out, text []byte) []byte        // the same for a text of an Appender; nil where that gets no text made
	raw  reflect.Type                         // of texts that are appended as they are; nil for none
	own  bool                                 // values may write themselves, see ScriptAppender
}

// A ScriptAppender writes itself in a script element, where html/template would
// write the JSON of it: the same, without making a text first.
type ScriptAppender interface {
	json.Marshaler
	AppendScript(out []byte) []byte
}

// An Appender appends what a method of it returns, which has this name, takes nothing and
// returns a string or template.HTML: the same, without making a string first.
type Appender interface {
	AppendText(out []byte, method string) []byte
}

// known are the chains of escapers, by their names without "_html_template_".
var known = map[string]escaper{
	"htmlescaper":                         {text: escape.Template[string], made: escape.Template[[]byte], raw: htmlType},
	"rcdataescaper":                       {text: escape.Template[string]}, // of a title or text area
	"attrescaper":                         {text: escape.Template[string]},
	"urlfilter urlnormalizer attrescaper": {text: func(out []byte, text string) []byte { return appendAddress(out, filtered(text), true) }},
	"urlfilter attrescaper":               {text: func(out []byte, text string) []byte { return escape.Template(out, filtered(text)) }}, // of a meta element that leads to another page
	"urlnormalizer attrescaper":           {text: func(out []byte, text string) []byte { return appendAddress(out, text, true) }},
	"urlescaper attrescaper":              {text: func(out []byte, text string) []byte { return appendAddress(out, text, false) }},
	"jsvalescaper":                        {raw: scriptType, own: true},
}

// escapers parts the commands of an action into those before the escapers and
// what the escapers do.
func escapers(cmds []*parse.CommandNode) ([]*parse.CommandNode, escaper, error) {
	const prefix = "_html_template_"
	from := len(cmds)
	var names []string
	for from > 0 {
		id, ok := cmds[from-1].Args[0].(*parse.IdentifierNode)
		if !ok || len(cmds[from-1].Args) > 1 || !strings.HasPrefix(id.Ident, prefix) {
			break
		}
		names = append([]string{strings.TrimPrefix(id.Ident, prefix)}, names...)
		from--
	}
	does, ok := known[strings.Join(names, " ")]
	switch {
	case !ok:
		return nil, escaper{}, fmt.Errorf("the escapers %q are not compiled", names)
	case from == 0:
		return nil, escaper{}, errors.New("nothing to escape")
	}
	return cmds[:from], does, nil
}

// write compiles an action that writes a value.
func (e escaper) write(v value) action {
	text, get := v.text, v.get
	switch {
	case v.of == nil:
	case v.of == e.raw && v.append != nil:
		return v.append
	case v.of == stringType && v.append != nil && e.made != nil:
		return func(s *state, dot reflect.Value, out []byte) []byte {
			s.room = v.append(s, dot, s.room[:0])
			return e.made(out, s.room)
		}
	case v.of == e.raw:
		return func(s *state, dot reflect.Value, out []byte) []byte { return append(out, text(s, dot)...) }
	case text != nil && e.text != nil && isPlain(v.of):
		return func(s *state, dot reflect.Value, out []byte) []byte { return e.text(out, text(s, dot)) }
	case e.text != nil && v.of.Kind() >= reflect.Int && v.of.Kind() <= reflect.Int64 && isPlain(v.of): // no escaper changes figures
		return func(s *state, dot reflect.Value, out []byte) []byte {
			return strconv.AppendInt(out, get(s, dot).Int(), 10)
		}
	}
	return func(s *state, dot reflect.Value, out []byte) []byte { return e.value(out, get(s, dot)) }
}

// value appends a value of any type.
func (e escaper) value(out []byte, v reflect.Value) []byte {
	switch {
	case v.IsValid() && v.Type() == e.raw:
		return append(out, v.String()...)
	case e.own && v.IsValid() && v.Type().Implements(scriptsType):
		return v.Interface().(ScriptAppender).AppendScript(out)
	case e.text == nil:
		panic(cannot{})
	}
	return e.text(out, plain(v))
}

var (
	htmlType     = reflect.TypeFor[template.HTML]()
	scriptType   = reflect.TypeFor[template.JS]()
	scriptsType  = reflect.TypeFor[ScriptAppender]()
	appenderType = reflect.TypeFor[Appender]()
	stringType   = reflect.TypeFor[string]()
	intType      = reflect.TypeFor[int]()
	boolType     = reflect.TypeFor[bool]()
	stringerType = reflect.TypeFor[fmt.Stringer]()
	errorType    = reflect.TypeFor[error]()
)

// isPlain reports whether html/template prints values of a type as their kind is
// printed, and takes them for text.
func isPlain(t reflect.Type) bool {
	return t == stringType || t.PkgPath() != "html/template" && !t.Implements(stringerType) && !t.Implements(errorType)
}

// plain returns the text of a value that html/template takes for text. What it
// takes for something else, or prints in a way of its own, is left to it.
func plain(v reflect.Value) string {
	if !v.IsValid() || !isPlain(v.Type()) {
		panic(cannot{})
	}
	switch {
	case v.Kind() == reflect.String:
		return v.String()
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10)
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10)
	case v.Kind() == reflect.Bool, v.Kind() == reflect.Float64, v.Kind() == reflect.Float32:
		return fmt.Sprint(v.Interface())
	}
	panic(cannot{})
}

// filtered returns an address of the web or of mail, and in place of any other
// what html/template writes there.
func filtered(address string) string {
	if scheme, _, ok := strings.Cut(address, ":"); ok && !strings.Contains(scheme, "/") &&
		!strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "mailto") {
		return "#ZgotmplZ"
	}
	return address
}

const hex = "0123456789abcdef"

// appendAddress appends an address, percent-encoded by RFC 3986 and escaped for
// HTML. Where whole, what parts an address is left as it is.
func appendAddress(out []byte, address string, whole bool) []byte {
	written := 0
	for k := range len(address) {
		c := address[k]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '-' <= c && c <= '9' && c != '/', c == '_', c == '~':
			continue
		case whole && isDelimiter(c):
			continue
		case whole && c == '%' && k+2 < len(address) && isHex(address[k+1]) && isHex(address[k+2]):
			continue
		}
		out = append(out, address[written:k]...)
		written = k + 1
		if whole && (c == '&' || c == '+') {
			out = escape.Template(out, address[k:written])
		} else {
			out = append(out, '%', hex[c>>4], hex[c&15])
		}
	}
	return append(out, address[written:]...)
}

// isDelimiter reports whether a character parts an address, and needs no escape in HTML.
func isDelimiter(c byte) bool {
	switch c {
	case '!', '#', '$', '*', ',', '/', ':', ';', '=', '?', '@', '[', ']':
		return true
	}
	return false
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
