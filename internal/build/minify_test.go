package build

import (
	"path"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A minified site has the same pages, words and links, with fewer bytes; files of others
// are as they were.
func TestMinify(t *testing.T) {
	source := siteOf(t, hostingSite+"-- content/articles/a.md --\n---\ntitle: A & B\ndate: 2021\n"+
		"annotations: [{quote: Two words, note: n}]\n---\nTwo *words* and  `code`.\n\n    indented  code\n      stays\n\n-- static/own.css --\na  { }\n")
	opt := options(source)
	opt.Minify = true
	result, err := Run(opt)
	if err != nil {
		t.Fatal(err)
	}
	plain := runClean(t, source)
	hashed := func(name string) string {
		if path.Dir(name) == "assets" {
			base, _, _ := strings.Cut(name, ".")
			return base + path.Ext(name)
		}
		return name
	}
	small, large := paths(t, result.FS), paths(t, plain.FS)
	if len(small) != len(large) {
		t.Fatalf("%d files, want %d", len(small), len(large))
	}
	for k, name := range large {
		got, want := read(t, result, small[k]), read(t, plain, name)
		switch ext := path.Ext(name); {
		case hashed(small[k]) != hashed(name):
			t.Errorf("%s in place of %s", small[k], name)
		case ext == ".html":
			if len(got) >= len(want) {
				t.Errorf("%s has %d bytes, without --minify %d", name, len(got), len(want))
			}
			if diff := cmp.Diff(meaning(t, want), meaning(t, got)); diff != "" {
				t.Errorf("%s says something else: %s", name, diff)
			}
		case path.Dir(name) == "assets":
			if 4*len(got) > 3*len(want) {
				t.Errorf("%s has %d bytes, without --minify %d", name, len(got), len(want))
			}
		case got != want:
			t.Errorf("%s is another file", name)
		}
	}

	opt.Source = overlay{upper: siteOf(t, "-- static/css/10-tokens.css --\na { b: c; }\n-- static/js/parts/theme.js --\nlet ; =\n"), lower: source}
	result, err = Run(opt)
	if err != nil {
		t.Fatal(err)
	}
	if got := problems(result); len(got) != 2 || !strings.HasPrefix(got[0], "static/js/parts/theme.js: warning: this cannot be minified, and stays as it is: ") ||
		!strings.HasPrefix(got[1], "static/js/parts/theme.js:1:7: warning: browsers may not run this script") {
		t.Errorf("a script with a mistake gives %q", got)
	}
}

// meaning lists the words and addresses of a page, and the texts whose white space counts.
func meaning(t *testing.T, page string) []string {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for n := range root.Descendants() {
		switch {
		case n.Type == html.TextNode && n.Parent.DataAtom == atom.Script:
			all = append(all, strings.Join(strings.Fields(n.Data), ""))
		case n.Type == html.TextNode && (n.Parent.DataAtom == atom.Pre || n.Parent.Parent.DataAtom == atom.Pre):
			all = append(all, n.Data)
		case n.Type == html.TextNode:
			all = append(all, strings.Fields(n.Data)...)
		}
		for _, name := range []string{"id", "class", "lang", "dir", "aria-label", "datetime", "href"} {
			if value := attr(n, name); value != "" && !strings.Contains(value, "assets/") {
				all = append(all, name+"="+value)
			}
		}
	}
	return all
}
