package build

import (
	"bytes"
	"encoding/xml"
	"image"
	"image/png"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/diag"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// inTwo is a site in English and Arabic, in which some is translated, some in
// part, and some not at all.
const inTwo = `
-- content/_index.md --
---
title: Two
language: en
languages: [ar]
base_url: https://example.org/some/where/
page_size: 10
fields: {rockets: Rockets}
menu: [timeline, incidents, actors, about]
---
Welcome, see [about](pages/about.md).
-- content/_index.ar.md --
---
title: اثنان
description: موقع بلغتين
fields: {rockets: الصواريخ}
words: {fire: حريق, Baghdad: بغداد, Head: الرئيس}
---
أهلا، انظر [حول](pages/about.md).
-- content/pages/about.md --
---
title: About
---
Text of [[paper]].
-- content/pages/about.ar.md --
---
title: حول
---
نص عن [[paper]].
-- content/pages/method.md --
---
title: Method
---
Only in English, see [[about]].
-- content/actors/nato.md --
---
name: NATO
kind: international-organisation
aliases: [old/nato]
---
An alliance.
-- content/actors/nato.ar.md --
---
name: حلف الناتو
also_known_as: [الناتو]
---
-- content/actors/araji.md --
---
name: Qasim al-Araji
kind: person
roles: [{title: Head, of: nato, from: 2020}]
---
-- content/sources/upi.md --
---
name: UPI
---
-- content/incidents/launch.md --
---
title: Launch
date: 2021-12-19
kind: attack
place: {name: Baghdad, lat: 33.3, lon: 44.4, precision: city}
actors: [{actor: nato, role: target}]
tags: [fire]
summary: Two rockets.
---
What happened.
-- content/incidents/launch.ar.md --
---
title: إطلاق
summary: صاروخان.
---
-- content/articles/paper/index.md --
---
title: Paper
date: 2021-12-20
source: upi
url: https://outlet.example/paper
incidents: [launch]
tags: [fire]
accounts: {launch: {rockets: {value: 2, quote: two rockets}}}
annotations:
  - {quote: two rockets, kind: claim, by: araji, via: upi, note: He counted., incident: launch}
  - {quote: near the river, kind: dispute, note: Others say far away., incident: launch}
corrections: [{date: 2021-12-21, note: It was two.}]
---
NATO says that two rockets fell near the river, {==said Qasim al-Araji==}{>>context: An adviser.<<}.

![A map](map.png) and [the plan](plan.pdf).
-- content/articles/paper/plan.pdf --
-- content/articles/paper/index.ar.md --
---
title: ورقة
summary: ملخص.
annotations:
  - {original: two rockets, quote: صاروخين, note: هو عدّها.}
  - {quote: سقطا, kind: question, note: متى؟}
---
يقول الناتو إن صاروخين سقطا. انظر [الخطة](plan.pdf).
-- content/articles/arabic.md --
---
title: خبر
date: 2021-12-22
lang: ar
incidents: [launch]
annotations: [{quote: خبر عن, note: A note in English.}]
---
خبر عن حلف الناتو.
-- content/articles/english.md --
---
title: News
date: 2021-12-23
incidents: [launch]
annotations: [{quote: "About About", note: "With [[about]]."}]
---
About [[about]] and Qasim al-Araji.
`

// twoSite is inTwo as a folder, with a picture.
func twoSite(t testing.TB, change ...string) fs.FS {
	t.Helper()
	text := strings.NewReplacer(change...).Replace(inTwo)
	source := siteOf(t, text)
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 900, 300))); err != nil {
		t.Fatal(err)
	}
	source["content/articles/paper/map.png"] = &fstest.MapFile{Data: picture.Bytes()}
	return source
}

func TestLinksOfEditions(t *testing.T) {
	checkLinks(t, runClean(t, twoSite(t)), prefix)
	checkLinks(t, runClean(t, twoSite(t, "base_url: https://example.org/some/where/\n", "")), "https://example.org/")
}

