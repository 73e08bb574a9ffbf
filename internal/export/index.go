package export

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/bits"

	"dateline/internal/edtf"
	"dateline/internal/locale"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// Index is the index of all entries by which readers filter lists, in files of
// which a browser loads those that a choice asks for. It holds nothing that pages
// do not show.
//
// Entries are numbered from 0, values from 1, both oldest first: a new entry at the
// end of the timeline changes what is said of its own values, and no stretch of
// entries before the last.
//
//	index.json           how many entries there are, of each facet the most frequent
//	                     values with their counts, and of each stretch the days
//	names-N.json         by facet, the values whose number leaves N, divided by so many
//	words-N.json         by facet, and by how a word of their labels begins whose hash is N,
//	                     the values that a reader may mean who types that
//	hits-N.json          by facet and key, of each value whose hash is N: its entries,
//	                     and how often these have each other value
//	days-K.json          of the entries of a stretch, their days
//	column-FACET-K.json  of the entries of a stretch, their values
//
// So the counts of a list, and of one choice in the timeline, take one file; those
// of more choices take the columns of what a reader looks at. The names of the dozen values
// that give most take as many files at most, and those that a search offers take one. Files
// of names and words are only of sites of which the root does not name all values. In these
// files:
//
//	at       entries, as steps from the one before
//	roles    of an actor, pairs: a step in at, and a role
//	with     by facet, pairs: a value, and in how many of the entries it is;
//	         null where they are so many that the columns tell it in fewer words
//	day      for each dated entry, the day by which it is sorted, in days since
//	         1970-01-01 for the first and since the entry before for the others;
//	         entries without a date come last and have none
//	length   for each of them the days to its last day, openEnd or openStart
//	a column single: for each entry its value, or 0;
//	         else how many values it has, and the values;
//	         actor: how many, and for each an actor and a role, or 0
type Index struct {
	entries []timeline.Entry
	newest  bool
	table   site.Shared[*table] // of which the files are made
}

const (
	indexFolder = "data/index/"

	// indexStretch is how many entries a column tells of: some 40 kB of actors, packed,
	// where each names a dozen.
	indexStretch = 2000
	// hitsEntries is for how many entries there is one more file of hits, of names and of
	// words: so they take some 10 kB each, packed, whatever the size of a site.
	hitsEntries = 200
	// rootValues is how many values of a facet the root names, of a site with more
	// than rootEntries entries; of a smaller one it names all.
	rootValues, rootEntries = 100, 1000
	// CardPiece is how many cards a file of rendered cards holds.
	CardPiece = 100

	openEnd   = -1 // in length: goes on
	openStart = -2 // in length: began at a time that is left open
)

// CardPieceFile returns the path of piece k, from 0, of the rendered cards.
func CardPieceFile(k int) string { return fmt.Sprintf(indexFolder+"cards-%d.json", k+1) }

// NewIndex returns the index of a timeline.
func NewIndex(t *timeline.Timeline, language *locale.Locale) *Index {
	x := &Index{entries: t.Entries, newest: t.Site.Order.V != "oldest"}
	x.table.Make = func() *table { return newTable(x.entries, wording{language}, x.hitFiles()) }
	return x
}

// Files lists the files of the index but for the cards, by path, each with the
// function that appends it to some room. Which there are follows from the number of
// entries.
func (x *Index) Files() map[string]func(room []byte) ([]byte, error) {
	files := map[string]func([]byte) ([]byte, error){}
	add := func(made func([]byte) ([]byte, error), format string, args ...any) {
		files[indexFolder+fmt.Sprintf(format, args...)+".json"] = func(room []byte) ([]byte, error) {
			defer x.table.Finish()
			return made(room)
		}
	}
	add(x.root, "index")
	for k := range x.hitFiles() {
		add(func(room []byte) ([]byte, error) { return x.hits(room, k), nil }, "hits-%d", k+1)
		if len(x.entries) > rootEntries {
			add(func(room []byte) ([]byte, error) { return x.names(room, k) }, "names-%d", k)
			add(func(room []byte) ([]byte, error) { return x.words(room, k) }, "words-%d", k+1)
		}
	}
	for k := range x.stretches() {
		add(func(room []byte) ([]byte, error) { return compact(room, daysOfAll(x.stretch(k))) }, "days-%d", k+1)
	}
	for n, name := range facetNames {
		if n == roles { // they stand beside the actors
			continue
		}
		for k := range x.stretches() {
			add(func(room []byte) ([]byte, error) { return x.column(room, n, k), nil }, "column-%s-%d", name, k+1)
		}
	}
	x.table.Files = len(files)
	return files
}

