package importer

import (
	"bytes"
	"cmp"
	"regexp"
	"slices"
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
// nowhere on the web are their words, and pictures and films are links: a site shows only
// those of its own. Pos is for what cannot be read.
func (r *reader) markdown(text, page string, pos diag.Pos) string {
	c := converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(), commonmark.NewCommonmarkPlugin(), strikethrough.NewStrikethroughPlugin(),
		// Cells that are padded to one width take the widest one's room in each row.
		table.NewTablePlugin(table.WithCellPaddingBehavior(table.CellPaddingBehaviorMinimal)),
	))
	c.Register.RendererFor("a", converter.TagTypeInline, link, converter.PriorityEarly)
	for _, tag := range pictures {
		c.Register.RendererFor(tag, converter.TagTypeInline, picture, converter.PriorityEarly)
	}
	c.Register.RendererFor("sup", converter.TagTypeInline, raised, converter.PriorityEarly)
	c.Register.RendererFor("table", converter.TagTypeBlock, tableInBlocks, converter.PriorityLate)
	c.Register.PreRenderer(leaveOut, converter.PriorityEarly-1) // before theirs
	c.Register.PreRenderer(linkBare, converter.PriorityEarly)
	c.Register.PreRenderer(boundTables, converter.PriorityEarly)
	c.Register.EscapedChar('{', ':')
	c.Register.UnEscaper(sign, converter.PriorityEarly)
	made, err := c.ConvertString(text, converter.WithDomain(page))
	if err != nil {
		r.problems.Errorf(pos, "the text cannot be read: %v", err)
	}
	return made
}

// pictures are the elements of pictures and films.
var pictures = []string{"img", "iframe", "video", "audio"}

// ours are signs of Markdown of ours that are nothing but signs in theirs: an annotated
// passage begins, or a tracked change, or a definition.
var ours = regexp.MustCompile(`^(?:\{(?:==|\+\+|--)|:[ \t])`)

// sign is a [converter.HandleUnEscapeFunc] for them, and for what begins a link.
func sign(text []byte, at int) int {
	const longest = 2 * len("{==") // with what marks that a sign may have to be escaped
	signs := bytes.ReplaceAll(text[at:min(at+longest, len(text))], marker.BytesMarkerEscaping, nil)
	before := bytes.TrimRight(text[:at], " \a")
	if signs[0] == '[' { // theirs would look for its end to the end of the line
		return 1
	}
	if ours.Match(signs) && (signs[0] != ':' || len(before) == 0 || before[len(before)-1] == '\n') {
		return 1
	}
	return -1
}

// leaveOut takes out what no text shows, such as comments, and joins the texts around it:
// theirs copies what it has joined for each piece.
func leaveOut(ctx converter.Context, n *html.Node) {
	for child, next := n.FirstChild, (*html.Node)(nil); child != nil; child = next {
		next = child.NextSibling
		name := child.Data
		if child.Type == html.CommentNode {
			name = "#comment"
		}
		if kind, _ := ctx.GetTagType(name); kind == converter.TagTypeRemove && child.Type != html.TextNode {
			n.RemoveChild(child)
			continue
		}
		leaveOut(ctx, child)
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.Type != html.TextNode {
			continue
		}
		var whole strings.Builder
		whole.WriteString(child.Data)
		for next := child.NextSibling; next != nil && next.Type == html.TextNode; next = child.NextSibling {
			whole.WriteString(next.Data)
			n.RemoveChild(next)
		}
		child.Data = whole.String()
	}
}

// bare matches an address that stands in a text, without the sign that ends a sentence.
var bare = regexp.MustCompile(`https?://[^\s<>"]*[^\s<>"'.,:;!?)\]}»”’]`)