// Each page says in its head where it stands in all languages, and so do those.
func TestAlternates(t *testing.T) {
	result := runClean(t, twoSite(t))
	alternates := map[string]map[string]string{} // by page and language
	for _, name := range paths(t, result.FS) {
		if path.Ext(name) != ".html" {
			continue
		}
		all := map[string]string{}
		for d := range page(t, result, name).Descendants() {
			if d.DataAtom == atom.Link && attr(d, "hreflang") != "" {
				all[attr(d, "hreflang")] = strings.TrimPrefix(attr(d, "href"), prefix)
			}
		}
		alternates[strings.TrimSuffix(name, "index.html")] = all
	}
	pages := 0
	for name, all := range alternates {
		if len(all) == 0 {
			if base := path.Base(name); base != "404.html" && base != "embed" && name != "old/nato/" && name != "ar/old/nato/" {
				t.Errorf("%s has no alternates", name)
			}
			continue
		}
		pages++
		own := "en"
		if strings.HasPrefix(name, "ar/") {
			own = "ar"
		}
		if all[own] != name || all["x-default"] != all["en"] || len(all) != 3 {
			t.Errorf("%s has the alternates %v", name, all)
		}
		for lang, other := range all {
			if lang != "x-default" && alternates[other][own] != name {
				t.Errorf("%s leads to %s, which does not lead back", name, other)
			}
		}
	}
	if pages < 40 {
		t.Errorf("only %d pages have alternates", pages)
	}
	var sitemap struct {
		Pages []struct {
			Loc   string `xml:"loc"`
			Links []struct {
				Lang string `xml:"hreflang,attr"`
				Href string `xml:"href,attr"`
			} `xml:"http://www.w3.org/1999/xhtml link"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(read(t, result, "sitemap.xml")), &sitemap); err != nil || len(sitemap.Pages) < 40 {
		t.Errorf("the sitemap has %d pages (%v)", len(sitemap.Pages), err)
	}
	for _, p := range sitemap.Pages {
		all, name := map[string]string{}, strings.TrimPrefix(p.Loc, prefix)
		for _, l := range p.Links {
			all[l.Lang] = strings.TrimPrefix(l.Href, prefix)
		}
		if !maps.Equal(all, alternates[name]) {
			t.Errorf("in the sitemap %s has the alternates %v, in its head %v", name, all, alternates[name])
		}
	}
	if _, err := fs.Stat(result.FS, "ar/sitemap.xml"); err == nil {
		t.Error("an edition has a sitemap of its own")
	}
}

// Without a base_url no address is whole, as search engines want them: the head names no
// other language, and readers have the links of the masthead.
func TestNoAlternates(t *testing.T) {
	result := runClean(t, twoSite(t, "base_url: https://example.org/some/where/\n", ""))
	for _, name := range paths(t, result.FS) {
		if path.Ext(name) != ".html" || path.Base(path.Dir(name)) == "embed" {
			continue
		}
		links := 0
		for d := range page(t, result, name).Descendants() {
			if attr(d, "hreflang") == "" {
				continue
			}
			links++
			if d.DataAtom == atom.Link {
				t.Errorf("%s names the alternate %s", name, attr(d, "href"))
			}
		}
		if links == 0 && !strings.HasSuffix(name, "old/nato/index.html") { // a redirect
			t.Errorf("%s leads to no other language", name)
		}
	}
}

func TestEditions(t *testing.T) {
	result := runClean(t, twoSite(t))
	text := func(name string, is func(*html.Node) bool) string {
		n := find(page(t, result, name), is)
		if n == nil {
			return "nothing"
		}
		return textOf(n)
	}
	element := func(name string) func(*html.Node) bool {
		return func(n *html.Node) bool { return n.Data == name }
	}
	// Each entry once, in its translation where there is one.
	for name, want := range map[string][]string{
		"index.html":    {"News", "خبر", "Paper", "Launch"},
		"ar/index.html": {"News", "خبر", "ورقة", "إطلاق"},
	} {
		var got []string
		for d := range page(t, result, name).Descendants() {
			if d.DataAtom == atom.H3 {
				got = append(got, textOf(d))
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s lists %q, want %q", name, got, want)
		}
	}
	for _, tt := range []struct {
		name string
		is   func(*html.Node) bool
		want string
	}{
		{"ar/index.html", hasClass("site"), "اثنان"},
		{"ar/about/index.html", element("h1"), "حول"},
		{"ar/method/index.html", element("h1"), "Method"},
		{"ar/tags/fire/index.html", element("h1"), "حريق"},
		{"ar/places/baghdad/index.html", element("h1"), "بغداد"},
		{"ar/actors/nato/index.html", element("h1"), "حلف الناتو"},
	} {
		if got := text(tt.name, tt.is); got != tt.want {
			t.Errorf("%s shows %q, want %q", tt.name, got, tt.want)
		}
	}
	for name, want := range map[string][]string{
		// What is in another language than the page says so.
		"ar/method/index.html":           {`<html lang="ar" dir="rtl"`, `<h1 lang="en" dir="ltr">`, `<div class="body" lang="en" dir="ltr">`},
		"method/index.html":              {`<html lang="en" dir="ltr"`, `<h1>`, `<div class="body">`, `<a href="../ar/method/" hreflang="ar" lang="ar" dir="rtl" rel="alternate">العربية</a>`},
		"ar/incidents/launch/index.html": {`<h1>إطلاق</h1>`, `<div class="body" lang="en" dir="ltr">`, `صاروخان.`, `الصواريخ`, `هجوم`, `مستهدف`},
		"ar/articles/arabic/index.html":  {`<h1>خبر</h1>`, `<div class="body annotated">`, `lang="en" dir="ltr">`},
		"articles/arabic/index.html":     {`<h1 lang="ar" dir="rtl">`},
		"ar/actors/nato/index.html":      {`<bdi>NATO</bdi>`, `<div class="body" lang="en" dir="ltr">`},
		// A name that only the translation has is found in it.
		"ar/articles/paper/index.html": {
			`<a class="mention" href="../../actors/nato/">الناتو</a>`, `href="../../../articles/paper/plan.pdf"`, `هو عدّها`, `متى؟`,
			// Notes on words that the translation does not have lead to the original.
			`<blockquote lang="en" dir="ltr"><p><a href="../../../articles/paper/#passage--`, `Others say far away.`, `An adviser.`,
			`<a href="../../../articles/paper/" hreflang="en"`,
			// The words in the report itself are those of the original; so is its headline.
			`href="https://outlet.example/paper#:~:text=two%20rockets"`, `<a href="../../../articles/paper/" lang="en" dir="ltr">Paper</a>`, `title = {Paper}`,
		},
		// Titles in a text that is not translated stay, so that it can be quoted.
		"ar/articles/english/index.html": {`>About</a>`},
		"ar/actors/araji/index.html":     {`هو عدّها`, `الرئيس`},
		"ar/data/index/index.json":       {`["attack","هجوم",`, `["fire","حريق",`},
		"404.html":                       {`href="/some/where/ar/"`},
		"ar/404.html":                    {`href="/some/where/ar/../assets/style.`},
		"ar/feed.xml":                    {"https://example.org/some/where/ar/articles/paper/"},
		"ar/old/nato/index.html":         {`url=../../actors/nato/`},
		"_redirects":                     {"/some/where/old/nato/ /some/where/actors/nato/ 301", "/some/where/ar/old/nato/ /some/where/ar/actors/nato/ 301"},
	} {
		got := read(t, result, name)
		for _, part := range want {
			if !strings.Contains(got, part) {
				t.Errorf("%s lacks %s", name, part)
			}
		}
	}
	for _, name := range paths(t, result.FS) {
		for _, part := range []string{"ar/assets/style", "ar/assets/theme", "ar/data/timeline", "ar/articles/paper/plan.pdf", "ar/articles/paper/map", "ar/favicon", "ar/_", "ar/robots", "ar/articles/english/annotations"} {
			if strings.HasPrefix(name, part) {
				t.Errorf("%s stands in both editions", name)
			}
		}
	}
}

