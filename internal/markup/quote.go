package markup

import (
	"bytes"
	"index/suffixarray"
	"slices"
	"sort"
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

// Quotes finds quotes in the text that a View has turned to. White space, quotation
// marks and dashes are folded, invisible characters passed over; letter case counts. A
// quote lies within one block, across emphasis, links and footnote marks. It is for one
// text after the other, in the same room.
type Quotes struct {
	view  *View
	many  bool               // quotes are to be found
	read  bool               // the text is ready
	text  folder             // blocks end with a line feed
	index *suffixarray.Index // of the folded text, where blocks end with a space; nil for few quotes

	vain      map[Selector]bool // what names no passage, or several
	explained int               // how many of these

	// Used again:
	words  folder
	fields [][]byte
	sought []sought
}

// sought is where words stand in the folded text that were looked for in it.
type sought struct {
	words   string
	offsets []int
}

// indexed is how many bytes of text a quote may cost: beyond, finding many of
// them goes by an index, which takes as long to make as reading the text a few
// dozen times.
const indexed = 32

// Reset is for finding count quotes in the text of a View, until that turns to
// another. The text is looked at only for what it does not remember.
func (q *Quotes) Reset(v *View, count int) {
	if q.vain == nil {
		q.vain = map[Selector]bool{}
	}
	clear(q.vain)
	*q = Quotes{view: v, many: count > indexed, vain: q.vain, text: q.text, words: q.words, fields: q.fields, sought: q.sought[:0]}
}

// load makes the text ready.
func (q *Quotes) load() {
	if q.read {
		return
	}
	q.view.load()
	q.read = true
	text, f := q.view.text, &q.text
	f.begin()
	for _, p := range q.view.pieces {
		if p.kind != pieceText {
			continue
		}
		if bytes.IndexByte(text[f.end:p.start], '\n') >= 0 {
			f.endBlock()
		}
		f.write(text[p.start:p.end], p.start)
	}
	f.endBlock()
	f.offsets = append(f.offsets, int32(f.end))
	if q.many {
		q.index = suffixarray.New(bytes.ReplaceAll(f.out, []byte("\n"), []byte(" ")))
	}
}

// folder folds text and remembers where each byte of it comes from.
type folder struct {
	out     []byte
	offsets []int32
	end     int // offset after the text that was folded last
}

// begin is for folding another text, in the room of the last one.
func (f *folder) begin() { *f = folder{out: f.out[:0], offsets: f.offsets[:0]} }

func (f *folder) write(text []byte, offset int) {
	f.end = offset + len(text)
	f.out, f.offsets = slices.Grow(f.out, len(text)), slices.Grow(f.offsets, len(text))
	for i := 0; i < len(text); {
		if n := unfolded(text[i:]); n > 0 {
			f.out = append(f.out, text[i:i+n]...)
			for k := range n {
				f.offsets = append(f.offsets, int32(offset+i+k))
			}
			i += n
		} else {
			i += f.writeRune(text[i:], offset+i)
		}
	}
}

// unfolded returns how many bytes a text begins with that stay as they are: most of it,
// words with single spaces between.
func unfolded[T string | []byte](text T) int {
	space := true // is what comes before
	for k := range len(text) {
		switch c := text[k]; {
		case c > ' ' && c < utf8.RuneSelf && c != '-':
			space = false
		case c == ' ' && !space:
			space = true
		default:
			return k
		}
	}
	return len(text)
}

// writeRune folds the code point that a text begins with, and returns its size.
func (f *folder) writeRune(text []byte, offset int) int {
	r, size := utf8.DecodeRune(text)
	folded, keep := fold(r)
	switch {
	case !keep:
	case folded == '…':
		f.add("...", offset)
	case (folded == ' ' || folded == '-') && f.endsWith(byte(folded)):
	case folded == ' ' && (len(f.out) == 0 || f.endsWith('\n')):
	default:
		f.add(string(folded), offset)
	}
	return size
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

// fold folds the words of a quote.
func (q *Quotes) fold(words string) string {
	if words == "" {
		return ""
	}
	q.words.begin()
	return q.words.quote(words)
}

func (f *folder) quote(words string) string {
	if unfolded(words) == len(words) {
		return strings.TrimRight(words, " ")
	}
	f.write(norm.NFC.Bytes([]byte(words)), 0)
	return string(bytes.TrimRight(f.out, " "))
}

// FoldQuote folds words as texts are folded in which quotes are found: two
// quotes that fold to the same mean the same words.
func FoldQuote(words string) string {
	var f folder
	return f.quote(words)
}

// Span is a stretch of Body.Text.
type Span struct{ Start, End int }

// Find returns the one passage that s names; false where it names none, or several.
func (q *Quotes) Find(s Selector) (Span, bool) {
	if q.vain[s] {
		return Span{}, false
	}
	spans := q.find(s, 2)
	if len(spans) == 1 {
		return spans[0], true
	}
	q.vain[s] = true
	return Span{}, false
}

// find returns passages that s names, at most so many. All of them are in order.
func (q *Quotes) find(s Selector, most int) []Span {
	known := &q.view.known
	if span, ok := known.quote(q.view.titles, s); ok {
		return []Span{span}
	}
	q.load()
	quote, prefix, suffix := q.fold(s.Quote), q.fold(s.Prefix), q.fold(s.Suffix)
	if quote == "" {
		return nil
	}
	var spans []Span
	for _, at := range q.places(quote, prefix, suffix, most) {
		spans = append(spans, q.span(at, at+len(quote)))
	}
	if len(spans) == 1 {
		known.in(q.view.titles)
		known.quotes = append(known.quotes, foundQuote{s, spans[0]})
		q.view.more = true
	}
	return spans
}

// places returns the offsets in the folded text, at most so many, at which a folded
// quote stands between a folded prefix and suffix. All of them are in order.
func (q *Quotes) places(quote, prefix, suffix string, most int) []int {
	if q.index != nil {
		return q.lookUp(quote, prefix, suffix, most)
	}
	var found []int
	for _, at := range q.all(quote) {
		if q.stands(at, at+len(quote), prefix, suffix) {
			if found = append(found, at); len(found) == most {
				break
			}
		}
	}
	return found
}

// lookUp finds places in the index, all that is looked for as one: so it takes no longer
// where a quote stands everywhere.
func (q *Quotes) lookUp(quote, prefix, suffix string, most int) []int {
	var found []int
	for _, before := range besides(prefix, prefix+" ") {
		for _, after := range besides(suffix, " "+suffix) {
			found = append(found, q.within([]byte(before+quote+after), len(before), len(quote), most-len(found))...)
			if len(found) == most {
				return found
			}
		}
	}
	slices.Sort(found)
	return found
}

// besides returns what may stand beside a quote: words with and without a space
// between, or nothing.
func besides(words, spaced string) []string {
	if words == "" {
		return []string{""}
	}
	return []string{words, spaced}
}

// within returns offsets, at most so many, of a quote that lies in one block, of a length
// and at an offset of words that are looked up.
func (q *Quotes) within(words []byte, offset, length, most int) []int {
	for n := most; ; n *= 2 {
		places := q.index.Lookup(words, n)
		all := len(places) < n
		for k := range places {
			places[k] += offset
		}
		places = slices.DeleteFunc(places, func(at int) bool {
			return bytes.IndexByte(q.text.out[at:at+length], '\n') >= 0
		})
		if all || len(places) == most {
			return places[:min(most, len(places))]
		}
	}
}

// all returns the offsets in the folded text at which words stand.
func (q *Quotes) all(words string) []int {
	for _, s := range q.sought { // as its selector is once a quote is found
		if s.words == words {
			return s.offsets
		}
	}
	wanted := []byte(words)
	var found []int
	for from := 0; ; {
		i := bytes.Index(q.text.out[from:], wanted)
		if i < 0 {
			q.sought = append(q.sought, sought{words, found})
			return found
		}
		found = append(found, from+i)
		from += i + 1
	}
}

// contextBytes is how much text around a passage is looked at, which a selector has by
// steps of contextWords words.
const (
	contextBytes = 400
	contextWords = 4
)

// before and after return the text around an offset in the folded text, without the
// space next to it, block ends as spaces.
func (q *Quotes) before(at int) string {
	return strings.TrimRight(strings.ReplaceAll(string(lastBytes(q.text.out[:at], contextBytes)), "\n", " "), " ")
}

func (q *Quotes) after(at int) string {
	return strings.TrimLeft(strings.ReplaceAll(string(firstBytes(q.text.out[at:], contextBytes)), "\n", " "), " ")
}

// stands reports whether a stretch of the folded text stands between a prefix and a
// suffix, as before and after have them. It is asked of each of many that are alike.
func (q *Quotes) stands(from, to int, prefix, suffix string) bool {
	before := bytes.TrimRight(lastBytes(q.text.out[:from], contextBytes+len(prefix)), "\n ")
	after := bytes.TrimLeft(firstBytes(q.text.out[to:], contextBytes+len(suffix)), "\n ")
	return len(before) >= len(prefix) && spaced(before[len(before)-len(prefix):], prefix) &&
		len(after) >= len(suffix) && spaced(after[:len(suffix)], suffix)
}

// spaced reports whether a text is another of its length, but for ends of blocks where
// that has spaces.
func spaced(text []byte, other string) bool {
	for k, c := range text {
		if c == '\n' {
			c = ' '
		}
		if c != other[k] {
			return false
		}
	}
	return true
}

// span returns the stretch of the text that a stretch of the folded one came from, up
// to the end of its last character.
func (q *Quotes) span(from, to int) Span {
	last := int(q.text.offsets[to-1])
	_, size := utf8.DecodeRune(q.view.text[last:])
	return Span{int(q.text.offsets[from]), last + size}
}

// Selector returns a selector that names a passage and no other: its words as
// they stand, with as many words before and after as it takes, at least
// a few, so that it can be found again in another copy of the text. Prefix and
// suffix reach up to the quote, with the space between where there is one, and lie in
// its block where that suffices: between blocks a page has notes.
func (q *Quotes) Selector(s Span) Selector {
	known := &q.view.known
	sel, ok := known.selector(q.view.titles, s)
	if !ok {
		q.load()
		sel = q.selector(s)
		known.in(q.view.titles)
		known.selectors = append(known.selectors, foundPassage{s, sel})
		q.view.more = true
	}
	return sel
}

func (q *Quotes) selector(s Span) Selector {
	text := q.view.text
	if s.End > len(text) {
		return Selector{} // it could not be read, which the shelf says
	}
	begin, end := q.block(s)
	sel, one := q.between(s, begin, end)
	if !one {
		sel, _ = q.between(s, 0, len(text))
	}
	return sel
}

// between returns a selector of a passage whose prefix and suffix lie between two
// offsets in the text, and whether it names no other.
func (q *Quotes) between(s Span, begin, end int) (sel Selector, one bool) {
	text := q.view.text
	before, after := lastBytes(text[begin:s.Start], contextBytes), firstBytes(text[s.End:end], contextBytes)
	quote := q.joined(text[s.Start:s.End])
	folded := q.fold(quote)
	with := func(n int) Selector {
		sel := Selector{
			Quote:  quote,
			Prefix: q.joined(tail(before, n)),
			Suffix: q.joined(head(after, n)),
		}
		if sel.Prefix != "" && len(bytes.TrimRightFunc(before, unicode.IsSpace)) < len(before) {
			sel.Prefix += " "
		}
		if sel.Suffix != "" && len(bytes.TrimLeftFunc(after, unicode.IsSpace)) < len(after) {
			sel.Suffix = " " + sel.Suffix
		}
		return sel
	}
	sel = with(contextWords)
	only := func(sel Selector) bool {
		return len(q.places(folded, q.fold(sel.Prefix), q.fold(sel.Suffix), 2)) < 2
	}
	if len(q.places(folded, "", "", 2)) < 2 || only(sel) {
		return sel, true
	}
	steps := 1 + sort.Search(contextBytes/contextWords, func(k int) bool { return only(with((k + 1) * contextWords)) })
	sel = with(steps * contextWords)
	return sel, only(sel)
}

// block returns where in the text the block of a passage begins and ends, as far as
// that is near.
func (q *Quotes) block(s Span) (begin, end int) {
	folded, offsets := q.text.out, q.text.offsets
	at, _ := slices.BinarySearch(offsets, int32(s.Start))
	first := max(0, at-contextBytes)
	first += bytes.LastIndexByte(folded[first:at], '\n') + 1
	last := at + max(0, bytes.IndexByte(folded[at:], '\n'))
	return min(int(offsets[first]), s.Start), max(int(offsets[last]), s.End)
}

// joined returns the words of a text with single spaces between.
func (q *Quotes) joined(text []byte) string {
	q.fields = slices.AppendSeq(q.fields[:0], bytes.FieldsSeq(text))
	return string(bytes.Join(q.fields, []byte(" ")))
}

// tail cuts a text to its last words, at most so many.
func tail(text []byte, n int) []byte {
	from := len(text)
	for range n {
		word := bytes.TrimRightFunc(text[:from], unicode.IsSpace)
		from = max(0, bytes.LastIndexFunc(word, unicode.IsSpace))
	}
	return text[from:]
}

// head cuts a text to its first words, at most so many.
func head(text []byte, n int) []byte {
	rest := text
	for range n {
		rest = bytes.TrimLeftFunc(rest, unicode.IsSpace)
		end := bytes.IndexFunc(rest, unicode.IsSpace)
		if end < 0 {
			return text
		}
		rest = rest[end:]
	}
	return text[:len(text)-len(rest)]
}

// lastBytes and firstBytes cut a text to so many bytes at most, at a code point.
func lastBytes(text []byte, most int) []byte {
	from := max(0, len(text)-most)
	for from < len(text) && !utf8.RuneStart(text[from]) {
		from++
	}
	return text[from:]
}

func firstBytes(text []byte, most int) []byte {
	to := min(len(text), most)
	for to > 0 && to < len(text) && !utf8.RuneStart(text[to]) {
		to--
	}
	return text[:to]
}
