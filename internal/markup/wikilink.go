package markup

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
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

// embedded matches how a picture or a note is shown within another by programs that keep notes.
var embedded = regexp.MustCompile(`^(!\[\[([^\[\]|]+)(?:\|[^\[\]]*)?\]\])(?:[^(\[]|$)`)

type wikilinkParser struct{}

func (wikilinkParser) Trigger() []byte { return []byte{'[', '!'} }

func (wikilinkParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if inner := embedded.FindSubmatch(line); inner != nil {
		parseStateOf(pc).warnf(segment.Start, "no picture is shown by %s; write ![description](<%s>)", clip(string(inner[1])), clip(string(inner[2])))
	}
	if !bytes.HasPrefix(line, []byte("[[")) {
		return nil
	}
	startLine, start := block.Position()
	inner, ended := readInner(block)
	if !ended || len(bytes.TrimSpace(inner)) == 0 {
		if text := unlinked(inner, ended, block, pc); text != "" {
			parseStateOf(pc).warnf(segment.Start, "%s", text)
		}
		block.SetPosition(startLine, start)
		return nil
	}
	if bytes.Contains(inner, []byte("{>>")) || bytes.Contains(inner, []byte("{==")) {
		parseStateOf(pc).error(segment.Start, "a passage cannot stand within a [[link]]; write {== before the link and ==} after it")
	}
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

// readInner reads what stands between "[[" and the next bracket, and the brackets too
// where they end the link. It may run over several lines of a block: each break is a space.
func readInner(block text.Reader) (inner []byte, ended bool) {
	block.Advance(2)
	for line, _ := block.PeekLine(); line != nil; line, _ = block.PeekLine() {
		if end := bytes.IndexAny(line, "[]"); end >= 0 {
			inner, ended = append(inner, line[:end]...), bytes.HasPrefix(line[end:], []byte("]]"))
			if block.Advance(end); ended {
				block.Advance(2)
			}
			return inner, ended
		}
		inner = append(append(inner, bytes.TrimSpace(line)...), ' ')
		block.AdvanceLine()
	}
	return inner, false
}

// unlinked says why "[[" begins no link, where one was meant: by what stands after it, and
// by what follows from the next bracket on. A link or a footnote of Markdown may stand in
// brackets, and brackets in the words of a link.
func unlinked(inner []byte, ended bool, block text.Reader, pc parser.Context) string {
	if ended {
		return `"[[]]" links nothing; write a slug between the brackets`
	}
	if len(bytes.TrimSpace(inner)) == 0 || inner[0] == '^' {
		return ""
	}
	rest, _ := block.PeekLine()
	if after, closed := bytes.CutPrefix(rest, []byte("]")); closed {
		if _, defined := pc.Reference(util.ToLinkReference(inner)); defined || len(after) > 0 && bytes.IndexByte([]byte("([:"), after[0]) >= 0 {
			return ""
		}
	}
	if !bytes.Contains(inner, []byte("|")) && closes(block, 2) {
		return ""
	}
	return `this link never ends; write ]] after it, in the same paragraph, or \[[ where brackets are meant`
}

// mostNested is within how many bytes brackets have to close what others open.
const mostNested = 500

// closes reports whether so many brackets that are open are closed in what follows, as in
// [[Video] A strike](https://example.org/).
func closes(block text.Reader, open int) bool {
	left := mostNested
	for line, _ := block.PeekLine(); line != nil && left > 0; line, _ = block.PeekLine() {
		escaped := false
		for _, c := range line[:min(len(line), left)] {
			switch {
			case escaped:
				escaped = false
				continue
			case c == '[':
				open++
			case c == ']':
				open--
			}
			if escaped = c == '\\'; open == 0 {
				return true
			}
		}
		left -= len(line)
		block.AdvanceLine()
	}
	return false
}
