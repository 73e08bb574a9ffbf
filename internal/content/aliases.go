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
		items := e.value.items
		if e.value.scalar() {
			items = []node{e.value}
		}
		for k := range items {
			if text := strings.TrimSpace(items[k].text); text != "" {
				aliases = append(aliases, At[string]{V: text, Place: items[k].place})
			}
		}
	}
	return aliases, there, true
}
