package markup

import "strings"

// Kept is what is kept of a text between two builds: all but the text, unless that is
// short, as notes are, which lists and data show of many documents. A longer one is
// parsed anew should anybody look at it.
type Kept struct {
	Whole  string // a short text, as a Shelf has it; "" for a longer one
	Links  []Link
	Notes  []Note
	Titles []KeptTitle
	Size   int // see Body.Size
	Empty  bool
	Found  string // names and quotes, see findings
}

// KeptTitle is where the title of a link stands in a text that is not resolved.
type KeptTitle struct{ Link, Start, End int }

// shortText is up to how many bytes a text is kept whole.
const shortText = 600

// Keep returns what is to be kept of a text that is not resolved.
func (b *Body) Keep() Kept {
	return Kept{Whole: b.whole(), Links: b.Links(), Notes: b.Notes(), Titles: b.titles(), Size: b.Size(), Empty: b.empty, Found: b.found.get()}
}

// whole returns a short text as a Shelf has it, "" for another.
func (b *Body) whole() string {
	var whole string
	switch {
	case b.empty || b.Size() > shortText:
	case b.kept != nil:
		whole = b.kept.encoded()
	case b.shelf != nil:
		b.shelf.look(b.slot.at, int(b.slot.size), func(data []byte) bool {
			whole = string(data)
			return true
		})
	case b.later != nil && b.later.whole != "":
		whole = b.later.whole
	case b.later != nil:
		whole = b.later.make().encoded()
	}
	return whole
}

// Recall returns the text of which k was kept. It calls parse where
// somebody looks at a text that is not short: that has to return the very text again.
// An error goes to the Shelf.
func Recall(k Kept, s *Shelf, parse func() (*Body, error)) *Body {
	one := &struct { // of many: in one piece
		body  Body
		found findings
		later later
	}{
		Body{empty: k.Empty},
		findings{packed: k.Found},
		later{size: k.Size, titles: k.Titles, whole: k.Whole},
	}
	one.later.make = func() *content {
		if whole := (&content{}); whole.decode([]byte(one.later.whole)) {
			return whole
		}
		again, err := parse()
		if err != nil {
			s.fail("filling", err)
			return &content{}
		}
		return again.content()
	}
	b := &one.body
	b.found, b.later = &one.found, &one.later
	if len(k.Links)+len(k.Notes) > 0 {
		b.refs = &references{links: k.Links, notes: k.Notes}
	}
	return b
}

// FoundMore reports whether anything has been found in a recalled text that was not
// kept of it.
func (b *Body) FoundMore() bool {
	b.found.mu.Lock()
	defer b.found.mu.Unlock()
	return b.found.more
}

// later is a text that is made when somebody looks at it.
type later struct {
	size   int // of the text as readers see it, in bytes
	titles []KeptTitle
	whole  string // a short text that is kept whole; else ""
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