// The words that markup writes are those of the edition, in articles as in pages.
func TestWordsInTexts(t *testing.T) {
	const text = "- [ ] one\n- [x] two[^1]\n\n{==words==}{>>noted<<}\n\na|b\n-|-\n1|2\n\nTo do, and Back to the text.\n\n[^1]: Three.\n"
	source := siteOf(t, "-- content/_index.md --\n---\ntitle: T\nbase_url: https://example.org/\nlanguages: [ar]\n---\n-- content/_index.ar.md --\n---\ntitle: ت\n---\n"+
		"-- content/articles/a.md --\n---\ntitle: A\ndate: 2021-12-20\n---\n"+text+"-- content/articles/a.ar.md --\n---\ntitle: أ\n---\n"+text+
		"-- content/pages/p.md --\n---\ntitle: P\n---\n"+strings.Replace(text, "{==words==}{>>noted<<}", "words", 1))
	result := run(t, source)
	if feed := read(t, result, "ar/feed.xml"); !strings.Contains(feed, "عودة إلى النص") {
		t.Errorf("the feed's texts say nothing in its language: %s", feed)
	}
	english := []string{`aria-label="To do"`, `aria-label="Done"`, `aria-label="Table"`, `<span class="hidden">Back to the text</span>`}
	arabic := []string{`aria-label="لم يتم بعد"`, `aria-label="تم"`, `aria-label="جدول"`, `<span class="hidden">عودة إلى النص</span>`}
	for _, name := range []string{"articles/a/index.html", "p/index.html", "ar/articles/a/index.html", "ar/p/index.html"} {
		got, want, others := read(t, result, name), english, arabic
		if strings.HasPrefix(name, "ar/") {
			want, others = arabic, english
		}
		for k, words := range want {
			if !strings.Contains(got, words) || strings.Contains(got, others[k]) {
				t.Errorf("%s lacks %s, or has %s", name, words, others[k])
			}
		}
		if !strings.Contains(got, "To do, and Back to the text.") {
			t.Errorf("the author's own words are others in %s", name)
		}
	}
}

