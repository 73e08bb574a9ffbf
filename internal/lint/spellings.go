package lint

import (
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/content"
	"dateline/internal/diag"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// minSlip is how many letters a word needs to be taken for a slip of another:
// among shorter ones too many are one letter apart.
const minSlip = 4

// spellings looks for places and tags that one document alone names, and that are one slip
// away from one that others name: each makes a page of its own, and a place another mark on
// the map. What settings have a word for is meant, and so are names of actors and countries.
func (c *checker) spellings() {
	places, tags := namings{}, namings{}
	for _, i := range c.Timeline.Incidents {
		places.add(&i.Meta.Document, i.Meta.Place, i.Meta.Place.Name)
		tags.add(&i.Meta.Document, content.PlaceMeta{}, i.Meta.Tags...)
	}
	for _, a := range c.Timeline.Articles {
		tags.add(&a.Meta.Document, content.PlaceMeta{}, a.Meta.Tags...)
	}
	for _, a := range c.Timeline.Actors {
		tags.add(&a.Meta.Document, content.PlaceMeta{}, a.Meta.Tags...)
	}
	meant := c.meant()
	c.spelling(places, meant, "nothing else has the place %q%s (if not, give it a word under words: in content/_index.md)")
	c.spelling(tags, meant, "nothing else has the tag %q%s (if not, give it a word under words: in content/_index.md)")
}

// naming is a name at its place.
type naming struct {
	name  string
	at    diag.Pos
	where content.PlaceMeta // of a place
}

// namings are where things are named, by the folded words of their names.
type namings map[string][]naming

func (n namings) add(in *content.Document, where content.PlaceMeta, names ...content.At[string]) {
	for _, name := range names {
		if key := foldedKey(name.V); key != "" {
			n[key] = append(n[key], naming{name.V, in.Pos(name.Place), where})
		}
	}
}

func foldedKey(name string) string { return strings.Join(folded(name), " ") }

// meant returns the folded words of names that are written as they are meant.
func (c *checker) meant() map[string]bool {
	meant := map[string]bool{}
	for _, word := range c.Timeline.Site.Words {
		meant[foldedKey(word.Name.V)] = true
	}
	for _, a := range c.Timeline.Actors {
		for _, name := range a.Names() {
			meant[foldedKey(name)] = true
		}
	}
	for _, lang := range []string{"en", c.Timeline.Site.Language.V} {
		namer := display.Regions(language.Make(lang))
		for a := 'A'; a <= 'Z' && namer != nil; a++ {
			for b := 'A'; b <= 'Z'; b++ {
				if region, err := language.ParseRegion(string(a) + string(b)); err == nil && region.IsCountry() {
					meant[foldedKey(namer.Name(region))] = true
				}
			}
		}
	}
	return meant
}

// spelling tells of what is named once, is not meant, and is one slip away from what is meant
// or named again. What it says has room for the name and for a hint.
func (c *checker) spelling(all namings, meant map[string]bool, said string) {
	var once []string              // keys
	known := map[string][]string{} // other keys, by what is left of them
	for _, key := range slices.Sorted(maps.Keys(all)) {
		switch {
		case len(all[key]) > 1 || meant[key]:
			for _, less := range oneLess(key) {
				known[less] = append(known[less], key)
			}
		default:
			once = append(once, key)
		}
	}
	for _, key := range once {
		words, name := strings.Fields(key), all[key][0]
		var near []string
		for _, less := range oneLess(key) {
			for _, other := range known[less] {
				if slipped(words, strings.Fields(other)) && !apart(name.where, all[other]) {
					near = append(near, other)
				}
			}
		}
		if len(near) > 0 {
			c.problems.Warnf(name.at, said, name.name, diag.Suggest(all[slices.Min(near)][0].name))
		}
	}
}

// oneLess returns a key and what is left of it without any one letter: those of two names of
// which one is a slip of the other have one in common.
func oneLess(key string) []string {
	runes := []rune(key)
	all := []string{key}
	for k := range runes {
		all = append(all, string(runes[:k])+string(runes[k+1:]))
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// farApart is from how many degrees on two places are not one.
const farApart = 0.5

// apart reports whether a place lies far from where others say that theirs does.
func apart(place content.PlaceMeta, others []naming) bool {
	return place.Lat.Set() && slices.ContainsFunc(others, func(other naming) bool {
		lat, lon := other.where.Lat, other.where.Lon
		return lat.Set() && (math.Abs(lat.V-place.Lat.V) > farApart || math.Abs(lon.V-place.Lon.V) > farApart)
	})
}

// slipped reports whether one of the folded words of a name is one slip away from another's:
// a letter too many, too few, wrong, or out of turn.
func slipped(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	slips := 0
	for k := range a {
		if a[k] == b[k] {
			continue
		}
		if slips++; slips > 1 || min(utf8.RuneCountInString(a[k]), utf8.RuneCountInString(b[k])) < minSlip || !oneSlip([]rune(a[k]), []rune(b[k])) {
			return false
		}
	}
	return slips == 1
}

// oneSlip is slipped for two words that differ.
func oneSlip(a, b []rune) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if max(len(a), len(b)) > 1 && (len(a) != 2 || len(b) != 2 || a[0] != b[1] || a[1] != b[0]) {
		return false
	}
	return !slices.ContainsFunc(slices.Concat(a, b), unicode.IsDigit) // these tell things apart
}
