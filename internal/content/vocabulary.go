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

// NewVocabulary returns one that is empty.
func NewVocabulary() Vocabulary { return Vocabulary{map[string]bool{}, map[string]bool{}} }

// Article adds what an article says.
func (v Vocabulary) Article(a *Article) {
	v.tags(a.Tags)
	for _, account := range a.Accounts {
		for _, field := range account.V {
			v.Fields[field.Name.V] = true
		}
	}
}

// Incident adds what an incident says.
func (v Vocabulary) Incident(i *Incident) {
	v.tags(i.Tags)
	for _, field := range i.Established {
		v.Fields[field.Name.V] = true
	}
	if i.Place.Name.V != "" {
		v.Words[i.Place.Name.V] = true
	}
}

// Actor adds what an actor says.
func (v Vocabulary) Actor(a *Actor) {
	for _, office := range a.Roles {
		if office.Title.V != "" {
			v.Words[office.Title.V] = true
		}
	}
}

func (v Vocabulary) tags(names []At[string]) {
	for _, name := range names {
		v.Words[name.V] = true
	}
}

// vocabulary returns that of all documents.
func (s *Set) vocabulary() Vocabulary {
	v := NewVocabulary()
	for _, a := range s.Articles {
		v.Article(a)
	}
	for _, i := range s.Incidents {
		v.Incident(i)
	}
	for _, a := range s.Actors {
		v.Actor(a)
	}
	return v
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
