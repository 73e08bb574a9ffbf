package export

import (
	"fmt"
	"slices"
	"strings"

	"dateline/internal/edtf"
	"dateline/internal/escape"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// Mapped is a site, or one of the editions of one, with its pages.
type Mapped struct {
	Timeline *timeline.Timeline
	Site     *site.Site
}

// Sitemap lists the pages of a site for search engines, as the sitemaps protocol 0.9
// has it, and which pages are the same in other languages. Up to 50,000 pages, or fewer in
// several languages, make one file. More make an index of two series of parts: entries, counted from the oldest,
// so that a new entry moves none of the older parts, and all other pages.
type Sitemap struct {
	base     string // address of the site, without a slash at its end
	editions []Mapped
	pages    site.Shared[pages]
}

// pages are those of a site that the sitemap lists.
type pages struct{ entries, others []listed }

// listed is a page of which only a file of the sitemap makes more.
type listed struct {
	of      *Mapped
	url     string
	changed edtf.Date // last, as far as the page states it
}

// urlRoom is about how many bytes a file of addresses takes for one of them, in one
// language, beside the address.
const urlRoom = 80

// sitemapPart is how many pages a file of a sitemap may list. It may have 50 MB, too, which
// suffice for one address of each, be it the longest.
const sitemapPart = 50_000

const (
	sitemapFile   = "sitemap.xml"
	sitemapSpace  = "http://www.sitemaps.org/schemas/sitemap/0.9"
	robotsFile    = "robots.txt"
	entrySitemaps = "sitemap-%d.xml"
	otherSitemaps = "sitemap-pages-%d.xml"
)

// NewSitemap lists the pages of a site that has a base_url, in all its editions,
// the first one first.
func NewSitemap(editions []Mapped) *Sitemap {
	s := &Sitemap{base: editions[0].base(), editions: editions}
	s.pages.Make = s.list
	return s
}

// list finds all pages.
func (s *Sitemap) list() pages {
	var all pages
	for k := range s.editions {
		m := &s.editions[k]
		entries := make(map[string]bool, len(m.Timeline.Entries))
		all.entries = slices.Grow(all.entries, len(m.Timeline.Entries))
		for _, e := range m.Timeline.Entries {
			entries[e.URL()] = true
			changed := e.Changed()
			if e.Incident != nil {
				changed = e.Incident.Changed()
			}
			all.entries = append(all.entries, listed{m, e.URL(), changed})
		}
		for _, p := range m.Site.Pages {
			if p.Listed() && !entries[p.URL] {
				all.others = append(all.others, listed{of: m, url: p.URL})
			}
		}
	}
	return all
}

// part returns how many pages a file lists. In several languages each is there with its
// addresses in all of them, and with that of the language in which readers begin.
func (s *Sitemap) part() int {
	if len(s.editions) == 1 {
		return sitemapPart
	}
	return sitemapPart / (len(s.editions) + 2)
}

func (m Mapped) base() string { return strings.TrimSuffix(m.Timeline.Site.BaseURL.V, "/") }

// Files lists the files of the sitemap and the robots.txt that names it, by
// path in the site, each with the function that appends it to some room.
func (s *Sitemap) Files() map[string]func(room []byte) []byte {
	files := map[string]func([]byte) []byte{robotsFile: s.robots}
	all := s.list() // and once more for the files, which are made long after
	add := func(name string, part func(all pages) [][]listed) {
		s.pages.Files++
		files[name] = func(room []byte) []byte {
			defer s.pages.Finish()
			return s.urlSet(room, part(s.pages.Get())...)
		}
	}
	most := s.part()
	if len(all.entries)+len(all.others) <= most {
		add(sitemapFile, func(all pages) [][]listed { return [][]listed{all.entries, all.others} })
		return files
	}
	var index []string
	divide := func(pattern string, of func(pages) []listed) {
		for from := 0; from < len(of(all)); from += most {
			name := fmt.Sprintf(pattern, from/most+1)
			index = append(index, escape.URI(s.base+"/"+name))
			add(name, func(all pages) [][]listed {
				list := of(all)
				return [][]listed{list[from:min(from+most, len(list))]}
			})
		}
	}
	divide(entrySitemaps, func(all pages) []listed { return all.entries })
	divide(otherSitemaps, func(all pages) []listed { return all.others })
	files[sitemapFile] = func(room []byte) []byte {
		e := escape.NewElements(room)
		e.Open("sitemapindex", "xmlns", sitemapSpace)
		for _, address := range index {
			e.Open("sitemap")
			e.Text("loc", address)
			e.Close("sitemap")
		}
		e.Close("sitemapindex")
		return e.Document()
	}
	return files
}

// urlSet appends a file of addresses.
func (s *Sitemap) urlSet(room []byte, lists ...[]listed) []byte {
	xhtml := ""
	if len(s.editions) > 1 {
		xhtml = "http://www.w3.org/1999/xhtml"
	}
	size := 0
	for _, list := range lists {
		for _, page := range list {
			size += len(page.of.base()) + len(page.url) + urlRoom
		}
	}
	e := escape.NewElements(slices.Grow(room, size))
	e.Open("urlset", "xmlns", sitemapSpace, "xmlns:xhtml", xhtml)
	for _, list := range lists {
		for _, page := range list {
			s.page(e, page)
		}
	}
	e.Close("urlset")
	return e.Document()
}

// page adds a page: with a W3C date only where that of its last change is exact,
// which of an article is the latest of date, update and corrections, of an incident the
// latest of its reports; and, as its head does, with its addresses in all languages, unless
// it stands in one only.
func (s *Sitemap) page(e *escape.Elements, page listed) {
	e.Open("url")
	e.Text("loc", escape.URI(page.of.base()+page.url))
	modified, _ := page.changed.Exact()
	e.Filled("lastmod", modified)
	var frame site.Frame
	if len(s.editions) > 1 {
		frame.Editions = page.of.Site.Editions(page.url)
	}
	if frame.HasAlternates() {
		for _, in := range frame.Editions {
			if in.Same {
				alternate(e, in.Lang, in.Absolute)
			}
		}
		if address := frame.DefaultEdition(); address != "" {
			alternate(e, "x-default", address)
		}
	}
	e.Close("url")
}

// alternate says where a page stands for readers of a language.
func alternate(e *escape.Elements, lang, address string) {
	e.Text("xhtml:link", "", "rel", "alternate", "hreflang", lang, "href", escape.URI(address))
}

// robots lets all robots read all, and says where the sitemap is.
func (s *Sitemap) robots(room []byte) []byte {
	return append(room, "User-agent: *\nAllow: /\n\nSitemap: "+escape.URI(s.base+"/"+sitemapFile)+"\n"...)
}
