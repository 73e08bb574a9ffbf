package markup

import (
	"fmt"
	"math"
	"regexp"
	"sort"
	"strings"
)

// mostExplained is how many selectors of one text are explained: for each, all of the text is
// looked through several times, and where there are more, it is the text that has changed.
const mostExplained = 100

// Explain says why a selector names no passage, or more than one, and what to
// write instead.
func (q *Quotes) Explain(s Selector) string {
	if q.explained++; q.explained > mostExplained {
		return fmt.Sprintf("the quote names no one passage of the text, nor do %d before it, which say more", mostExplained)
	}
	q.load()
	quote := FoldQuote(s.Quote)
	if quote == "" {
		return "the quote has no words"
	}
	places := q.places(quote, "", "", math.MaxInt)
	switch {
	case len(places) == 0:
		return q.missing(quote)
	case len(q.find(s, 2)) > 1:
		return q.ambiguous(quote, "")
	case len(places) > 1:
		return q.ambiguous(quote, ", but not with this "+s.context())
	}
	return q.misplaced(places[0], len(quote), FoldQuote(s.Prefix))
}

// context says what a selector that does not name the place in the text has beside its
// quote.
func (s Selector) context() string {
	switch {
	case s.Suffix == "":
		return "prefix"
	case s.Prefix == "":
		return "suffix"
	}
	return "prefix and suffix"
}

// misplaced says what stands around a quote of so many bytes at the only place that has
// it, where a folded prefix does not stand before it, or else the suffix not after it.
func (q *Quotes) misplaced(at, length int, prefix string) string {
	if !q.stands(at, at+length, prefix, "") {
		if before := lastWords(q.before(at), 5); before != "" {
			return fmt.Sprintf("the quote stands in the text, but not after the prefix; before it stands %q", before)
		}
		return "the quote stands in the text, but not after the prefix; it begins the text: leave the prefix out"
	}
	if after := firstWords(q.after(at+length), 5); after != "" {
		return fmt.Sprintf("the quote stands in the text, but not before the suffix; after it stands %q", after)
	}
	return "the quote stands in the text, but not before the suffix; it ends the text: leave the suffix out"
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
	if bare := signsOfEmphasis.Replace(linkForm.ReplaceAllString(quote, "$1$2")); bare != quote && bare != "" && strings.Contains(flat, bare) {
		return fmt.Sprintf("the quote has signs of Markdown, which readers do not see; write %q", clip(bare))
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

// linkForm matches links that have words of their own, signsOfEmphasis what else a text has in
// its source only.
var (
	linkForm        = regexp.MustCompile(`\[\[[^\[\]|]*\|([^\[\]]*)\]\]|\[([^\[\]]*)\]\([^()\s]*\)`)
	signsOfEmphasis = strings.NewReplacer("*", "", "__", "", "`", "")
)

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
// for it. Words may be added of what the selector has.
func (q *Quotes) ambiguous(quote, but string) string {
	places := q.places(quote, "", "", math.MaxInt)
	var list []string
	for _, at := range places[:min(mostPlaces, len(places))] {
		line, _ := q.view.place(int(q.text.offsets[at]))
		list = append(list, fmt.Sprintf("line %d with %s", line, q.deciding(quote, at)))
	}
	more := ""
	if n := len(places) - mostPlaces; n > 0 {
		more = fmt.Sprintf(", and %d more", n)
	}
	return fmt.Sprintf("the quote stands in the text %d times%s; say which: %s%s", len(places), but, strings.Join(list, "; "), more)
}

// mostDeciding is how many words before and after a place a message may tell.
const mostDeciding = 12

// deciding returns the shortest words before or after one of several places of a quote,
// or on both sides, that no other place has.
func (q *Quotes) deciding(quote string, at int) string {
	before := strings.Fields(q.before(at))
	after := strings.Fields(q.after(at + len(quote)))
	only := func(prefix, suffix string) bool {
		return len(q.places(quote, prefix, suffix, 2)) == 1
	}
	for n := 1; n <= mostDeciding; n++ {
		prefix := strings.Join(before[max(0, len(before)-n):], " ")
		suffix := strings.Join(after[:min(n, len(after))], " ")
		switch {
		case only(prefix, ""):
			return fmt.Sprintf("prefix: %q", prefix)
		case only("", suffix):
			return fmt.Sprintf("suffix: %q", suffix)
		case only(prefix, suffix):
			return fmt.Sprintf("prefix: %q and suffix: %q", prefix, suffix)
		}
	}
	return "a longer prefix or suffix, because the words around it repeat"
}

func firstWords(text string, n int) string {
	words := strings.Fields(text)
	return clip(strings.Join(words[:min(n, len(words))], " "))
}

func lastWords(text string, n int) string {
	words := strings.Fields(text)
	return strings.Join(words[max(0, len(words)-n):], " ")
}
