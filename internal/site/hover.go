package site

import (
	"hash/fnv"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"dateline/internal/edtf"
	"dateline/internal/locale"
	"dateline/internal/timeline"
)

// HoverCard is what a link to an actor or incident says when it is pointed at.
// It holds nothing that the page of the actor or incident does not show.
type HoverCard struct {
	Title   string        `json:"title"`
	Lang    string        `json:"lang,omitempty"` // of the title, where not the site's
	Facts   []string      `json:"facts,omitempty"`
	Offices []HoverOffice `json:"offices,omitempty"`
	Latest  string        `json:"latest,omitempty"` // what the entries are, in words
	Entries []HoverEntry  `json:"entries,omitempty"`
}

// HoverOffice is an office that an actor held, in words, with the first and
// the last day on which it may have been held, in days since 1970-01-01; nil
// where the author states no end.
type HoverOffice struct {
	Text  string `json:"text"`
	First *int64 `json:"first,omitempty"`
	Last  *int64 `json:"last,omitempty"`
}

// HoverEntry is one of the last entries of an actor, or articles about an incident.
type HoverEntry struct {
	When  string `json:"when,omitempty"`
	Title string `json:"title"`
	Lang  string `json:"lang,omitempty"`
}

const (
	hoverPieceSize = 100 // cards in a piece, on average at most
	hoverEntries   = 3   // entries on a card
)

// Hover divides the hover cards of all actors and incidents into pieces of
// about the same size. The piece of a page follows from its address and the
// number of pieces, so that scripts find it without an index.
type Hover struct {
	wording
	timeline *timeline.Timeline
	pieces   [][]hovered
}

// hovered is an actor or an incident: exactly one of them is set.
type hovered struct {
	actor    *timeline.Actor
	incident *timeline.Incident
}

// NewHover divides the hover cards of a timeline. The cards themselves are
// made with their piece.
func NewHover(t *timeline.Timeline, language *locale.Locale) *Hover {
	h := &Hover{wording: wording{language}, timeline: t, pieces: make([][]hovered, hoverPieces(t))}
	add := func(url string, who hovered) {
		k := hoverPiece(hoverKey(url), len(h.pieces))
		h.pieces[k] = append(h.pieces[k], who)
	}
	for _, a := range t.Actors {
		add(a.URL(), hovered{actor: a})
	}
	for _, i := range t.Incidents {
		add(i.URL(), hovered{incident: i})
	}
	return h
}

// hoverPieces returns how many pieces there are: a power of two, because every
// page names the number and changes with it.
func hoverPieces(t *timeline.Timeline) int {
	n := len(t.Actors) + len(t.Incidents) + t.Unlinked
	if n == 0 {
		return 0
	}
	return 1 << bits.Len(uint((n-1)/hoverPieceSize))
}

// hoverKey names a page in its piece: "actors/nato/".
func hoverKey(url string) string { return strings.TrimPrefix(url, "/") }

// hoverPiece returns which of n pieces holds the card of a key: its 32-bit
// FNV-1a hash, the halves folded because the low bits alone are weak, modulo n.
// 20-cards.js reckons the same.
func hoverPiece(key string, n int) int {
	hash := fnv.New32a()
	hash.Write([]byte(key)) // never fails
	sum := hash.Sum32()
	return int((sum ^ sum>>16) % uint32(n))
}

// Pieces returns how many pieces there are.
func (h *Hover) Pieces() int { return len(h.pieces) }

// Piece makes the cards of piece k, from 0, by the addresses of their pages
// without the leading slash.
func (h *Hover) Piece(k int) map[string]HoverCard {
	cards := make(map[string]HoverCard, len(h.pieces[k]))
	for _, who := range h.pieces[k] {
		var url string
		var card HoverCard
		if who.actor != nil {
			url, card = who.actor.URL(), h.actor(who.actor)
		} else {
			url, card = who.incident.URL(), h.incident(who.incident)
		}
		for _, e := range slices.Backward(who.latest()) {
			card.Entries = append(card.Entries, h.entry(e))
		}
		cards[hoverKey(url)] = card
	}
	return cards
}

