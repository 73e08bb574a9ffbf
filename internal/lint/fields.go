package lint

import (
	"maps"
	"slices"
	"unicode"
	"unicode/utf8"

	"dateline/internal/content"
	"dateline/internal/diag"
)

// minField is how many letters a word of a field needs to be taken for a slip of another:
// among shorter ones too many are one letter apart.
const minField = 4

// fields looks for fields that one account or incident alone has, and that are one slip away
// from a field of others: the accounts are not compared by them. The label of a field says
// that it is one of its own.
func (c *checker) fields() {
	labelled, times := map[string]bool{}, map[string]int{}
	for _, f := range c.Timeline.Site.Fields {
		labelled[f.Name.V] = true
	}
	each := func(look func(in *content.Document, field content.At[string])) {
		for _, a := range c.Timeline.Articles {
			for _, account := range a.Meta.Accounts {
				for _, field := range account.V {
					look(&a.Meta.Document, field.Name)
				}
			}
		}
		for _, i := range c.Timeline.Incidents {
			for _, field := range i.Meta.Established {
				look(&i.Meta.Document, field.Name)
			}
		}
	}
	each(func(_ *content.Document, field content.At[string]) { times[field.V]++ })
	known := map[string]bool{} // labels that nothing has are told of by words
	for field, n := range times {
		if n > 1 || labelled[field] {
			known[field] = true
		}
	}
	inOrder := slices.Sorted(maps.Keys(known))
	others := make([][]string, len(inOrder)) // the words of each
	for k, field := range inOrder {
		others[k] = folded(field)
	}
	each(func(in *content.Document, field content.At[string]) {
		if known[field.V] {
			return
		}
		words := folded(field.V)
		if k := slices.IndexFunc(others, func(other []string) bool { return slipped(words, other) }); k >= 0 {
			c.problems.Warnf(in.Pos(field.Place), "no other account has the field %q%s (if not, give it a label under fields: in content/_index.md)", field.V, diag.Suggest(inOrder[k]))
		}
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
		if slips++; slips > 1 || min(utf8.RuneCountInString(a[k]), utf8.RuneCountInString(b[k])) < minField || !oneSlip([]rune(a[k]), []rune(b[k])) {
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
