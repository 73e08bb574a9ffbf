package site

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/timeline"
)

// words writes an identifier as people write it: "military-unit" is "military unit".
func words(identifier string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '_' {
			return ' '
		}
		return r
	}, identifier)
}

// sentence begins text with a capital.
func sentence(text string) string {
	if text == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// inverses says a relation from the other's side.
var inverses = map[string]string{
	"member-of":       "has as member",
	"part-of":         "includes",
	"head-of":         "headed by",
	"successor-of":    "succeeded by",
	"predecessor-of":  "preceded by",
	"commands":        "commanded by",
	"spokesperson-of": "has as spokesperson",
	"founder-of":      "founded by",
	"owner-of":        "owned by",
	"ally-of":         "ally of",
}

// ties lists an actor's relations, its own first, then those that others state.
func ties(a *timeline.Actor) []Tie {
	var out []Tie
	for _, r := range a.Relations {
		out = append(out, newTie(words(r.Kind), r))
	}
	for _, r := range a.Inverse {
		text, known := inverses[r.Kind]
		if !known {
			text = "is named as " + words(r.Kind) + " by"
		}
		out = append(out, newTie(text, r))
	}
	return out
}

func newTie(text string, r timeline.Relation) Tie {
	t := Tie{Text: text, Link: Link{Title: r.Name}, Span: span(r.From, r.To)}
	if r.Actor != nil {
		t.Link = actorLink(r.Actor, "")
	}
	return t
}
