package site

import (
	"cmp"
	"encoding/json"
	"html/template"
	"strings"

	"dateline/internal/edtf"
	"dateline/internal/opendata"
	"dateline/internal/timeline"
)

// Structured data for search engines and other machines: schema.org in JSON-LD.
// Dates stand in it only where they are exact.

// describer describes what one page shows in schema.org's terms.
type describer struct {
	*planner
	page string // its root-relative address
}

// describe begins the description of the page at url.
func (p *planner) describe(url string) describer { return describer{p, url} }

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

// breadcrumbs says where a page lies in the site: below the pages that it
// names as above it.
func (d describer) breadcrumbs(up []Link, title string) thing {
	trail := append([]Link{{Title: d.info.Title, URL: "/"}}, up...)
	items := []thing{}
	for k, l := range append(trail, Link{Title: title, URL: d.page}) {
		items = append(items, thing{"@type": "ListItem", "position": k + 1, "name": l.Title, "item": d.address(l.URL)})
	}
	return thing{"@type": "BreadcrumbList", "itemListElement": items}
}

// address returns the absolute address of a page, or the way to it from the
// page that is described where the site has no base_url.
func (d describer) address(url string) string {
	if absolute := d.absolute(url); absolute != "" {
		return absolute
	}
	return root(d.page) + strings.TrimPrefix(url, "/")
}

// article describes the report. It is the publisher's: the page here shows it.
func (d describer) article(a *timeline.Article, up []Link) template.JS {
	m := a.Meta
	t := thing{"@type": "NewsArticle", titleProperty(a): m.Title.V, "url": d.address(a.URL())}
	t.date("datePublished", m.Date.V)
	t.date("dateModified", m.Updated.V)
	for _, c := range a.Corrections { // the last one wins: the log runs forward
		t.date("dateModified", c.When)
	}
	t.set("inLanguage", cmp.Or(m.Lang.V, d.info.Lang))
	t.set("abstract", m.Summary.V)
	t.set("isBasedOn", m.URL.V)
	t.set("archivedAt", m.Archive.V)
	if a.Publisher != nil {
		t["publisher"] = d.source(a.Publisher)
	}
	var authors, citations, about, mentions []thing
	for _, author := range m.Author {
		authors = append(authors, thing{"@type": "Person", "name": author.V})
	}
	for _, s := range a.Credits {
		citations = append(citations, d.source(s))
	}
	for _, i := range a.Incidents {
		about = append(about, thing{"@type": "Event", "name": i.Meta.Title.V, "url": d.address(i.URL())})
	}
	for _, actor := range a.Actors {
		mentions = append(mentions, d.actor(actor))
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
	return structured(t, d.breadcrumbs(up, m.Title.V))
}

// titleProperty keeps the editors' description, or translation, from passing for
// a headline.
func titleProperty(a *timeline.Article) string {
	if Described(a) || a.Original != nil {
		return "name"
	}
	return "headline"
}

func (d describer) incident(i *timeline.Incident, reported []*timeline.Article, up []Link) template.JS {
	m := i.Meta
	t := thing{"@type": "Event", "name": m.Title.V, "url": d.address(i.URL())}
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
			actors = append(actors, d.actor(r.Actor))
		}
	}
	for _, a := range reported {
		reports = append(reports, thing{"@type": "NewsArticle", titleProperty(a): a.Meta.Title.V, "url": d.address(a.URL())})
	}
	// "about" rather than "actor", "performer" or "attendee", which take sides.
	t.set("about", actors)
	t.set("subjectOf", reports)
	return structured(t, d.breadcrumbs(up, m.Title.V))
}

// actor names an actor.
func (d describer) actor(a *timeline.Actor) thing {
	return thing{"@type": actorType(a), "name": a.Name(), "url": d.address(a.URL())}
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

// actorPage describes an actor in full.
func (d describer) actorPage(a *timeline.Actor, up []Link) template.JS {
	t := d.actor(a)
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
	return structured(t, d.breadcrumbs(up, a.Name()))
}

// source names a source, by its own site where that is known.
func (d describer) source(s *timeline.Source) thing {
	t := thing{"@type": "NewsMediaOrganization", "name": s.Name()}
	t.set("url", cmp.Or(s.Meta.URL.V, d.address(s.URL())))
	return t
}

func (d describer) sourcePage(s *timeline.Source, up []Link) template.JS {
	t := d.source(s)
	t.set("description", s.Meta.Summary.V)
	return structured(t, d.breadcrumbs(up, s.Name()))
}

// home describes the site.
func (d describer) home() template.JS {
	t := thing{"@type": "WebSite", "name": d.info.Title, "url": d.address("/"), "inLanguage": d.info.Lang}
	t.set("description", d.info.Description)
	return structured(t)
}

// dataset describes the open data of the site.
func (d describer) dataset(about string) template.JS {
	t := thing{"@type": "Dataset", "name": d.info.Title, "description": cmp.Or(d.info.Description, about), "url": d.address(dataURL)}
	t.set("license", d.timeline.Site.LicenseURL())
	var files []thing
	for _, f := range opendata.Files(d.timeline, d.Locale) {
		files = append(files, thing{"@type": "DataDownload", "name": f.Title, "encodingFormat": f.Media, "contentUrl": d.address("/" + f.Path)})
	}
	t.set("distribution", files)
	return structured(t, d.breadcrumbs(nil, d.Text("section.data")))
}
