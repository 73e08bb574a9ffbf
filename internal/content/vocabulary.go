package content

import (
	"maps"
	"slices"
)

// Vocabulary is what authors call things in their documents, for which the settings may have
// labels and words that readers see.
type Vocabulary struct {
	Fields map[string]bool // of accounts
	Words  map[string]bool // tags, places and offices
}

// Vocabulary returns that of all documents.
func (s *Set) Vocabulary() Vocabulary {
	v := Vocabulary{map[string]bool{}, map[string]bool{}}
	for _, a := range s.Articles {
		v.tags(a.Tags)
		for _, account := range a.Accounts {
			for _, field := range account.V {
				v.Fields[field.Name.V] = true
			}
		}
	}
	for _, i := range s.Incidents {
		v.tags(i.Tags)
		for _, field := range i.Established {
			v.Fields[field.Name.V] = true
		}
		if i.Place.Name.V != "" {
			v.Words[i.Place.Name.V] = true
		}
	}
	for _, a := range s.Actors {
		for _, office := range a.Roles {
			if office.Title.V != "" {
				v.Words[office.Title.V] = true
			}
		}
	}
	return v
}

func (v Vocabulary) tags(names []At[string]) {
	for _, name := range names {
		v.Words[name.V] = true
	}
}

// withAll returns labels with those names that have none, in their order.
func withAll(labels []Named[At[string]], names map[string]bool) []Named[At[string]] {
	all := slices.Clone(labels)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if !slices.ContainsFunc(labels, func(label Named[At[string]]) bool { return label.Name.V == name }) {
			all = append(all, Named[At[string]]{Name: At[string]{V: name}})
		}
	}
	return all
}
