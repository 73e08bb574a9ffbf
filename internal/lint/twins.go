package lint

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

// Names have to be this long, in letters of the skeleton or in consonants, to be
// taken for one although they are not spelled the same.
const (
	minSkeleton   = 7
	minConsonants = 5
)

// A called is one of an actor's names in its comparable forms.
type called struct {
	index    int // of the actor
	name     string
	skeleton string
}

// twinActors compares the names of all actors. Those that can be one share a
// key, so that the work grows with the number of names, not with its square.
func (c *checker) twinActors() {
	actors := c.Timeline.Actors
	byKey := map[string][]called{}
	told := map[[2]int]bool{}
	for k, a := range actors {
		for _, name := range a.Names() {
			n := called{k, name, skeleton(name)}
			for _, key := range n.keys() {
				for _, other := range byKey[key] {
					pair := [2]int{other.index, k}
					if other.index == k || told[pair] || !n.like(other, key) || tied(actors[other.index], a) {
						continue
					}
					told[pair] = true
					why := fmt.Sprintf("%q and %q are nearly one name", name, other.name)
					if name == other.name {
						why = fmt.Sprintf("both are called %q", name)
					}
					c.problems.Warnf(diag.Pos{File: a.Meta.Path}, "%s may be %s (%s) again: %s; keep one of the two, or name a relation between them",
						a.Name(), actors[other.index].Name(), actors[other.index].Meta.Slug.V, why)
				}
			}
			for _, key := range n.keys() {
				byKey[key] = append(byKey[key], n)
			}
		}
	}
}

// keys returns what a name shares with names like it: its skeleton, the same
// without any one letter, and its consonants.
func (n called) keys() []string {
	if n.skeleton == "" {
		return nil
	}
	keys := []string{n.skeleton}
	if utf8.RuneCountInString(n.skeleton) >= minSkeleton && strings.IndexFunc(n.skeleton, unicode.IsDigit) < 0 {
		keys = oneLess(n.skeleton)
	}
	if text, _ := consonants(n.name); len(text) >= minConsonants {
		keys = append(keys, "consonants "+text)
	}
	slices.Sort(keys)
	return keys
}

// like holds of two names that share a key whether they are nearly one: by
// consonants only where their scripts differ.
func (n called) like(other called, key string) bool {
	if !strings.HasPrefix(key, "consonants ") {
		return true
	}
	_, latin := consonants(n.name)
	_, otherLatin := consonants(other.name)
	return latin != otherLatin
}

// tied reports whether the author has named a relation between two actors, and
// so knows both.
func tied(a, b *timeline.Actor) bool {
	toB := func(r timeline.Relation) bool { return r.Actor == b }
	return slices.ContainsFunc(a.Relations, toB) || slices.ContainsFunc(a.Inverse, toB)
}

// twinIncidents compares incidents that begin on the same day.
func (c *checker) twinIncidents() {
	byDay := map[edtf.Day][]*timeline.Incident{}
	for _, i := range c.Timeline.Incidents {
		day, ok := i.Meta.Date.V.Anchor()
		if !ok {
			continue
		}
		for _, other := range byDay[day] {
			if similar(i.Meta.Title.V, other.Meta.Title.V) && !related(i, other) {
				c.problems.Warnf(diag.Pos{File: i.Meta.Path}, "%q may be %q (%s) again: the day is the same and the titles are alike; keep one of the two, or name the other under related:",
					i.Meta.Title.V, other.Meta.Title.V, other.Meta.Slug.V)
			}
		}
		byDay[day] = append(byDay[day], i)
	}
}

// similar reports whether at least three in five of the words of two titles are
// in both; short words, which say little, do not count.
func similar(a, b string) bool {
	long := func(title string) []string {
		all := slices.DeleteFunc(folded(title), func(w string) bool { return utf8.RuneCountInString(w) < minName })
		for k, w := range all {
			all[k] = single(spellings.Replace(strings.TrimSuffix(w, "s")))
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	x, y := long(a), long(b)
	both := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			both++
		}
	}
	return both > 0 && both*5 >= (len(x)+len(y)-both)*3
}

func related(a, b *timeline.Incident) bool {
	return slices.Contains(a.Related, b) || slices.Contains(b.Related, a) ||
		slices.Contains(a.PartOf, b) || slices.Contains(b.PartOf, a)
}

// twinArticles compares articles that name one address as that of the original: what was
// published there at two times has an archived copy of each.
func (c *checker) twinArticles() {
	byAddress := map[string]*timeline.Article{}
	for _, a := range c.Timeline.Articles {
		address := content.ReduceURL(a.Meta.URL.V)
		other := byAddress[address]
		switch {
		case !a.Meta.URL.Set():
		case other == nil:
			byAddress[address] = a
		case a.Meta.Archive.V == other.Meta.Archive.V:
			c.problems.Warnf(a.Meta.Pos(a.Meta.URL.Place), "this may be the article of %s again: the address is the same; keep one of the two, or name the archived copy of each under archive:",
				other.Meta.Path)
		}
	}
}
