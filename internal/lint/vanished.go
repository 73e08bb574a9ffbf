package lint

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/timeline"

	"golang.org/x/net/html"
)

// A lost address was a document's in the build before, and is nothing's now.
type lost struct {
	address string            // without its leading slash: "articles/a/"
	moved   *content.Document // what stood there, at another address; nil where nobody can tell
	now     string            // the address of moved
	unsure  bool              // moved may be what stood at another lost address
}

func (v lost) pos(t *timeline.Timeline) diag.Pos {
	if v.moved != nil {
		return diag.Pos{File: v.moved.Path}
	}
	return diag.Pos{File: t.Site.Path}
}

func (v lost) text() string {
	if v.unsure {
		return fmt.Sprintf("this has the title of what stood at /%s in the last build, and of others that are gone; write aliases: [%s] if it is the same, so that links to it go on", v.address, v.address)
	}
	if v.moved != nil {
		return fmt.Sprintf("this stood at /%s in the last build and stands at %s now; write aliases: [%s], so that links to it go on (check --fix does, and mends what refers to it)", v.address, v.now, v.address)
	}
	return fmt.Sprintf("/%s was in the last build and is gone; write aliases: [%s] into the document that took its place", v.address, v.address)
}

// Moved returns warnings of the documents that stood at other addresses in the build before.
// Of a site with errors that is what tells a reference to a renamed document from a slip.
func Moved(s Site) (diag.List, error) {
	c, err := newChecker(s)
	if err != nil {
		return diag.List{}, err
	}
	for _, v := range c.vanished() {
		if v.moved != nil {
			c.problems.Warnf(v.pos(s.Timeline), "%s", v.text())
		}
	}
	return c.problems, nil
}

// Unpublished returns warnings of the addresses of documents among files that were
// published and that the site has no more.
func Unpublished(t *timeline.Timeline, gone []string) diag.List {
	c := checker{Site: Site{Timeline: t, Content: new(content.Set), Last: Last{Paths: gone}}}
	for _, v := range c.vanished() {
		c.problems.Warnf(v.pos(t), "/%s was published and goes, with all links to it; where another document takes its place, write aliases: [%s] there", v.address, v.address)
	}
	return c.problems
}

// vanished compares the site with the build before. Pages that are made from
// other documents (years, months, tags, places, embeds) come and go with them.
func (c *checker) vanished() []lost {
	names := slices.Sorted(slices.Values(c.Last.Paths)) // which are in order, mostly
	was := make(map[string]bool, len(names))
	for _, name := range names {
		was[name] = true
	}
	var all []lost
	moved := map[*content.Document]int{} // how many stood where one may have stood
	for _, name := range slices.Compact(names) {
		if path.Ext(name) != ".html" || c.files[name] || derived(name) || c.further(name) {
			continue
		}
		v := lost{address: address(name)}
		if d := c.movedTo(name, was); d != nil {
			v.moved, v.now = d.Meta, d.URL
			moved[d.Meta]++
		}
		all = append(all, v)
	}
	for k := range all {
		all[k].unsure = moved[all[k].moved] > 1
	}
	return all
}

// derived reports whether a page is made from several documents, or for frames from
// a page that stands above it, or has a name that no document gives it.
func derived(name string) bool {
	if strings.ContainsFunc(name, unicode.IsControl) {
		return true
	}
	first, rest, _ := strings.Cut(name, "/")
	switch first {
	case "tags", "places", "page", "disputed", "search", "data", "404.html":
		return true
	}
	if strings.Contains(rest, "page/") || strings.HasSuffix("/"+name, "/embed/index.html") {
		return true
	}
	year := strings.TrimPrefix(first, "-")
	return year != "" && strings.Trim(year, "0123456789X") == ""
}

// further reports whether a page is one of a further edition of the site: what
// vanished there did so in the first one, too.
func (c *checker) further(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return slices.ContainsFunc(c.Timeline.Site.Languages, func(lang content.At[string]) bool { return content.EditionFolder(lang.V) == first })
}

// movedTo returns the only document that has the title of a page of the build
// before and stands at an address that is new; nil where there is none. A
// document stays in its kind when its file is renamed.
func (c *checker) movedTo(name string, was map[string]bool) *document {
	title := c.lastTitle(name)
	if title == "" || c.stays(name) {
		return nil
	}
	var found *document
	for _, d := range c.documents {
		file := fileAt(d.URL)
		if d.Title != title || was[file] || path.Dir(path.Dir(file)) != path.Dir(path.Dir(name)) {
			continue
		}
		if found != nil {
			return nil
		}
		found = d
	}
	return found
}

// stays reports whether what had a page of the build before is a draft now, which has not
// moved.
func (c *checker) stays(name string) bool {
	return slices.ContainsFunc(c.Content.Drafts, func(d content.Draft) bool {
		folder := path.Base(content.Folder(d.Kind))
		if d.Kind == "page" {
			folder = ""
		}
		return d.Slug != "" && path.Join(folder, d.Slug, "index.html") == name
	})
}

// lastTitle returns the heading of a page of the build before, "" where it
// cannot be read any more.
func (c *checker) lastTitle(name string) string {
	if c.Last.Read == nil {
		return ""
	}
	page, err := c.Last.Read(name)
	if err != nil {
		return ""
	}
	z := html.NewTokenizer(strings.NewReader(string(page)))
	for inside, title := false, ""; ; {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken:
			tag, _ := z.TagName()
			inside = inside || string(tag) == "h1"
		case html.TextToken:
			if inside {
				title += string(z.Text())
			}
		case html.EndTagToken:
			if tag, _ := z.TagName(); inside && string(tag) == "h1" {
				return strings.Join(strings.Fields(title), " ")
			}
		default:
		}
	}
}
