package htmlexec

import (
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// writer appends a value to the output, escaped.
type writer func(out []byte, v reflect.Value) []byte

// known are the chains of escapers that html/template puts at the end of an
// action, by their names without "_html_template_".
var known = map[string]writer{
	"htmlescaper":                         inText,
	"rcdataescaper":                       inAttribute, // of a title or text area
	"attrescaper":                         inAttribute,
	"urlfilter urlnormalizer attrescaper": inAddress,
	"urlfilter attrescaper":               inRefresh, // of a meta element that leads to another page
	"urlnormalizer attrescaper":           inAddressTail,
	"urlescaper attrescaper":              inQuery,
	"jsvalescaper":                        inScript,
}

// escapers parts the commands of an action into those before the escapers and a
// function that does what the escapers do.
func escapers(cmds []*parse.CommandNode) ([]*parse.CommandNode, writer, error) {
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
	write := known[strings.Join(names, " ")]
	switch {
	case write == nil:
		return nil, nil, fmt.Errorf("the escapers %q are not compiled", names)
	case from == 0:
		return nil, nil, errors.New("nothing to escape")
	}
	return cmds[:from], write, nil
}

var (
	htmlType     = reflect.TypeFor[template.HTML]()
	scriptType   = reflect.TypeFor[template.JS]()
	stringType   = reflect.TypeFor[string]()
	intType      = reflect.TypeFor[int]()
	stringerType = reflect.TypeFor[fmt.Stringer]()
	errorType    = reflect.TypeFor[error]()
)

// plain returns the text of a value that html/template takes for text. What it
// takes for something else, or prints in a way of its own, is left to it.
func plain(v reflect.Value) string {
	if !v.IsValid() {
		panic(cannot{})
	}
	t := v.Type()
	switch {
	case t == stringType:
		return v.String()
	case t.PkgPath() == "html/template", t.Implements(stringerType), t.Implements(errorType):
		panic(cannot{})
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

func inText(out []byte, v reflect.Value) []byte {
	if v.IsValid() && v.Type() == htmlType {
		return append(out, v.String()...)
	}
	return appendEscaped(out, plain(v))
}

func inAttribute(out []byte, v reflect.Value) []byte { return appendEscaped(out, plain(v)) }

func inScript(out []byte, v reflect.Value) []byte {
	if !v.IsValid() || v.Type() != scriptType {
		panic(cannot{})
	}
	return append(out, v.String()...)
}

// inAddress appends a whole address.
func inAddress(out []byte, v reflect.Value) []byte { return appendAddress(out, filtered(v), true) }

// inRefresh appends a whole address as it is written.
func inRefresh(out []byte, v reflect.Value) []byte { return appendEscaped(out, filtered(v)) }

// filtered returns an address of the web or of mail, and in place of any other
// what html/template writes there.
func filtered(v reflect.Value) string {
	address := plain(v)
	if scheme, _, ok := strings.Cut(address, ":"); ok && !strings.Contains(scheme, "/") &&
		!strings.EqualFold(scheme, "http") && !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "mailto") {
		return "#ZgotmplZ"
	}
	return address
}

func inAddressTail(out []byte, v reflect.Value) []byte { return appendAddress(out, plain(v), true) }
func inQuery(out []byte, v reflect.Value) []byte       { return appendAddress(out, plain(v), false) }

// replacements are what characters of a text become.
var replacements = [...]string{
	0: "\uFFFD", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;",
}

// appendEscaped appends a text, escaped for HTML.
func appendEscaped(out []byte, text string) []byte {
	written := 0
	for k := range len(text) {
		if c := text[k]; int(c) < len(replacements) && replacements[c] != "" {
			out = append(append(out, text[written:k]...), replacements[c]...)
			written = k + 1
		}
	}
	return append(out, text[written:]...)
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
		case whole && strings.IndexByte("!#$*,/:;=?@[]", c) >= 0:
			continue
		case whole && c == '%' && k+2 < len(address) && isHex(address[k+1]) && isHex(address[k+2]):
			continue
		}
		out = append(out, address[written:k]...)
		written = k + 1
		if whole && (c == '&' || c == '+') {
			out = appendEscaped(out, address[k:written])
		} else {
			out = append(out, '%', hex[c>>4], hex[c&15])
		}
	}
	return append(out, address[written:]...)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
