package build

import (
	"path"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// What the site itself says within an article in another language is marked as being in
// the language of the page, and where the two are the same nothing is.
func TestTongues(t *testing.T) {
	result := demo(t)
	notes := 0
	for _, name := range paths(t, result.FS) {
		if ok, _ := path.Match("articles/*/index.html", strings.TrimPrefix(name, "ar/")); !ok {
			continue
		}
		root := page(t, result, name)
		own := find(root, func(n *html.Node) bool { return n.Data == "html" })
		for n := range root.Descendants() {
			said := hasClass("notes")(n) || hasClass("note-head")(n) || hasClass("note-foot")(n)
			sign := n.Parent != nil && hasClass("note-sign")(n.Parent)
			if !said && !sign {
				continue
			}
			notes++
			if lang := inherited(n, "lang"); lang != attr(own, "lang") {
				t.Errorf("%s: %s %s is marked as %q", name, n.Data, attr(n, "class"), lang)
			}
			if dir := inherited(n, "dir"); said && dir != attr(own, "dir") {
				t.Errorf("%s: %s %s runs %s", name, n.Data, attr(n, "class"), dir)
			}
			if lang := attr(n, "lang"); lang != "" && lang == inherited(n.Parent, "lang") {
				t.Errorf("%s: %s %s is marked as %q for nothing", name, n.Data, attr(n, "class"), lang)
			}
		}
	}
	if notes < 500 {
		t.Errorf("only %d places are looked at", notes)
	}
}

// What has a name of its own does not repeat that of what it stands in: both are read out.
func TestNamesSaidOnce(t *testing.T) {
	result := demo(t)
	names := 0
	for _, name := range []string{"index.html", "actors/network/index.html", "actors/qasim-al-araji/index.html", "places/index.html", "incidents/green-zone-rockets-december-2021/index.html"} {
		for n := range page(t, result, name).Descendants() {
			label := attr(n, "aria-label")
			if label == "" {
				continue
			}
			names++
			for around := range n.Ancestors() {
				if attr(around, "aria-label") == label {
					t.Errorf("%s: %s in %s, both named %q", name, n.Data, around.Data, label)
				}
			}
		}
	}
	if names < 100 {
		t.Errorf("only %d names are looked at", names)
	}
}

// inherited returns the value that an element has of an attribute for all within.
func inherited(n *html.Node, name string) string {
	for ; n != nil; n = n.Parent {
		if value := attr(n, name); value != "" {
			return value
		}
	}
	return ""
}

// A list without entries says what it has none of, in the language of the site: where there
// are articles, that no accounts differ does not say that there are none.
func TestEmptyLists(t *testing.T) {
	for language, want := range map[string]string{
		"en": "No differences between accounts yet.",
		"ar": "لا تباين بين الروايات بعد.",
		"es": "Todavía no hay discrepancias entre versiones.",
		"fr": "Aucune divergence entre les versions pour l’instant.",
		"pt": "Ainda não há divergências entre as versões.",
	} {
		result := runArchive(t, "-- content/_index.md --\n---\ntitle: T\nlanguage: "+language+"\n---\n-- content/articles/a.md --\n---\ntitle: A\ndate: 2021\n---\n")
		if page := read(t, result, "disputed/index.html"); !strings.Contains(page, `<p class="none">`+want+"</p>") {
			t.Errorf("%s: the list of accounts that differ does not say %q", language, want)
		}
	}
	result := runArchive(t, "-- content/articles/a.md --\n---\ntitle: A\ndate: 2021\n---\n")
	if page := read(t, result, "incidents/index.html"); !strings.Contains(page, `<p class="none">Nothing to list here yet.</p>`) {
		t.Error("the list of incidents does not say that it has none")
	}
	result = runArchive(t, "-- content/_index.md --\n---\ntitle: T\n---\n")
	if page := read(t, result, "index.html"); !strings.Contains(page, "Entries appear as soon as there are articles or incidents to list.") {
		t.Error("a site without entries does not say what it waits for")
	}
}
