package diag

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Nearest returns the candidate that word was most likely meant to be, or ""
// where none is close. Distance is the optimal string alignment distance
// (insert, delete, replace, swap neighbours) without regard to case; up to a
// third of the word may differ. Of equals the first wins. Where none is close, it is
// the only candidate that has all words of this one, and more: "raid" may be "the-raid".
func Nearest(word string, candidates []string) string {
	w := []rune(strings.ToLower(word))
	best, limit := "", max(1, len(w)/3)+1
	for _, c := range candidates {
		if diff := utf8.RuneCountInString(c) - len(w); diff >= limit || -diff >= limit {
			continue
		}
		if d := distance(w, []rune(strings.ToLower(c))); d < limit {
			best, limit = c, d
		}
	}
	if best == "" {
		return fuller(word, candidates)
	}
	return best
}

// fuller returns the only candidate that has all words of a name, side by side, and more;
// "" for none or several, and for names too short to tell.
func fuller(name string, candidates []string) string {
	words := spaced(name)
	if utf8.RuneCountInString(words) < len(" abc ") {
		return ""
	}
	best := ""
	for _, c := range candidates {
		switch {
		case !strings.Contains(spaced(c), words):
		case best != "":
			return ""
		default:
			best = c
		}
	}
	return best
}

// spaced returns the words of a name in small letters, with a space before and after each.
func spaced(name string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) })
	return " " + strings.Join(words, " ") + " "
}

// DidYouMean returns `; did you mean "x"?` for the nearest candidate, or ""
// where none is close: the tail of a message about an unknown name.
func DidYouMean(word string, candidates []string) string {
	if n := Nearest(word, candidates); n != "" {
		return Suggest(n)
	}
	return ""
}

// Suggest is DidYouMean where it is known which name was meant.
func Suggest(name string) string { return fmt.Sprintf("; did you mean %q?", name) }

// DidYouMeanOf is DidYouMean for few candidates: where none is close, it lists them all.
func DidYouMeanOf(word string, candidates []string) string {
	if hint := DidYouMean(word, candidates); hint != "" {
		return hint
	}
	return "; there are " + strings.Join(candidates, ", ")
}

func distance(a, b []rune) int {
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		next[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			next[j+1] = min(row[j]+cost, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				next[j+1] = min(next[j+1], before[j-1]+1)
			}
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}
