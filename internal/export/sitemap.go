package export

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/url"
	"strings"

	"dateline/internal/edtf"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// Mapped is a site, or one of the editions of one, with its pages.
type Mapped struct {
	Timeline *timeline.Timeline
	Site     *site.Site
}

// Sitemap lists the pages of a site for search engines, as the sitemaps
// protocol 0.9 has it, and which pages are the same in other languages. Up to 50,000 addresses make one file. More make an
// index of two series of parts: entries, counted from the oldest, so that a
// new entry moves none of the older parts, and all other pages.
type Sitemap struct {
	base    string // address of the site, without a slash at its end
	many    bool   // it stands in several languages
	entries []listed
	others  []listed
}

// listed is a page of which only a file of the sitemap makes more.
type listed struct {
	of      *Mapped
	url     string
	changed edtf.Date // last, as far as the page states it
}

// sitemapPart is how many addresses a file of a sitemap may hold.
const sitemapPart = 50_000

const (
	sitemapFile   = "sitemap.xml"
	sitemapSpace  = "http://www.sitemaps.org/schemas/sitemap/0.9"
	robotsFile    = "robots.txt"
	entrySitemaps = "sitemap-%d.xml"
	otherSitemaps = "sitemap-pages-%d.xml"
)

// mapped is a page in a sitemap. Modified is a W3C date, only where the page
// states on which day it changed last: an article's latest of date, update and
// corrections, an incident's latest of its reports.
type mapped struct {
	Address  string `xml:"loc"`
	Modified string `xml:"lastmod,omitempty"`
	Same     []same `xml:"xhtml:link"`
}

// same is the page in one of the languages of the site.
type same struct {
	Rel  string `xml:"rel,attr"`
	Lang string `xml:"hreflang,attr"`
	Href string `xml:"href,attr"`
}

// NewSitemap lists the pages of a site that has a base_url, in all its editions,
// the first one first.
func NewSitemap(editions []Mapped) *Sitemap {
	s := &Sitemap{base: editions[0].base(), many: len(editions) > 1}
	for k := range editions {
		m := &editions[k]
		entries := make(map[string]bool, len(m.Timeline.Entries))
		for _, e := range m.Timeline.Entries {
			entries[e.URL()] = true
			changed := e.Changed()
			if e.Incident != nil {
				changed = e.Incident.Changed()
			}
			s.entries = append(s.entries, listed{m, e.URL(), changed})
		}
		for _, p := range m.Site.Pages {
			if p.Listed() && !entries[p.URL] {
				s.others = append(s.others, listed{of: m, url: p.URL})
			}
		}
	}
	return s
}

func (m Mapped) base() string { return strings.TrimSuffix(m.Timeline.Site.BaseURL.V, "/") }

// same lists a page in all languages; nothing where it stands in one only.
func (m Mapped) same(url string) []same {
	var all []same
	for _, e := range m.Site.Editions(url) {
		if e.Same {
			all = append(all, same{"alternate", e.Lang, address(e.Absolute)})
		}
	}
	if len(all) < 2 {
		return nil
	}
	return all
}

// address returns an absolute IRI as a URI.
func address(iri string) string {
	u, err := url.Parse(iri)
	if err != nil {
		return iri
	}
	return u.String()
}

// Files lists the files of the sitemap and the robots.txt that names it, by
// path in the site, each with the function that makes it.
func (s *Sitemap) Files() map[string]func() ([]byte, error) {
	files := map[string]func() ([]byte, error){robotsFile: s.robots}
	if len(s.entries)+len(s.others) <= sitemapPart {
		files[sitemapFile] = func() ([]byte, error) { return s.urlSet(s.entries, s.others) }
		return files
	}
	var index []mapped
	add := func(pattern string, pages []listed) {
		for k := 0; k*sitemapPart < len(pages); k++ {
			name := fmt.Sprintf(pattern, k+1)
			part := pages[k*sitemapPart : min((k+1)*sitemapPart, len(pages))]
			index = append(index, mapped{Address: address(s.base + "/" + name)})
			files[name] = func() ([]byte, error) { return s.urlSet(part) }
		}
	}
	add(entrySitemaps, s.entries)
	add(otherSitemaps, s.others)
	files[sitemapFile] = func() ([]byte, error) {
		return encodeXML(struct {
			XMLName xml.Name `xml:"sitemapindex"`
			Space   string   `xml:"xmlns,attr"`
			Parts   []mapped `xml:"sitemap"`
		}{Space: sitemapSpace, Parts: index})
	}
	return files
}

// urlSet writes one file of addresses.
func (s *Sitemap) urlSet(lists ...[]listed) ([]byte, error) {
	set := struct {
		XMLName xml.Name `xml:"urlset"`
		Space   string   `xml:"xmlns,attr"`
		XHTML   string   `xml:"xmlns:xhtml,attr,omitempty"`
		Pages   []mapped `xml:"url"`
	}{Space: sitemapSpace}
	if s.many {
		set.XHTML = "http://www.w3.org/1999/xhtml"
	}
	for _, list := range lists {
		for _, page := range list {
			set.Pages = append(set.Pages, s.mapped(page))
		}
	}
	return encodeXML(set)
}

func (s *Sitemap) mapped(page listed) mapped {
	m := mapped{Address: address(page.of.base() + page.url)}
	m.Modified, _ = page.changed.Exact()
	if s.many {
		m.Same = page.of.same(page.url)
	}
	return m
}

// robots lets all robots read all, and says where the sitemap is.
func (s *Sitemap) robots() ([]byte, error) {
	return []byte("User-agent: *\nAllow: /\n\nSitemap: " + address(s.base+"/"+sitemapFile) + "\n"), nil
}

func encodeXML(v any) ([]byte, error) {
	b := bytes.NewBufferString(xml.Header)
	enc := xml.NewEncoder(b)
	enc.Indent("", " ")
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("writing XML: %w", err)
	}
	b.WriteByte('\n')
	return b.Bytes(), nil
}
