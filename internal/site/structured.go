package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/escape"
	"dateline/internal/opendata"
	"dateline/internal/timeline"
)

// Structured data for search engines and other machines: schema.org in JSON-LD, the
// members of an object in the order of the alphabet. Dates stand in it only where they
// are exact.

// describer describes what one page shows in schema.org's terms.
type describer struct {
	*planner
	page string // its root-relative address
	base string // what addresses within the site begin with, before their slash
}

// describe begins the description of the page at url. Addresses in it are absolute, or
// lead there from the page where the site has no base_url.
func (p *planner) describe(url string) describer {
	base := strings.TrimSuffix(cmp.Or(p.timeline.Site.BaseURL.V, root(url)), "/")
	return describer{p, url, base}
}

// exact returns a date that is exact, or nothing.
func exact(d edtf.Date) string {
	text, _ := d.Exact()
	return text
}

// begin begins an object of a type, whose name is one of letters.
func begin(b []byte, kind string) []byte {
	return append(append(append(b, `{"@type":"`...), kind...), '"')
}

// Structured is a JSON document that is written when a page shows it. nil is none.
type Structured func(out []byte) []byte

// AppendScript appends the document as it can stand in a script element. It is what
// html/template makes of MarshalJSON.
func (s Structured) AppendScript(out []byte) []byte { return s(out) }

// MarshalJSON implements json.Marshaler.
func (s Structured) MarshalJSON() ([]byte, error) { return s(nil), nil }

// document describes the object that a page is about, and the trail that leads to the page;
// nil for none.
func (d describer) document(trail func(b []byte) []byte, object func(b []byte) []byte) Structured {
	return func(out []byte) []byte {
		room := d.rooms.Get().(*[]byte)
		defer d.rooms.Put(room)
		b := append((*room)[:0], `{"@context":"https://schema.org","@graph":[`...)
		b = object(b)
		if trail != nil {
			b = trail(append(b, ','))
		}
		*room = append(b, "]}"...)
		return escape.Script(out, *room)
	}
}

// trail says where a page lies in the site: below the pages that it names as above it.
func (d describer) trail(up []Link, title string) func(b []byte) []byte {
	return func(b []byte) []byte {
		b = append(begin(b, "BreadcrumbList"), `,"itemListElement":[`...)
		b = d.crumb(b, 1, d.info.Title, "/")
		for k, l := range up {
			b = d.crumb(append(b, ','), k+2, l.Title, l.URL)
		}
		return append(d.crumb(append(b, ','), len(up)+2, title, d.page), "]}"...)
	}
}

// crumb adds a step of a trail, counted from 1.
func (d describer) crumb(b []byte, position int, title, url string) []byte {
	b = escape.Member(d.address(begin(b, "ListItem"), "item", url), "name", title)
	return append(strconv.AppendInt(append(b, `,"position":`...), int64(position), 10), '}')
}

// address adds the address of a page of the site.
func (d describer) address(b []byte, name, url string) []byte {
	return escape.Member(b, name, d.base, url)
}

// end adds the name and the address with which an object ends.
func (d describer) end(b []byte, name, url string) []byte {
	return append(d.address(escape.Filled(b, "name", name), "url", url), '}')
}

// texts adds a list of what authors wrote.
func texts(b []byte, name string, all []content.At[string]) []byte {
	return escape.List(b, name, all, func(b []byte, text content.At[string]) []byte { return escape.JSON(b, text.V) })
}

// article describes the report. It is the publisher's: the page here shows it.
func (d describer) article(a *timeline.Article, up []Link) Structured {
	m := a.Meta
	headline, name := titles(a)
	return d.document(d.trail(up, m.Title.V), func(b []byte) []byte {
		b = escape.List(begin(b, "NewsArticle"), "about", a.Incidents, func(b []byte, i *timeline.Incident) []byte {
			return d.end(begin(b, "Event"), i.Meta.Title.V, i.URL())
		})
		b = escape.Filled(b, "abstract", m.Summary.V)
		b = escape.Filled(b, "archivedAt", m.Archive.V)
		b = escape.List(b, "author", m.Author, func(b []byte, author content.At[string]) []byte {
			kind := "Person"
			if isHouse(a, author.V) {
				kind = "NewsMediaOrganization"
			}
			return append(escape.Filled(begin(b, kind), "name", author.V), '}')
		})
		b = escape.List(b, "citation", a.Credits, d.source)
		b = escape.List(b, "correction", a.Corrections, func(b []byte, c timeline.Correction) []byte {
			return escape.JSON(b, c.Note.Body.Excerpt(excerptLength))
		})
		b = escape.Filled(b, "dateModified", exact(a.Modified()))
		b = escape.Filled(b, "datePublished", exact(m.Date.V))
		b = escape.Filled(b, "headline", headline)
		b = escape.Filled(b, "inLanguage", cmp.Or(m.Lang.V, d.info.Lang))
		b = escape.Filled(b, "isBasedOn", m.URL.V)
		b = escape.List(b, "mentions", a.Actors, d.actor)
		b = escape.Filled(b, "name", name)
		if a.Publisher != nil {
			b = d.source(append(b, `,"publisher":`...), a.Publisher)
		}
		return append(d.address(b, "url", a.URL()), '}')
	})
}

