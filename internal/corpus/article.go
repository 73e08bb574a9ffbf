package corpus

import (
	"fmt"
	"strings"
)

// article makes an article: 300 to 400 words, with what an editor adds to them.
func (g *generator) article(k int) (string, []byte) {
	var front, body strings.Builder
	year := g.year()
	if g.incidents > 0 && g.IntN(3) > 0 {
		incident := int(g.reported.Uint64())
		year = g.happened[incident]
		fmt.Fprintf(&front, "incidents: [incident-%d]\naccounts: {incident-%d: {killed: %d, injured: %d}}\n", incident, incident, g.account(incident), g.IntN(2))
	}
	if k%20 == 13 {
		front.WriteString("lang: ar\n")
		body.WriteString(arabicText(g, k))
	}
	var notes []string
	for range 3 + g.IntN(3) {
		words := g.sentence(60 + g.IntN(40))
		if n := g.notes(); n > 0 {
			notes = append(notes, g.annotate(words, n)...)
		}
		body.WriteString(strings.Join(words, " ") + ".\n\n")
	}
	if len(notes) > 0 {
		front.WriteString("annotations:\n" + strings.Join(notes, ""))
	}
	date := g.dayOf(year)
	if k%50 == 0 {
		fmt.Fprintf(&front, "corrections: [{date: %d-12-31, note: An earlier version gave another number.}]\n", year)
	}
	title := g.title()
	switch {
	case k%20 == 13:
		title = arabicName(k) + " " + arabicName(k+1)
	case k%100 == 57:
		title = chineseTitle(k)
	}
	return fmt.Sprintf("articles/%d/article-%d.md", k%7, k), fmt.Appendf(nil,
		"---\ntitle: %s\ndate: %s\nsource: source-%d\nurl: https://source.example/%d\ntags: [tag-%d]\n%s---\n%s",
		title, date, g.outlets.Uint64(), k, g.tags.Uint64(), front.String(), body.String())
}

// account is what an article says of an incident: one in eight differs.
func (g *generator) account(incident int) int {
	if g.IntN(8) == 0 {
		return g.killed[incident] + 1 + g.IntN(3)
	}
	return g.killed[incident]
}

// notes is how many notes a paragraph has.
func (g *generator) notes() int {
	switch n := g.IntN(20); {
	case n == 0:
		return 4
	case n < 4:
		return 1
	}
	return 0
}

// annotate writes notes on words of a paragraph. Each quotes six words, which
// no other place is likely to hold.
func (g *generator) annotate(words []string, count int) []string {
	kinds := []string{"context", "claim", "correction", "dispute", "verification", "question"}
	var notes []string
	for n := range count {
		from := n*(len(words)/count) + g.IntN(4)
		kind := kinds[g.IntN(len(kinds))]
		by := ""
		if kind == "claim" {
			by = fmt.Sprintf(", by: actor-%d", g.name(int(g.actors.Uint64())))
		}
		notes = append(notes, fmt.Sprintf("  - {quote: %q, kind: %s, note: %q%s}\n",
			strings.Join(words[from:from+6], " "), kind, strings.Join(g.sentence(8+g.IntN(25)), " ")+".", by))
	}
	return notes
}

// arabicName makes a name in Arabic letters: every tenth actor has one.
func arabicName(k int) string {
	letters := []rune("بتجحدرسشصطعفقكلمنهوي")
	name := make([]rune, 0, 12)
	for n := range 5 {
		name = append(name, letters[(k*7+n*3+k/len(letters))%len(letters)])
	}
	name = append(name, ' ')
	for n := range 5 {
		name = append(name, letters[(k*11+n*5+k/7)%len(letters)])
	}
	return string(name)
}

// arabicText makes a paragraph in Arabic letters that names an actor.
func arabicText(g *generator, k int) string {
	words := make([]string, 0, 40)
	for n := range 20 {
		words = append(words, arabicName(k*31+n))
	}
	words[g.IntN(len(words))] = arabicName(g.name(int(g.actors.Uint64()) / 10 * 10))
	return strings.Join(words, " ") + ".\n\n"
}

func chineseTitle(k int) string {
	letters := []rune("新闻报道巴格达联合国会议袭击声明总理政府北约使团")
	title := make([]rune, 9)
	for n := range title {
		title[n] = letters[(k*13+n*7)%len(letters)]
	}
	return string(title)
}
