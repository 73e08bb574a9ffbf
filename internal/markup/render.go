package markup

import (
	"bytes"
	"fmt"
	"html"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	ghtml "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// textWriter resolves entities and escapes; it holds no state.
var textWriter = ghtml.NewWriter()

// nodes renders everything that holds text, leads somewhere or may be unsafe.
// What it leaves out (emphasis, lists, tables …) goldmark's renderers write.
type nodes struct {
	raw *policies // what is let through of HTML; nil leaves it out
}

func (r nodes) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindParagraph, r.paragraph)
	reg.Register(ast.KindTextBlock, r.textBlock)
	reg.Register(ast.KindText, entering(r.text))
	reg.Register(ast.KindString, entering(r.str))
	reg.Register(ast.KindCodeSpan, r.codeSpan)
	reg.Register(ast.KindCodeBlock, r.codeBlock)
	reg.Register(ast.KindFencedCodeBlock, r.codeBlock)
	reg.Register(ast.KindAutoLink, entering(r.autoLink))
	reg.Register(ast.KindLink, r.link)
	reg.Register(ast.KindImage, r.image)
	reg.Register(ast.KindRawHTML, entering(r.rawHTML))
	reg.Register(ast.KindHTMLBlock, entering(r.htmlBlock))
	reg.Register(kindWikilink, entering(r.wikilink))
	reg.Register(kindBlockEnd, entering(func(b *builder, _ []byte, _ ast.Node) { b.closeRaw(0); b.endBlock(); b.loose = 0 }))
	reg.Register(kindCriticOpen, entering(func(b *builder, _ []byte, n ast.Node) { b.openPassage(n.(*criticOpen)) }))
	reg.Register(kindCriticClose, entering(func(b *builder, _ []byte, n ast.Node) { b.closePassage(n.(*criticClose)) }))
	reg.Register(kindLeftOut, entering(func(*builder, []byte, ast.Node) {}))
	reg.Register(extast.KindTaskCheckBox, entering(r.checkBox))
	reg.Register(extast.KindTable, r.table)
	reg.Register(extast.KindTableCell, r.tableCell)
}

// entering adapts a function for nodes that are rendered in one go.
func entering(f func(*builder, []byte, ast.Node)) renderer.NodeRendererFunc {
	return func(w util.BufWriter, src []byte, n ast.Node, enter bool) (ast.WalkStatus, error) {
		if enter {
			f(w.(*builder), src, n)
		}
		return ast.WalkSkipChildren, nil
	}
}

// placeOf says what may stand in the text of n: mentions not in links,
// headings and code.
func placeOf(n ast.Node) place {
	for p := n.Parent(); p != nil; p = p.Parent() {
		switch p.Kind() {
		case ast.KindLink:
			return place{linked: true}
		case ast.KindHeading, ast.KindCodeSpan:
			return place{}
		}
		if p.Type() == ast.TypeBlock {
			break
		}
	}
	return place{plain: true}
}

func (nodes) text(b *builder, src []byte, node ast.Node) {
	n := node.(*ast.Text)
	if !n.IsRaw() {
		b.warnText(src, n.Segment.Start, n.Segment.Stop)
	}
	text := b.resolved(n.Segment.Value(src), n.IsRaw())
	b.from(n.Segment.Start, len(text) == n.Segment.Len())
	b.writeText(text, placeOf(n))
	switch {
	case n.HardLineBreak():
		b.writeText([]byte(" "), placeOf(n))
		b.WriteString("<br>\n")
	case n.SoftLineBreak():
		b.writeText([]byte("\n"), placeOf(n))
	}
}

func (nodes) str(b *builder, _ []byte, node ast.Node) {
	n := node.(*ast.String)
	b.from(n.BaseNode.Pos(), true) // where its parser began; Pos tells nothing
	b.writeText(b.resolved(n.Value, n.IsRaw() || n.IsCode()), placeOf(n))
	b.exact = false // it may be another sign than in the source
}

func (nodes) codeSpan(w util.BufWriter, src []byte, n ast.Node, enter bool) (ast.WalkStatus, error) {
	b := w.(*builder)
	if !enter {
		b.WriteString("</code>")
		return ast.WalkContinue, nil
	}
	b.WriteString("<code>")
	inCode := placeOf(n)
	inCode.plain = false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.from(t.Segment.Start, true)
			b.writeText(bytes.ReplaceAll(t.Segment.Value(src), []byte("\n"), []byte(" ")), inCode)
		}
	}
	return ast.WalkSkipChildren, nil
}

