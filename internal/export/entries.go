package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"sync"

	"dateline/internal/edtf"
	"dateline/internal/locale"
	"dateline/internal/timeline"
)

// Index is the compact index of all entries by which readers filter lists: what
// there is to choose from, and for each entry its days and its values, as
// numbers. It holds nothing that pages do not show.
//
// Entries are numbered from 0, oldest first. The root file lists the values of
// each facet, most frequent first, and the other files hold IndexPiece entries
// each:
//
//	day      for each dated entry, the day by which it is sorted, in days since
//	         1970-01-01 for the first and since the entry before for the others;
//	         entries without a date come last and have none
//	length   for each of them the days to its last day, openEnd or openStart
//	a facet  single: for each entry 1 + its value, or 0;
//	         else how many values it has, and the values;
//	         actor: how many, and for each an actor and 1 + the role, or 0
type Index struct {
	entries []timeline.Entry
	words   words
	newest  bool
	facets  func() []*facet // gathered when the first file is asked for
}

// IndexFile is the path of the index's root file in the site.
const IndexFile = "data/index/index.json"

const (
	// IndexPiece is how many entries a file of the index holds: some 50 kB
	// where entries have many values.
	IndexPiece = 5000
	// CardPiece is how many cards a file of rendered cards holds.
	CardPiece = 100

	openEnd   = -1 // in length: goes on
	openStart = -2 // in length: began at a time that is left open
)

// IndexPieceFile returns the path of piece k, from 0, in the site.
func IndexPieceFile(k int) string { return fmt.Sprintf("data/index/entries-%d.json", k+1) }

// CardPieceFile returns the path of piece k, from 0, of the rendered cards.
func CardPieceFile(k int) string { return fmt.Sprintf("data/index/cards-%d.json", k+1) }

// facet is something by which entries are chosen.
type facet struct {
	name, label string
	single      bool
	of          func(timeline.Entry) []value // the values of an entry, each once
	values      []value                      // most frequent first
	number      map[string]int               // index in values, by key
}

// value is what entries have in common: a key for addresses, and its label.
type value struct {
	key, label string
	count      int
}

// NewIndex returns the index of a timeline.
func NewIndex(t *timeline.Timeline, language *locale.Locale) *Index {
	return &Index{
		entries: t.Entries,
		words:   words{language},
		newest:  t.Site.Order.V != "oldest",
		facets:  sync.OnceValue(func() []*facet { return gather(t.Entries, words{language}) }),
	}
}

// roles is the index of the facet whose values stand beside the actors.
const roles = 2

// gather lists the facets with their values.
func gather(entries []timeline.Entry, w words) []*facet {
	facets := []*facet{
		{name: "type", label: w.Text("filter.type"), single: true, of: w.typeOf},
		{name: "actor", label: w.Text("filter.actors"), of: w.actorsOf},
		roles: {name: "role", label: w.Text("filter.role"), of: w.rolesOf},
		{name: "kind", label: w.Text("filter.kind"), single: true, of: w.kindOf},
		{name: "place", label: w.Text("filter.places"), single: true, of: placeOf},
		{name: "source", label: w.Text("filter.sources"), of: sourcesOf},
		{name: "tag", label: w.Text("filter.tags"), of: tagsOf},
		{name: "status", label: w.Text("filter.status"), single: true, of: w.statusOf},
		{name: "differ", label: w.Text("filter.differ"), single: true, of: w.differOf},
	}
	for _, f := range facets {
		f.gather(entries, w.Lang())
	}
	return facets
}

// gather counts and numbers the values of entries.
func (f *facet) gather(entries []timeline.Entry, lang string) {
	f.number = map[string]int{}
	for _, e := range entries {
		for _, v := range f.of(e) {
			k, known := f.number[v.key]
			if !known {
				k = len(f.values)
				f.number[v.key] = k
				f.values = append(f.values, v)
			}
			f.values[k].count++
		}
	}
	locale.SortByName(lang, f.values, func(v value) (string, string) { return v.label, v.key })
	slices.SortStableFunc(f.values, func(a, b value) int { return cmp.Compare(b.count, a.count) })
	for k, v := range f.values {
		f.number[v.key] = k
	}
}

// Pieces returns how many files of entries the index has.
func (x *Index) Pieces() int { return (len(x.entries) + IndexPiece - 1) / IndexPiece }

// CardPieces returns how many files of rendered cards belong to the index.
func (x *Index) CardPieces() int { return (len(x.entries) + CardPiece - 1) / CardPiece }

