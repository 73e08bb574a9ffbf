package locale

import (
	"slices"
	"strings"
)

// vocabularies are the groups of texts to which a site may add words that it
// uses itself: kinds of incidents, parts in them, and the like.
var vocabularies = []string{"kind.", "role.", "relation.", "inverse.", "source_kind."}

// isWord reports whether a key is one that a site may add.
func isWord(key string) bool {
	return slices.ContainsFunc(vocabularies, func(group string) bool { return strings.HasPrefix(key, group) })
}

// ownGroup begins the keys of texts that only a site's own templates ask for.
const ownGroup = "own."

// IsOwn reports whether a key is that of a text which only a site's own templates ask for.
func IsOwn(key string) bool { return strings.HasPrefix(key, ownGroup) }

// Word returns the text of an identifier from a group, such as "role" and
// "alleged-perpetrator", or else the identifier as [Plain] writes it.
func (l *Locale) Word(group, identifier string) string {
	if text, ok := l.Known(group, identifier); ok {
		return text
	}
	return Plain(identifier)
}

// Known returns the text of an identifier from a group, where there is one.
func (l *Locale) Known(group, identifier string) (string, bool) {
	t, ok := l.texts[group+"."+identifier]
	return t.other().source(), ok
}

var signs = strings.NewReplacer("-", " ", "_", " ")

// Plain writes an identifier as people write it: "military-unit" is "military unit".
func Plain(identifier string) string { return signs.Replace(identifier) }