func (nodes) codeBlock(w util.BufWriter, src []byte, n ast.Node, enter bool) (ast.WalkStatus, error) {
	b := w.(*builder)
	if !enter {
		b.WriteString("</code></pre>\n")
		b.out.text = append(b.out.text, '\n') // beside that of its last line
		return ast.WalkContinue, nil
	}
	b.warnEndless(src, n)
	// A reader without a mouse scrolls a wide listing by keyboard.
	b.WriteString(`<pre tabindex="0"><code`)
	if f, ok := n.(*ast.FencedCodeBlock); ok && f.Language(src) != nil {
		b.WriteString(` class="language-` + html.EscapeString(string(f.Language(src))) + `"`)
	}
	b.WriteByte('>')
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		b.from(line.Start, true)
		b.writeText(line.Value(src), place{})
	}
	return ast.WalkSkipChildren, nil
}

// checkBox says by a name, too, whether it is ticked: that is all there is to hear of it.
func (nodes) checkBox(b *builder, _ []byte, n ast.Node) {
	if n.(*extast.TaskCheckBox).IsChecked {
		b.WriteString(`<input type="checkbox" checked disabled aria-label="Done"> `)
	} else {
		b.WriteString(`<input type="checkbox" disabled aria-label="To do"> `)
	}
}

// openTag opens the tag of a block, which says the direction of that where it has to.
func openTag(w util.BufWriter, tag string, block ast.Node) {
	_ = w.WriteByte('<')
	_, _ = w.WriteString(tag)
	ghtml.RenderAttributes(w, block, ghtml.GlobalAttributeFilter)
	_ = w.WriteByte('>')
}

// table stands in a group of its own, which scrolls where it is too wide. A region would be a
// landmark, and several of a text would have one name.
func (nodes) table(w util.BufWriter, _ []byte, n ast.Node, enter bool) (ast.WalkStatus, error) {
	if enter {
		_, _ = w.WriteString(`<div class="scroll" role="group" aria-label="Table" tabindex="0">`)
		openTag(w, "table", n)
		_ = w.WriteByte('\n')
	} else {
		_, _ = w.WriteString("</table></div>\n")
	}
	return ast.WalkContinue, nil
}

// tableCell says the alignment of a column by a class: style attributes are
// forbidden by the pages' security policy.
func (nodes) tableCell(w util.BufWriter, src []byte, node ast.Node, enter bool) (ast.WalkStatus, error) {
	n, tag := node.(*extast.TableCell), "td"
	if enter && n.NextSibling() == nil && n.Lines().Len() > 0 {
		w.(*builder).warnCells(src, n.Lines().At(0).Stop)
	}
	if n.Parent().Kind() == extast.KindTableHeader {
		tag = "th"
	}
	switch {
	case !enter:
		_, _ = w.WriteString("</" + tag + ">\n")
	case n.Alignment == extast.AlignNone:
		_, _ = w.WriteString("<" + tag + ">")
	default:
		_, _ = w.WriteString("<" + tag + ` class="align-` + n.Alignment.String() + `">`)
	}
	return ast.WalkContinue, nil
}

// autoLink writes an address that is its own words. It breaks anywhere, runs from left to
// right in any text, and is not printed a second time.
func (nodes) autoLink(b *builder, src []byte, node ast.Node) {
	n := node.(*ast.AutoLink)
	url, label := string(n.URL(src)), n.Label(src)
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		url = "mailto:" + url
	}
	within := !safeURL(url) || b.inLink(n, n.Pos())
	from := n.Pos() + bytes.Index(src[n.Pos():], label) // it may have "<" before it
	if bare, has := WithoutUser(url); has {
		b.src.warnf(from, "the address has a user name or a password, which readers see; write %s", clip(bare))
	}
	b.from(from, true)
	if within {
		b.writeText(label, placeOf(n))
		return
	}
	b.WriteString(`<a class="address" dir="ltr" href="` + attribute(url) + `">`)
	b.writeText(label, place{linked: true})
	b.WriteString("</a>")
}

func (nodes) link(w util.BufWriter, src []byte, node ast.Node, enter bool) (ast.WalkStatus, error) {
	b, n := w.(*builder), node.(*ast.Link)
	dest := destination(n.Destination)
	unfit := unfitAddress(dest)
	if unfit == "" && wordless(n, src) {
		unfit = fmt.Sprintf("the link to %q is left out: it has no words; write some in the square brackets", clip(dest))
	}
	switch {
	case !enter && unfit == "":
		b.WriteString("</a>")
	case !enter:
	case unfit != "":
		b.src.warnf(offsetOf(n), "%s", unfit)
	default:
		b.WriteString(`<a href="`)
		if l, ok := localLink(dest); ok {
			l.Pos, l.Titled = b.addressed(n, n.Reference), true
			b.writeURL(b.link(l))
		} else {
			b.WriteString(attribute(dest))
		}
		b.WriteByte('"')
		if len(n.Title) > 0 {
			b.WriteString(` title="` + html.EscapeString(string(b.plainText(n.Title))) + `"`)
		}
		b.WriteByte('>')
	}
	return ast.WalkContinue, nil
}