// indexRoot is the root file.
type indexRoot struct {
	Version string       `json:"version"` // changes with any file of the index
	Entries int          `json:"entries"`
	Piece   int          `json:"piece"`
	Cards   int          `json:"cards"`
	Newest  bool         `json:"newest"` // readers begin with the newest entries
	Facets  []indexFacet `json:"facets"`
}

type indexFacet struct {
	Name   string      `json:"name"`
	Label  string      `json:"label"`
	Single bool        `json:"single"`
	Values [][2]string `json:"values"` // key and label
}

// Root writes the root file.
func (x *Index) Root() ([]byte, error) {
	root := indexRoot{Entries: len(x.entries), Piece: IndexPiece, Cards: CardPiece, Newest: x.newest}
	for _, f := range x.facets() {
		out := indexFacet{Name: f.name, Label: f.label, Single: f.single, Values: make([][2]string, len(f.values))}
		for k, v := range f.values {
			out.Values[k] = [2]string{v.key, v.label}
		}
		root.Facets = append(root.Facets, out)
	}
	version, err := x.version(root)
	if err != nil {
		return nil, err
	}
	root.Version = version
	return compact(root)
}

// version is a hash of all that the index says. Browsers that kept a file of an
// older index ask for the new one by it.
func (x *Index) version(root indexRoot) (string, error) {
	sum := sha256.New()
	data, err := compact(root)
	if err != nil {
		return "", err
	}
	sum.Write(data)
	for k := range x.Pieces() {
		if data, err = x.Piece(k); err != nil {
			return "", err
		}
		sum.Write(data)
	}
	for _, e := range x.entries {
		sum.Write([]byte(e.URL() + "\x00" + e.Title() + "\x00"))
	}
	return hex.EncodeToString(sum.Sum(nil)[:5]), nil
}

// Piece writes piece k, from 0.
func (x *Index) Piece(k int) ([]byte, error) {
	entries := x.entries[k*IndexPiece : min((k+1)*IndexPiece, len(x.entries))]
	columns := map[string][]int64{"day": {}, "length": {}}
	before := int64(0)
	for _, e := range entries {
		if day, length, ok := daysOf(e.Date()); ok {
			columns["day"] = append(columns["day"], day-before)
			columns["length"] = append(columns["length"], length)
			before = day
		}
	}
	for k, f := range x.facets() {
		if k == roles {
			continue
		}
		column := make([]int64, 0, len(entries))
		for _, e := range entries {
			column = x.append(column, f, e)
		}
		columns[f.name] = column
	}
	return compact(columns)
}

// append adds the values of an entry to a column.
func (x *Index) append(column []int64, f *facet, e timeline.Entry) []int64 {
	switch {
	case f.name == "actor":
		parts := x.words.partsOf(e)
		column = append(column, int64(len(parts)))
		for _, p := range parts {
			role := int64(0)
			if p.role != "" {
				role = 1 + int64(x.facets()[roles].number[p.role])
			}
			column = append(column, int64(f.number[p.actor.key]), role)
		}
	case f.single:
		number := int64(0)
		for _, v := range f.of(e) {
			number = 1 + int64(f.number[v.key])
		}
		column = append(column, number)
	default:
		values := f.of(e)
		column = append(column, int64(len(values)))
		for _, v := range values {
			column = append(column, int64(f.number[v.key]))
		}
	}
	return column
}

var epoch = edtf.Day{Year: 1970, Month: 1, Day: 1}

// daysOf returns the day by which a date is sorted, and the days to its last
// one. An end that nobody knows is taken to be no later than what is known.
func daysOf(d edtf.Date) (day, length int64, ok bool) {
	first, last, _ := d.Bounds()
	anchor, ok := d.Anchor()
	switch {
	case !ok:
		return 0, 0, false
	case first.Kind == edtf.Known && last.Kind == edtf.Known:
		length = exact(last.Day.Sub(epoch)) - exact(first.Day.Sub(epoch))
	case last.Kind == edtf.Open:
		length = openEnd
	case first.Kind == edtf.Open:
		length = openStart
	}
	return exact(anchor.Sub(epoch)), length, ok
}

// exact keeps a number within what JavaScript counts exactly.
func exact(days int64) int64 {
	const limit = 1 << 51
	return max(-limit, min(days, limit))
}

func compact(v any) ([]byte, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	return data, nil
}
