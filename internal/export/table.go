package export

import (
	"cmp"
	"slices"
	"strconv"

	"dateline/internal/escape"
	"dateline/internal/locale"
	"dateline/internal/timeline"
)

// table holds the values of all entries as numbers: some 100 bytes an entry.
type table struct {
	facets  []*facet
	values  []value  // by number; the first is none
	facetOf []uint8  // the facet of each value
	numbers []uint32 // those of entry k are numbers[starts[k]:starts[k+1]], facet by facet
	starts  []uint32
	parts   []part   // by entry and actor, those of an actor in its order, each once
	entries []uint32 // those of value n are entries[firsts[n]:firsts[n+1]], oldest first
	firsts  []uint32
	files   [][]uint32 // the values in each file of hits
	words   [][]word   // what is in each file of words
}

// part is the role of an actor in an entry.
type part struct{ entry, actor, role uint32 }

func newTable(entries []timeline.Entry, w wording, files int) *table {
	t := &table{facets: facetsOf(w, entries), values: make([]value, 1), facetOf: make([]uint8, 1), files: make([][]uint32, files)}
	for n, name := range facetNames {
		t.facets[n].name = name
	}
	t.number(entries, w)
	t.invert()
	t.tellApart()
	for n, v := range t.values[1:] {
		f := t.facets[t.facetOf[n+1]]
		f.values = append(f.values, v)
	}
	for _, f := range t.facets {
		for _, v := range f.values { // in the order of their numbers
			k := hitFile(f.name, v.key, files)
			t.files[k] = append(t.files[k], v.number)
		}
		locale.SortByName(w.Lang(), f.values, func(v value) (string, string) { return v.label, v.key })
		slices.SortStableFunc(f.values, func(a, b value) int { return cmp.Compare(b.count, a.count) })
	}
	t.words = wordsOf(t.facets[:len(facetNames)], files)
	return t
}

// number gives each value its number, and lists those of the entries.
func (t *table) number(entries []timeline.Entry, w wording) {
	known := make([]map[string]uint32, len(t.facets))
	for n := range known {
		known[n] = map[string]uint32{}
	}
	t.starts = make([]uint32, 0, len(entries)+1)
	var values []value
	counted := make([]uint32, 1) // 1 + the last entry with each value
	said := map[part]bool{}      // of an entry
	for k, e := range entries {
		t.starts = append(t.starts, uint32(len(t.numbers)))
		for n, f := range t.facets {
			values = f.of(values[:0], e)
			for _, v := range values {
				number := known[n][v.key]
				if number == 0 {
					number = uint32(len(t.values))
					known[n][v.key], v.number = number, number
					t.values, t.facetOf = append(t.values, v), append(t.facetOf, uint8(n))
					counted = append(counted, 0)
				}
				if counted[number] == uint32(k)+1 {
					continue
				}
				counted[number] = uint32(k) + 1
				t.values[number].count++
				t.numbers = append(t.numbers, number)
			}
		}
		if e.Incident == nil {
			continue
		}
		first := len(t.parts)
		clear(said)
		for _, r := range e.Incident.Roles {
			p := part{uint32(k), known[actors][w.actorOf(r).key], known[roles][r.Role]}
			if r.Role != "" && !said[p] {
				t.parts, said[p] = append(t.parts, p), true
			}
		}
		slices.SortStableFunc(t.parts[first:], func(a, b part) int { return cmp.Compare(a.actor, b.actor) })
	}
	t.starts = append(t.starts, uint32(len(t.numbers)))
}

// tellApart adds to the labels of namesakes what tells them apart.
func (t *table) tellApart() {
	namesakes := map[string]int{}
	for n, v := range t.values {
		if t.facetOf[n] == actors {
			namesakes[v.label]++
		}
	}
	for n := range t.values {
		if v := &t.values[n]; t.facetOf[n] == actors && v.apart != "" && namesakes[v.label] > 1 {
			v.label += " (" + v.apart + ")"
		}
	}
}

// invert lists the entries of each value.
func (t *table) invert() {
	t.firsts = make([]uint32, len(t.values)+1)
	for n, v := range t.values {
		t.firsts[n+1] = t.firsts[n] + uint32(v.count)
	}
	next := slices.Clone(t.firsts)
	t.entries = make([]uint32, len(t.numbers))
	for k := range t.starts[1:] {
		for _, number := range t.of(k) {
			t.entries[next[number]] = uint32(k)
			next[number]++
		}
	}
}

// of returns the values of entry k.
func (t *table) of(k int) []uint32 { return t.numbers[t.starts[k]:t.starts[k+1]] }

// with returns the entries that have a value.
func (t *table) with(number uint32) []uint32 {
	return t.entries[t.firsts[number]:t.firsts[number+1]]
}

// partsOf returns the roles of an actor in an entry.
func (t *table) partsOf(entry, actor uint32) []part {
	from, _ := slices.BinarySearchFunc(t.parts, part{entry: entry, actor: actor}, func(p, of part) int {
		return cmp.Or(cmp.Compare(p.entry, of.entry), cmp.Compare(p.actor, of.actor))
	})
	to := from
	for to < len(t.parts) && t.parts[to].entry == entry && t.parts[to].actor == actor {
		to++
	}
	return t.parts[from:to]
}