// wordless reports whether there is nothing in a link to be seen.
func wordless(link *ast.Link, src []byte) bool {
	for c := link.FirstChild(); c != nil; c = c.NextSibling() {
		if text, ok := c.(*ast.Text); !ok || len(bytes.TrimSpace(text.Segment.Value(src))) > 0 {
			return false
		}
	}
	return true
}

// unfitAddress says why no link leads to an address; "" where one may.
func unfitAddress(dest string) string {
	switch {
	case dest == "":
		return "the link is left out: it has no address; write one in the round brackets"
	case wwwName.MatchString(dest) && !wwwFile.MatchString(dest):
		return fmt.Sprintf("the link to %q is left out: browsers would look for it on this site; write %q", clip(dest), clip("https://"+dest))
	case nearlyWeb.MatchString(dest):
		return fmt.Sprintf("the link to %q is left out: it is no web address; write %q", clip(dest), clip(nearlyWeb.ReplaceAllString(dest, "$1://$2")))
	case !safeURL(dest):
		return fmt.Sprintf("the link to %q is left out: only http, https, mailto and tel addresses are linked", clip(dest))
	}
	if bare, has := WithoutUser(dest); has {
		return fmt.Sprintf("the link is left out: its address has a user name or a password, which readers would see; write %q", clip(bare))
	}
	return ""
}

var (
	// wwwName matches what is written as most web addresses are said.
	wwwName = regexp.MustCompile(`(?i)^(?:www\..|(?:[\pL\pN-]+\.)+(?:ac|co|com|edu|gov|info|int|net|org)(?:\.\pL{2})?(?:[/?#]|$))`)
	// nearlyWeb matches a web address with something else than its "://".
	nearlyWeb = regexp.MustCompile(`(?i)^(https?)(?::[/\\]?|[/\\]{2}|:\\{2}|:[/\\]{3,})([^/\\].*)$`)
	// wwwFile matches the name of a file beside the page, as hardly a name of a host ends.
	wwwFile = regexp.MustCompile(`(?i)^[^/?#]+\.(?:md|markdown|pdf|` + strings.ReplaceAll(strings.Join(pictures, "|"), ".", "") + `)(?:#|$)`)
)

// pictures are the ends of names by which browsers show files as pictures.
var pictures = []string{".apng", ".avif", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".svg", ".webp"}

