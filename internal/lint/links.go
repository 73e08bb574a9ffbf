package lint

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"dateline/internal/diag"
	"dateline/internal/site"
)

// links looks whether the addresses in texts that lead within the site lead to
// a page or a file, and to a place on it, and whether the pictures in them are there.
func (c *checker) links() error {
	ids := map[string]map[string]bool{} // of each page that a fragment leads to
	for _, d := range slices.Concat(c.documents, c.translations) {
		for _, href := range d.addresses() {
			file, fragment, within := c.leadsTo(d, href)
			if !within {
				continue
			}
			if !c.files[file] {
				c.missing(d, href, file)
				continue
			}
			if fragment == "" || strings.HasPrefix(fragment, ":~:") || path.Ext(file) != ".html" {
				continue
			}
			if ids[file] == nil {
				page, err := fs.ReadFile(c.Files, file)
				if err != nil {
					return fmt.Errorf("making %s: %w", file, err)
				}
				ids[file] = idsOf(string(page))
			}
			if !ids[file][fragment] {
				c.warn(d, href, "nothing on /%s is called #%s%s", address(file), fragment, didYouMean("#", fragment, slices.Sorted(maps.Keys(ids[file]))))
			}
		}
		for _, src := range slices.Compact(slices.Sorted(slices.Values(d.srcs))) {
			if file, _, within := c.leadsTo(d, src); within && !c.files[file] {
				c.missing(d, src, file)
			}
		}
	}
	return nil
}

// leadsTo is target for an address in a text of a document, and goes on from an older
// address of a page, as browsers do. In a further edition the root is the edition's
// folder, but for what only the first edition has.
func (c *checker) leadsTo(d *document, href string) (file, fragment string, within bool) {
	if strings.HasPrefix(href, "/") && !strings.HasPrefix(href, "//") {
		href = "/" + d.folder + href[1:]
	}
	file, fragment, within = target("/"+d.folder+d.URL[1:], href)
	if shared, ok := strings.CutPrefix(file, d.folder); ok && !c.files[file] && c.files[shared] && !c.further(shared) {
		file = shared
	}
	if to, older := c.Redirects["/"+address(file)]; older {
		file = fileAt(to)
	}
	return file, fragment, within
}

// missing tells of an address at which there is no page, or no file of another kind: that
// would lie in static/.
func (c *checker) missing(d *document, href, file string) {
	var known []string
	for name := range c.files {
		if name, within := strings.CutPrefix(name, d.folder); within && strings.EqualFold(path.Ext(name), path.Ext(file)) {
			known = append(known, address(name))
		}
	}
	slices.Sort(known)
	wanted := strings.TrimPrefix(file, d.folder)
	near := didYouMean("/", address(wanted), known)
	switch {
	case path.Ext(file) == ".html":
		c.warn(d, href, "no page stands at /%s%s", address(file), near)
	case slices.Contains(site.AbsoluteFiles, path.Base(file)) && !c.files["sitemap.xml"] && c.files[path.Join(path.Dir(file), "index.html")]:
		c.warn(d, href, "/%s is there with a base_url only; write that into content/_index.md", file)
	case slices.Contains([]string{"feed.xml", "feed.json"}, path.Base(file)) && (near == "" || c.files[path.Join(path.Dir(file), "index.html")]):
		c.warn(d, href, "no feed stands at /%s; the site, its corrections and each actor, incident, source and tag have one as soon as an entry with a date is in it: link the page until then", file)
	default:
		c.warn(d, href, "no file stands at /%s%s", file, cmp.Or(near, "; put it at static/"+wanted))
	}
}

// warn adds a warning about an address to which texts of a document lead, at each place.
func (c *checker) warn(d *document, href, format string, args ...any) {
	for _, at := range c.placesOf(d, href) {
		c.problems.Warnf(at, format, args...)
	}
}

// didYouMean is diag.DidYouMean for words that are shown with a sign before them.
func didYouMean(sign, word string, known []string) string {
	if near := diag.Nearest(word, known); near != "" {
		return diag.Suggest(sign + near)
	}
	return ""
}

// address is how readers know a file of the site, without its leading slash.
func address(file string) string { return strings.TrimSuffix(file, "index.html") }

// target returns the file of the site to which an address on a page leads, and
// the fragment; within is false for one that leads elsewhere.
func target(page, href string) (file, fragment string, within bool) {
	base, err := url.Parse(page)
	if err != nil {
		return "", "", false
	}
	ref, err := url.Parse(href)
	if err != nil || ref.Scheme != "" || ref.Host != "" {
		return "", "", false
	}
	full := base.ResolveReference(ref)
	return fileAt(full.Path), full.Fragment, true
}

// fileAt returns the file of the site at a root-relative address.
func fileAt(url string) string {
	file := strings.TrimPrefix(url, "/")
	switch {
	case file == "" || strings.HasSuffix(file, "/"):
		return file + "index.html"
	case path.Ext(file) == "":
		return file + "/index.html"
	}
	return file
}

// idsOf returns the ids on a page.
func idsOf(page string) map[string]bool {
	ids := map[string]bool{"top": true} // which browsers know by themselves
	walkTags(page, func(_ string, attr map[string]string) {
		if id := attr["id"]; id != "" {
			ids[id] = true
		}
	})
	return ids
}
