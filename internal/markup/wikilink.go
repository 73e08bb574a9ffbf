package markup

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// kinds are the words that may stand before the colon of [[kind:slug]].
var kinds = []string{"article", "incident", "actor", "source", "page"}

var kindWikilink = ast.NewNodeKind("Wikilink")

// wikilink is [[slug]], [[kind:slug]], [[slug#fragment]] or [[slug|text]].
type wikilink struct {
	ast.BaseInline
	link   Link
	offset int
	text   []byte // the author's own text; nil where there is none
}

func (*wikilink) Kind() ast.NodeKind              { return kindWikilink }
func (n *wikilink) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// words returns what is known of what readers see of the link.
func (n *wikilink) words() string {
	if n.text != nil {
		return string(n.text)
	}
	return n.link.Target
}

type wikilinkParser struct{}

func (wikilinkParser) Trigger() []byte { return []byte{'['} }

func (wikilinkParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("[[")) {
		return nil
	}
	inner, _, closed := bytes.Cut(line[2:], []byte("]]"))
	if !closed || len(bytes.TrimSpace(inner)) == 0 || bytes.ContainsAny(inner, "[]") {
		return nil
	}
	if bytes.Contains(inner, []byte("{>>")) || bytes.Contains(inner, []byte("{==")) {
		parseStateOf(pc).problem(segment.Start, "a passage cannot stand within a [[link]]; write {== before the link and ==} after it")
	}
	block.Advance(len(inner) + 4)
	n := &wikilink{offset: segment.Start}
	// Inside a table the bar may be written with a backslash.
	target, label, titled := strings.Cut(strings.ReplaceAll(string(inner), `\|`, "|"), "|")
	if label = strings.TrimSpace(label); titled && label != "" {
		n.text, n.link.Titled = []byte(label), true
	}
	target = strings.TrimSpace(target)
	if i := strings.IndexByte(target, '#'); i >= 0 {
		target, n.link.Fragment = target[:i], target[i:]
	}
	n.link.Target = target
	for _, kind := range kinds {
		if slug, ok := strings.CutPrefix(target, kind+":"); ok {
			n.link.Kind, n.link.Target = kind, strings.TrimSpace(slug)
		}
	}
	return n
}
