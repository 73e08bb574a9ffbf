package build

import (
	"encoding/xml"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/text/language"
)

// atomSpace is the namespace of Atom.
const atomSpace = "http://www.w3.org/2005/Atom"

// An element is XML as it was read.
type element struct {
	XMLName  xml.Name
	Attrs    []xml.Attr `xml:",any,attr"`
	Text     string     `xml:",chardata"`
	Children []element  `xml:",any"`
}

func (e element) all(name string) []element {
	return slices.DeleteFunc(slices.Clone(e.Children), func(c element) bool { return c.XMLName.Local != name })
}

// text returns the text of the only child of that name.
func (e element) text(name string) string {
	if found := e.all(name); len(found) == 1 {
		return found[0].Text
	}
	return ""
}

func (e element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// parseXML reads one XML document, strictly, to its end.
func parseXML(t *testing.T, name, text string) element {
	t.Helper()
	var root element
	d := xml.NewDecoder(strings.NewReader(text))
	if err := d.Decode(&root); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if rest := strings.TrimSpace(text[d.InputOffset():]); rest != "" {
		t.Fatalf("%s: goes on after its end: %s", name, rest)
	}
	return root
}

// checkAtom holds a feed to the rules of RFC 4287 that its readers rely on,
// and returns its entries by id.
func checkAtom(t *testing.T, name, text string) map[string]element {
	t.Helper()
	feed := parseXML(t, name, text)
	if feed.XMLName.Space != atomSpace || feed.XMLName.Local != "feed" {
		t.Errorf("%s: is a %v", name, feed.XMLName)
	}
	checkLang(t, name, feed, true)
	once(t, name, feed, "id", "title", "updated")
	people(t, name, feed, 1)
	links(t, name, feed, "self", "alternate")
	entries := map[string]element{}
	var latest time.Time
	for _, e := range feed.all("entry") {
		id := e.text("id")
		where := name + " " + id
		once(t, where, e, "id", "title", "updated", "summary")
		checkLang(t, where, e, false)
		people(t, where, e, 0)
		links(t, where, e, "alternate")
		if _, twice := entries[id]; twice {
			t.Errorf("%s: stands twice", where)
		}
		entries[id] = e
		updated := moment(t, where, e.text("updated"))
		if updated.After(latest) {
			latest = updated
		}
		if len(e.all("published")) > 1 {
			t.Errorf("%s: published stands more than once", where)
		}
		if p := e.text("published"); p != "" && moment(t, where, p).After(updated) {
			t.Errorf("%s: was updated before it was published", where)
		}
		for _, c := range e.all("category") {
			if c.attr("term") == "" {
				t.Errorf("%s: a category without term", where)
			}
		}
		for _, c := range e.all("content") {
			if c.attr("type") != "html" {
				t.Errorf("%s: content of type %q", where, c.attr("type"))
			}
			checkMarkup(t, where, c.Text)
		}
	}
	if got := moment(t, name, feed.text("updated")); !got.Equal(latest) {
		t.Errorf("%s: updated is %v, its entries' latest %v", name, got, latest)
	}
	return entries
}

// once holds that children stand exactly once, an id as an absolute IRI.
func once(t *testing.T, where string, e element, names ...string) {
	t.Helper()
	for _, name := range names {
		if n := len(e.all(name)); n != 1 {
			t.Errorf("%s: has %d %s", where, n, name)
		}
		if name == "id" {
			absoluteIRI(t, where, e.text(name))
		}
	}
}

func absoluteIRI(t *testing.T, where, iri string) {
	t.Helper()
	if u, err := url.Parse(iri); err != nil || !u.IsAbs() || u.Host == "" {
		t.Errorf("%s: %q is no absolute IRI", where, iri)
	}
}

// people holds that there are at least so many authors, each with a name.
func people(t *testing.T, where string, e element, atLeast int) {
	t.Helper()
	authors := e.all("author")
	if len(authors) < atLeast {
		t.Errorf("%s: has %d authors", where, len(authors))
	}
	for _, a := range authors {
		if strings.TrimSpace(a.text("name")) == "" {
			t.Errorf("%s: an author without a name", where)
		}
		if u := a.text("uri"); u != "" {
			absoluteIRI(t, where, u)
		}
	}
}

// links holds that links of the wanted relations stand there, that all are
// absolute, and that no two alternates have one type.
func links(t *testing.T, where string, e element, wanted ...string) {
	t.Helper()
	types := map[string]bool{}
	for _, l := range e.all("link") {
		absoluteIRI(t, where, l.attr("href"))
		wanted = slices.DeleteFunc(wanted, func(rel string) bool { return rel == l.attr("rel") })
		if key := l.attr("type") + l.attr("hreflang"); l.attr("rel") == "alternate" {
			if types[key] {
				t.Errorf("%s: two alternates of type %q", where, key)
			}
			types[key] = true
		}
	}
	if len(wanted) > 0 {
		t.Errorf("%s: has no link %v", where, wanted)
	}
}

func checkLang(t *testing.T, where string, e element, required bool) {
	t.Helper()
	lang := e.attr("lang")
	if lang == "" && !required {
		return
	}
	if _, err := language.Parse(lang); err != nil {
		t.Errorf("%s: xml:lang %q: %v", where, lang, err)
	}
}

// moment reads an instant of RFC 3339.
func moment(t *testing.T, where, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Errorf("%s: %v", where, err)
	}
	return at
}

// checkMarkup holds that HTML in a feed runs nothing, leads to absolute web
// addresses only, and has no ids, which would stand twice among entries.
func checkMarkup(t *testing.T, where, text string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%s: %v", where, err)
	}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if slices.Contains([]string{"script", "style", "iframe", "object", "embed", "form", "svg", "link", "base", "meta"}, n.Data) {
			t.Errorf("%s: has a <%s>", where, n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "href" || a.Key == "src":
				u, err := url.Parse(a.Val)
				if err != nil || !slices.Contains([]string{"http", "https", "mailto", "tel"}, u.Scheme) {
					t.Errorf("%s: %s=%q", where, a.Key, a.Val)
				}
			case strings.HasPrefix(a.Key, "on") || slices.Contains([]string{"id", "class", "style"}, a.Key):
				t.Errorf("%s: <%s %s=%q>", where, n.Data, a.Key, a.Val)
			}
		}
	}
}
