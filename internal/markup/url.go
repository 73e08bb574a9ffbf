package markup

import (
	"html"
	"net/url"
	"strings"
	"unicode/utf8"

	"dateline/internal/diag"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// destination returns the address that is written in a link or an image, which may have
// escapes and entities in it (CommonMark 0.31, section 6.3). What browsers are to see is
// what is judged.
func destination(written []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(written))))
}

// attribute returns an address as it stands in an attribute.
func attribute(address string) string {
	return html.EscapeString(percentEncoded(address))
}

// percentEncoded returns an address with the signs escaped that no address has as they are.
func percentEncoded(address string) string { return string(util.URLEscape([]byte(address), false)) }

// safeURL reports whether address may stand in a link: relative, or with one
// of the schemes http, https, mailto and tel. Everything else could run a
// script or open a program on the reader's machine. What is judged is the address as it
// stands in a page, where signs are escaped that browsers would pass over.
func safeURL(address string) bool {
	switch scheme(percentEncoded(address)) {
	case "", "http", "https", "mailto", "tel":
		return true
	}
	return false
}

// WithoutUser returns an address without the user name and the password that it has; has
// is false where it has none.
func WithoutUser(address string) (bare string, has bool) {
	if !strings.Contains(address, "@") { // most need no parsing
		return address, false
	}
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return address, false
	}
	u.User = nil
	return u.String(), true
}

// scheme returns the scheme of an address in small letters, "" for a relative
// one. It reads it as browsers do (WHATWG URL): leading control characters and
// spaces are cut off, tabs and line breaks anywhere are passed over.
func scheme(address string) string {
	address = strings.TrimLeftFunc(address, func(r rune) bool { return r <= ' ' })
	address = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(address)
	i := strings.IndexAny(address, ":/?#")
	if i <= 0 || address[i] != ':' {
		return ""
	}
	return strings.ToLower(address[:i])
}

// PathOf returns the file path that an address means which is written in Markdown, without a
// fragment.
func PathOf(written string) string { return unescapePath(destination([]byte(written))) }

// unescapePath returns the file path that a relative address means.
func unescapePath(address string) string {
	if p, err := url.PathUnescape(address); err == nil {
		return p
	}
	return address
}

// offsetOf returns where in the source the bracket stands with which the text of a link
// begins, or the description of an image.
func offsetOf(n ast.Node) int {
	if n.Kind() == ast.KindImage {
		return n.Pos() + len("!")
	}
	return n.Pos()
}

// addressed returns the place of what holds the address of a link or an image: itself, or
// the definition of one by reference, unless that is in a footnote that is left out.
func (b *builder) addressed(n ast.Node, by *ast.ReferenceLink) diag.Pos {
	if by != nil {
		if b.definitions == nil {
			b.definitions = b.defined(n.OwnerDocument())
		}
		if pos, known := b.definitions[util.ToLinkReference(by.Value)]; known {
			return pos
		}
	}
	return b.src.pos(offsetOf(n))
}

// defined returns the places of the definitions of links by reference, by their labels. All
// are counted at once: in turn with those of links, each would count a line from its start.
func (b *builder) defined(doc ast.Node) map[string]diag.Pos {
	all := map[string]diag.Pos{}
	_ = ast.Walk(doc, func(n ast.Node, enter bool) (ast.WalkStatus, error) {
		if n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		if d, ok := n.(*ast.LinkReferenceDefinition); ok && enter {
			label := util.ToLinkReference(d.Label)
			if _, known := all[label]; !known { // the first one counts
				all[label] = b.src.pos(d.Pos())
			}
		}
		return ast.WalkContinue, nil
	})
	return all
}

// clip shortens what a message quotes.
func clip(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	if utf8.RuneCountInString(s) <= 60 {
		return s
	}
	return string([]rune(s)[:57]) + "…"
}
