package markup

import (
	"index/suffixarray"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Selector names a passage by its words, as the TextQuoteSelector of the W3C
// Web Annotation Data Model does.
type Selector struct {
	Quote  string // the words
	Prefix string // words right before them; may be empty
	Suffix string // words right after them; may be empty
}

// Quotes finds quotes in a text. White space, quotation marks and dashes are
// folded, invisible characters passed over; letter case counts. A quote lies
// within one block, across emphasis, links and footnote marks. It is for one text after
// the other, in the same room.
type Quotes struct {
	body    *Body
	titles  string  // in the text
	many    bool    // quotes are to be found
	folded  string  // blocks end with a line feed; "" until the text is looked at
	offsets []int32 // of each byte of folded in body.Text, and the end of the text
	index   *suffixarray.Index
	room    folder // used again
}

// indexed is how many bytes of text a quote may cost: beyond, finding many of
// them goes by an index, which takes as long to make as reading the text a few
// dozen times.
const indexed = 32

// Reset is for finding count quotes in another text. The text is looked at only for
// what it does not remember.
func (q *Quotes) Reset(b *Body, count int) {
	*q = Quotes{body: b, titles: b.Titled(), many: count > indexed, room: q.room}
}

// read makes the text ready.
func (q *Quotes) read() {
	if q.offsets != nil {
		return
	}
	q.body = q.body.Loaded()
	text := q.body.kept.text
	f := folder{out: slices.Grow(q.room.out[:0], len(text)+1), offsets: slices.Grow(q.room.offsets[:0], len(text)+2)}
	for _, p := range q.body.kept.pieces {
		if p.kind != pieceText {
			continue
		}
		if strings.Contains(text[f.end:p.start], "\n") {
			f.endBlock()
		}
		f.write(text[p.start:p.end], p.start)
	}
	f.endBlock()
	q.folded, q.offsets = string(f.out), append(f.offsets, int32(f.end))
	q.room.out, q.room.offsets = f.out, q.offsets
	if q.many {
		q.index = suffixarray.New([]byte(q.folded))
	}
}

// folder folds text and remembers where each byte of it comes from.
type folder struct {
	out     []byte
	offsets []int32
	end     int // offset after the text that was folded last
}

func (f *folder) write(text string, offset int) {
	for i, r := range text {
		folded, keep := fold(r)
		switch {
		case !keep:
			continue
		case folded == '…':
			f.add("...", offset+i)
			continue
		case (folded == ' ' || folded == '-') && f.endsWith(byte(folded)):
			continue
		case folded == ' ' && (len(f.out) == 0 || f.endsWith('\n')):
			continue
		}
		f.add(string(folded), offset+i)
	}
	f.end = offset + len(text)
}

func (f *folder) add(folded string, offset int) {
	f.out = append(f.out, folded...)
	for range len(folded) {
		f.offsets = append(f.offsets, int32(offset))
	}
}

func (f *folder) endsWith(c byte) bool {
	return len(f.out) > 0 && f.out[len(f.out)-1] == c
}

func (f *folder) endBlock() {
	if f.endsWith(' ') {
		f.out[len(f.out)-1] = '\n'
	} else if len(f.out) > 0 && !f.endsWith('\n') {
		f.add("\n", f.end)
	}
}

// FoldQuote folds words as texts are folded in which quotes are found: two
// quotes that fold to the same mean the same words.
func FoldQuote(words string) string {
	var f folder
	f.write(norm.NFC.String(words), 0)
	return strings.TrimRight(string(f.out), " ")
}

// Span is a stretch of Body.Text.
type Span struct{ Start, End int }

// Find returns the passages that s names, in order. There should be one.
func (q *Quotes) Find(s Selector) []Span {
	if span, known := q.body.found.quote(q.titles, s); known {
		return []Span{span}
	}
	q.read()
	quote, prefix, suffix := FoldQuote(s.Quote), FoldQuote(s.Prefix), FoldQuote(s.Suffix)
	if quote == "" {
		return nil
	}
	spans := q.among(q.all(quote), len(quote), prefix, suffix, math.MaxInt)
	if len(spans) == 1 {
		q.body.found.addQuote(q.titles, s, spans[0])
	}
	return spans
}

// among returns those of the passages at some offsets in folded, all of one
// length, that stand between a folded prefix and suffix; at most so many.
func (q *Quotes) among(offsets []int, length int, prefix, suffix string, most int) []Span {
	var found []Span
	for _, at := range offsets {
		if strings.HasSuffix(q.before(at), prefix) && strings.HasPrefix(q.after(at+length), suffix) {
			if found = append(found, q.span(at, at+length)); len(found) == most {
				break
			}
		}
	}
	return found
}

// all returns the offsets in folded at which words stand.
func (q *Quotes) all(words string) []int {
	if q.index != nil {
		found := q.index.Lookup([]byte(words), -1)
		slices.Sort(found)
		return found
	}
	var found []int
	for from := 0; ; {
		i := strings.Index(q.folded[from:], words)
		if i < 0 {
			return found
		}
		found = append(found, from+i)
		from += i + 1
	}
}

// contextBytes is how much text around a passage is looked at.
const contextBytes = 400

// before and after return the text around an offset in folded, without the
// space next to it, block ends as spaces.
func (q *Quotes) before(at int) string {
	return strings.TrimRight(strings.ReplaceAll(lastBytes(q.folded[:at]), "\n", " "), " ")
}

func (q *Quotes) after(at int) string {
	return strings.TrimLeft(strings.ReplaceAll(firstBytes(q.folded[at:]), "\n", " "), " ")
}

// span returns the stretch of the text that folded[from:to] came from, up to
// the end of its last character.
func (q *Quotes) span(from, to int) Span {
	last := int(q.offsets[to-1])
	_, size := utf8.DecodeRuneInString(q.body.Text()[last:])
	return Span{int(q.offsets[from]), last + size}
}

// Selector returns a selector that names a passage and no other: its words as
// they stand, with as many words before and after as it takes, at least
// a few, so that it can be found again in another copy of the text. Prefix and
// suffix reach up to the quote, with the space between where there is one.
func (q *Quotes) Selector(s Span) Selector {
	sel, known := q.body.found.selector(q.titles, s)
	if !known {
		q.read()
		sel = q.selector(s)
		q.body.found.addSelector(q.titles, s, sel)
	}
	return sel
}

func (q *Quotes) selector(s Span) Selector {
	text := q.body.Text()
	before, after := lastBytes(text[:s.Start]), firstBytes(text[s.End:])
	prefix, suffix := strings.Fields(before), strings.Fields(after)
	quote := strings.Join(strings.Fields(text[s.Start:s.End]), " ")
	folded := FoldQuote(quote)
	alike := q.all(folded)
	for n := 4; ; n += 4 {
		sel := Selector{
			Quote:  quote,
			Prefix: strings.Join(prefix[max(0, len(prefix)-n):], " "),
			Suffix: strings.Join(suffix[:min(n, len(suffix))], " "),
		}
		if sel.Prefix != "" && strings.TrimRightFunc(before, unicode.IsSpace) != before {
			sel.Prefix += " "
		}
		if sel.Suffix != "" && strings.TrimLeftFunc(after, unicode.IsSpace) != after {
			sel.Suffix = " " + sel.Suffix
		}
		if n >= len(prefix) && n >= len(suffix) || len(q.among(alike, len(folded), FoldQuote(sel.Prefix), FoldQuote(sel.Suffix), 2)) < 2 {
			return sel
		}
	}
}

// lastBytes and firstBytes cut a text to contextBytes, at a code point.
func lastBytes(text string) string {
	from := max(0, len(text)-contextBytes)
	for from < len(text) && !utf8.RuneStart(text[from]) {
		from++
	}
	return text[from:]
}

func firstBytes(text string) string {
	to := min(len(text), contextBytes)
	for to > 0 && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	return text[:to]
}
