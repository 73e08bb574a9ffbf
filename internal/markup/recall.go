package markup

import (
	"slices"
	"strings"
)

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
	return Kept{Whole: b.whole(), Links: b.Links(), Notes: b.Notes(), Titles: b.titles(), Size: b.Size(), Empty: b.Empty(), Found: b.memory().found.get()}
}

// whole returns a short text as a Shelf has it, "" for another.
func (b *Body) whole() string {
	var whole string
	switch h := b.memory(); {
	case b.Empty() || b.Size() > shortText:
	case b.shelf != nil:
		b.shelf.look(b.slot.at, int(b.slot.size), func(data []byte) bool {
			whole = string(data)
			return true
		})
	case h.content != nil:
		whole = string(h.content.encode(nil))
	case h.later.whole != "":
		whole = h.later.whole
	default:
		whole = string(h.later.make().encode(nil))
	}
	return whole
}

// Recall returns the text of which k was kept. It calls parse where
// somebody looks at a text that is not short: that has to return the very text again.
// An error goes to the Shelf.
func Recall(k Kept, s *Shelf, parse func() (*Body, error)) *Body {
	one := &struct { // of many: in one piece
		body  Body
		held  held
		found findings
		later later
	}{
		found: findings{packed: k.Found},
		later: later{size: k.Size, titles: k.Titles, whole: k.Whole},
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
	one.body.held, one.held.found = &one.held, &one.found
	if !k.Empty {
		one.held.later = &one.later
	}
	if len(k.Links)+len(k.Notes) > 0 {
		one.held.refs = &references{links: k.Links, notes: k.Notes}
	}
	return &one.body
}

// Lose says of a recalled text that its file does not hold it any more: who looks at it finds
// nothing, and lost is called. One that was kept whole stays.
func (b *Body) Lose(lost func()) {
	if later := b.memory().later; later != nil && later.whole == "" {
		later.make = func() *content {
			lost()
			return &content{}
		}
	}
}

// FoundMore reports whether anything has been found in a recalled text that was not
// kept of it.
func (b *Body) FoundMore() bool {
	found := b.held.found
	found.mu.Lock()
	defer found.mu.Unlock()
	return found.more
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
	if later := b.memory().later; later != nil {
		return later.titles
	}
	if !slices.ContainsFunc(b.Links(), func(l Link) bool { return !l.Titled }) {
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
	targets := b.Targets()
	if targets == nil {
		return ""
	}
	var titles strings.Builder
	for k, link := range b.Links() {
		if !link.Titled {
			titles.WriteString(targets[k].Title)
			titles.WriteByte(0)
		}
	}
	return titles.String()
}
