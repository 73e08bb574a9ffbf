package site

import (
	"encoding/json"
	"html/template"

	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

// Structured data for search engines and other machines: schema.org in JSON-LD.
// Dates stand in it only where they are exact.

type thing map[string]any // one schema.org object; encoding/json sorts the keys

// structured writes things as one JSON-LD document. encoding/json escapes <, >
// and &, so that no text can end the script element.
func structured(things ...thing) template.JS {
	data, err := json.Marshal(map[string]any{"@context": "https://schema.org", "@graph": things})
	if err != nil {
		return "" // texts and numbers only: cannot fail
	}
	return template.JS(data) //nolint:gosec // made by encoding/json
}

// set adds a property that has a value.
func (t thing) set(name string, value any) {
	switch v := value.(type) {
	case string:
		if v == "" {
			return
		}
	case []thing:
		if len(v) == 0 {
			return
		}
	case []string:
		if len(v) == 0 {
			return
		}
	}
	t[name] = value
}

// date adds a date that is exact.
func (t thing) date(name string, d edtf.Date) {
	if exact, ok := d.Exact(); ok {
		t[name] = exact
	}
}

// breadcrumbs says where a page lies in the site.
func (p *planner) breadcrumbs(trail ...Link) thing {
	items := []thing{}
	for k, l := range append([]Link{{Title: p.info.Title, URL: "/"}}, trail...) {
		items = append(items, thing{"@type": "ListItem", "position": k + 1, "name": l.Title, "item": p.address(l.URL)})
	}
	return thing{"@type": "BreadcrumbList", "itemListElement": items}
}

// address returns the absolute address of a page, or its root-relative one
// where the site has no base_url.
func (p *planner) address(url string) string {
	if absolute := p.absolute(url); absolute != "" {
		return absolute
	}
	return url
}

func (p *planner) structuredArticle(a *timeline.Article) template.JS {
	m := a.Meta
	t := thing{"@type": "NewsArticle", "headline": m.Title.V, "url": p.address(a.URL())}
	t.date("datePublished", m.Date.V)
	t.date("dateModified", m.Updated.V)
	for _, c := range a.Corrections { // the last one wins: the log runs forward
		t.date("dateModified", c.When)
	}
	t.set("inLanguage", firstNonEmpty(m.Lang.V, p.info.Lang))
	t.set("abstract", m.Summary.V)
	t.set("isBasedOn", m.URL.V)
	t.set("archivedAt", m.Archive.V)
	if a.Publisher != nil {
		t["publisher"] = p.structuredSource(a.Publisher)
	}
	var authors, citations, about, mentions []thing
	for _, author := range m.Author {
		authors = append(authors, thing{"@type": "Person", "name": author.V})
	}
	for _, s := range a.Credits {
		citations = append(citations, p.structuredSource(s))
	}
	for _, i := range a.Incidents {
		about = append(about, thing{"@type": "Event", "name": i.Meta.Title.V, "url": p.address(i.URL())})
	}
	for _, actor := range a.Actors {
		mentions = append(mentions, p.actorThing(actor))
	}
	t.set("author", authors)
	t.set("citation", citations)
	t.set("about", about)
	t.set("mentions", mentions)
	var corrections []string
	for _, c := range a.Corrections {
		corrections = append(corrections, c.Note.Body.Excerpt(excerptLength))
	}
	t.set("correction", corrections)
	return structured(t, p.breadcrumbs(Link{Title: "Articles", URL: "/articles/"}, Link{Title: m.Title.V, URL: a.URL()}))
}

func (p *planner) structuredSource(s *timeline.Source) thing {
	t := thing{"@type": "NewsMediaOrganization", "name": s.Name()}
	t.set("url", firstNonEmpty(s.Meta.URL.V, p.address(s.URL())))
	return t
}

func (p *planner) structuredIncident(i *timeline.Incident) template.JS {
	m := i.Meta
	t := thing{"@type": "Event", "name": m.Title.V, "url": p.address(i.URL())}
	t.date("startDate", m.Date.V)
	t.set("description", m.Summary.V)
	if i.Place != nil {
		place := thing{"@type": "Place", "name": i.Place.Name}
		if located(i) {
			place["geo"] = thing{"@type": "GeoCoordinates", "latitude": m.Place.Lat.V, "longitude": m.Place.Lon.V}
		}
		t["location"] = place
	}
	var actors, reports []thing
	for _, r := range i.Roles {
		if r.Actor != nil {
			actors = append(actors, p.actorThing(r.Actor))
		}
	}
	for _, a := range i.Reports {
		reports = append(reports, thing{"@type": "NewsArticle", "headline": a.Meta.Title.V, "url": p.address(a.URL())})
	}
	// "about" rather than "actor", "performer" or "attendee", which take sides.
	t.set("about", actors)
	t.set("subjectOf", reports)
	return structured(t, p.breadcrumbs(Link{Title: "Incidents", URL: "/incidents/"}, Link{Title: m.Title.V, URL: i.URL()}))
}

// actorThing names an actor in another object.
func (p *planner) actorThing(a *timeline.Actor) thing {
	return thing{"@type": actorType(a), "name": a.Name(), "url": p.address(a.URL())}
}

// actorType returns the type of an actor in schema.org's vocabulary.
func actorType(a *timeline.Actor) string {
	switch a.Meta.Kind.V {
	case "person":
		return "Person"
	case "state":
		return "Country"
	case "government-body":
		return "GovernmentOrganization"
	case "company":
		return "Corporation"
	case "media":
		return "NewsMediaOrganization"
	}
	return "Organization"
}

func (p *planner) structuredActor(a *timeline.Actor) template.JS {
	t := p.actorThing(a)
	t.set("description", a.Meta.Summary.V)
	var names, same []string
	for _, name := range a.Meta.Names {
		names = append(names, name.V)
	}
	for _, s := range a.Meta.SameAs {
		same = append(same, s.V)
	}
	if a.Meta.URL.V != "" {
		same = append(same, a.Meta.URL.V)
	}
	t.set("alternateName", names)
	t.set("sameAs", same)
	return structured(t, p.breadcrumbs(Link{Title: "Actors", URL: "/actors/"}, Link{Title: a.Name(), URL: a.URL()}))
}

func (p *planner) structuredSite() template.JS {
	t := thing{"@type": "WebSite", "name": p.info.Title, "url": p.address("/"), "inLanguage": p.info.Lang}
	t.set("description", p.info.Description)
	return structured(t)
}

func firstNonEmpty(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
