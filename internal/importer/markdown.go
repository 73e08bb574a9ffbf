package importer

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/marker"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/strikethrough"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/internal/diag"
)

// markdown returns a text in HTML as Markdown; links in it start from page. Links that lead
// nowhere on the web are their words, and pictures are links: a site shows only pictures of
// its own. Pos is for what cannot be read.
func (r *reader) markdown(text, page string, pos diag.Pos) string {
	c := converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), strikethrough.NewStrikethroughPlugin(), table.NewTablePlugin(),
	))
	c.Register.RendererFor("a", converter.TagTypeInline, link, converter.PriorityEarly)
	c.Register.RendererFor("img", converter.TagTypeInline, picture, converter.PriorityEarly)
	c.Register.EscapedChar('{', ':')
	c.Register.UnEscaper(sign, converter.PriorityStandard)
	made, err := c.ConvertString(text, converter.WithDomain(page))
	if err != nil {
		r.problems.Errorf(pos, "the text cannot be read: %v", err)
	}
	return made
}

// ours are signs of Markdown of ours that are nothing but signs in theirs: an annotated
// passage begins, or a definition.
var ours = regexp.MustCompile(`^(?:\{==|:[ \t])`)

// sign is a [converter.HandleUnEscapeFunc] for them.
func sign(text []byte, at int) int {
	const longest = 2 * len("{==") // with what marks that a sign may have to be escaped
	signs := bytes.ReplaceAll(text[at:min(at+longest, len(text))], marker.BytesMarkerEscaping, nil)
	before := bytes.TrimRight(text[:at], " \a")
	if ours.Match(signs) && (signs[0] != ':' || len(before) == 0 || before[len(before)-1] == '\n') {
		return 1
	}
	return -1
}

// link writes the words of a link alone where it cannot lead anywhere.
func link(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	address := ctx.AssembleAbsoluteURL(ctx, "a", attribute(n, "href"))
	if isWeb(address) || strings.HasPrefix(address, "mailto:") {
		return converter.RenderTryNext
	}
	ctx.RenderChildNodes(ctx, w, n)
	return converter.RenderSuccess
}

// picture writes a picture as a link.
func picture(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	address := ctx.AssembleAbsoluteURL(ctx, "img", attribute(n, "src"))
	name := words(attribute(n, "alt"))
	switch {
	case !isWeb(address):
		return converter.RenderSuccess
	case name == "":
		name = address
	}
	to := &html.Node{Type: html.ElementNode, Data: "a", DataAtom: atom.A, Attr: []html.Attribute{{Key: "href", Val: address}}}
	to.AppendChild(&html.Node{Type: html.TextNode, Data: name})
	ctx.RenderNodes(ctx, w, to)
	return converter.RenderSuccess
}

// attribute returns the value of an attribute; "" for none.
func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// plain returns the text of HTML, with single spaces.
func plain(text string) string {
	var b strings.Builder
	z, hidden := html.NewTokenizer(strings.NewReader(text)), false
	for {
		switch z.Next() {
		case html.ErrorToken:
			return words(b.String())
		case html.TextToken:
			if !hidden {
				b.Write(z.Text())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			token := z.Token()
			hidden = token.Type == html.StartTagToken && (token.DataAtom == atom.Script || token.DataAtom == atom.Style)
			switch token.DataAtom {
			case atom.A, atom.B, atom.I, atom.Em, atom.Strong, atom.Span, atom.U, atom.Small, atom.Sup, atom.Sub:
			default:
				b.WriteByte(' ') // between blocks and lines
			}
		}
	}
}
