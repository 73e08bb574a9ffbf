package export

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/internal/timeline"
)

func typeOf(e timeline.Entry) []value {
	if e.Incident != nil {
		return []value{{key: "incident", label: "Incidents"}}
	}
	return []value{{key: "article", label: "Articles"}}
}

// actorPart is an actor with its part in an entry.
type actorPart struct {
	actor value
	role  string // "" where none is named
}

// partsOf returns who appears in an entry, each with each part once.
func partsOf(e timeline.Entry) []actorPart {
	var parts []actorPart
	if e.Article != nil {
		for _, a := range e.Article.Actors {
			parts = append(parts, actorPart{actor: value{key: a.Meta.Slug.V, label: a.Name()}})
		}
		return parts
	}
	for _, r := range e.Incident.Roles {
		p := actorPart{actor: value{key: "unknown", label: "unknown"}, role: r.Role}
		if r.Actor != nil {
			p.actor = value{key: r.Actor.Meta.Slug.V, label: r.Actor.Name()}
		}
		if !slices.Contains(parts, p) {
			parts = append(parts, p)
		}
	}
	return parts
}

func actorsOf(e timeline.Entry) []value {
	var actors []value
	for _, p := range partsOf(e) {
		if !slices.Contains(actors, p.actor) {
			actors = append(actors, p.actor)
		}
	}
	return actors
}

func rolesOf(e timeline.Entry) []value {
	var roles []value
	for _, p := range partsOf(e) {
		if p.role == "" {
			continue
		}
		if v := identified(p.role); !slices.Contains(roles, v) {
			roles = append(roles, v)
		}
	}
	return roles
}

func kindOf(e timeline.Entry) []value {
	if e.Incident == nil || e.Incident.Meta.Kind.V == "" {
		return nil
	}
	return []value{identified(e.Incident.Meta.Kind.V)}
}

func statusOf(e timeline.Entry) []value {
	if e.Incident == nil || e.Incident.Meta.Status.V == "" {
		return nil
	}
	return []value{identified(e.Incident.Meta.Status.V)}
}

func placeOf(e timeline.Entry) []value {
	if e.Incident == nil || e.Incident.Place == nil {
		return nil
	}
	return []value{{key: e.Incident.Place.Slug, label: e.Incident.Place.Name}}
}

// sourcesOf returns who published an article and whose reporting it carries:
// the page of a source lists both.
func sourcesOf(e timeline.Entry) []value {
	if e.Article == nil {
		return nil
	}
	var sources []value
	add := func(s *timeline.Source) {
		if v := (value{key: s.Meta.Slug.V, label: s.Name()}); !slices.Contains(sources, v) {
			sources = append(sources, v)
		}
	}
	if e.Article.Publisher != nil {
		add(e.Article.Publisher)
	}
	for _, s := range e.Article.Credits {
		add(s)
	}
	return sources
}

func tagsOf(e timeline.Entry) []value {
	var tags []*timeline.Tag
	if e.Incident != nil {
		tags = e.Incident.Tags
	} else {
		tags = e.Article.Tags
	}
	var values []value
	for _, t := range tags {
		values = append(values, value{key: t.Slug, label: t.Name})
	}
	return values
}

func differOf(e timeline.Entry) []value {
	if e.Incident == nil || !e.Incident.Comparison.Differ() {
		return nil
	}
	return []value{{key: "yes", label: "Accounts differ"}}
}

// identified makes a value of an identifier: "military-unit" reads "Military unit".
func identified(identifier string) value {
	words := strings.ReplaceAll(strings.ReplaceAll(identifier, "-", " "), "_", " ")
	first, size := utf8.DecodeRuneInString(words)
	return value{key: identifier, label: string(unicode.ToUpper(first)) + words[size:]}
}
