package webtest

import (
	"encoding/json"
	"io/fs"
	"path"
	"strings"
	"testing"

	"dateline/internal/edtf"
	"dateline/internal/locale/localetest"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// TestHead reads what all pages but those to embed say to programs: Open Graph, JSON-LD and the
// dates in <time>.
func TestHead(t *testing.T) {
	t.Parallel()
	site := demo(t)
	types := map[string]int{}
	err := fs.WalkDir(site, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".html" || path.Base(path.Dir(name)) == "embed" {
			return err
		}
		file, err := site.Open(name)
		if err != nil {
			return err
		}
		defer file.Close()
		doc, err := html.Parse(file)
		if err != nil {
			return err
		}
		head := metadata(doc)
		for _, property := range []string{"og:title", "og:type", "og:site_name", "og:locale", "theme-color", "viewport"} {
			if head[property] == "" {
				t.Errorf("%s has no %s", name, property)
			}
		}
		if head["og:url"] != head["canonical"] || (head["canonical"] == "") != (path.Base(name) == "404.html") {
			t.Errorf("%s: og:url is %q, canonical %q", name, head["og:url"], head["canonical"])
		}
		if text := head["json-ld"]; text != "" {
			for _, kind := range objects(t, name, text) {
				types[kind]++
			}
		}
		if !strings.HasPrefix(name, "ar/") { // whose months are Arabic
			exactTimes(t, name, doc)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{"WebSite", "NewsArticle", "Event", "Person", "Organization", "NewsMediaOrganization", "BreadcrumbList"} {
		if types[kind] == 0 {
			t.Errorf("no page is described as a %s", kind)
		}
	}
}

// metadata returns what a head says, by name.
func metadata(doc *html.Node) map[string]string {
	head := map[string]string{}
	for n := range doc.Descendants() {
		switch {
		case n.DataAtom == atom.Meta && attr(n, "property") != "":
			head[attr(n, "property")] = attr(n, "content")
		case n.DataAtom == atom.Meta:
			head[attr(n, "name")] = attr(n, "content")
		case n.DataAtom == atom.Link:
			head[attr(n, "rel")] = attr(n, "href")
		case n.DataAtom == atom.Script && attr(n, "type") == "application/ld+json":
			head["json-ld"] = n.FirstChild.Data
		}
	}
	return head
}

// required are the properties without which an object says nothing. An article
// whose title is ours has a name in place of a headline.
var required = map[string][]string{
	"WebSite":                {"name", "url"},
	"NewsArticle":            {"headline|name", "url", "publisher"},
	"Event":                  {"name", "url"},
	"BreadcrumbList":         {"itemListElement"},
	"Person":                 {"name", "url"},
	"Organization":           {"name", "url"},
	"GovernmentOrganization": {"name", "url"},
	"NewsMediaOrganization":  {"name", "url"},
	"Corporation":            {"name", "url"},
	"Country":                {"name", "url"},
	"Dataset":                {"name", "description", "distribution"},
}

// objects returns the types of the objects of a page.
func objects(t *testing.T, page, text string) []string {
	t.Helper()
	var doc struct {
		Graph []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal([]byte(text), &doc); err != nil {
		t.Errorf("%s: %v in %s", page, err, text)
	}
	var kinds []string
	for _, object := range doc.Graph {
		kind, _ := object["@type"].(string)
		kinds = append(kinds, kind)
		if required[kind] == nil {
			t.Errorf("%s describes a %q", page, kind)
		}
		for _, names := range required[kind] {
			found := false
			for name := range strings.SplitSeq(names, "|") {
				found = found || object[name] != nil
			}
			if !found {
				t.Errorf("%s: the %s has no %s", page, kind, names)
			}
		}
	}
	return kinds
}

// exactTimes checks that a <time> is one date, and the one that it shows.
func exactTimes(t *testing.T, page string, doc *html.Node) {
	t.Helper()
	english := localetest.English(t)
	for n := range doc.Descendants() {
		if n.DataAtom != atom.Time {
			continue
		}
		value, shown := attr(n, "datetime"), words(n)
		d, err := edtf.Parse(value)
		if err != nil {
			t.Errorf("%s: the time %q: %v", page, value, err)
			continue
		}
		if exact, ok := d.Exact(); !ok || exact != value {
			t.Errorf("%s: the time %q is not exact", page, value)
		}
		if shown != d.Format(english) && !strings.HasPrefix(shown, d.Brief(english)) {
			t.Errorf("%s: the time %q shows %q", page, value, shown)
		}
	}
}

// attr returns an attribute's value, "" where there is none.
func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// words returns the text under n with single spaces.
func words(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
