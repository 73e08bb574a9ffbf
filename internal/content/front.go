package content

import (
	"strings"

	"dateline/internal/diag"
)

// Aliases reads no more of a content file than its aliases, with their places.
// there says whether the key is written, be it with nothing behind it; ok is
// false where the front matter cannot be read.
func Aliases(raw []byte) (aliases []At[string], there, ok bool) {
	front, problem := new(room).parse(raw)
	if problem != nil {
		return nil, false, false
	}
	for i := range front.entries {
		e := &front.entries[i]
		if strings.ToLower(e.key) != "aliases" {
			continue
		}
		there = true
		if e.value.kind == nullNode { // whose text may be "null"
			continue
		}
		for _, item := range e.value.list() {
			if text := strings.TrimSpace(item.text); text != "" {
				aliases = append(aliases, At[string]{V: text, Place: item.place})
			}
		}
	}
	return aliases, there, true
}

// Names are the names that stand beside each other in front matter, with their places, but for
// private ones.
type Names struct {
	Keys  [][]At[string]          // of each mapping
	Items [][]At[string]          // of each list, but for mappings and lists within it
	TOML  bool                    // it is TOML, which has few keys without quotation marks
	Again map[diag.Pos][]diag.Pos // where keys of TOML stand once more, by their first place: "a.b = 1" and "a.c = 2" are one a
}

// NamesOf returns what is named in the front matter of a content file; ok is false where it
// cannot be read.
func NamesOf(raw []byte) (names Names, ok bool) {
	r := new(room)
	t, problem := r.open(raw)
	if problem != nil {
		return Names{}, false
	}
	var front node
	if names.TOML = t.syntax == syntaxTOML; names.TOML {
		names.Again = map[diag.Pos][]diag.Pos{}
		front, problem = (&tomlConverter{again: names.Again}).parse(t.front, t.frontLine)
	} else {
		front, problem = r.front(t)
	}
	names.add(&front)
	return names, problem == nil
}

// add adds what is named in a node.
func (names *Names) add(n *node) {
	var items []At[string]
	for k := range n.items {
		item := &n.items[k]
		if item.scalar() {
			items = append(items, At[string]{V: item.text, Place: item.place})
		}
		names.add(item)
	}
	keys := make([]At[string], len(n.entries))
	for k := range n.entries {
		e := &n.entries[k]
		keys[k] = At[string]{V: e.key, Place: e.place}
		names.add(&e.value)
	}
	if len(keys) > 0 {
		names.Keys = append(names.Keys, keys)
	}
	if len(items) > 0 {
		names.Items = append(names.Items, items)
	}
}
