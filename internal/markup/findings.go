package markup

import (
	"slices"
	"sync"
)

// findings are what was found in a text: names, and quotes. Where neither the
// text nor what is looked for changes, as in most rebuilds of a site, it is not
// searched again. They are safe for concurrent use; nil ones remember nothing.
type findings struct {
	mu        sync.Mutex
	names     []FoundNames
	titles    string // of the links in the text in which the quotes were found
	quotes    []FoundQuote
	selectors []FoundPassage
	more      bool // has been found since they were recalled
}

// FoundNames are the mentions in a text of one set of names.
type FoundNames struct {
	Names    Sum    // the set, see Names.Sum
	Titles   string // of the links in the text that have no words of their own
	Mentions []Mention
	Said     []Said // of some of them
}

// Said is how a mention stands in a text.
type Said struct {
	Start int32  // of the mention
	Words string // as they are written
	Line  int    // see Body.Line
}

// FoundQuote is the one passage that a selector names.
type FoundQuote struct {
	Selector Selector
	Span     Span
}

// FoundPassage is the selector that a passage has.
type FoundPassage struct {
	Span     Span
	Selector Selector
}

// foundSets is how many sets of names a text remembers: each edition of a site has
// its own.
const foundSets = 4

// of returns what a set of names found, nil where that is not known. The findings
// have to be locked.
func (f *findings) of(names Sum, titles string) *FoundNames {
	for k := range f.names {
		if found := &f.names[k]; found.Names == names && found.Titles == titles {
			return found
		}
	}
	return nil
}

// mentions returns what a set of names found.
func (f *findings) mentions(names Sum, titles string) ([]Mention, bool) {
	if f == nil {
		return nil, false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if found := f.of(names, titles); found != nil {
		return found.Mentions, true
	}
	return nil, false
}

func (f *findings) addMentions(names Sum, titles string, all []Mention) {
	if f == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.names) == foundSets {
		f.names = slices.Delete(f.names, 0, 1)
	}
	f.names = append(f.names, FoundNames{Names: names, Titles: titles, Mentions: append([]Mention(nil), all...)}) // no larger than need be
	f.more = true
}

// said returns how a mention stands in the text.
func (f *findings) said(names Sum, titles string, start int32) (Said, bool) {
	if f == nil {
		return Said{}, false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if found := f.of(names, titles); found != nil {
		if k := slices.IndexFunc(found.Said, func(s Said) bool { return s.Start == start }); k >= 0 {
			return found.Said[k], true
		}
	}
	return Said{}, false
}

func (f *findings) addSaid(names Sum, titles string, said Said) {
	if f == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if found := f.of(names, titles); found != nil {
		found.Said = append(found.Said, said)
		f.more = true
	}
}

// quote returns the passage that a selector names in a text with these titles.
func (f *findings) quote(titles string, s Selector) (Span, bool) {
	if f == nil {
		return Span{}, false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if k := slices.IndexFunc(f.quotes, func(q FoundQuote) bool { return q.Selector == s }); k >= 0 && f.titles == titles {
		return f.quotes[k].Span, true
	}
	return Span{}, false
}

// selector returns the selector of a passage of a text with these titles.
func (f *findings) selector(titles string, s Span) (Selector, bool) {
	if f == nil {
		return Selector{}, false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if k := slices.IndexFunc(f.selectors, func(p FoundPassage) bool { return p.Span == s }); k >= 0 && f.titles == titles {
		return f.selectors[k].Selector, true
	}
	return Selector{}, false
}

func (f *findings) addQuote(titles string, s Selector, at Span) {
	if f == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.in(titles)
	f.quotes = append(f.quotes, FoundQuote{s, at})
}

func (f *findings) addSelector(titles string, at Span, s Selector) {
	if f == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.in(titles)
	f.selectors = append(f.selectors, FoundPassage{at, s})
}

// in begins to add passages of a text with these titles, and forgets those of one with
// others.
func (f *findings) in(titles string) {
	f.more = true
	if f.titles != titles {
		f.titles, f.quotes, f.selectors = titles, nil, nil
	}
}
