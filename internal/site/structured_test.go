package site

import (
	"encoding/json"
	"slices"
	"testing"
)

const structuredFiles = `
-- actors/nato.md --
---
name: NATO
kind: international-organisation
also_known_as: [OTAN]
same_as: ["https://www.wikidata.org/wiki/Q7184"]
---
-- actors/smith.md --
---
name: Smith
kind: person
---
-- sources/xinhua.md --
---
name: Xinhua
---
-- sources/upi.md --
---
name: UPI
---
-- incidents/vote.md --
---
title: "A vote </script> & more"
date: 2021-12-18?
place: {name: Baghdad, lat: 33.3, lon: 44.4, precision: hidden}
actors: [{actor: nato, role: host}, {actor: nato, role: guest}]
---
-- articles/a.md --
---
title: Described
params: {described_title: true}
date: 2021-12-20
source: upi
credits: [xinhua]
author: [Somebody, UPI]
url: https://upi.com/a
archive: https://archive.example/a
lang: en-GB
incidents: [vote]
actors: [nato, smith]
updated: 2022-02-01
corrections: [{date: 2022-01-03, note: The name was wrong.}]
---
`

const withBase = "-- _index.md --\n---\ntitle: T\nbase_url: https://e.org/x/\n---\n"

// graph returns the objects of a JSON-LD document by type.
func graph(t *testing.T, document Structured) map[string]map[string]any {
	t.Helper()
	text, err := document.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Context string           `json:"@context"`
		Graph   []map[string]any `json:"@graph"`
	}
	if err := json.Unmarshal(text, &doc); err != nil || doc.Context != "https://schema.org" {
		t.Fatalf("%v: %s", err, text)
	}
	things := map[string]map[string]any{}
	for _, object := range doc.Graph {
		things[object["@type"].(string)] = object
	}
	return things
}

// addresses lists where the breadcrumbs lead.
func addresses(things map[string]map[string]any) []string {
	var all []string
	for _, item := range things["BreadcrumbList"]["itemListElement"].([]any) {
		all = append(all, item.(map[string]any)["item"].(string))
	}
	return all
}

func TestStructured(t *testing.T) {
	s := planClean(t, withBase+structuredFiles)
	article := graph(t, data[*ArticlePage](t, s, "/articles/a/").Structured)
	same(t, "breadcrumbs of the article", addresses(article),
		"https://e.org/x/", "https://e.org/x/articles/", "https://e.org/x/2021/", "https://e.org/x/2021/12/", "https://e.org/x/articles/a/")
	report := article["NewsArticle"]
	for property, want := range map[string]any{
		"name": "Described", "headline": nil, "datePublished": "2021-12-20", "dateModified": "2022-02-01",
		"isBasedOn": "https://upi.com/a", "archivedAt": "https://archive.example/a", "inLanguage": "en-GB",
	} {
		if report[property] != want {
			t.Errorf("%s of the article is %v, want %v", property, report[property], want)
		}
	}
	for property, length := range map[string]int{"author": 2, "citation": 1, "about": 1, "mentions": 2, "correction": 1} {
		if list, _ := report[property].([]any); len(list) != length {
			t.Errorf("%s of the article: %v", property, report[property])
		}
	}
	for k, want := range []string{"Person", "NewsMediaOrganization"} { // its publisher is nobody
		if kind := report["author"].([]any)[k].(map[string]any)["@type"]; kind != want {
			t.Errorf("author %d of the article is a %v, want a %s", k, kind, want)
		}
	}

	incident := graph(t, data[*IncidentPage](t, s, "/incidents/vote/").Structured)["Event"]
	if _, stated := incident["startDate"]; stated || incident["name"] != "A vote </script> & more" {
		t.Errorf("the incident, whose date is uncertain: %v", incident)
	}
	if about := incident["about"].([]any); len(about) != 1 {
		t.Errorf("the incident is about %v, want an actor with two roles once", about)
	}
	if place := incident["location"].(map[string]any); place["name"] != "Baghdad" || place["geo"] != nil {
		t.Errorf("the place, whose position is hidden: %v", place)
	}

	for url, kind := range map[string]string{"/actors/nato/": "Organization", "/actors/smith/": "Person"} {
		actor := graph(t, data[*ActorPage](t, s, url).Structured)[kind]
		if actor["url"] != "https://e.org/x"+url {
			t.Errorf("%s: %v", url, actor)
		}
	}
	if source := graph(t, data[*SourcePage](t, s, "/sources/upi/").Structured)["NewsMediaOrganization"]; source["name"] != "UPI" {
		t.Errorf("the source: %v", source)
	}
	if home := graph(t, data[*TimelinePage](t, s, "/").Structured)["WebSite"]; home["url"] != "https://e.org/x/" {
		t.Errorf("the site: %v", home)
	}
}

// Without a base_url addresses lead from the page, wherever the site stands.
func TestStructuredRelative(t *testing.T) {
	s := planClean(t, structuredFiles)
	same(t, "breadcrumbs", addresses(graph(t, data[*IncidentPage](t, s, "/incidents/vote/").Structured)),
		"../../", "../../incidents/", "../../2021/", "../../2021/12/", "../../incidents/vote/")
}

// What is above a page is what its breadcrumbs say.
func TestUp(t *testing.T) {
	s := planClean(t, structuredFiles)
	var up []string
	for _, l := range data[*ArticlePage](t, s, "/articles/a/").Up {
		up = append(up, l.Title+" "+l.URL)
		if !slices.Contains(urls(s), l.URL) {
			t.Errorf("there is no %s", l.URL)
		}
	}
	same(t, "up", up, "Articles /articles/", "2021 /2021/", "December /2021/12/")
}

func TestLocale(t *testing.T) {
	page := data[*ArticlePage](t, planClean(t, structuredFiles), "/articles/a/")
	if page.Locale != "en_GB" || page.Type != "article" {
		t.Errorf("locale %q, type %q", page.Locale, page.Type)
	}
}
