package markup

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// slip is what other kinds of Markdown know, or what is nearly a link, and what readers see as
// it is.
type slip struct {
	sign string         // with which it begins
	form *regexp.Regexp // what stands there in the source
	said string
}

// A link leads to something, and few other brackets hold addresses.
const (
	web        = `https?://|www\.|mailto:`
	address    = `(?:` + web + `|\.{0,2}/[^\s)])`
	target     = `(?:` + address + `\S*|[\pL\pN_./-]+\.(?:md|jpe?g|png|gif|webp|svg|pdf))`
	noLink     = `(?:$|[^(\[])` // behind brackets
	attributes = `[ \t]*(?:(?:[.#][\pL_][\pL\pN_-]*|[\pL_][\pL\pN_:-]*=(?:"[^"\n]*"|[^\s"{}]+))[ \t]*)+\}`
	noBraces   = "these braces mean nothing here, and readers see them; take them off"
)

var slips = []slip{
	{"] (", regexp.MustCompile(`^\] \(` + target + `(?:\s+["'][^"'\n]*["'])?\)`), "this is no link, because a space stands between ] and (; take it off"},
	{"](", regexp.MustCompile(`^\]\(` + address + `[^\s()]*\)`), "this is no link, because another link or a bracket stands among its words; take that out, or write a backslash before the bracket"},
	{"](", regexp.MustCompile(`^\]\(` + address), "this is no link, because its ) is missing or a space stands in its address; write [words](<address>)"},
	{"][", regexp.MustCompile(`^\]\[(?:` + web + `)[^\s\]]*\]` + noLink), "this is no link; write [words](address)"},
	{")[", regexp.MustCompile(`^\)\[(?:` + web + `|\.{1,2}/|/[^\s\]]*[/.])[^\s\]]*\]` + noLink), "this is no link; write [words](address)"},
	{"%%", regexp.MustCompile(`^%%(?:[^\s%](?:[^%]*[^\s%])?|\s[^%]*\s)%%(?:$|[^\pL\pN%])`), "%% hides nothing here, and readers see what stands after it; write <!-- and --> around what is not for them"},
	{"==", regexp.MustCompile(`^==[^\s=](?:[^=\n]*[^\s=])?==(?:$|[^\pL\pN=])`), "== marks nothing here, and readers see it; write **words**, or {==words==}{>>note<<} for a note on them"},
	{"^[", regexp.MustCompile(`^\^\[[^\]\n]*\pL[^\]\n]*\]` + noLink), "^[ begins no footnote here, and readers see it; write [^name] in its place, and [^name]: with the note on a line of its own"},
	{"{:", regexp.MustCompile(`^\{:(?:toc\}|` + attributes + `)`), noBraces},
	{"{.", regexp.MustCompile(`^\{` + attributes), noBraces},
	{"{", regexp.MustCompile(`^\{` + attributes), noBraces},
	{"<!--", regexp.MustCompile(`^<!--`), "this comment never ends, and readers see it; end it with --> before the next empty line"},
}

// maxSlip is how many bytes of one are looked at, and of what may begin it.
const maxSlip = 300

// telling are the bytes with which begins what warnText tells of.
var telling = func() (of [256]bool) {
	signs := []byte(emphasisSigns)
	for _, s := range slips {
		signs = append(signs, s.sign[0])
	}
	for _, sign := range signs {
		of[sign] = true
	}
	return of
}()

// warnText tells of what the text from one offset of the source to another has for readers
// that was meant to be something else: signs of emphasis, shortcodes and slips.
func (b *builder) warnText(src []byte, start, end int) {
	for at := start; at < end; at++ {
		if !telling[src[at]] {
			continue // nearly all
		}
		escaped := at > 0 && src[at-1] == '\\'
		switch sign := src[at]; {
		case strings.IndexByte(emphasisSigns, sign) >= 0:
			size := end - at - len(bytes.TrimLeft(src[at:end], string(sign)))
			if size == 2 && !escaped {
				b.looseSigns(src, at)
			}
			at += size - 1
		case escaped || at > 0 && src[at-1] == sign:
		case sign == '{' && b.warnShortcode(src, at):
		case b.warnSlip(src, at):
		default:
			b.warnUndefined(src, at)
		}
	}
}

