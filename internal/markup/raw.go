package markup

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"
)

// Raw says what becomes of HTML in Markdown.
type Raw bool

// HTML is left out with a warning, or what cannot do harm is let through.
const (
	LeftOut   Raw = false
	Sanitised Raw = true
)

// What Sanitised lets through: elements of text, in a block of HTML also those
// that group it, with the attributes of policy. There are no links and pictures,
// which Markdown has, and neither ids nor classes, which are the site's.
var (
	textElements  = strings.Fields("abbr b bdi bdo br cite del dfn em i ins kbd q s samp small span strong sub sup time u var wbr")
	groupElements = strings.Fields("blockquote caption dd details div dl dt figcaption figure hr li ol p summary table tbody td tfoot th thead tr ul")
	voidElements  = []string{"br", "hr", "wbr"}
)

// policies are what is let through within a paragraph and in a block of HTML.
type policies struct{ text, block *bluemonday.Policy }

func policy(elements ...string) *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements(elements...)
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^[A-Za-z0-9-]{2,35}$`)).Globally()
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(ltr|rtl|auto)$`)).Globally()
	p.AllowAttrs("title").Globally()
	p.AllowAttrs("datetime").OnElements("time", "del", "ins")
	p.AllowAttrs("colspan", "rowspan").Matching(bluemonday.Integer).OnElements("td", "th")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("open").Matching(regexp.MustCompile(`^$`)).OnElements("details")
	return p
}

// rawHTML writes what a policy lets through of HTML that stands at an offset of
// the source. Its text is text like any other, in which quotes and mentions are
// found. Elements are closed at the latest where the block ends.
func (b *builder) rawHTML(p *bluemonday.Policy, raw []byte, offset int) {
	safe := p.SanitizeBytes(raw)
	if !bytes.Equal(safe, written(raw)) {
		b.warnHTML(raw, offset)
	}
	b.from(offset, false)
	for z := html.NewTokenizer(bytes.NewReader(safe)); z.Next() != html.ErrorToken; {
		token := z.Token()
		if token.Data == "br" && token.Type != html.TextToken {
			b.lineBreak()
		}
		switch token.Type {
		case html.StartTagToken:
			b.WriteString(token.String())
			if !slices.Contains(voidElements, token.Data) {
				b.raw = append(b.raw, token.Data)
			}
		case html.SelfClosingTagToken:
			token.Type = html.StartTagToken
			b.WriteString(token.String())
		case html.EndTagToken:
			if k := slices.Index(b.raw, token.Data); k >= 0 {
				b.closeRaw(k)
			}
		case html.TextToken:
			if strings.TrimSpace(token.Data) == "" && (len(b.raw) == 0 || bytes.HasSuffix(b.out.text, []byte("\n"))) {
				continue // between blocks
			}
			text := []byte(token.Data)
			if bytes.HasSuffix(b.out.text, []byte("\n")) {
				text = bytes.TrimLeft(text, "\n")
			}
			b.writeText(text, place{plain: true})
		}
	}
}

// lineBreak writes what stands between words where HTML breaks the line.
func (b *builder) lineBreak() { b.writeText([]byte(" "), place{plain: true}) }

// lineBreakTag matches HTML that breaks a line.
var lineBreakTag = regexp.MustCompile(`(?i)^<br\s*/?>$`)

// written returns HTML as the tokenizer writes it, without comments.
func written(raw []byte) []byte {
	var out bytes.Buffer
	for z := html.NewTokenizer(bytes.NewReader(raw)); z.Next() != html.ErrorToken; {
		if token := z.Token(); token.Type != html.CommentToken {
			out.WriteString(token.String())
		}
	}
	return out.Bytes()
}

// closeRaw closes the elements of HTML that were opened last, down to the one
// of a number.
func (b *builder) closeRaw(down int) {
	for len(b.raw) > down {
		name := b.raw[len(b.raw)-1]
		b.raw = b.raw[:len(b.raw)-1]
		b.WriteString("</" + name + ">")
		if slices.Contains(groupElements, name) {
			b.endBlock()
		}
	}
}
