package build

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// ownWords is a site in English and Arabic that says much in few words, which its
// Arabic edition has in part.
const ownWords = `
-- content/_index.md --
---
title: Words
languages: [ar]
fields: {rockets: Rockets, blamed: Blamed}
words: {Head: Head of it}
---
-- content/_index.ar.md --
---
title: كلمات
fields: {rockets: الصواريخ}
words: {Erbil: أربيل, fire: حريق}
---
-- content/actors/unit.md --
---
name: Unit
roles: [{title: Head, from: 2020}, {title: Deputy, from: 2021}]
relations: [{kind: feeds, name: Somebody}]
---
-- content/incidents/a.md --
---
title: A
date: 2021-12-19
time: before dawn
kind: kite-fall
place: Baghdad
tags: [fire, kites]
casualties: {killed: 2, injured: a few}
actors: [{actor: unit, role: kite-flyer}]
established: {rockets: 2, landed: in the river}
---
-- content/incidents/b.md --
---
title: B
date: 2021-12-20
time: at noon
kind: attack
place: Erbil
actors: [{actor: unit, role: target}, {actor: unit, role: witness}]
---
-- content/incidents/b.ar.md --
---
title: ب
time: عند الظهر
---
-- content/articles/one.md --
---
title: One
date: 2021-12-21
incidents: [a]
accounts: {a: {rockets: 2, landed: on land, blamed: "العراق"}}
---
`

// What an edition shows in the words of the site's own language is marked as
// such: values of accounts, times, offices, and kinds, parts, tags and places that
// it has no word for. What it has a word for, and figures, are not.
func TestWordsInAnotherLanguage(t *testing.T) {
	result := runArchive(t, ownWords)
	for file, want := range map[string][]string{
		"ar/incidents/a/index.html":       {"Baghdad", "Kite fall", "before dawn", "kite flyer", "a few", "in the river", "on land", "Landed", "Blamed", "kites"},
		"ar/incidents/a/embed/index.html": {"Baghdad", "Kite fall", "before dawn", "in the river", "on land", "Landed", "Blamed"},
		"ar/incidents/b/index.html":       nil,
		"ar/articles/one/index.html":      {"Landed", "Blamed", "on land"},
		"ar/actors/unit/index.html":       {"Unit", "Head of it", "Deputy", "feeds", "Somebody", "kite flyer", "Baghdad"},
		"ar/places/index.html":            {"Baghdad"},
		"ar/tags/index.html":              {"kites"},
		"ar/places/baghdad/index.html":    {"Baghdad"},
		"ar/tags/kites/index.html":        {"kites"},
		"ar/tags/kites/embed/index.html":  {"kites"},
		"ar/places/erbil/index.html":      nil,
		"ar/index.html":                   {"Kite fall", "before dawn", "Baghdad", "kite flyer"},
		"incidents/a/index.html":          nil,
		"actors/unit/index.html":          nil,
	} {
		doc := page(t, result, file)
		marked := marked(doc)
		for _, words := range want {
			if !slices.ContainsFunc(marked, func(m string) bool { return strings.EqualFold(m, words) }) {
				t.Errorf("%s does not mark %q; marked are %q", file, words, marked)
			}
		}
		if file == "ar/actors/unit/index.html" && !strings.Contains(textOf(doc), "مستهدف، شاهد") {
			t.Errorf("%s does not say both parts: %s", file, textOf(doc))
		}
		for _, words := range []string{"2", "أربيل", "حريق", "الصواريخ", "عند الظهر", "at noon", "هجوم"} {
			if slices.Contains(marked, words) {
				t.Errorf("%s marks %q", file, words)
			}
		}
		if len(want) == 0 && strings.HasPrefix(file, "incidents/") && len(marked) > 0 {
			t.Errorf("%s marks %q", file, marked)
		}
	}
}

// Each part of a citation, and an address, keep their own direction among words of
// another.
func TestCitationInTwoDirections(t *testing.T) {
	result := runArchive(t, strings.Replace(ownWords, "languages:", "base_url: https://example.org/\nlanguages:", 1))
	box := find(page(t, result, "ar/articles/one/index.html"), hasClass("cite"))
	line := find(box, func(n *html.Node) bool { return attr(n, "data-form") == "citation" })
	var parts []string
	for n := range line.Descendants() {
		if n.Data == "bdi" && n.Parent == line {
			parts = append(parts, textOf(n))
		}
	}
	want := []string{"«One»", "كلمات", "21 ديسمبر 2021", "https://example.org/ar/articles/one/"}
	if !slices.Equal(parts, want) || textOf(line) != strings.Join(want, "، ")+"." {
		t.Errorf("the line is %q, of %q", textOf(line), parts)
	}
	address := find(box, hasClass("address"))
	if inner := address.FirstChild; attr(inner, "dir") != "ltr" || textOf(inner) != "https://example.org/ar/articles/one/" {
		t.Errorf("the address is in %q", inner.Data)
	}
}

// marked returns the texts of a page that are marked as English, or as in a
// language at all on a page in English.
func marked(doc *html.Node) []string {
	var all []string
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && n.Data != "html" && attr(n, "hreflang") == "" && attr(n, "lang") == "en" {
			all = append(all, textOf(n))
		}
	}
	return all
}

// A site's own templates have texts of their own, in the language of each edition, and
// what one of them lacks is told.
func TestTextsOfOwnTemplates(t *testing.T) {
	const site = `
-- content/_index.md --
---
title: Site
languages: [fr]
---
-- content/_index.fr.md --
---
title: Le site
---
-- templates/partials/footer.html --
{{define "footer"}}<footer>{{t "own.about" "name" .Site.Title}}, {{n "own.pages" 2}}</footer>{{end}}
-- templates/i18n/fr.yaml --
own: {about: "À propos de {name}", pages: {one: "{n} page", other: "{n} pages"}}
`
	const english = "-- templates/i18n/en.yaml --\nown: {about: \"About {name}\", pages: {one: \"{n} leaf\", other: \"{n} leaves\"}}\n"
	result := runArchive(t, site+english)
	for file, want := range map[string]string{"index.html": "About Site, 2\u00a0leaves", "fr/index.html": "À propos de Le site, 2\u00a0pages"} {
		if !strings.Contains(read(t, result, file), "<footer>"+want+"</footer>") {
			t.Errorf("%s does not say %q", file, want)
		}
	}
	for _, tt := range []struct{ files, lacks string }{
		{site, "en"},
		{strings.NewReplacer("i18n/fr.yaml", "i18n/en.yaml", "languages: [fr]", "language: fr", "_index.fr.md", "pages/a.md").Replace(site), ""},
		{strings.NewReplacer("i18n/fr.yaml", "i18n/es.yaml", "title: Site", "title: Site\nlanguage: es").Replace(site), "fr"},
	} {
		var want []string
		if tt.lacks != "" {
			want = []string{
				`templates/partials/footer.html:1:30: error: no text has the key "own.about" in templates/i18n/` + tt.lacks + `.yaml; write it there`,
				`templates/partials/footer.html:1:68: error: no text has the key "own.pages" in templates/i18n/` + tt.lacks + `.yaml; write it there`,
			}
		}
		var got []string
		for _, line := range problems(run(t, siteOf(t, tt.files))) {
			if !strings.Contains(line, "these texts are missing") {
				got = append(got, line)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("in %s (-want +got):\n%s", tt.lacks, diff)
		}
	}
}
