package markup

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// headingIDs makes the ids of headings: letters and digits of any script with
// single hyphens between, numbered where a text has two alike. All other ids
// on a page hold a colon or two hyphens in a row, so that none ever clash.
type headingIDs map[string]int // how many have been numbered of each

// id returns the id of a heading with these words.
func (h headingIDs) id(words string) string {
	id := idOf(words)
	for base := id; ; id = base + "-" + strconv.Itoa(h[base]) {
		if _, taken := h[id]; !taken {
			h[id] = 0
			return id
		}
		h[base]++
	}
}

// idOf returns the id that words give.
func idOf(words string) string { return cmp.Or(Hyphened(words), "section") }

// Hyphened returns the letters and digits of a text, of any script, in small letters with
// single hyphens between its words: "" where it has none.
func Hyphened(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.N, unicode.M)
	})
	return strings.Join(words, "-")
}

// writtenForm is an id that an author wrote behind the words of a heading, also behind
// the number signs that close it.
var writtenForm = regexp.MustCompile(`(?:[ \t]+#+)?[ \t]+\{#([^\s{}]+)\}[ \t]*$`)

// headingParser is a parser of goldmark's that takes what authors write behind a heading,
// as in "## Rules {#rules}", for its id.
type headingParser struct{ parser.BlockParser }

// Close implements [parser.BlockParser].
func (p headingParser) Close(node ast.Node, reader text.Reader, ctx parser.Context) {
	p.BlockParser.Close(node, reader, ctx)
	last := node.Lines().Len() - 1
	if last < 0 {
		return
	}
	line := node.Lines().At(last)
	words := line.Value(reader.Source())
	if at := writtenForm.FindSubmatchIndex(words); at != nil {
		node.SetAttributeString("id", words[at[2]:at[3]])
		node.Lines().Set(last, line.WithStop(line.Start+at[0]))
	}
}

// identify gives headings their ids: first those that authors wrote, then those of the
// others. These are made once the text is parsed, from what readers see: no note of the
// editors and no mark of a footnote is in them.
func (b *builder) identify(headings []*ast.Heading) {
	var others []*ast.Heading
	for _, h := range headings {
		if id, written := h.AttributeString("id"); written {
			h.SetAttributeString("id", []byte(b.ids.id(b.writtenID(h, string(id.([]byte))))))
		} else {
			others = append(others, h)
		}
	}
	for _, h := range others {
		h.SetAttributeString("id", []byte(b.ids.id(b.flatText(h, false))))
	}
}

// writtenID returns the id that an author wrote behind a heading, in the form that ids
// have, and tells of one that cannot be as it is.
func (b *builder) writtenID(h *ast.Heading, id string) string {
	fit := idOf(id)
	if fit != id {
		b.src.warnf(h.Pos(), "%q cannot be the id of a heading: small letters, digits and single hyphens are allowed; write {#%s}", id, fit)
	}
	if _, taken := b.ids[fit]; taken {
		b.src.warnf(h.Pos(), "the id %q is that of another heading; write another", fit)
	}
	return fit
}