// titles keeps the editors' description, or translation, from passing for a
// headline: it is only a name.
func titles(a *timeline.Article) (headline, name string) {
	if Described(a) || a.Original != nil {
		return "", a.Meta.Title.V
	}
	return a.Meta.Title.V, ""
}

func (d describer) incident(i *timeline.Incident, reported []*timeline.Article, up []Link) Structured {
	m := i.Meta
	return d.document(d.trail(up, m.Title.V), func(b []byte) []byte {
		// "about" rather than "actor", "performer" or "attendee", which take sides.
		b = escape.List(begin(b, "Event"), "about", i.Entry().Actors(), d.actor)
		b = escape.Filled(b, "description", cmp.Or(d.withStatus(i, m.Summary.V), d.statusLine(i)))
		if i.Place != nil {
			b = place(append(b, `,"location":`...), i)
		}
		b = escape.Filled(b, "name", m.Title.V)
		b = escape.Filled(b, "startDate", exact(m.Date.V))
		b = escape.List(b, "subjectOf", reported, func(b []byte, a *timeline.Article) []byte {
			headline, name := titles(a)
			return d.end(escape.Filled(begin(b, "NewsArticle"), "headline", headline), name, a.URL())
		})
		return append(d.address(b, "url", i.URL()), '}')
	})
}

// place adds where an incident happened, with coordinates that may be shown.
func place(b []byte, i *timeline.Incident) []byte {
	b = begin(b, "Place")
	if i.Located() {
		b = begin(append(b, `,"geo":`...), "GeoCoordinates")
		b = strconv.AppendFloat(append(b, `,"latitude":`...), i.Meta.Place.Lat.V, 'f', -1, 64)
		b = strconv.AppendFloat(append(b, `,"longitude":`...), i.Meta.Place.Lon.V, 'f', -1, 64)
		b = append(b, '}')
	}
	return append(escape.Member(b, "name", i.Place.Name), '}')
}

// actor names an actor.
func (d describer) actor(b []byte, a *timeline.Actor) []byte {
	return d.end(begin(b, actorType(a)), a.Name(), a.URL())
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
func (d describer) actorPage(a *timeline.Actor, up []Link) Structured {
	same := a.Meta.SameAs
	if a.Meta.URL.V != "" {
		same = append(slices.Clip(same), a.Meta.URL)
	}
	return d.document(d.trail(up, a.Name()), func(b []byte) []byte {
		b = texts(begin(b, actorType(a)), "alternateName", a.Meta.Names)
		b = escape.Filled(b, "description", a.Meta.Summary.V)
		b = escape.Filled(b, "name", a.Name())
		b = texts(b, "sameAs", same)
		return append(d.address(b, "url", a.URL()), '}')
	})
}

// source names a source.
func (d describer) source(b []byte, s *timeline.Source) []byte {
	b = escape.Filled(begin(b, "NewsMediaOrganization"), "name", s.Name())
	return append(d.own(b, s), '}')
}

// own adds the address of a source: of its own site where that is known.
func (d describer) own(b []byte, s *timeline.Source) []byte {
	if s.Meta.URL.V != "" {
		return escape.Member(b, "url", s.Meta.URL.V)
	}
	return d.address(b, "url", s.URL())
}

func (d describer) sourcePage(s *timeline.Source, up []Link) Structured {
	return d.document(d.trail(up, s.Name()), func(b []byte) []byte {
		b = escape.Filled(begin(b, "NewsMediaOrganization"), "description", s.Meta.Summary.V)
		b = escape.Filled(b, "name", s.Name())
		return append(d.own(b, s), '}')
	})
}

// home describes the site.
func (d describer) home() Structured {
	return d.document(nil, func(b []byte) []byte {
		b = escape.Filled(begin(b, "WebSite"), "description", d.info.Description)
		b = escape.Filled(b, "inLanguage", d.info.Lang)
		return d.end(b, d.info.Title, "/")
	})
}

// dataset describes the open data of the site.
func (d describer) dataset(about string) Structured {
	return d.document(d.trail(nil, d.Text("section.data")), func(b []byte) []byte {
		b = escape.Filled(begin(b, "Dataset"), "description", cmp.Or(d.info.Description, about))
		b = escape.List(b, "distribution", opendata.Files(d.timeline, d.Locale), func(b []byte, f opendata.File) []byte {
			b = d.address(begin(b, "DataDownload"), "contentUrl", "/"+f.Path)
			b = escape.Member(b, "encodingFormat", f.Media)
			return append(escape.Member(b, "name", f.Title), '}')
		})
		b = escape.Filled(b, "license", d.timeline.Site.LicenseURL())
		return d.end(b, d.info.Title, dataURL)
	})
}
