package content

import (
	"bytes"
	"unicode/utf8"
)

// Invisible signs turn the order of the letters behind them, up to another that ends that or
// to the end of the block (Unicode Standard Annex #9): U+202A, U+202B, U+202D and U+202E up to
// U+202C, and U+2066 to U+2068 up to U+2069.

// checkTurns tells of those that nothing ends, which come with what is pasted. They turn
// what a page shows behind the text, too.
func (d *decoder) checkTurns() {
	if nextTurn(d.text.all) < 0 {
		return // nearly all
	}
	d.checkTurnsIn(d.text.front, d.text.frontLine, func(line []byte) bool { return bytes.IndexByte([]byte(" \t\n-]}"), line[0]) < 0 })
	d.checkTurnsIn(d.text.body, d.text.bodyLine, func(line []byte) bool { return len(bytes.TrimSpace(line)) == 0 })
}

// checkTurnsIn looks in a part of the file that begins at the given line, in which some lines
// begin something else.
func (d *decoder) checkTurnsIn(part []byte, line int, begins func(line []byte) bool) {
	type turn struct {
		offset   int
		isolates bool
		r        rune
	}
	var open []turn
	isolates := 0 // of those
	places := newCursor(part, line)
	end := func() {
		if len(open) > 0 {
			d.warnf(places.place(open[0].offset), "the invisible sign %U turns the order of all that follows in this paragraph or value; remove it, or end it with %U", open[0].r, endOf(open[0].isolates))
		}
		open, isolates = open[:0], 0
	}
	offset := 0
	for line := range bytes.Lines(part) {
		if begins(line) {
			end()
		}
		for at := 0; ; {
			next := nextTurn(line[at:])
			if next < 0 {
				break
			}
			at += next
			switch r, _ := utf8.DecodeRune(line[at:]); r {
			case endOf(false):
				if last := len(open) - 1; last >= 0 && !open[last].isolates {
					open = open[:last]
				}
			case endOf(true):
				for before := isolates; isolates > 0 && isolates == before; {
					last := len(open) - 1
					if open[last].isolates {
						isolates--
					}
					open = open[:last]
				}
			default:
				open = append(open, turn{offset + at, r >= '\u2066', r})
				if r >= '\u2066' {
					isolates++
				}
			}
			at += utf8.RuneLen('\u202a')
		}
		offset += len(line)
	}
	end()
}

// endOf returns what ends a turn: one that isolates what it turns, or another.
func endOf(isolates bool) rune {
	if isolates {
		return '\u2069'
	}
	return '\u202c'
}

// nextTurn returns the offset of the first sign in a text that turns its order, or ends that;
// -1 where there is none.
func nextTurn(text []byte) int {
	const lead = 0xE2 // of all of them
	for at := 0; ; at++ {
		next := bytes.IndexByte(text[at:], lead)
		if next < 0 {
			return -1
		}
		at += next
		if r, _ := utf8.DecodeRune(text[at:]); '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069' {
			return at
		}
	}
}
