package export

import (
	"strings"

	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/locale"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// facet is something by which entries are chosen.
type facet struct {
	name, label string
	single      bool
	of          func([]value, timeline.Entry) []value // adds the values of an entry
	values      []value                               // most frequent first
}

// value is what entries have in common: a key for addresses, and its label.
type value struct {
	key, label string
	apart      string // what tells it from others with its label; may be empty
	number     uint32 // from 1, in the order in which entries first have it
	count      int
}

// facetNames are the facets in the order in which readers find them.
var facetNames = []string{"type", "actor", roles: "role", "kind", "place", "source", "tag", "status", "differ"}

const (
	actors = 1 // the facet whose values stand beside roles
	roles  = 2
)

const archive = "archive" // the facet that readers do not choose from

// facetsOf lists the facets, and last the archives, which readers do not choose:
// they are lists that filters narrow.
func facetsOf(w wording, entries []timeline.Entry) []*facet {
	return []*facet{
		{label: w.Text("filter.type"), single: true, of: w.typeOf},
		{label: w.Text("filter.actors"), of: w.actorsOf},
		{label: w.Text("filter.role"), of: w.rolesOf},
		{label: w.Text("filter.kind"), single: true, of: w.kindOf},
		{label: w.Text("filter.places"), single: true, of: placeOf},
		{label: w.Text("filter.sources"), of: sourcesOf},
		{label: w.Text("filter.tags"), of: tagsOf},
		{label: w.Text("filter.status"), single: true, of: w.statusOf},
		{label: w.Text("filter.differ"), single: true, of: w.differOf},
		{name: archive, of: monthsOf(entries).archivesOf},
	}
}

// The functions below add the values of an entry, one as often as the entry names it.

func (w wording) typeOf(all []value, e timeline.Entry) []value {
	if e.Incident != nil {
		return append(all, value{key: "incident", label: w.Text("section.incidents")})
	}
	return append(all, value{key: "article", label: w.Text("section.articles")})
}

// wording names values in the language of the interface.
type wording struct{ *locale.Locale }

// actorOf returns who has a role in an incident.
func (w wording) actorOf(r timeline.Role) value {
	if r.Actor == nil {
		return value{key: content.UnknownActor, label: w.Text("incident.unknown")}
	}
	return actorValue(r.Actor)
}

// longestApart is how many bytes of a summary make a label no worse.
const longestApart = 100

// actorValue returns an actor, whom an office or else a short summary tells from namesakes.
func actorValue(a *timeline.Actor) value {
	v := value{key: a.Meta.Slug.V, label: a.Name()}
	if offices := a.Meta.Roles; len(offices) > 0 {
		v.apart = offices[0].Title.V
	} else if summary := a.Meta.Summary.V; len(summary) <= longestApart {
		v.apart = strings.TrimSuffix(summary, ".")
	}
	return v
}

func (w wording) actorsOf(all []value, e timeline.Entry) []value {
	if e.Article != nil {
		for _, a := range e.Article.Actors {
			all = append(all, actorValue(a))
		}
		return all
	}
	for _, r := range e.Incident.Roles {
		all = append(all, w.actorOf(r))
	}
	return all
}

// rolesOf adds none of an article: nobody has a part in a report.
func (w wording) rolesOf(all []value, e timeline.Entry) []value {
	if e.Incident == nil {
		return all
	}
	for _, r := range e.Incident.Roles {
		if r.Role != "" {
			all = append(all, w.identified("role", r.Role))
		}
	}
	return all
}

func (w wording) kindOf(all []value, e timeline.Entry) []value {
	if e.Incident == nil || e.Incident.Meta.Kind.V == "" {
		return all
	}
	return append(all, w.identified("kind", e.Incident.Meta.Kind.V))
}

func (w wording) statusOf(all []value, e timeline.Entry) []value {
	if e.Incident == nil || e.Incident.Meta.Status.V == "" {
		return all
	}
	return append(all, w.identified("status", e.Incident.Meta.Status.V))
}

func placeOf(all []value, e timeline.Entry) []value {
	if e.Incident == nil || e.Incident.Place == nil {
		return all
	}
	return append(all, value{key: e.Incident.Place.Slug, label: e.Incident.Place.Name})
}

// sourcesOf adds who published an article and whose reporting it carries:
// the page of a source lists both.
func sourcesOf(all []value, e timeline.Entry) []value {
	if e.Article == nil {
		return all
	}
	if s := e.Article.Publisher; s != nil {
		all = append(all, value{key: s.Meta.Slug.V, label: s.Name()})
	}
	for _, s := range e.Article.Credits {
		all = append(all, value{key: s.Meta.Slug.V, label: s.Name()})
	}
	return all
}

func tagsOf(all []value, e timeline.Entry) []value {
	for _, t := range e.Tags() {
		all = append(all, value{key: t.Slug, label: t.Name})
	}
	return all
}

func (w wording) differOf(all []value, e timeline.Entry) []value {
	if e.Incident == nil || !e.Incident.Comparison.Differ() {
		return all
	}
	return append(all, value{key: "yes", label: w.Text("section.disputed")})
}

// months are the entries from which and up to which the archive of each month lists all:
// the first and the last of which the month is known.
type months map[string]struct{ first, last int }

func monthsOf(entries []timeline.Entry) months {
	all := months{}
	for k, e := range entries {
		day, ok := e.Date().Anchor()
		if !ok || e.Date().Precision() < edtf.PrecisionSeason {
			continue
		}
		id := site.ArchiveID(day.Year, day.Month)
		month, known := all[id]
		if !known {
			month.first = k
		}
		month.last = k
		all[id] = month
	}
	return all
}

// archivesOf adds the archives that list an entry: of its year and its month.
func (m months) archivesOf(all []value, e timeline.Entry) []value {
	day, ok := e.Date().Anchor()
	if !ok {
		return all
	}
	all = append(all, value{key: site.ArchiveID(day.Year, 0)})
	id := site.ArchiveID(day.Year, day.Month)
	if month, known := m[id]; known && month.first <= e.At() && e.At() <= month.last {
		all = append(all, value{key: id})
	}
	return all
}

// identified makes a value of an identifier: "military-unit" reads "Military unit".
func (w wording) identified(group, identifier string) value {
	return value{key: identifier, label: locale.Sentence(w.Word(group, identifier))}
}
