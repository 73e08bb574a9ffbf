package markup

import (
	"slices"
	"sync"
)

// findings are what was found in a text: names, and quotes. Where neither the
// text nor what is looked for changes, as in most rebuilds of a site, it is not
// searched again. There are as many as there are texts: they are packed into one
// string, see found. They are safe for concurrent use; nil ones remember nothing.
type findings struct {
	mu     sync.Mutex
	packed string
	more   bool // has been found since they were recalled
}

func (f *findings) get() string {
	if f == nil {
		return ""
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.packed
}

func (f *findings) set(packed string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.packed, f.more = packed, true
}

// found is what a View knows of its text.
type found struct {
	names     []foundNames
	mentions  []Mention // of all of them
	titles    string    // of the links in the text in which the quotes were found
	quotes    []foundQuote
	selectors []foundPassage

	bySelector index[Selector] // of quotes
	bySpan     index[Span]     // of selectors
}

// foundNames are the mentions in a text of one set of names.
type foundNames struct {
	names    Sum    // the set, see Names.sum
	titles   string // of the links in the text that have no words of their own
	mentions []Mention
	said     []Said // of some of them
}

// Said is how a mention stands in a text.
type Said struct {
	Start     int32  // of the mention
	Words     string // as they are written
	Line, Col int    // see Body.Place
}

// foundQuote is the one passage that a selector names.
type foundQuote struct {
	selector Selector
	span     Span
}

// foundPassage is the selector that a passage has.
type foundPassage struct {
	span     Span
	selector Selector
}

// foundSets is how many sets of names a text remembers: each edition of a site has
// its own.
const foundSets = 4

// An index finds what stands in a growing list by its key: of few without a map.
type index[K comparable] struct {
	at   map[K]int
	upTo int // of the list
}

// few is how many keys are looked through one by one.
const few = 16

// find returns where a key stands in a list of so many, which key tells; -1 for nowhere.
func (x *index[K]) find(wanted K, length int, key func(k int) K) int {
	if length <= few {
		for k := range length {
			if key(k) == wanted {
				return k
			}
		}
		return -1
	}
	if x.at == nil {
		x.at = make(map[K]int)
	}
	for ; x.upTo < length; x.upTo++ {
		x.at[key(x.upTo)] = x.upTo
	}
	if k, known := x.at[wanted]; known {
		return k
	}
	return -1
}

// clear forgets all, for another text in the same room.
func (f *found) clear() {
	*f = found{names: f.names[:0], mentions: f.mentions[:0], quotes: f.quotes[:0], selectors: f.selectors[:0]}
}

// of returns what a set of names found, nil where that is not known.
func (f *found) of(names Sum, titles string) *foundNames {
	for k := range f.names {
		if one := &f.names[k]; one.names == names && one.titles == titles {
			return one
		}
	}
	return nil
}

// addNames adds what a set of names found: the mentions from one onward.
func (f *found) addNames(names Sum, titles string, from int) *foundNames {
	if len(f.names) == foundSets {
		f.names = slices.Delete(f.names, 0, 1)
	}
	f.names = append(f.names, foundNames{names: names, titles: titles, mentions: f.mentions[from:len(f.mentions):len(f.mentions)]})
	return &f.names[len(f.names)-1]
}

// quote returns the passage that a selector names in a text with these titles.
func (f *found) quote(titles string, s Selector) (Span, bool) {
	if f.titles == titles {
		if k := f.bySelector.find(s, len(f.quotes), func(k int) Selector { return f.quotes[k].selector }); k >= 0 {
			return f.quotes[k].span, true
		}
	}
	return Span{}, false
}

// selector returns the selector of a passage of a text with these titles.
func (f *found) selector(titles string, s Span) (Selector, bool) {
	if f.titles == titles {
		if k := f.bySpan.find(s, len(f.selectors), func(k int) Span { return f.selectors[k].span }); k >= 0 {
			return f.selectors[k].selector, true
		}
	}
	return Selector{}, false
}

// in forgets the passages of a text with other titles.
func (f *found) in(titles string) {
	if f.titles != titles {
		f.titles, f.quotes, f.selectors = titles, f.quotes[:0], f.selectors[:0]
		f.bySelector, f.bySpan = index[Selector]{}, index[Span]{}
	}
}

// pack appends all of it.
func (f *found) pack(out []byte) []byte {
	p := packer{out}
	span := func(s Span) { p.number(s.Start); p.number(s.End - s.Start) }
	p.number(len(f.names))
	for _, n := range f.names {
		p.data = append(p.data, n.names[:]...)
		p.text(n.titles)
		p.number(len(n.mentions))
		end := int32(0)
		for _, m := range n.mentions {
			p.number(int(m.Start - end))
			p.number(int(m.End - m.Start))
			p.number(int(m.Name))
			end = m.End
		}
		p.number(len(n.said))
		for _, s := range n.said {
			p.number(int(s.Start))
			p.text(s.Words)
			p.number(s.Line)
			p.number(s.Col)
		}
	}
	p.text(f.titles)
	p.number(len(f.quotes))
	for _, q := range f.quotes {
		p.selector(q.selector)
		span(q.span)
	}
	p.number(len(f.selectors))
	for _, s := range f.selectors {
		span(s.span)
		p.selector(s.selector)
	}
	return p.data
}

// unpack reads what pack has written, which whole is too; from something else it takes
// nothing.
func (f *found) unpack(packed []byte, whole string) {
	f.clear()
	if len(packed) == 0 {
		return
	}
	u := unpacker{data: packed}
	words := func() string { return u.words(whole) }
	span := func() Span { start := u.number(); return Span{start, start + u.number()} }
	for range u.count() {
		var names Sum
		u.data = u.data[copy(names[:], u.data):]
		titles, from, end := words(), len(f.mentions), int32(0)
		for range u.count() {
			m := Mention{Start: end + int32(u.number())}
			m.End = m.Start + int32(u.number())
			m.Name = int32(u.number())
			if m.Start < end || m.End < m.Start {
				u.fail() // larger than a text is
			}
			f.mentions, end = append(f.mentions, m), m.End
		}
		one := f.addNames(names, titles, from)
		for range u.count() {
			one.said = append(one.said, Said{int32(u.number()), words(), u.number(), u.number()})
		}
	}
	f.titles = words()
	for range u.count() {
		f.quotes = append(f.quotes, foundQuote{u.selector(whole), span()})
	}
	for range u.count() {
		f.selectors = append(f.selectors, foundPassage{span(), u.selector(whole)})
	}
	if u.bad {
		f.clear()
	}
}
