package export

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"strings"

	"dateline/internal/site"
	"dateline/internal/timeline"
)

// Sitemap lists the pages of a site for search engines, as the sitemaps
// protocol 0.9 has it. Up to 50,000 addresses make one file. More make an
// index of two series of parts: entries, counted from the oldest, so that a
// new entry moves none of the older parts, and all other pages.
type Sitemap struct {
	base    string // address of the site, without a slash at its end
	entries []mapped
	others  []mapped
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
}

// NewSitemap lists the pages of a site that has a base_url.
func NewSitemap(t *timeline.Timeline, pages []site.Page) *Sitemap {
	s := &Sitemap{base: strings.TrimSuffix(t.Site.BaseURL.V, "/")}
	entries := make(map[string]bool, len(t.Entries))
	for _, e := range t.Entries {
		entries[e.URL()] = true
		changed := e.Changed()
		if e.Incident != nil {
			changed = e.Incident.Changed()
		}
		day, _ := changed.Exact()
		s.entries = append(s.entries, mapped{s.address(e.URL()), day})
	}
	for _, p := range pages {
		if p.Listed() && !entries[p.URL] {
			s.others = append(s.others, mapped{Address: s.address(p.URL)})
		}
	}
	return s
}

// address returns the absolute URI of a root-relative address.
func (s *Sitemap) address(path string) string {
	u, err := url.Parse(s.base + path)
	if err != nil {
		return s.base + path
	}
	return u.String()
}

// Files lists the files of the sitemap and the robots.txt that names it, by
// path in the site, each with the function that makes it.
func (s *Sitemap) Files() map[string]func() ([]byte, error) {
	files := map[string]func() ([]byte, error){robotsFile: s.robots}
	if len(s.entries)+len(s.others) <= sitemapPart {
		files[sitemapFile] = func() ([]byte, error) { return urlSet(s.entries, s.others) }
		return files
	}
	var index []mapped
	add := func(pattern string, pages []mapped) {
		for k := 0; k*sitemapPart < len(pages); k++ {
			name := fmt.Sprintf(pattern, k+1)
			part := pages[k*sitemapPart : min((k+1)*sitemapPart, len(pages))]
			index = append(index, mapped{Address: s.address("/" + name)})
			files[name] = func() ([]byte, error) { return urlSet(part) }
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
func urlSet(lists ...[]mapped) ([]byte, error) {
	set := struct {
		XMLName xml.Name `xml:"urlset"`
		Space   string   `xml:"xmlns,attr"`
		Pages   []mapped `xml:"url"`
	}{Space: sitemapSpace}
	for _, list := range lists {
		set.Pages = append(set.Pages, list...)
	}
	return encodeXML(set)
}

// robots lets all robots read all, and says where the sitemap is.
func (s *Sitemap) robots() ([]byte, error) {
	return []byte("User-agent: *\nAllow: /\n\nSitemap: " + s.address("/"+sitemapFile) + "\n"), nil
}

func encodeXML(v any) ([]byte, error) {
	data, err := xml.MarshalIndent(v, "", " ")
	if err != nil {
		return nil, fmt.Errorf("writing XML: %w", err)
	}
	return append(append([]byte(xml.Header), data...), '\n'), nil
}