// stretches returns how many stretches of entries there are.
func (x *Index) stretches() int { return (len(x.entries) + indexStretch - 1) / indexStretch }

func (x *Index) stretch(k int) []timeline.Entry {
	return x.entries[k*indexStretch : min((k+1)*indexStretch, len(x.entries))]
}

// hitFiles returns how many files of hits there are, a power of two: a new entry
// hardly ever changes it.
func (x *Index) hitFiles() int { return 1 << bits.Len(uint(len(x.entries)/hitsEntries)) }

// hitFile returns which of so many files holds the hits of a value, or those that a
// beginning of a word may mean.
func hitFile(facet, key string, files int) int {
	sum := fnv.New32a()
	sum.Write([]byte(facet + "=" + key))
	return int(sum.Sum32()) & (files - 1)
}

// CardPieces returns how many files of rendered cards belong to the index.
func (x *Index) CardPieces() int { return (len(x.entries) + CardPiece - 1) / CardPiece }

// indexRoot is the root file.
type indexRoot struct {
	Version string       `json:"version"` // changes with any file of the index
	Entries int          `json:"entries"`
	Values  int          `json:"values"`
	Stretch int          `json:"stretch"`
	Hits    int          `json:"hits"` // files of hits
	Cards   int          `json:"cards"`
	Newest  bool         `json:"newest"` // readers begin with the newest entries
	Spans   []span       `json:"spans"`  // of each stretch
	Facets  []indexFacet `json:"facets"`
}

type indexFacet struct {
	Name   string       `json:"name"`
	Label  string       `json:"label"`
	Single bool         `json:"single"`
	Size   int          `json:"size"`   // values in all
	Values []indexValue `json:"values"` // most frequent first
}

// indexValue is key, label, number and count.
type indexValue [4]any

func indexValues(values []value) []indexValue {
	out := make([]indexValue, len(values))
	for k, v := range values {
		out[k] = indexed(v)
	}
	return out
}

func indexed(v value) indexValue { return indexValue{v.key, v.label, v.number, v.count} }

// inRoot returns how many values of a facet the root names.
func (x *Index) inRoot(f *facet) int {
	if len(x.entries) <= rootEntries {
		return len(f.values)
	}
	return min(rootValues, len(f.values))
}

// root appends the root file.
func (x *Index) root(room []byte) ([]byte, error) {
	t := x.table.Get()
	root := indexRoot{
		Entries: len(x.entries), Values: len(t.facetOf) - 1, Stretch: indexStretch,
		Hits: x.hitFiles(), Cards: CardPiece, Newest: x.newest, Spans: make([]span, x.stretches()),
	}
	for k := range root.Spans {
		root.Spans[k] = spanOf(x.stretch(k))
	}
	for _, f := range t.facets[:len(facetNames)] {
		root.Facets = append(root.Facets, indexFacet{
			Name: f.name, Label: f.label, Single: f.single, Size: len(f.values), Values: indexValues(f.values[:x.inRoot(f)]),
		})
	}
	var err error
	if root.Version, err = x.version(root); err != nil {
		return nil, err
	}
	return compact(room, root)
}

