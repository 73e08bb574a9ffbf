package build

import (
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The notes of this site each have a word of their own; its texts, and its
// lists that are short, would show more if they could.
const markedFiles = `
-- content/_index.md --
---
title: T
base_url: https://example.org/some/where/
integrity: true
---
-- content/actors/nato.md --
---
name: NATO
---
-- content/sources/agency.md --
---
name: Agency
---
-- content/incidents/fire.md --
---
title: Fire
date: 2021-12-19
place: Erbil
tags: [smoke]
actors: [nato]
---
-- content/articles/a.md --
---
title: A
date: 2021-12-20
source: agency
credits: [agency-two]
incidents: [fire]
tags: [smoke]
annotations:
- {quote: One house, note: The zqplain of it.}
- {quote: burned, kind: claim, by: nato, incident: fire, note: "The zqclaim of *it*."}
- {quote: Later, kind: correction, note: "[[nato|zqcorrection]]"}
- {quote: one house fell, kind: dispute, note: "[zqdispute](https://example.org/zqdispute)", incident: fire}
corrections: [{date: 2021-12-21, note: The zqlog of it.}]
---
One house burned. Later one house fell, {==by the river==}{>>question: The zqinline of it.<<}.
-- content/articles/b.md --
---
title: B
date: 2021-12-21
source: agency
incidents: [fire]
---
{==Another==}{>>The zqfirst of it.<<} house.
-- content/sources/agency-two.md --
---
name: Agency Two
---
`

// A note is read beside its passage, on the pages that gather notes of its
// sort, where an incident is embedded with one of them, in the open data of
// annotations, and in feeds; nowhere else.
func TestNotesDoNotLeak(t *testing.T) {
	const a, b, fire, nato, all = "articles/a/index.html", "articles/b/index.html", "incidents/fire/index.html", "actors/nato/index.html", "corrections/index.html"
	const embed = "incidents/fire/embed/index.html"
	want := map[string][]string{
		"zqplain":      {a},
		"zqclaim":      {a, fire, nato, embed},
		"zqcorrection": {a, all},
		"zqdispute":    {a, fire, embed},
		"zqlog":        {a, all},
		"zqinline":     {a},
		"zqfirst":      {b},
	}
	open := []string{"data/annotations.csv", "data/statements.csv", "data/timeline.json"}
	result := runArchive(t, markedFiles)
	for word, pages := range want {
		for _, name := range paths(t, result.FS) {
			shows := strings.Contains(strings.ToLower(read(t, result, name)), word)
			switch {
			case slices.Contains([]string{"feed.xml", "feed.json"}, path.Base(name)): // they hold whole articles
			case path.Ext(name) == ".jsonld" && strings.HasPrefix(path.Base(name), "annotations"):
			case slices.Contains(open, name):
			case shows && !slices.Contains(pages, name):
				t.Errorf("%s shows the note %s", name, word)
			case !shows && slices.Contains(pages, name):
				t.Errorf("%s lacks the note %s", name, word)
			}
		}
	}
	for _, name := range []string{a, b, fire, nato, all, embed} {
		head := find(page(t, result, name), func(n *html.Node) bool { return n.DataAtom == atom.Head })
		for n := range head.Descendants() {
			for _, attribute := range n.Attr {
				if strings.Contains(attribute.Val, "zq") {
					t.Errorf("%s: %s=%q in the head", name, attribute.Key, attribute.Val)
				}
			}
			// Data for search engines name corrections that were made, as schema.org has them.
			if n.Type == html.TextNode && strings.Contains(strings.Replace(n.Data, `"correction":["The zqlog of it."]`, "", 1), "zq") {
				t.Errorf("%s: %q in the head", name, n.Data)
			}
		}
	}
}

// A note reaches the page as text: nothing in it runs, or leads where the
// parser refuses to lead.
func TestNotesAreSafe(t *testing.T) {
	const evil = `x <script>zq()</script> <img src=x onerror=zq()> [a](javascript:zq()) [b](data:text/html,zq) [c](vbscript:zq) <a href='javascript:zq()'>d</a>`
	source := siteOf(t, markedFiles)
	source["content/articles/evil.md"] = &fstest.MapFile{Data: []byte("---\ntitle: E\ndate: 2021\nannotations:\n- quote: One\n  kind: correction\n  note: |\n    " + evil + "\n" +
		"corrections: [{date: 2021, note: \"x <script>zq()</script> [a](javascript:zq())\"}]\n---\nOne {==two==}{>>correction: " + evil + "<<}.\n")}
	result := run(t, source)
	if result.Problems.HasErrors() {
		t.Fatal(problems(result))
	}
	for _, name := range []string{"articles/evil/index.html", "corrections/index.html"} {
		for n := range page(t, result, name).Descendants() {
			for _, attribute := range n.Attr {
				if strings.HasPrefix(attribute.Key, "on") || strings.Contains(attribute.Val, "zq") && attribute.Key != "content" {
					t.Errorf("%s: <%s %s=%q>", name, n.Data, attribute.Key, attribute.Val)
				}
			}
			if n.DataAtom == atom.Script && attr(n, "type") != "application/ld+json" && strings.Contains(textOf(n), "zq") {
				t.Errorf("%s has a script of the note", name)
			}
		}
	}
	if warnings := strings.Join(problems(result), "\n"); strings.Count(warnings, "content/articles/evil.md:") < 10 {
		t.Errorf("too few warnings:\n%s", warnings)
	}
}
