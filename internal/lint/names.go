package lint

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"dateline/internal/diag"
	"dateline/internal/timeline"
)

// minName is how many letters a single word needs to be taken for a name, in
// code points: shorter ones are too often words of the language.
const minName = 4

// A lookalike is a sequence of words that reads like an actor's name.
type lookalike struct {
	words []string
	actor *timeline.Actor
	last  bool // the last word only of a person's name
}

// lookalikes finds names by their first word, longer ones before shorter.
type lookalikes map[string][]lookalike

func newLookalikes(actors []*timeline.Actor) lookalikes {
	all := lookalikes{}
	add := func(l lookalike) { all[l.words[0]] = append(all[l.words[0]], l) }
	lasts := map[string][]*timeline.Actor{}
	for _, a := range actors {
		for k, name := range a.Names() {
			f := folded(name)
			if len(f) > 1 || len(f) == 1 && utf8.RuneCountInString(f[0]) >= minName {
				add(lookalike{words: f, actor: a})
			}
			if k == 0 && len(f) > 1 && a.Meta.Kind.V == "person" && utf8.RuneCountInString(f[len(f)-1]) >= minName {
				last := f[len(f)-1]
				lasts[last] = append(lasts[last], a)
			}
		}
	}
	for _, a := range actors { // in order, as lasts has none
		f := folded(a.Name())
		if len(f) > 1 && len(lasts[f[len(f)-1]]) == 1 && lasts[f[len(f)-1]][0] == a {
			add(lookalike{words: f[len(f)-1:], actor: a, last: true})
		}
	}
	for _, list := range all {
		slices.SortStableFunc(list, compareLookalikes)
	}
	return all
}

// spared reports whether the author of a name says that it is too common to be linked.
func (l lookalike) spared() bool { return l.actor.Meta.Mention.V == "off" }

// compareLookalikes has longer ones come first, and of the same length those that are
// spared.
func compareLookalikes(x, y lookalike) int {
	switch {
	case len(x.words) != len(y.words):
		return len(y.words) - len(x.words)
	case x.spared() != y.spared():
		if x.spared() {
			return -1
		}
		return 1
	}
	return strings.Compare(x.actor.Meta.Slug.V, y.actor.Meta.Slug.V)
}

// at returns the longest name that begins with the words, and its length.
func (all lookalikes) at(text []word) (lookalike, int) {
	for _, l := range all[text[0].text] {
		if len(l.words) > len(text) {
			continue
		}
		same := !l.last || text[0].capital
		for k := range l.words {
			same = same && l.words[k] == text[k].text
		}
		if same {
			return l, len(l.words)
		}
	}
	return lookalike{}, 0
}

// names looks in articles and incidents for what reads like the name of an
// actor that the document does not have: in other letter case, without its
// diacritics, or its last word only. Names that are not to be linked are passed over,
// whomever else they may mean.
func (c *checker) names() {
	all := newLookalikes(c.Timeline.Actors)
	for _, a := range c.Timeline.Articles {
		c.namesIn(all, a.Meta.Path, a.Text, a.Actors)
	}
	for _, i := range c.Timeline.Incidents {
		var has []*timeline.Actor
		for _, role := range i.Roles {
			has = append(has, role.Actor)
		}
		if c.Timeline.Site.Mentions.V != "off" { // else nothing shows who is mentioned
			c.namesIn(all, i.Meta.Path, i.Text, has)
		}
	}
}

// namesIn looks in one text of a document that has these actors already.
func (c *checker) namesIn(all lookalikes, file string, text timeline.Text, has []*timeline.Actor) {
	links := hrefs(text.HTML())
	body := text.Body.Text()
	unlinkable := sync.OnceValue(text.Body.Unlinkable) // hardly ever asked
	for list := words(body); len(list) > 0; {
		l, n := all.at(list)
		if n == 0 {
			list = list[1:]
			continue
		}
		start, end := list[0].start, list[n-1].end
		list = list[n:]
		if l.spared() || slices.Contains(has, l.actor) {
			continue
		}
		if slices.Contains(l.actor.Names(), body[start:end]) {
			continue // it stands in a heading, in code or in a link, or two actors share it, which timeline reports
		}
		if unlinkable()(start, end) {
			continue // where what is to be written would break the link, or be shown as it is
		}
		has = append(has, l.actor) // once is enough
		if slices.Contains(links, l.actor.URL()) {
			continue
		}
		line, col := text.Body.Place(start)
		c.problems.Warnf(diag.At(file, line, col), "%q reads like the actor %s, who is not linked; write [[%s|%s]] if that is who is meant",
			body[start:end], l.actor.Name(), l.actor.Meta.Slug.V, body[start:end])
	}
}
