package markup

import (
	"fmt"
	"sort"
	"strings"
)

// Explain says why a selector names no passage, or more than one, and what to
// write instead.
func (q *Quotes) Explain(s Selector) string {
	q.load()
	quote := FoldQuote(s.Quote)
	if quote == "" {
		return "the quote has no words"
	}
	places := q.all(quote)
	switch {
	case len(places) == 0:
		return q.missing(quote)
	case len(q.Find(s)) > 1:
		return q.ambiguous(quote)
	}
	// The words are there, but not with this prefix and suffix.
	at := places[0]
	if before := q.before(at); !strings.HasSuffix(before, FoldQuote(s.Prefix)) {
		return fmt.Sprintf("the quote stands in the text, but not after the prefix; before it stands %q", lastWords(before, 5))
	}
	return fmt.Sprintf("the quote stands in the text, but not before the suffix; after it stands %q", firstWords(q.after(at+len(quote)), 5))
}

// missing says what of a quote is in the text.
func (q *Quotes) missing(quote string) string {
	flat := strings.ReplaceAll(string(q.text.out), "\n", " ")
	if strings.Contains(flat, quote) {
		return "the quote runs from one paragraph into the next; quote words of one paragraph"
	}
	if i := strings.Index(strings.ToLower(flat), strings.ToLower(quote)); i >= 0 && len(strings.ToLower(flat)) == len(flat) {
		return fmt.Sprintf("the text has %q, in other letter case", clip(flat[i:min(len(flat), i+len(quote))]))
	}
	words := strings.Split(quote, " ")
	begin := sort.Search(len(words), func(n int) bool { return !strings.Contains(flat, strings.Join(words[:n+1], " ")) })
	end := sort.Search(len(words), func(n int) bool { return !strings.Contains(flat, strings.Join(words[len(words)-n-1:], " ")) })
	switch {
	case begin >= end && begin >= 2:
		found := strings.Join(words[:begin], " ")
		next := firstWords(strings.TrimLeft(flat[strings.Index(flat, found)+len(found):], " "), len(words)-begin+1)
		return fmt.Sprintf("the quote is not in the text: after %q the quote goes on %q, the text %q", lastWords(found, 5), clip(strings.Join(words[begin:], " ")), next)
	case end >= 2:
		found := strings.Join(words[len(words)-end:], " ")
		before := lastWords(strings.TrimRight(flat[:strings.Index(flat, found)], " "), len(words)-end+1)
		return fmt.Sprintf("the quote is not in the text: before %q the quote has %q, the text %q", firstWords(found, 5), clip(strings.Join(words[:len(words)-end], " ")), before)
	}
	if near := q.nearest(words); near != "" {
		return fmt.Sprintf("the quote is not in the text; the nearest words are %q", near)
	}
	return "the quote is not in the text, nor anything like it"
}

// nearest returns the stretch of text, as long as the quote, that has most of
// its words; "" where none has a third of them.
func (q *Quotes) nearest(words []string) string {
	wanted := map[string]bool{}
	for _, w := range words {
		wanted[strings.ToLower(strings.Trim(w, `.,;:"'()`))] = true
	}
	text := strings.Fields(string(q.text.out))
	best, bestAt, hits := 0, 0, 0
	hit := func(i int) int {
		if wanted[strings.ToLower(strings.Trim(text[i], `.,;:"'()`))] {
			return 1
		}
		return 0
	}
	for i := range text {
		hits += hit(i)
		if i >= len(words) {
			hits -= hit(i - len(words))
		}
		if hits > best {
			best, bestAt = hits, max(0, i-len(words)+1)
		}
	}
	if best*3 < len(words) {
		return ""
	}
	return clip(strings.Join(text[bestAt:min(len(text), bestAt+len(words))], " "))
}

// mostPlaces is how many places a message lists.
const mostPlaces = 4

// ambiguous lists the places at which a quote stands, each with what decides
// for it.
func (q *Quotes) ambiguous(quote string) string {
	places := q.all(quote)
	var list []string
	for k, at := range places[:min(mostPlaces, len(places))] {
		key, words := q.deciding(quote, places, k)
		list = append(list, fmt.Sprintf("line %d with %s: %q", q.view.line(int(q.text.offsets[at])), key, words))
	}
	more := ""
	if n := len(places) - mostPlaces; n > 0 {
		more = fmt.Sprintf(", and %d more", n)
	}
	return fmt.Sprintf("the quote stands in the text %d times; say which: %s%s", len(places), strings.Join(list, "; "), more)
}

// deciding returns the shortest words before or after a place that no other
// place has.
func (q *Quotes) deciding(quote string, places []int, k int) (key, words string) {
	before := strings.Fields(q.before(places[k]))
	after := strings.Fields(q.after(places[k] + len(quote)))
	for n := 1; n <= 12; n++ {
		if prefix := strings.Join(before[max(0, len(before)-n):], " "); prefix != "" && q.only(places, k, func(at int) bool {
			return strings.HasSuffix(q.before(at), prefix)
		}) {
			return "prefix", prefix
		}
		if suffix := strings.Join(after[:min(n, len(after))], " "); suffix != "" && q.only(places, k, func(at int) bool {
			return strings.HasPrefix(q.after(at+len(quote)), suffix)
		}) {
			return "suffix", suffix
		}
	}
	return "a longer quote", quote
}

func (q *Quotes) only(places []int, k int, matches func(int) bool) bool {
	for j, at := range places {
		if j != k && matches(at) {
			return false
		}
	}
	return true
}

func firstWords(text string, n int) string {
	words := strings.Fields(text)
	return clip(strings.Join(words[:min(n, len(words))], " "))
}

func lastWords(text string, n int) string {
	words := strings.Fields(text)
	return strings.Join(words[max(0, len(words)-n):], " ")
}