// column appends the values of a facet of the entries of stretch k.
func (x *Index) column(room []byte, n, k int) []byte {
	t := x.table.Get()
	out := append(room, '[')
	var column []uint32 // of an entry
	for e := k * indexStretch; e < min((k+1)*indexStretch, len(x.entries)); e++ {
		column = append(column[:0], 0)
		for _, number := range t.of(e) {
			switch {
			case int(t.facetOf[number]) != n:
			case t.facets[n].single:
				column[0] = number
			case n == actors:
				column[0] += t.appendParts(&column, uint32(e), number)
			default:
				column[0]++
				column = append(column, number)
			}
		}
		for _, number := range column {
			out = strconv.AppendUint(separated(out, '['), uint64(number), 10)
		}
	}
	return append(out, ']')
}

// appendParts adds an actor with each of its roles in an entry, or with 0, and
// returns how many pairs these are.
func (t *table) appendParts(column *[]uint32, entry, actor uint32) uint32 {
	parts := t.partsOf(entry, actor)
	for _, p := range parts {
		*column = append(*column, actor, p.role)
	}
	if len(parts) == 0 {
		*column = append(*column, actor, 0)
		return 1
	}
	return uint32(len(parts))
}

// hits appends file k of hits.
func (x *Index) hits(room []byte, k int) []byte {
	t := x.table.Get()
	out, with := append(room, '{'), sharing{counts: make([]uint32, len(t.values))}
	before := -1 // the facet of the value before
	for _, number := range t.files[k] {
		if n := int(t.facetOf[number]); n != before {
			if before >= 0 {
				out = append(out, "},"...)
			}
			out = append(out, `"`+t.facets[n].name+`":{`...)
			before = n
		}
		v := t.values[number]
		out = append(appendText(separated(out, '{'), v.key), ':')
		out = t.appendHits(out, v, &with)
	}
	if before >= 0 {
		out = append(out, '}')
	}
	return append(out, '}')
}

// appendText appends a text as compact writes it.
func appendText(out []byte, text string) []byte {
	return escape.Script(out, escape.JSON(nil, text))
}

// separated adds a comma, unless a list begins.
func separated(out []byte, begin byte) []byte {
	if out[len(out)-1] == begin {
		return out
	}
	return append(out, ',')
}

// sharing are the values that the entries of one have.
type sharing struct {
	numbers []uint32 // each once
	counts  []uint32 // by number: in how many of the entries it is
}

// add counts a value.
func (s *sharing) add(number uint32) {
	if s.counts[number]++; s.counts[number] == 1 {
		s.numbers = append(s.numbers, number)
	}
}

// clear forgets all values.
func (s *sharing) clear() {
	for _, number := range s.numbers {
		s.counts[number] = 0
	}
	s.numbers = s.numbers[:0]
}

// maxBeside is how many values the entries of one may have, on average, to say with it how
// often they have each other. An entry with more is a list; each of its hundreds of
// values would have all the others beside it.
const maxBeside = 100

// appendHits adds what is said of a value. with is empty, before and after.
func (t *table) appendHits(out []byte, v value, with *sharing) []byte {
	out = appendText(append(out, `{"label":`...), v.label)
	out = append(strconv.AppendUint(append(out, `,"number":`...), uint64(v.number), 10), `,"at":[`...)
	before, beside := uint32(0), 0
	for _, e := range t.with(v.number) {
		out = strconv.AppendUint(separated(out, '['), uint64(e-before), 10)
		before = e
		beside += len(t.of(int(e)))
	}
	out = append(out, ']')
	if t.facetOf[v.number] == actors {
		out = t.appendRoles(out, v.number)
	}
	if beside > maxBeside*v.count {
		return append(out, `,"with":null}`...)
	}
	for _, e := range t.with(v.number) {
		for _, number := range t.of(int(e)) {
			with.add(number)
		}
	}
	out = append(out, `,"with":{`...)
	slices.SortFunc(with.numbers, func(a, b uint32) int {
		return cmp.Or(cmp.Compare(t.facetOf[a], t.facetOf[b]), cmp.Compare(a, b))
	})
	for k, number := range with.numbers {
		if k == 0 || t.facetOf[number] != t.facetOf[with.numbers[k-1]] {
			if k > 0 {
				out = append(out, "],"...)
			}
			out = append(append(append(out, '"'), t.facets[t.facetOf[number]].name...), `":[`...)
		}
		out = strconv.AppendUint(separated(out, '['), uint64(number), 10)
		out = strconv.AppendUint(append(out, ','), uint64(with.counts[number]), 10)
	}
	with.clear()
	return append(out, "]}}"...)
}

// appendRoles adds the roles of an actor in its entries.
func (t *table) appendRoles(out []byte, actor uint32) []byte {
	out = append(out, `,"roles":[`...)
	before := 0
	for k, e := range t.with(actor) {
		for _, p := range t.partsOf(e, actor) {
			out = strconv.AppendInt(separated(out, '['), int64(k-before), 10)
			out = strconv.AppendUint(append(out, ','), uint64(p.role), 10)
			before = k
		}
	}
	return append(out, ']')
}
