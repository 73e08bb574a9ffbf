package export

import (
	"slices"

	"dateline/internal/locale"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

func (w words) typeOf(e timeline.Entry) []value {
	if e.Incident != nil {
		return []value{{key: "incident", label: w.Text("section.incidents")}}
	}
	return []value{{key: "article", label: w.Text("section.articles")}}
}

// words name values in the language of the interface.
type words struct{ *locale.Locale }

// actorPart is an actor with its part in an entry.
type actorPart struct {
	actor value
	role  string // "" where none is named
}

// partsOf returns who appears in an entry, each with each part once.
func (w words) partsOf(e timeline.Entry) []actorPart {
	if e.Article != nil {
		parts := make([]actorPart, len(e.Article.Actors))
		for k, a := range e.Article.Actors {
			parts[k].actor = value{key: a.Meta.Slug.V, label: a.Name()}
		}
		return parts
	}
	parts := make([]actorPart, 0, len(e.Incident.Roles))
	for _, r := range e.Incident.Roles {
		p := actorPart{actor: value{key: "unknown", label: w.Text("incident.unknown")}, role: r.Role}
		if r.Actor != nil {
			p.actor = value{key: r.Actor.Meta.Slug.V, label: r.Actor.Name()}
		}
		if !slices.Contains(parts, p) {
			parts = append(parts, p)
		}
	}
	return parts
}

func (w words) actorsOf(e timeline.Entry) []value {
	parts := w.partsOf(e)
	actors := make([]value, 0, len(parts))
	for _, p := range parts {
		if !slices.Contains(actors, p.actor) {
			actors = append(actors, p.actor)
		}
	}
	return actors
}

func (w words) rolesOf(e timeline.Entry) []value {
	if e.Article != nil {
		return nil // nobody has a part in a report
	}
	var roles []value
	for _, p := range w.partsOf(e) {
		if p.role == "" {
			continue
		}
		if v := w.identified("role", p.role); !slices.Contains(roles, v) {
			roles = append(roles, v)
		}
	}
	return roles
}

func (w words) kindOf(e timeline.Entry) []value {
	if e.Incident == nil || e.Incident.Meta.Kind.V == "" {
		return nil
	}
	return []value{w.identified("kind", e.Incident.Meta.Kind.V)}
}

func (w words) statusOf(e timeline.Entry) []value {
	if e.Incident == nil || e.Incident.Meta.Status.V == "" {
		return nil
	}
	return []value{w.identified("status", e.Incident.Meta.Status.V)}
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

func (w words) differOf(e timeline.Entry) []value {
	if e.Incident == nil || !e.Incident.Comparison.Differ() {
		return nil
	}
	return []value{{key: "yes", label: w.Text("section.disputed")}}
}

// archivesOf returns the archives that list an entry: of its year and its month.
func archivesOf(e timeline.Entry) []value {
	day, ok := e.Date().Anchor()
	if !ok {
		return nil
	}
	return []value{{key: site.ArchiveID(day.Year, 0)}, {key: site.ArchiveID(day.Year, day.Month)}}
}

// identified makes a value of an identifier: "military-unit" reads "Military unit".
func (w words) identified(group, identifier string) value {
	return value{key: identifier, label: locale.Sentence(w.Word(group, identifier))}
}