// A kind that has no words in the language of an edition says its language wherever it
// stands, in the legend of a map too.
func TestKindsInLegends(t *testing.T) {
	result := run(t, twoSite(t, "kind: attack", "kind: closure"))
	for name, want := range map[string]string{
		"ar/incidents/launch/index.html": `</svg> <span lang="en" dir="ltr">closure</span></li>`,
		"incidents/launch/index.html":    `</svg> closure</li>`,
	} {
		if !strings.Contains(read(t, result, name), want) {
			t.Errorf("%s lacks %s", name, want)
		}
	}
	if want := `</svg> هجوم</li>`; !strings.Contains(read(t, run(t, twoSite(t)), "ar/incidents/launch/index.html"), want) {
		t.Errorf("a kind that has words lacks %s", want)
	}
}

// A site in one language is as if there were no others.
func TestOneEdition(t *testing.T) {
	result := run(t, twoSite(t, "languages: [ar]\n", ""))
	if got := problems(result); len(got) != 5 || !strings.Contains(got[0], "add it in content/_index.md: languages: [ar]") {
		t.Errorf("problems %q", got)
	}
	for _, name := range paths(t, result.FS) {
		if strings.HasPrefix(name, "ar/") {
			t.Errorf("there is %s", name)
		}
		if text := read(t, result, name); path.Ext(name) != ".css" && (strings.Contains(text, "hreflang") || strings.Contains(text, `class="languages"`) || strings.Contains(text, "xhtml")) {
			t.Errorf("%s speaks of languages", name)
		}
	}
}

// Nothing may stand where an edition does.
func TestPagesInTheWayOfEditions(t *testing.T) {
	source := siteOf(t, inTwo+`
-- content/pages/ar.md --
---
title: Arabic
---
-- content/pages/other.md --
---
title: Other
aliases: [ar/other]
---
-- static/ar/x.txt --
`)
	delete(source, "content/articles/paper/index.md")
	delete(source, "content/articles/paper/index.ar.md")
	got := strings.Join(problems(run(t, source)), "\n")
	for _, want := range []string{
		"content/pages/ar.md: error: the page content/pages/ar.md would stand at /ar/, where the edition in ar stands",
		"the alias ar/other of content/pages/other.md would stand at /ar/other/, where the edition in ar stands",
		"static/ar/x.txt: error: this file lies where an edition of the site stands",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("nothing says %s:\n%s", want, got)
		}
	}
}

// A note is translated once: the second time its author learns that, and which
// notes are left.
func TestNotesOfTranslations(t *testing.T) {
	got := strings.Join(problems(run(t, siteOf(t, `
-- content/_index.md --
---
title: T
languages: [ar]
---
-- content/articles/a.md --
---
title: A
date: 2021-12-20
annotations: [{quote: words, note: N}, {quote: others, note: N}]
---
Some words, and others.
-- content/articles/a.ar.md --
---
title: أ
annotations:
  - {original: words, quote: كلمات, note: ن}
  - {original: words, quote: أخرى, note: ن}
  - {original: nothing, quote: أخرى, note: ن}
---
كلمات وأخرى.
`))), "\n")
	for _, want := range []string{
		`a.ar.md:5:16: error: the note of content/articles/a.md on "words" is translated already, above; those without a translation yet are on "others"`,
		`a.ar.md:6:16: error: no note of content/articles/a.md is on "nothing"; `,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("nothing says %s:\n%s", want, got)
		}
	}
}

// Of an original that cannot be read, its translation says nothing.
func TestNotesOfUnreadOriginals(t *testing.T) {
	got := problems(run(t, siteOf(t, `
-- content/_index.md --
---
title: T
languages: [ar]
---
-- content/_index.ar.md --
---
title: ت
---
-- content/articles/a.md --
---
title: [A
date: 2021-12-20
annotations: [{quote: words, note: N}]
---
Some words.
-- content/articles/a.ar.md --
---
title: أ
annotations: [{original: words, quote: كلمات, note: ن}]
---
كلمات.
`)))
	if len(got) != 1 || !strings.HasPrefix(got[0], "content/articles/a.md:2:8: error: ") {
		t.Errorf("problems are\n%s", strings.Join(got, "\n"))
	}
}

// A translation links the original by its path, whatever that is called now.
func TestRenamedInTranslations(t *testing.T) {
	result := run(t, siteOf(t, `
-- content/_index.md --
---
title: T
languages: [ar]
---
-- content/_index.ar.md --
---
title: ت
---
-- content/pages/new.md --
---
title: N
aliases: [old/]
---
-- content/pages/new.ar.md --
---
title: ن
---
-- content/pages/p.md --
---
title: P
---
Text.
-- content/pages/p.ar.md --
---
title: ص
---
[ن](old.md)
`))
	all := result.Problems.All()
	if len(all) != 1 || all[0].Mend != (diag.Mend{Old: "old.md", New: "new.md", Link: true}) || !strings.HasSuffix(all[0].Text, "; it is content/pages/new.md now (check --fix writes that)") {
		t.Errorf("problems are %v", all)
	}
}
