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
		for _, item := range e.value.list() {
			if text := strings.TrimSpace(item.text); text != "" {
				aliases = append(aliases, At[string]{V: text, Place: item.place})
			}
		}
	}
	return aliases, there, true
}
