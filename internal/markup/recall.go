package markup

import "strings"

// Kept is what is kept of a text between two builds: all but the text, which is
// parsed anew should anybody look at it.
type Kept struct {
	Links     []Link
	Notes     []Note
	Titles    []KeptTitle
	Size      int // see Body.Size
	Empty     bool
	Names     []FoundNames
	InTitles  string // those of the text in which the quotes were found
	Quotes    []FoundQuote
	Selectors []FoundPassage
}

// KeptTitle is where the title of a link stands in a text that is not resolved.
type KeptTitle struct{ Link, Start, End int }

// Keep returns what is to be kept of a text that is not resolved.
func (b *Body) Keep() Kept {
	k := Kept{Links: b.Links(), Notes: b.Notes(), Titles: b.titles(), Size: b.Size(), Empty: b.empty}
	if f := b.found; f != nil {
		f.mu.Lock()
		defer f.mu.Unlock()
		k.Names, k.InTitles, k.Quotes, k.Selectors = f.names, f.titles, f.quotes, f.selectors
	}
	return k
}

// Recall returns the text of which k was kept. It calls parse where
// somebody looks at the text: that has to return the very text again. An error goes
// to the Shelf.
func Recall(k Kept, s *Shelf, parse func() (*Body, error)) *Body {
	b := &Body{empty: k.Empty, found: &findings{names: k.Names, titles: k.InTitles, quotes: k.Quotes, selectors: k.Selectors}}
	if len(k.Links)+len(k.Notes) > 0 {
		b.refs = &references{links: k.Links, notes: k.Notes}
	}
	b.later = &later{k.Size, k.Titles, func() *content {
		again, err := parse()
		if err != nil {
			s.fail("filling", err)
			return &content{}
		}
		return again.content()
	}}
	return b
}

// later is a text that is made when somebody looks at it.
type later struct {
	size   int // of the text as readers see it, in bytes
	titles []KeptTitle
	make   func() *content
}

// titles returns where the titles stand that are not known until a text is resolved.
func (b *Body) titles() []KeptTitle {
	if b.later != nil {
		return b.later.titles
	}
	untitled := false
	for _, link := range b.Links() {
		untitled = untitled || !link.Titled
	}
	if !untitled {
		return nil
	}
	var all []KeptTitle
	for _, p := range b.content().pieces {
		if p.kind == pieceTitle {
			all = append(all, KeptTitle{int(p.link), p.start, p.end})
		}
	}
	return all
}

// Titled returns the titles that were put into a resolved text, each with its end.
func (b *Body) Titled() string {
	if b.refs == nil || b.refs.targets == nil {
		return ""
	}
	var titles strings.Builder
	for k, link := range b.refs.links {
		if !link.Titled {
			titles.WriteString(b.refs.targets[k].Title)
			titles.WriteByte(0)
		}
	}
	return titles.String()
}