func (nodes) image(w util.BufWriter, src []byte, node ast.Node, enter bool) (ast.WalkStatus, error) {
	if !enter {
		return ast.WalkContinue, nil
	}
	b, n := w.(*builder), node.(*ast.Image)
	dest, alt := destination(n.Destination), b.flatText(n, true)
	b.refuseNotes(n)
	if dest == "" {
		b.src.warnf(offsetOf(n), "the image has no address; write one in the round brackets")
		b.staticImage(n, alt, "", &Image{Missing: true})
		return ast.WalkSkipChildren, nil
	}
	if scheme(dest) != "" || strings.HasPrefix(strings.ReplaceAll(dest, `\`, "/"), "//") {
		b.foreignImage(n, dest, alt)
		return ast.WalkSkipChildren, nil
	}
	if strings.TrimSpace(alt) == "" {
		b.src.warnf(offsetOf(n), "the image %q has no description; write one in the square brackets, for readers who do not see it", clip(dest))
	}
	if strings.HasPrefix(dest, "/") {
		b.staticImage(n, alt, percentEncoded(dest), &Image{})
	} else {
		target := unescapePath(dest)
		if !slices.Contains(pictures, strings.ToLower(path.Ext(target))) {
			b.src.warnf(offsetOf(n), `%q is no picture that browsers show; take the "!" off to link it`, clip(dest))
		}
		b.image(n, alt, b.link(Link{Pos: b.addressed(n, n.Reference), Target: target, Path: true, Titled: true}))
	}
	return ast.WalkSkipChildren, nil
}

// foreignImage shows an image that lies elsewhere by its description, as a link where
// there may be one: a reader's browser asks nobody but the site itself.
func (b *builder) foreignImage(n *ast.Image, dest, alt string) {
	offset, where := offsetOf(n), placeOf(n)
	b.fromWords(offset+len("["), []byte(alt))
	switch kind := scheme(dest); {
	case kind != "" && kind != "http" && kind != "https":
		b.src.warnf(offset, "the description of the image %q is shown in its place: only http and https addresses are linked; put a copy beside the article", clip(dest))
	case where.linked:
		b.src.warnf(offset, "the description of the image %q is shown in its place: it lies on another host, and a link cannot stand within another; put a copy beside the article", clip(dest))
	default:
		b.src.warnf(offset, "the image %q is shown as a link, because it lies on another host; put a copy beside the article", clip(dest))
		b.WriteString(`<a href="` + attribute(dest) + `">`)
		b.writeText([]byte(alt), place{linked: true})
		b.WriteString("</a>")
		return
	}
	b.writeText([]byte(alt), where)
}

func (r nodes) rawHTML(b *builder, src []byte, node ast.Node) {
	n := node.(*ast.RawHTML)
	first := n.Segments.At(0)
	if r.raw == nil {
		b.warnHTML(first.Value(src), first.Start)
		if lineBreakTag.Match(first.Value(src)) {
			b.lineBreak()
		}
		return
	}
	b.rawHTML(r.raw.text, n.Segments.Value(src), first.Start)
}

func (r nodes) htmlBlock(b *builder, src []byte, node ast.Node) {
	n := node.(*ast.HTMLBlock)
	if n.Lines().Len() == 0 {
		return
	}
	b.warnEndless(src, n)
	first := n.Lines().At(0)
	if r.raw == nil {
		b.warnHTML(first.Value(src), first.Start)
		return
	}
	all := n.Lines().Value(src)
	if n.HasClosure() {
		all = append(slices.Clone(all), n.ClosureLine.Value(src)...)
	}
	b.rawHTML(r.raw.block, all, first.Start)
	b.closeRaw(0)
	b.endBlock()
}

// players are elements that show what Markdown can only link.
var players = regexp.MustCompile(`(?i)^<(/?)(?:iframe|embed|object|video|audio)\b`)

// OffLine says how to write what stands above or below the line, for which neither Markdown
// nor plain text has signs of its own.
const OffLine = "write it in signs of Unicode, as in 10⁶ and H₂O"

// offLine are the elements of what stands above and below the line.
var offLine = regexp.MustCompile(`(?i)^</?su[bp]\b`)

// warnHTML says that HTML is left out; comments, and the ends of players, are left out
// silently.
func (b *builder) warnHTML(raw []byte, offset int) {
	trimmed := bytes.TrimSpace(raw)
	player := players.FindSubmatch(trimmed)
	instead := "write it in Markdown"
	switch {
	case bytes.HasPrefix(trimmed, []byte("<!--")), player != nil && len(player[1]) > 0:
		return
	case player != nil:
		instead = "link what it shows, as in [the film](https://example.org/film)"
	case offLine.Match(trimmed):
		instead = OffLine
	}
	b.src.warnf(offset+bytes.Index(raw, trimmed), "HTML is left out: %s; %s", clip(string(trimmed)), instead)
}

func (nodes) wikilink(b *builder, _ []byte, node ast.Node) {
	n := node.(*wikilink)
	n.link.Pos = b.src.pos(n.offset)
	k := b.link(n.link)
	if b.inLink(n, n.offset) {
		b.writeWords(n, k)
		return
	}
	b.WriteString(`<a class="wikilink" href="`)
	b.writeURL(k)
	b.WriteString(`">`)
	b.writeWords(n, k)
	b.WriteString("</a>")
}

// writeWords adds the author's own words of a wikilink, or else the title of what it leads
// to.
func (b *builder) writeWords(n *wikilink, link int) {
	if n.text != nil {
		b.fromWords(n.offset+bytes.IndexByte(b.src.text[n.offset:], '|')+1, n.text)
		b.writeText(n.text, place{linked: true})
	} else {
		b.from(n.offset, true)
		b.writeTitle(link)
	}
}

// inLink reports whether a link, at an offset of the source, stands within another, as
// neither CommonMark nor HTML allows it, and warns of that.
func (b *builder) inLink(n ast.Node, offset int) bool {
	in := placeOf(n).linked
	if in {
		b.src.warnf(offset, "a link cannot stand within another, and its words alone are shown; write it before or after that link")
	}
	return in
}

// localLink reports whether dest leads to a Markdown file or to a file in the
// page's bundle: a relative path with an extension, or one to Markdown from the root.
func localLink(dest string) (Link, bool) {
	if scheme(dest) != "" || strings.HasPrefix(dest, "//") || strings.HasPrefix(dest, "#") || strings.HasPrefix(dest, "?") {
		return Link{}, false
	}
	target, fragment := dest, ""
	if i := strings.IndexByte(dest, '#'); i >= 0 {
		target, fragment = dest[:i], dest[i:]
	}
	if path.Ext(target) == "" || strings.HasPrefix(dest, "/") && !IsMarkdown(target) {
		return Link{}, false
	}
	return Link{Target: unescapePath(target), Path: true, Fragment: fragment}, true
}

// IsMarkdown reports whether a file holds Markdown, by its name.
func IsMarkdown(name string) bool {
	ext := path.Ext(name)
	return strings.EqualFold(ext, ".md") || strings.EqualFold(ext, ".markdown")
}
