package site

import (
	"bytes"
	"cmp"
	"encoding/json"
	"html/template"
	"strings"

	"dateline/internal/content"
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

// thing is one schema.org object that a page is about, its properties in the order
// of the alphabet.
type thing struct {
	Type          string      `json:"@type"`
	About         []mentioned `json:"about,omitempty"`
	Abstract      string      `json:"abstract,omitempty"`
	AlternateName []string    `json:"alternateName,omitempty"`
	ArchivedAt    string      `json:"archivedAt,omitempty"`
	Author        []mentioned `json:"author,omitempty"`
	Citation      []mentioned `json:"citation,omitempty"`
	Correction    []string    `json:"correction,omitempty"`
	DateModified  string      `json:"dateModified,omitempty"`
	DatePublished string      `json:"datePublished,omitempty"`
	Description   string      `json:"description,omitempty"`
	Distribution  []file      `json:"distribution,omitempty"`
	Headline      string      `json:"headline,omitempty"`
	InLanguage    string      `json:"inLanguage,omitempty"`
	IsBasedOn     string      `json:"isBasedOn,omitempty"`
	License       string      `json:"license,omitempty"`
	Location      *place      `json:"location,omitempty"`
	Mentions      []mentioned `json:"mentions,omitempty"`
	Name          string      `json:"name,omitempty"`
	Publisher     *mentioned  `json:"publisher,omitempty"`
	SameAs        []string    `json:"sameAs,omitempty"`
	StartDate     string      `json:"startDate,omitempty"`
	SubjectOf     []mentioned `json:"subjectOf,omitempty"`
	URL           string      `json:"url,omitempty"`
}

// mentioned is an object of which no more than the name and the address is told.
type mentioned struct {
	Type     string `json:"@type"`
	Headline string `json:"headline,omitempty"`
	Name     string `json:"name,omitempty"`
	URL      string `json:"url,omitempty"`
}

type place struct {
	Type string    `json:"@type"`
	Geo  *position `json:"geo,omitempty"`
	Name string    `json:"name"`
}

type position struct {
	Type      string  `json:"@type"`
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

type file struct {
	Type           string `json:"@type"`
	ContentURL     string `json:"contentUrl"`
	EncodingFormat string `json:"encodingFormat"`
	Name           string `json:"name"`
}

// trail is a list of breadcrumbs.
type trail struct {
	Type  string  `json:"@type"`
	Items []crumb `json:"itemListElement"`
}

type crumb struct {
	Type     string `json:"@type"`
	Item     string `json:"item"`
	Name     string `json:"name"`
	Position int    `json:"position"` // from 1
}

// structured writes things as one JSON-LD document. encoding/json escapes <, >
// and &, so that no text can end the script element.
func (p *planner) structured(things ...any) template.JS {
	return template.JS(p.json("", &struct { //nolint:gosec // made by encoding/json
		Context string `json:"@context"`
		Graph   []any  `json:"@graph"`
	}{"https://schema.org", things}))
}

// scribe writes JSON, each text in the room of the one before.
type scribe struct {
	room    bytes.Buffer
	encoder *json.Encoder
}

func newScribe() any {
	s := &scribe{}
	s.encoder = json.NewEncoder(&s.room)
	return s
}

// json writes what consists of texts and numbers, which cannot fail.
func (p *planner) json(indent string, value any) string {
	s := p.scribes.Get().(*scribe)
	defer p.scribes.Put(s)
	s.room.Reset()
	s.encoder.SetIndent("", indent)
	if err := s.encoder.Encode(value); err != nil {
		return ""
	}
	return string(bytes.TrimSuffix(s.room.Bytes(), []byte("\n")))
}

// exact returns a date that is exact, or nothing.
func exact(d edtf.Date) string {
	text, _ := d.Exact()
	return text
}

// breadcrumbs says where a page lies in the site: below the pages that it
// names as above it.
func (d describer) breadcrumbs(up []Link, title string) *trail {
	t := &trail{Type: "BreadcrumbList", Items: make([]crumb, 0, len(up)+2)}
	add := func(title, url string) {
		t.Items = append(t.Items, crumb{"ListItem", d.address(url), title, len(t.Items) + 1})
	}
	add(d.info.Title, "/")
	for _, l := range up {
		add(l.Title, l.URL)
	}
	add(title, d.page)
	return t
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
	t := &thing{
		Type: "NewsArticle", URL: d.address(a.URL()), DatePublished: exact(m.Date.V), DateModified: exact(m.Updated.V),
		InLanguage: cmp.Or(m.Lang.V, d.info.Lang), Abstract: m.Summary.V, IsBasedOn: m.URL.V, ArchivedAt: m.Archive.V,
	}
	t.Headline, t.Name = titles(a)
	if a.Publisher != nil {
		publisher := d.source(a.Publisher)
		t.Publisher = &publisher
	}
	t.Author = made(m.Author, func(author content.At[string]) mentioned { return mentioned{Type: "Person", Name: author.V} })
	t.Citation = made(a.Credits, d.source)
	t.About = made(a.Incidents, func(i *timeline.Incident) mentioned {
		return mentioned{Type: "Event", Name: i.Meta.Title.V, URL: d.address(i.URL())}
	})
	t.Mentions = made(a.Actors, d.actor)
	for _, c := range a.Corrections {
		t.DateModified = cmp.Or(exact(c.When), t.DateModified) // the last one wins: the log runs forward
		t.Correction = append(t.Correction, c.Note.Body.Excerpt(excerptLength))
	}
	return d.structured(t, d.breadcrumbs(up, m.Title.V))
}

// titles keeps the editors' description, or translation, from passing for a
// headline: it is only a name.
func titles(a *timeline.Article) (headline, name string) {
	if Described(a) || a.Original != nil {
		return "", a.Meta.Title.V
	}
	return a.Meta.Title.V, ""
}

func (d describer) incident(i *timeline.Incident, reported []*timeline.Article, up []Link) template.JS {
	m := i.Meta
	t := &thing{Type: "Event", Name: m.Title.V, URL: d.address(i.URL()), StartDate: exact(m.Date.V), Description: m.Summary.V}
	if i.Place != nil {
		t.Location = &place{Type: "Place", Name: i.Place.Name}
		if located(i) {
			t.Location.Geo = &position{"GeoCoordinates", m.Place.Lat.V, m.Place.Lon.V}
		}
	}
	// "about" rather than "actor", "performer" or "attendee", which take sides.
	for _, r := range i.Roles {
		if r.Actor != nil {
			t.About = append(t.About, d.actor(r.Actor))
		}
	}
	t.SubjectOf = made(reported, func(a *timeline.Article) mentioned {
		report := mentioned{Type: "NewsArticle", URL: d.address(a.URL())}
		report.Headline, report.Name = titles(a)
		return report
	})
	return d.structured(t, d.breadcrumbs(up, m.Title.V))
}

// actor names an actor.
func (d describer) actor(a *timeline.Actor) mentioned {
	return mentioned{Type: actorType(a), Name: a.Name(), URL: d.address(a.URL())}
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
	t := &thing{Type: actorType(a), Name: a.Name(), URL: d.address(a.URL()), Description: a.Meta.Summary.V}
	for _, name := range a.Meta.Names {
		t.AlternateName = append(t.AlternateName, name.V)
	}
	for _, s := range a.Meta.SameAs {
		t.SameAs = append(t.SameAs, s.V)
	}
	if a.Meta.URL.V != "" {
		t.SameAs = append(t.SameAs, a.Meta.URL.V)
	}
	return d.structured(t, d.breadcrumbs(up, a.Name()))
}

// source names a source, by its own site where that is known.
func (d describer) source(s *timeline.Source) mentioned {
	return mentioned{Type: "NewsMediaOrganization", Name: s.Name(), URL: cmp.Or(s.Meta.URL.V, d.address(s.URL()))}
}

func (d describer) sourcePage(s *timeline.Source, up []Link) template.JS {
	n := d.source(s)
	t := &thing{Type: n.Type, Name: n.Name, URL: n.URL, Description: s.Meta.Summary.V}
	return d.structured(t, d.breadcrumbs(up, s.Name()))
}

// home describes the site.
func (d describer) home() template.JS {
	return d.structured(&thing{Type: "WebSite", Name: d.info.Title, URL: d.address("/"), InLanguage: d.info.Lang, Description: d.info.Description})
}

// dataset describes the open data of the site.
func (d describer) dataset(about string) template.JS {
	t := &thing{
		Type: "Dataset", Name: d.info.Title, Description: cmp.Or(d.info.Description, about), URL: d.address(dataURL),
		License: d.timeline.Site.LicenseURL(),
	}
	for _, f := range opendata.Files(d.timeline, d.Locale) {
		t.Distribution = append(t.Distribution, file{"DataDownload", d.address("/" + f.Path), f.Media, f.Title})
	}
	return d.structured(t, d.breadcrumbs(nil, d.Text("section.data")))
}