// warnSlip tells of a slip at an offset of the source, and reports whether one has its form.
func (b *builder) warnSlip(src []byte, at int) bool {
	after := src[at:min(at+maxSlip, len(src))]
	for _, s := range slips {
		if bytes.HasPrefix(after, []byte(s.sign)) && s.form.Match(after) {
			if s.meant(src[:at]) {
				b.src.warnf(at, "%s", s.said)
			}
			return true
		}
	}
	return false
}

var (
	// worded matches what ends with the words of a link, up to the bracket behind them: other
	// brackets stand at the end of a word, as marks of sources do.
	worded = regexp.MustCompile(`(?:^|[\s(“‘«"'*_!>|—–])\[(?:[^\[\]^][^\[\]]*)?\pL[^\[\]]*$`)

	// label matches the second brackets of a link, as definitions are called.
	label = regexp.MustCompile(`^\]\[(?:\pN|[\pL\pN][\pL\pN_.:-]*[\pL\pN])\]` + noLink)

	// remark matches those that may be brackets behind brackets, as in [Laughter][Applause].
	remark = regexp.MustCompile(`^\]\[\pL+\]`)
)

// warnUndefined tells of a link whose second brackets, at an offset of the source, nothing
// defines. Where the text defines no links at all, one word may be a remark.
func (b *builder) warnUndefined(src []byte, at int) {
	before, after := src[max(0, at-maxSlip):at], src[at:min(at+maxSlip, len(src))]
	if !bytes.HasPrefix(after, []byte("][")) || !label.Match(after) || !worded.Match(before) {
		return
	}
	if len(b.ctx.References()) > 0 || !remark.Match(after) {
		b.src.warnf(at, "%s", "this is no link, because nothing says where the second brackets lead; write [words](address), or a backslash before the second [ where brackets are meant")
	}
}

// meant reports whether a slip may stand after what is before it in the source.
func (s slip) meant(before []byte) bool {
	before = before[max(0, len(before)-maxSlip):]
	last, _ := utf8.DecodeLastRune(before)
	switch s.sign {
	case "] (", "](", "][":
		return opened(before, '[')
	case ")[":
		return opened(before, '(')
	case "==":
		return !isWord(last) && last != '{'
	case "%%":
		rate, _ := utf8.DecodeLastRune(bytes.TrimRight(before, " ")) // as in 5 %% of them
		return !isWord(last) && !unicode.IsDigit(rate)
	case "^[": // behind a word or a sentence; an expression is ^[a-z]
		last, _ = utf8.DecodeLastRune(bytes.TrimSuffix(before, []byte{'"'}))
		return isWord(last) || strings.ContainsRune(".,;:!?)]*_”’»", last)
	case "{": // behind a link or a picture
		return last == ')'
	case "{:", "{.": // behind what they are of, in a heading, or alone
		line := bytes.Trim(before[bytes.LastIndexByte(before, '\n')+1:], " \t>")
		return len(line) == 0 || line[0] == '#' || strings.ContainsRune(")]*_`", last)
	}
	return true
}

// opened reports whether a bracket stands in a text.
func opened(text []byte, bracket byte) bool {
	at := bytes.LastIndexByte(text, bracket)
	return at == 0 || at > 0 && text[at-1] != '\\'
}

// warnLines tells of lines of a paragraph, or of an item of a list, that mean something only
// when they are written otherwise: readers see them as they are.
func (b *builder) warnLines(src []byte, paragraph ast.Node) {
	lines := paragraph.Lines()
	if quote := paragraph.Parent(); quote.Kind() == ast.KindBlockquote && quote.FirstChild() == paragraph {
		b.warnBox(src, lines.At(0), alertForm)
	}
	for n := range lines.Len() {
		if line := lines.At(n); strings.IndexByte(":!", src[line.Start]) >= 0 && b.warnBox(src, line, fenceForm) {
			break
		}
	}
	b.warnHeadings(src, lines)
	b.warnRows(src, lines, nearlyItem, "these lines are no list, and run on for readers; write - and a space before each, or 1. and a space; or an empty line between them where no list is meant")
	if !b.warnRule(src, lines) {
		b.warnRows(src, lines, nearlyRow, "these lines are no table; below the first, write |---| with a --- for each column")
	}
}