// Shows says what decides piece k, from 0.
func (h *Hover) Shows(k int) Shows {
	return showing(func(d *digest) {
		for _, who := range h.pieces[k] {
			for _, e := range who.latest() {
				d.face(e)
			}
			if who.incident != nil {
				d.told(who.incident.Entry())
				continue
			}
			incidents, articles := appearances(who.actor)
			d.number(incidents)
			d.number(articles)
		}
	})
}

// latest returns the last entries of an actor, or reports of an incident, oldest first.
func (who hovered) latest() []timeline.Entry {
	if who.actor != nil {
		return who.actor.Entries[max(0, len(who.actor.Entries)-hoverEntries):]
	}
	reports := who.incident.Reports
	return slices.Collect(articles(reports[max(0, len(reports)-hoverEntries):]))
}

func (h *Hover) actor(a *timeline.Actor) HoverCard {
	c := HoverCard{Title: a.Name(), Latest: h.Text("actor.latest")}
	c.Lang, _ = foreign(h.timeline, a.Meta.Lang.V)
	if kind := h.Word("actor_kind", a.Meta.Kind.V); kind != "" {
		c.Facts = append(c.Facts, kind)
	}
	c.Facts = append(c.Facts, h.counts(appearances(a)))
	for _, o := range a.Offices {
		text := []string{h.timeline.Word(o.Meta.Title.V)}
		if o.Of != nil {
			text = append(text, o.Of.Name())
		}
		if held := h.span(o.Meta.From.V, o.Meta.To.V); held != "" {
			text = append(text, held)
		}
		first, _ := dayBounds(o.Meta.From.V)
		_, last := dayBounds(o.Meta.To.V)
		c.Offices = append(c.Offices, HoverOffice{strings.Join(text, h.Text("list.comma")), first, last})
	}
	return c
}

func (h *Hover) incident(i *timeline.Incident) HoverCard {
	c := HoverCard{Title: i.Meta.Title.V, Latest: h.Text("actor.latest_articles")}
	c.Lang, _ = foreign(h.timeline, i.Meta.Lang.V)
	facts := []string{h.Word("kind", i.Meta.Kind.V), i.Meta.Date.V.Format(h)}
	if i.Place != nil {
		facts = append(facts, i.Place.Name)
	}
	facts = append(facts, h.openStatus(i))
	if len(i.Reports) > 0 {
		facts = append(facts, h.counts(0, len(i.Reports)))
	}
	if i.Comparison.Differ() {
		facts = append(facts, h.Text("incident.differ"))
	}
	c.Facts = slices.DeleteFunc(facts, func(s string) bool { return s == "" })
	return c
}

func (h *Hover) entry(e timeline.Entry) HoverEntry {
	out := HoverEntry{When: e.Date().Format(h), Title: e.Title()}
	out.Lang, _ = foreign(h.timeline, e.Lang())
	return out
}

// dayBounds returns the first and the last day that a date can mean, in days
// since 1970-01-01; nil where it has no such end.
func dayBounds(d edtf.Date) (first, last *int64) {
	earliest, latest, _ := d.Bounds()
	return dayNumber(earliest), dayNumber(latest)
}

func dayNumber(b edtf.Bound) *int64 {
	if b.Kind != edtf.Known {
		return nil
	}
	return new(b.Day.SinceEpoch())
}

// days writes the first and the last day of what a page is about as a script
// reads numbers: "18988 18990", "18988 Infinity"; "" where there is no date.
func days(d edtf.Date) string {
	first, last := dayBounds(d)
	if first == nil && last == nil {
		return ""
	}
	write := func(n *int64, none string) string {
		if n == nil {
			return none
		}
		return strconv.FormatInt(*n, 10)
	}
	return write(first, "-Infinity") + " " + write(last, "Infinity")
}