// names appends the values whose numbers leave k, oldest first.
func (x *Index) names(room []byte, k int) ([]byte, error) {
	t, all := x.table.Get(), map[string][]indexValue{}
	for number := k; number < len(t.values); number += x.hitFiles() {
		if name := t.facets[t.facetOf[number]].name; number > 0 && name != archive {
			all[name] = append(all[name], indexed(t.values[number]))
		}
	}
	return compact(room, all)
}

// words appends file k of words, the values of each most frequent first.
func (x *Index) words(room []byte, k int) ([]byte, error) {
	t, all := x.table.Get(), map[string]map[string][]indexValue{}
	for _, w := range t.words[k] {
		name := t.facets[t.facetOf[w.number]].name
		if all[name] == nil {
			all[name] = map[string][]indexValue{}
		}
		all[name][w.begin] = append(all[name][w.begin], indexed(t.values[w.number]))
	}
	return compact(room, all)
}

// version is a hash of all that decides the files. Browsers that kept a file of an
// older index ask for the new one by it.
func (x *Index) version(root indexRoot) (string, error) {
	t, sum := x.table.Get(), sha256.New()
	data, err := compact(nil, root)
	if err != nil {
		return "", err
	}
	sum.Write(data)
	for _, f := range t.facets {
		for _, v := range f.values {
			fmt.Fprintf(sum, "%s\x00%s\x00", v.key, v.label)
		}
	}
	var buf []byte
	for k, e := range x.entries {
		day, length, ok := daysOf(e.Date())
		buf = fmt.Appendf(buf[:0], "%s\x00%s\x00%d %d %t", e.URL(), e.Title(), day, length, ok)
		for _, number := range t.of(k) {
			buf = binary.LittleEndian.AppendUint32(buf, number)
		}
		sum.Write(buf)
	}
	for _, p := range t.parts {
		sum.Write(binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(buf[:0], p.actor), p.role))
	}
	return hex.EncodeToString(sum.Sum(nil)[:5]), nil
}

// farthest is what JavaScript counts exactly, in days.
const farthest = 1 << 51

// daysOf returns the day by which a date is sorted, and the days to its last
// one. An end that nobody knows is taken to be no later than what is known.
func daysOf(d edtf.Date) (day, length int64, ok bool) {
	first, last, _ := d.Bounds()
	anchor, ok := d.Anchor()
	switch {
	case !ok:
		return 0, 0, false
	case first.Kind == edtf.Known && last.Kind == edtf.Known:
		length = exact(last.Day.SinceEpoch()) - exact(first.Day.SinceEpoch())
	case last.Kind == edtf.Open:
		length = openEnd
	case first.Kind == edtf.Open:
		length = openStart
	}
	return exact(anchor.SinceEpoch()), length, ok
}

// exact keeps a number within what JavaScript counts exactly.
func exact(days int64) int64 { return max(-farthest, min(days, farthest)) }

// days are those of the entries of a stretch.
type days struct {
	Day    []int64 `json:"day"`
	Length []int64 `json:"length"`
}

func daysOfAll(entries []timeline.Entry) days {
	all, before := days{[]int64{}, []int64{}}, int64(0)
	for _, e := range entries {
		if day, length, ok := daysOf(e.Date()); ok {
			all.Day = append(all.Day, day-before)
			all.Length = append(all.Length, length)
			before = day
		}
	}
	return all
}

// span tells which days a stretch may touch and which it surely does: the
// earliest and the latest of the first days of its entries, the earliest and the
// latest of their last days, and how many of them have a date.
type span [5]int64

func spanOf(entries []timeline.Entry) span {
	s := span{farthest, -farthest, farthest, -farthest, 0}
	for _, e := range entries {
		day, length, ok := daysOf(e.Date())
		if !ok {
			continue
		}
		first, last := day, day+max(length, 0)
		switch length {
		case openEnd:
			last = farthest
		case openStart:
			first = -farthest
		}
		s = span{min(s[0], first), max(s[1], first), min(s[2], last), max(s[3], last), s[4] + 1}
	}
	return s
}

// compact appends a value as JSON.
func compact(room []byte, v any) ([]byte, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	return append(room, data...), nil
}