var (
	// alertForm is what makes a box of a quote on GitHub and in Obsidian, fenceForm what makes
	// one elsewhere.
	alertForm = regexp.MustCompile(`^\[!\pL+\]`)
	fenceForm = regexp.MustCompile(`^(?::::+|!!! [a-z]+(?:[ \t]+"[^"\n]*")?\s*$)`)

	// itemForm matches what is nearly an item of a list, unless it is what asideForm does, as in
	// -he said-; rowForm a row of a table.
	itemForm  = regexp.MustCompile(`^(?:[-+](?:\pL|\[|\*\*)|\*\pL[^*\n]*\s*$|\d{1,3}[.)]\pL|[•·‣]\s*\S)`)
	asideForm = regexp.MustCompile(`^-\pL[^\n]*[^\s-]-(?:[\s,.;:?!]|$)`)
	rowForm   = regexp.MustCompile(`^\|[^|\n]+\|(?:[^|\n]*\|)*\s*$`)
)

// itemSigns are the bytes with which begins what is nearly an item.
const itemSigns = "-+*0123456789\xc2\xe2"

func nearlyItem(line []byte) bool {
	return strings.IndexByte(itemSigns, line[0]) >= 0 && itemForm.Match(line) && !asideForm.Match(line)
}

func nearlyRow(line []byte) bool { return line[0] == '|' && rowForm.Match(line) }

// ruleForm matches the line between the head of a table and its rows.
var ruleForm = regexp.MustCompile(`^\|?(?:\s*:?-+:?\s*\|)+\s*:?-+:?\s*\|?\s*$`)

// warnRule tells of a rule that makes no table, and reports whether there is one.
func (b *builder) warnRule(src []byte, lines *text.Segments) bool {
	for n := 1; n < lines.Len(); n++ {
		if line := lines.At(n); strings.IndexByte("|:-", src[line.Start]) >= 0 && ruleForm.Match(line.Value(src)) {
			b.src.warnf(line.Start, "this makes no table, because the line above has more cells; write a --- for each of them")
			return true
		}
	}
	return false
}

// breaks reports whether a line breaks at its end for readers, too.
func breaks(line []byte) bool {
	line = bytes.TrimRight(line, "\r\n")
	return bytes.HasSuffix(line, []byte("  ")) || bytes.HasSuffix(line, []byte{'\\'})
}

// warnBox tells of a line that begins with what makes a box elsewhere, and reports whether it
// does.
func (b *builder) warnBox(src []byte, line text.Segment, form *regexp.Regexp) bool {
	sign := form.Find(line.Value(src))
	if sign != nil {
		b.src.warnf(line.Start, "%s makes no box here, and readers see it as it is; write a word in its place, as in > **Note**", clip(string(bytes.TrimSpace(sign))))
	}
	return sign != nil
}

// warnRows tells of the first of two lines, one after the other and with no break between them,
// that are nearly something.
func (b *builder) warnRows(src []byte, lines *text.Segments, nearly func(line []byte) bool, said string) {
	for n := 1; n < lines.Len(); n++ {
		at := lines.At(n - 1)
		above, line := at.Value(src), lines.At(n)
		if nearly(above) && !breaks(above) && nearly(line.Value(src)) {
			b.src.warnf(at.Start, "%s", said)
			return
		}
	}
}

// fenceOf matches the sign of code in its first line.
var fenceOf = regexp.MustCompile("`{3,}|~{3,}")

// warnEndless tells of code between fences, and of comments, that no line ends: what follows
// stands in them.
func (b *builder) warnEndless(src []byte, block ast.Node) {
	lines := block.Lines()
	if lines.Len() == 0 {
		return
	}
	first, last := lines.At(0), lines.At(lines.Len()-1)
	switch n := block.(type) {
	case *ast.FencedCodeBlock:
		line := bytes.LastIndexByte(src[:first.Start], '\n') // the end of the one above
		if line > 0 && len(bytes.TrimSpace(src[last.Stop:])) == 0 {
			above := src[bytes.LastIndexByte(src[:line], '\n')+1 : line]
			fence := fenceOf.Find(above)
			b.src.warnf(line-len(above), "this code never ends, and all that follows stands in it; write a line of %s below it", fence)
		}
	case *ast.HTMLBlock:
		if n.HTMLBlockType == ast.HTMLBlockType2 && !n.HasClosure() && !bytes.Contains(first.Value(src), []byte("-->")) {
			b.src.warnf(first.Start, "this comment never ends, and all that follows is left out; end it with -->")
		}
	}
}
