package build

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// byName is a site in Spanish and Arabic, with names in both scripts.
const byName = `
-- content/_index.md --
---
title: Nombres
language: es
languages: [ar]
menu: [timeline]
---
-- content/_index.ar.md --
---
title: أسماء
words: {ñandú: نعامة, Nube: غيمة, Ávila: أبيلا}
---
-- content/actors/a.md --
---
name: Ñandú
---
-- content/actors/b.md --
---
name: Zeta
---
-- content/actors/b.ar.md --
---
name: ياسر
---
-- content/actors/c.md --
---
name: nube
---
-- content/actors/d.md --
---
name: Ávila
---
-- content/actors/d.ar.md --
---
name: أبيلا
---
-- content/actors/e.md --
---
name: avión
---
-- content/sources/z.md --
---
name: Abc
kind: website
---
-- content/sources/y.md --
---
name: Élan
kind: news-agency
---
-- content/sources/x.md --
---
name: Eco
kind: news-agency
---
-- content/sources/w.md --
---
name: Aaa
---
-- content/incidents/i.md --
---
title: I
date: 2021-12-19
place: {name: Ávila, lat: 40.6, lon: -4.7}
tags: [ñandú, Nube, nota]
---
-- content/incidents/j.md --
---
title: J
date: 2021-12-20
place: {name: Burgos, lat: 42.3, lon: -3.7}
---
-- content/incidents/k.md --
---
title: K
date: 2021-12-20
place: {name: Zamora, lat: 41.5, lon: -5.7}
---
`

// Lists by name follow the language of each edition: Spanish has its ñ after n,
// and in Arabic what is written in it comes first.
func TestListsByName(t *testing.T) {
	result := runArchive(t, byName)
	for file, want := range map[string]string{
		"actors/index.html":    "Otros, Ávila, avión, nube, Ñandú, Zeta",
		"ar/actors/index.html": "أخرى, أبيلا, ياسر, avión, Ñandú, nube",
		"sources/index.html":   "Agencia de noticias, Eco, Élan, Sitio web, Abc, Otras, Aaa",
		"tags/index.html":      "nota, Nube, ñandú",
		"ar/tags/index.html":   "غيمة, نعامة, nota",
		"places/index.html":    "Ávila, Burgos, Zamora",
		"ar/places/index.html": "أبيلا, Burgos, Zamora",
	} {
		if got := strings.Join(listed(page(t, result, file)), ", "); got != want {
			t.Errorf("%s: %s\nwant %s", file, got, want)
		}
	}
}

// listed returns the names in a list by name, with the headings over them.
func listed(doc *html.Node) []string {
	var all []string
	for n := range doc.Descendants() {
		if n.DataAtom == atom.H2 && strings.HasPrefix(attr(n, "id"), "group--") || n.Type == html.ElementNode && hasClass("name")(n) {
			all = append(all, textOf(n))
		}
	}
	return all
}
