package markup

import (
	"bytes"
	"regexp"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// slip is what other kinds of Markdown know, or what is nearly a link, and what readers see as
// it is.
type slip struct {
	sign byte           // with which it is found in a text
	form *regexp.Regexp // what stands there in the source
	said string
}

// A link leads to something, and few other brackets hold addresses.
const (
	address = `(?:https?://|www\.|mailto:|\.{0,2}/[^\s)])`
	orFile  = `(?:` + address + `|[\pL\pN_./-]+\.(?:md|jpe?g|png|gif|webp|svg|pdf)\))`
)

var slips = []slip{
	{']', regexp.MustCompile(`^\] \(` + orFile), "this is no link, because a space stands between ] and (; take it off"},
	{']', regexp.MustCompile(`^\]\(` + address), "this is no link, because its ) is missing or a space stands in its address; write [words](<address>)"},
	{')', regexp.MustCompile(`^\)\[` + address + `[^\s\]]*\]`), "this is no link; write [words](address)"},
	{'%', regexp.MustCompile(`^%%[^%]+%%`), "%% hides nothing here, and readers see what stands after it; write <!-- and --> around what is not for them"},
	{'=', regexp.MustCompile(`^==[^\s=](?:[^=\n]*[^\s=])?==(?:$|[^\pL\pN=])`), "== marks nothing here, and readers see it; write **words**, or {==words==}{>>note<<} for a note on them"},
	{'^', regexp.MustCompile(`^\^\[[^\]\n]+\]`), "^[ begins no footnote here, and readers see it; write [^name] in its place, and [^name]: with the note on a line of its own"},
	{'{', regexp.MustCompile(`^\{(?::|\.\pL)[^{}\n]*\}`), "these braces mean nothing here, and readers see them; take them off"},
	{'<', regexp.MustCompile(`^<!--`), "this comment never ends, and readers see it; end it with --> before the next empty line"},
}

// slipSigns are those of slips.
const slipSigns = "])%=^{<"

// maxSlip is how many bytes of one are looked at, and of what may begin it.
const maxSlip = 300

// warnSlips tells of slips that begin in the text from one offset of the source to another.
func (b *builder) warnSlips(src []byte, start, end int) {
	for at := start; at < end; at++ {
		next := bytes.IndexAny(src[at:end], slipSigns)
		if next < 0 {
			return
		}
		at += next
		if at > 0 && (src[at-1] == '\\' || src[at-1] == src[at]) {
			continue
		}
		for _, s := range slips {
			if s.sign == src[at] && s.form.Match(src[at:min(at+maxSlip, len(src))]) && s.meant(src[:at]) {
				b.src.problems.Warnf(b.src.pos(at), "%s", s.said)
				break
			}
		}
	}
}

// meant reports whether a slip may stand after what is before it in the source.
func (s slip) meant(before []byte) bool {
	opener := byte(0)
	switch s.sign {
	case ']':
		opener = '['
	case ')':
		opener = '('
	case '=', '%':
		last, _ := utf8.DecodeLastRune(before)
		return !isWord(last) && last != '{'
	default:
		return true
	}
	before = before[max(0, len(before)-maxSlip):]
	at := bytes.LastIndexByte(before, opener)
	return at == 0 || at > 0 && before[at-1] != '\\'
}

// warnLines tells of lines of a paragraph, or of an item of a list, that mean something only
// when they are written otherwise: readers see them as they are.
func (b *builder) warnLines(src []byte, paragraph ast.Node) {
	lines := paragraph.Lines()
	if quote := paragraph.Parent(); quote.Kind() == ast.KindBlockquote && quote.FirstChild() == paragraph {
		b.warnBox(src, lines.At(0), alertForm)
	}
	b.warnBox(src, lines.At(0), fenceForm)
	b.warnHeadings(src, lines)
	b.warnRows(src, lines, itemForm, "these lines are no list, and run on for readers; write - and a space before each, or 1. and a space")
	b.warnRows(src, lines, rowForm, "these lines are no table; below the first, write |---| with a --- for each column")
}

var (
	// alertForm is what makes a box of a quote on GitHub and in Obsidian, fenceForm what makes
	// one elsewhere.
	alertForm = regexp.MustCompile(`^\[!\pL+\]`)
	fenceForm = regexp.MustCompile(`^:::+`)

	// itemForm matches what is nearly an item of a list, rowForm a row of a table.
	itemForm = regexp.MustCompile(`^(?:[-+]\pL|\d{1,3}[.)]\pL|[•·‣]\s*\S)`)
	rowForm  = regexp.MustCompile(`^\|[^|\n]+\|(?:[^|\n]*\|)*\s*$`)
)

// warnBox tells of a line that begins with what makes a box elsewhere.
func (b *builder) warnBox(src []byte, line text.Segment, form *regexp.Regexp) {
	if sign := form.Find(line.Value(src)); sign != nil {
		b.src.problems.Warnf(b.src.pos(line.Start), "%s makes no box here, and readers see it as it is; write a word in its place, as in > **Note**", clip(string(sign)))
	}
}

// warnRows tells of the first of two lines, one after the other, that have a form.
func (b *builder) warnRows(src []byte, lines *text.Segments, form *regexp.Regexp, said string) {
	for n := 1; n < lines.Len(); n++ {
		above, line := lines.At(n-1), lines.At(n)
		if form.Match(above.Value(src)) && form.Match(line.Value(src)) {
			b.src.problems.Warnf(b.src.pos(above.Start), "%s", said)
			return
		}
	}
}

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
			fence := bytes.LastIndexByte(src[:line], '\n') + 1
			b.src.problems.Warnf(b.src.pos(fence), "this code never ends, and all that follows stands in it; write a line of ``` below it")
		}
	case *ast.HTMLBlock:
		if n.HTMLBlockType == ast.HTMLBlockType2 && !n.HasClosure() && !bytes.Contains(first.Value(src), []byte("-->")) {
			b.src.problems.Warnf(b.src.pos(first.Start), "this comment never ends, and all that follows is left out; end it with -->")
		}
	}
}
