package content

import "strings"

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

// Mappings returns the keys of each mapping in the front matter of a content file, with their
// places, but for private ones; ok is false where it cannot be read.
func Mappings(raw []byte) (mappings [][]At[string], ok bool) {
	front, problem := new(room).parse(raw)
	if problem != nil {
		return nil, false
	}
	return front.keys(nil), true
}

// keys adds the keys of the mappings in a node.
func (n *node) keys(all [][]At[string]) [][]At[string] {
	for k := range n.items {
		all = n.items[k].keys(all)
	}
	own := make([]At[string], len(n.entries))
	for k := range n.entries {
		e := &n.entries[k]
		own[k] = At[string]{V: e.key, Place: e.place}
		all = e.value.keys(all)
	}
	if len(own) > 0 {
		all = append(all, own)
	}
	return all
}