// linkBare makes links of addresses that stand in a text and hold signs of Markdown: where
// those are escaped, a link that readers get would end.
func linkBare(ctx converter.Context, n *html.Node) {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		switch child.DataAtom {
		case atom.A, atom.Code, atom.Pre, atom.Script, atom.Style:
			continue
		}
		linkBare(ctx, child)
		if child.Type != html.TextNode {
			continue
		}
		text, from := child.Data, 0
		for _, at := range bare.FindAllStringIndex(text, -1) {
			address := text[at[0]:at[1]]
			if !strings.ContainsAny(address, "_*~") {
				continue
			}
			n.InsertBefore(&html.Node{Type: html.TextNode, Data: text[from:at[0]]}, child)
			n.InsertBefore(linkTo(address, address), child)
			from = at[1]
		}
		child.Data = text[from:]
	}
}

// linkTo makes a link.
func linkTo(address, name string) *html.Node {
	to := &html.Node{Type: html.ElementNode, Data: "a", DataAtom: atom.A, Attr: []html.Attribute{{Key: "href", Val: address}}}
	to.AppendChild(&html.Node{Type: html.TextNode, Data: name})
	return to
}

// link writes the words of a link alone where it cannot lead anywhere, and nothing where
// there are none.
func link(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	if !visible(ctx, n) {
		return converter.RenderSuccess
	}
	if leads(inFull(ctx, n, "href")) {
		return converter.RenderTryNext
	}
	ctx.RenderChildNodes(ctx, w, n)
	return converter.RenderSuccess
}

// leads reports whether a link may lead to an address.
func leads(address string) bool { return isWeb(address) || strings.HasPrefix(address, "mailto:") }

// visible reports whether readers see something of what is in an element.
func visible(ctx converter.Context, n *html.Node) bool {
	for child := range n.ChildNodes() {
		if child.Type == html.TextNode && words(child.Data) != "" || source(ctx, child) != "" || visible(ctx, child) {
			return true
		}
	}
	return false
}

// picture writes a picture or a film as a link, or in a link as its name.
func picture(ctx converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	address := source(ctx, n)
	if address == "" {
		return converter.RenderSuccess
	}
	name := cmp.Or(words(attribute(n, "alt")), words(attribute(n, "title")))
	for in := n.Parent; in != nil; in = in.Parent {
		if to := inFull(ctx, in, "href"); in.DataAtom == atom.A && leads(to) {
			ctx.RenderNodes(ctx, w, &html.Node{Type: html.TextNode, Data: cmp.Or(name, to)})
			return converter.RenderSuccess
		}
	}
	ctx.RenderNodes(ctx, w, linkTo(address, cmp.Or(name, address)))
	return converter.RenderSuccess
}

// source returns where a picture or a film lies on the web, "" for other elements. Some pages
// name late what they show.
func source(ctx converter.Context, n *html.Node) string {
	if slices.Contains(pictures, n.Data) {
		for _, name := range []string{"src", "data-src"} {
			if address := inFull(ctx, n, name); isWeb(address) {
				return address
			}
		}
	}
	return ""
}

// inFull returns the address that an attribute holds, "" for none: that of no page.
func inFull(ctx converter.Context, n *html.Node, name string) string {
	written := attribute(n, name)
	if written == "" {
		return ""
	}
	return ctx.AssembleAbsoluteURL(ctx, n.Data, written)
}

// powers are digits as they stand above a line.
var powers = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "-", "⁻", "−", "⁻")

// power matches a number above a line.
var power = regexp.MustCompile(`^[-−]?[0-9]+$`)

// raised writes a number above a line as one, so that 10<sup>6</sup> is no 106.
func raised(_ converter.Context, w converter.Writer, n *html.Node) converter.RenderStatus {
	if only := n.FirstChild; only != nil && only.NextSibling == nil && only.Type == html.TextNode && power.MatchString(only.Data) {
		_, _ = w.WriteString(powers.Replace(only.Data)) // into memory
		return converter.RenderSuccess
	}
	return converter.RenderTryNext
}

// raisedText matches a number above the line in HTML.
var raisedText = regexp.MustCompile(`<sup(?:\s[^<>]*)?>[-−]?[0-9]+</sup>`)

// raiseNumbers writes numbers above the line as [raised] does, in texts that lose their tags.
func raiseNumbers(text string) string {
	return raisedText.ReplaceAllStringFunc(text, powers.Replace)
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
	z, hidden := html.NewTokenizer(strings.NewReader(raiseNumbers(text))), false
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
