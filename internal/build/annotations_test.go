package build

import (
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"golang.org/x/net/html"
)

// noteFiles are a site with annotations of every sort.
const noteFiles = `
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
---
-- content/articles/a.md --
---
title: A
date: 2021-12-20
source: agency
url: https://example.com/a?b=c
incidents: [fire]
accounts:
  fire: {houses: {value: 1, quote: One house}, why: unknown, fate: {value: burned, quote: One house, by: nato}}
annotations:
- {quote: One house burned, kind: claim, by: nato, via: agency, incident: fire, confidence: high, sources: [b, "https://example.com/x"], note: "See [[nato]], *NATO* & others."}
- {quote: house burned. Later, kind: dispute, note: Overlaps.}
- {quote: house, prefix: Later two, kind: correction, note: Decided by what stands before.}
- {quote: "\"near the river\" - so", kind: verification, note: Folded.}
- {quote: a cell, kind: question, note: In a table.}
- {quote: a listing, note: In code.}
---
One house burned. Later *two* [house](https://example.com/)s[^1] fell “near
the river” -- so NATO said; one house {==stood==}{>>context: In the text.<<}.

| a cell | another |
|---|---|
| house | two |

- An item with two words
- {==Another item==}{>>question: Well?<<}

` + "```\na listing\n```" + `

[^1]: A note on two houses.
-- content/articles/b.md --
---
title: ب
date: 2021-12-21
lang: ar
annotations: [{quote: "قال «لا»", prefix: ثم, kind: claim, note: لا}]
---
ثم قال «لا» هنا. وقال “لا” هناك.
`

// bulk adds articles of which the annotations fill several pages of the collection.
func bulk(source fstest.MapFS, articles, notes int) {
	for a := range articles {
		var keys, body strings.Builder
		for n := range notes {
			fmt.Fprintf(&keys, "- {quote: Sentence %d of many, note: n}\n", n)
			fmt.Fprintf(&body, "Sentence %d of many. The same words again and again.\n\n", n)
		}
		source[fmt.Sprintf("content/articles/bulk-%d.md", a)] = &fstest.MapFile{
			Data: fmt.Appendf(nil, "---\ntitle: Bulk %d\ndate: 2020-01-%02d\nannotations:\n%s---\n%s", a, a+1, &keys, &body),
		}
	}
}

// Annotations as data keep the rules of the model, and lead to what they say.
func TestWebAnnotations(t *testing.T) {
	for _, base := range []string{"", "base_url: " + prefix + "\n"} {
		source := siteOf(t, noteFiles)
		source["content/_index.md"].Data = []byte("---\ntitle: T\n" + base + "---\n")
		bulk(source, 7, 180)
		checkAnnotations(t, runClean(t, source), prefix, 7*180+10)
	}
}

func TestWebAnnotationsOfNone(t *testing.T) {
	source := fstest.MapFS{"content/_index.md": {Data: []byte("---\ntitle: T\n---\n")}}
	for k := range 20 {
		source[fmt.Sprintf("content/articles/a%d.md", k)] = &fstest.MapFile{Data: []byte("---\ntitle: A\ndate: 2021\n---\nText.\n")}
	}
	checkAnnotations(t, runClean(t, source), prefix, 0)
}

func TestWebAnnotationsOfDemo(t *testing.T) {
	result := demo(t)
	total := 0
	for _, a := range result.Timeline.Articles {
		total += len(a.Annotations)
	}
	checkAnnotations(t, result, "https://example.org/iraq/", total)
}

// checkAnnotations holds every file of annotations against the model, and its
// selectors against the pages.
func checkAnnotations(t *testing.T, result *Result, base string, total int) {
	t.Helper()
	c := annotationCheck{T: t, result: result, base: base, pages: map[string]*pageText{}}
	count := 0
	for _, name := range paths(t, result.FS) {
		if path.Ext(name) != ".jsonld" || path.Dir(name) == "data" {
			continue
		}
		o := c.object(name)
		check(t, name, o, collectionRules)
		first, _ := o["first"].(object)
		check(t, name, first, pageRules)
		if items := c.items(name, first); !strings.HasPrefix(name, "ar/") { // an edition has those of its translations again
			count += items
		}
		if o["total"] != float64(len(objects(first, "items"))) || first["startIndex"] != 0.0 || first["next"] != nil {
			t.Errorf("%s: total %v, first page %v", name, o["total"], first["startIndex"])
		}
	}
	if count != total {
		t.Errorf("the articles have %d annotations, want %d", count, total)
	}
	if all := c.collection(); all != total {
		t.Errorf("the collection has %d annotations, want %d", all, total)
	}
}

