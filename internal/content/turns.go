package content

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// Invisible signs turn the order of the letters behind them, up to another that ends that or
// to the end of the block (Unicode Standard Annex #9): U+202A, U+202B, U+202D and U+202E up to
// U+202C, and U+2066 to U+2068 up to U+2069.
const (
	endOfTurn    = '\u202c'
	endOfIsolate = '\u2069'
	maxTurns     = 125 // within each other: more turn nothing
)

// turn is one that waits for its end.
type turn struct {
	offset  int
	r, ends rune
}

// checkTurns tells of those that nothing ends, which come with what is pasted. They turn
// what a page shows behind the text, too.
func (d *decoder) checkTurns() {
	if !turns(d.text.all) {
		return // nearly all
	}
	d.checkTurnsIn(d.text.front, d.text.frontLine, func(line []byte) bool { return bytes.IndexByte([]byte(" \t\n-]}"), line[0]) < 0 })
	d.checkTurnsIn(d.text.body, d.text.bodyLine, func(line []byte) bool { return len(bytes.TrimSpace(line)) == 0 })
}

// checkTurnsIn looks in a part of the file that begins at the given line, in which some lines
// begin something else.
func (d *decoder) checkTurnsIn(part []byte, line int, begins func(line []byte) bool) {
	var open []turn
	places := newCursor(part, line)
	end := func() {
		if len(open) > 0 {
			d.warnf(places.place(open[0].offset), "the invisible sign %U turns the order of all that follows in this paragraph or value; remove it, or end it with %U", open[0].r, open[0].ends)
		}
		open = open[:0]
	}
	offset := 0
	for line := range bytes.Lines(part) {
		if begins(line) {
			end()
		}
		for at, r := range string(line) {
			switch ends := endOf(r); {
			case ends == 0:
			case ends != r && len(open) < maxTurns:
				open = append(open, turn{offset + at, r, ends})
			case ends == r:
				open = ended(open, r)
			}
		}
		offset += len(line)
	}
	end()
}

// ended returns the turns that are open behind a sign that ends one: a turn ends only where
// it is the innermost, an isolate with all within it.
func ended(open []turn, by rune) []turn {
	for i, t := range slices.Backward(open) {
		if t.ends == by {
			return open[:i]
		}
		if by == endOfTurn {
			break
		}
	}
	return open
}

// endOf returns what ends a sign that turns the order, which is itself for such an end; 0 for
// all other signs.
func endOf(r rune) rune {
	switch {
	case '\u202a' <= r && r <= '\u202e':
		return endOfTurn
	case '\u2066' <= r && r <= '\u2069':
		return endOfIsolate
	}
	return 0
}

// turns reports whether a text has such signs.
func turns(text []byte) bool {
	const lead = 0xE2 // of all of them
	for {
		next := bytes.IndexByte(text, lead)
		if next < 0 {
			return false
		}
		text = text[next:]
		r, size := utf8.DecodeRune(text)
		if endOf(r) != 0 {
			return true
		}
		text = text[size:]
	}
}
