package build

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// inArabic is a site in Arabic that has all kinds of pages, and no Latin letter in
// what readers see of its content.
const inArabic = `
-- content/_index.md --
---
title: العراق
description: خط زمني
language: ar
base_url: https://example.org/ar/
integrity: true
license: CC-BY-4.0
page_size: 10
fields: {rockets: الصواريخ, damage: الأضرار}
menu: [timeline, incidents, actors, articles, sources, tags, places, map, disputed, corrections, about]
---
مرحبًا.
-- templates/i18n/ar.yaml --
relation: {rival-of: خصم}
inverse: {rival-of: خصمه}
-- content/pages/about.md --
---
title: حول
---
| عمود | آخر |
|---|---|
| نص | نص |

نص.[^1]

[^1]: حاشية.
-- content/incidents/fire.md --
---
title: سقوط صاروخين
date: 2021-12-18/2021-12-19
time: قبل الفجر
kind: attack
status: disputed
place: {name: "المنطقة الخضراء، بغداد", lat: 33.306, lon: 44.393, precision: area}
actors: [{actor: embassy, role: target}, {actor: unknown, role: perpetrator}]
casualties: {killed: 0, injured: 3}
established: {rockets: 2}
tags: [صواريخ]
---
نص.
-- content/incidents/talks.md --
---
title: اجتماع
date: 2021-12~
kind: meeting
place: {name: "أربيل", lat: 36.19, lon: 44.01, precision: city}
actors: [{actor: embassy, role: host}, {actor: cell, role: participant}]
related: [fire]
part_of: [fire]
---
نص.
-- content/actors/embassy.md --
---
name: السفارة
also_known_as: [سفارة]
kind: government-body
roles: [{title: ناطق, of: cell, from: 2020-07}]
relations: [{kind: part-of, actor: cell, from: 2020, to: 2021}, {kind: rival-of, actor: cell}]
---
نص.
-- content/actors/cell.md --
---
name: الخلية
kind: organisation
---
نص.
-- content/sources/agency.md --
---
name: الوكالة
kind: news-agency
owner: الدولة
---
نص.
-- content/sources/paper.md --
---
name: الصحيفة
kind: newspaper
---
نص.
-- content/articles/one.md --
---
title: صاروخان على المنطقة الخضراء
date: 2021-12-19
source: paper
credits: [agency]
author: [كاتب]
url: https://example.net/1
archive: https://example.net/2
retrieved: 2021-12-28
updated: 2021-12-28
incidents: [fire]
tags: [صواريخ]
accounts:
  fire: {rockets: 3, damage: {value: سيارتان, quote: سيارتين, by: cell}}
annotations:
  - {quote: سيارتين, kind: claim, by: cell, via: agency, note: ملاحظة., confidence: high, sources: [two]}
  - {quote: صاروخان, kind: correction, note: اثنان., date: 2021-12-20}
corrections: [{date: 2022-01-03, note: تصويب.}]
---
سقط صاروخان وأصابا سيارتين قرب السفارة.
-- content/articles/two.md --
---
title: صاروخان
date: 2021-12-27
source: agency
incidents: [fire, talks]
accounts: {fire: {rockets: 2}, talks: {rockets: 1}}
params: {described_title: true}
---
نص عن السفارة والخلية.
`

// latin matches words that are not Arabic. What names a standard or a product has
// no Arabic name, and what stands between quotation marks is somebody's.
var (
	latin = regexp.MustCompile(`[A-Za-z]{2,}(?:[ -][A-Za-z]+)*`)
	names = regexp.MustCompile(`^(?:CC-BY|CC-BY-4|Natural Earth|BibTeX|CSL-JSON|RIS|JSON-LD|JSON|CSV|EDTF|ISO|UTF|OPML|HTML|GeoJSON|TimelineJS|Knight Lab|FollowTheMoney|Aleph|SHA|BCP|WGS|Gephi|W C Web Annotations|Web Annotations|JSON Schema|CSV on the Web|Frictionless Data Package|English)$`)
)

// spoken gathers what readers see or hear of a page in the language of its
// interface, code and what is marked as English left out.
func spoken(n *html.Node, say func(string)) {
	if n.Type == html.TextNode {
		say(n.Data)
	}
	if n.Type == html.ElementNode {
		switch n.DataAtom {
		case atom.Script, atom.Style, atom.Code, atom.Pre, atom.Textarea:
			return
		}
		for _, a := range n.Attr {
			switch a.Key {
			case "lang":
				if a.Val == "en" {
					return
				}
			case "aria-label", "title", "alt", "placeholder":
				say(a.Val)
			case "content":
				if slices.ContainsFunc(n.Attr, func(b html.Attribute) bool { return b.Val == "description" || b.Val == "og:description" }) {
					say(a.Val)
				}
			}
		}
	}
	for c := range n.ChildNodes() {
		spoken(c, say)
	}
}

// technical are words of addresses, file names, media types and abbreviations.
var technical = regexp.MustCompile(`https?://\S+|\b[\w-]+(?:\.[\w-]+)+\b|\b(?:application|text)/[\w+.-]+`)

// held are words that columns of the open data hold, which the page of the data
// tells beside their meaning.
var held = regexp.MustCompile(`\b(?:true|false|high|medium|low|incident|article|attack|meeting|vote|reported|confirmed|disputed|denied|retracted|` +
	`person|state|organisation|target|perpetrator|participant|context|claim|correction|dispute|verification|question|account|` +
	`newspaper|news-agency|exact|area|city|region|country)\b`)

// No page of a site in Arabic shows a word of English, nor do its feeds and what
// its scripts fetch.
func TestNoEnglishInArabic(t *testing.T) {
	result := runArchive(t, inArabic)
	kinds := map[string]bool{}
	for _, name := range paths(t, result.FS) {
		switch {
		case path.Ext(name) == ".html":
			page := read(t, result, name)
			if !strings.Contains(page, `lang="ar" dir="rtl"`) {
				t.Errorf("%s is not from right to left", name)
			}
			doc, err := html.Parse(strings.NewReader(page))
			if err != nil {
				t.Fatal(err)
			}
			spoken(doc, func(text string) {
				if name == "data/index.html" {
					text = held.ReplaceAllString(text, "")
				}
				noLatin(t, name, text)
			})
			kinds[path.Dir(name)] = true
		case strings.HasPrefix(name, "data/hover/"):
			for _, m := range regexp.MustCompile(`"(?:facts|latest|text|when)":(\[[^\]]*\]|"[^"]*")`).FindAllStringSubmatch(read(t, result, name), -1) {
				noLatin(t, name, m[1])
			}
		case name == "data/index/index.json", name == "search/index.json":
			for _, m := range regexp.MustCompile(`"(?:label|plural)":"([^"]*)"`).FindAllStringSubmatch(read(t, result, name), -1) {
				noLatin(t, name, m[1])
			}
		case path.Base(name) == "feed.json":
			for _, m := range regexp.MustCompile(`"(?:title|summary)": ?"([^"]*)"`).FindAllStringSubmatch(read(t, result, name), -1) {
				noLatin(t, name, m[1])
			}
		}
	}
	if len(kinds) < 20 {
		t.Errorf("only the pages %v", kinds)
	}
}

func noLatin(t *testing.T, name, text string) {
	t.Helper()
	for _, word := range latin.FindAllString(technical.ReplaceAllString(text, ""), -1) {
		if !names.MatchString(word) {
			t.Errorf("%s says %q in %q", name, word, strings.TrimSpace(text))
		}
	}
}
