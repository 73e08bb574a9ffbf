package build

import (
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// prefix is an address under which the sites of the tests might stand: not
// the root of a host, so that links from the root would be seen to fail.
const prefix = "https://example.org/some/where/"

func TestLinksOfDemo(t *testing.T) {
	result := demo(t)
	// The base_url of the demo decides on the links of 404.html.
	checkLinks(t, result, "https://example.org/iraq/")
}

func TestLinksOfMidSizedSite(t *testing.T) {
	for _, order := range []string{"newest", "oldest"} {
		t.Run(order, func(t *testing.T) {
			source := generated(120)
			source["content/_index.md"].Data = fmt.Appendf(nil,
				"---\ntitle: T\norder: %s\npage_size: 10\nbase_url: %s\nmenu: [timeline, incidents, actors, articles, sources, tags, places, map, about]\n---\n[[about]]\n", order, prefix)
			maps.Copy(source, oddSite)
			checkLinks(t, runClean(t, source), prefix)
		})
	}
}

// A ruler of months has a bar for an entry of which only the year is known, but
// there is no archive of a month for it.
func TestLinksOfVagueDates(t *testing.T) {
	checkLinks(t, runArchive(t, `
-- content/incidents/year.md --
---
title: Some time in the year
date: 2021
place: Erbil
actors: [a]
---
-- content/incidents/day.md --
---
title: Day
date: 2021-05-02
actors: [a]
---
-- content/actors/a.md --
---
name: A
---
`), "https://example.org/")
}

// checkLinks opens every page and holds that each of its links and fragments
// leads somewhere, and that no two elements of it have one id; then that a
// reader who begins at the home page finds every page but redirects.
func checkLinks(t *testing.T, result *Result, base string) {
	t.Helper()
	docs := map[string]*document{}
	files := map[string]bool{}
	for _, name := range paths(t, result.FS) {
		files[name] = true
		if path.Ext(name) == ".html" {
			docs[name] = newDocument(t, result, name)
		}
	}
	if len(docs) < 10 {
		t.Fatalf("only %d pages", len(docs))
	}
	for name, doc := range docs {
		for _, ref := range doc.refs {
			target, fragment, err := resolve(base, name, ref)
			switch {
			case err != nil:
				t.Errorf("%s: %q: %v", name, ref, err)
			case target == "":
			case !files[target]:
				t.Errorf("%s: %q leads to %s, which is not there", name, ref, target)
			case fragment != "" && (docs[target] == nil || !docs[target].ids[fragment]):
				t.Errorf("%s: %q leads to #%s, which %s does not have", name, ref, fragment, target)
			default:
				doc.leads = append(doc.leads, target)
			}
		}
	}
	seen := map[string]bool{}
	for queue := []string{"index.html"}; len(queue) > 0; queue = queue[1:] {
		if doc := docs[queue[0]]; doc != nil && !seen[queue[0]] {
			seen[queue[0]] = true
			queue = append(queue, doc.leads...)
		}
	}
	for name, doc := range docs {
		if !seen[name] && !doc.redirect && path.Base(name) != "404.html" {
			t.Errorf("no link leads to %s", name)
		}
	}
}

// document is what the link check needs of a page.
type document struct {
	ids      map[string]bool
	refs     []string // addresses as they stand in the page
	leads    []string // files of the site
	redirect bool
}

func newDocument(t *testing.T, result *Result, name string) *document {
	t.Helper()
	doc := &document{ids: map[string]bool{}}
	for n := range page(t, result, name).Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if id := attr(n, "id"); id != "" {
			if doc.ids[id] {
				t.Errorf("%s: the id %q stands twice", name, id)
			}
			doc.ids[id] = true
		}
		for _, key := range []string{"href", "src", "action", "poster", "data"} {
			if slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key }) &&
				attr(n, "rel") != "canonical" {
				doc.refs = append(doc.refs, attr(n, key))
			}
		}
		if n.DataAtom == atom.Meta && attr(n, "http-equiv") == "refresh" {
			doc.redirect = true
			_, address, _ := strings.Cut(attr(n, "content"), "url=")
			doc.refs = append(doc.refs, address)
		}
	}
	return doc
}

// resolve returns the file and the fragment that a link leads to, as a
// browser finds them; "" for another host.
func resolve(base, name, ref string) (file, fragment string, err error) {
	if ref == "" {
		return "", "", fmt.Errorf("is empty")
	}
	here, err := url.Parse(base + strings.TrimSuffix(name, "index.html"))
	if err != nil {
		return "", "", err
	}
	if path.Base(name) == "404.html" && !strings.HasPrefix(ref, "#") { // a host shows it anywhere
		here = here.JoinPath("..", "x", "y", "z")
	}
	there, err := here.Parse(ref)
	if err != nil {
		return "", "", err
	}
	if there.Host != here.Host {
		if slices.Contains([]string{"http", "https", "mailto", "tel"}, there.Scheme) {
			return "", "", nil
		}
		return "", "", fmt.Errorf("has the scheme %q", there.Scheme)
	}
	root, _ := url.Parse(base)
	file, within := strings.CutPrefix(there.Path, root.Path)
	if !within {
		return "", "", fmt.Errorf("leaves the site")
	}
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	}
	if !fs.ValidPath(file) {
		return "", "", fmt.Errorf("is no path in the site")
	}
	return file, there.Fragment, nil
}