// collection follows the pages of the site's collection and returns how many
// annotations they have.
func (c *annotationCheck) collection() int {
	const name = "data/annotations.jsonld"
	o := c.object(name)
	check(c.T, name, o, collectionRules)
	c.leads(name, value(o, "id"), name)
	count, last, ids := 0, "", map[string]bool{}
	for ref := value(o, "first"); ref != ""; {
		file := c.file(name, ref)
		page := c.object(file)
		check(c.T, file, page, append(slices.Clone(pageRules), collectionRules[0]))
		c.leads(file, value(page, "id"), file)
		c.leads(file, value(page, "partOf"), name)
		if page["startIndex"] != float64(count) {
			c.Errorf("%s: startIndex %v, want %d", file, page["startIndex"], count)
		}
		if prev := value(page, "prev"); (prev == "") != (last == "") || last != "" && c.file(file, prev) != last {
			c.Errorf("%s: prev is %q, want %s", file, prev, last)
		}
		for _, item := range objects(page, "items") {
			if id := value(item, "id"); ids[id] {
				c.Errorf("%s: %s stands twice", file, id)
			} else {
				ids[id] = true
			}
		}
		count += c.items(file, page)
		if last == file {
			c.Fatalf("%s leads to itself", file)
		}
		last, ref = file, value(page, "next")
	}
	if end := value(o, "last"); (end == "") != (last == "") || last != "" && c.file(name, end) != last {
		c.Errorf("last is %q, want %s", end, last)
	}
	if o["total"] != float64(count) {
		c.Errorf("total is %v, want %d", o["total"], count)
	}
	return count
}

// annotationCheck checks the annotations of a built site.
type annotationCheck struct {
	*testing.T
	result *Result
	base   string
	pages  map[string]*pageText
}

func (c *annotationCheck) object(name string) (o object) {
	c.Helper()
	if err := json.Unmarshal([]byte(read(c.T, c.result, name)), &o); err != nil {
		c.Fatalf("%s: %v", name, err)
	}
	return o
}

// file returns the file that a reference in another leads to.
func (c *annotationCheck) file(name, ref string) string {
	c.Helper()
	file, _, err := resolve(c.base, name, ref)
	if err != nil {
		c.Fatalf("%s: %q: %v", name, ref, err)
	}
	return file
}

func (c *annotationCheck) leads(name, ref, want string) {
	c.Helper()
	if got := c.file(name, ref); got != want {
		c.Errorf("%s: %q leads to %s, want %s", name, ref, got, want)
	}
}

// items checks where the annotations of a page lead, and returns how many
// there are.
func (c *annotationCheck) items(name string, page object) int {
	items := objects(page, "items")
	for _, item := range items {
		file, fragment, err := resolve(c.base, name, value(item, "id"))
		if err != nil || !c.page(file).ids[fragment] {
			c.Errorf("%s: no note at %s: %v", name, value(item, "id"), err)
			continue
		}
		for _, body := range objects(item, "body") {
			if ref := value(body, "source"); ref != "" {
				if inner, _, err := resolve(c.base, name, ref); err != nil || inner != "" && !c.page(inner).there {
					c.Errorf("%s: %q leads nowhere: %v", name, ref, err)
				}
			}
		}
		target := objects(item, "target")[0]
		c.leads(name, value(target, "source"), file)
		c.selects(file, strings.Replace(fragment, "note--", "passage--", 1), objects(target, "selector")[0])
	}
	return len(items)
}

// selects holds that a selector finds one passage in the text of its page, the
// one that is marked there.
func (c *annotationCheck) selects(file, passage string, selector object) {
	c.Helper()
	page := c.page(file)
	words := value(selector, "prefix") + value(selector, "exact") + value(selector, "suffix")
	if n := strings.Count(page.text, words); n != 1 {
		c.Errorf("%s: %q stands in the text %d times", file, words, n)
		return
	}
	at := strings.Index(page.text, words) + len(value(selector, "prefix"))
	if want, known := page.passages[passage]; !known || want != at {
		c.Errorf("%s: %q selects offset %d, but the passage %s is at %d", file, words, at, passage, want)
	}
}

// pageText is what a program that follows a selector sees of a page: the text, in
// which notes stand after their blocks. The marks of footnotes are the author's own.
type pageText struct {
	there    bool
	ids      map[string]bool
	passages map[string]int // where marked passages begin in text
	text     string         // white space is folded
}

func (c *annotationCheck) page(file string) *pageText {
	if c.pages[file] == nil {
		p := &pageText{ids: map[string]bool{}, passages: map[string]int{}}
		c.pages[file] = p
		if slices.Contains(paths(c.T, c.result.FS), file) {
			p.there = true
			var w folded
			p.read(page(c.T, c.result, file), &w, false)
			p.text = w.String()
		}
	}
	return c.pages[file]
}

func (p *pageText) read(n *html.Node, w *folded, within bool) {
	id := attr(n, "id")
	p.ids[id] = true
	footnote := strings.HasPrefix(id, "fnref:") || hasClass("footnote-backref")(n)
	within = within && !footnote || hasClass("body")(n)
	if n.Type == html.TextNode && within {
		w.write(n.Data)
	}
	if strings.HasPrefix(id, "passage--") {
		p.passages[id] = w.next()
	}
	for c := range n.ChildNodes() {
		p.read(c, w, within)
	}
}

// folded is a text in which all white space is single spaces.
type folded struct {
	strings.Builder
	space bool
}

func (f *folded) write(text string) {
	for _, r := range text {
		if unicode.IsSpace(r) {
			f.space = true
			continue
		}
		if f.space && f.Len() > 0 {
			f.WriteByte(' ')
		}
		f.space = false
		f.WriteRune(r)
	}
}

// next returns where the next word would begin.
func (f *folded) next() int {
	if f.space && f.Len() > 0 {
		return f.Len() + 1
	}
	return f.Len()
}
