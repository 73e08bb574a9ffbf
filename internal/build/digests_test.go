package build

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/build/buildtest"
	"dateline/internal/content"
)

// digestSite is a site in two languages, in which documents show something of others.
const digestSite = `
-- content/_index.md --
---
title: T
base_url: https://example.org/
languages: [ar]
integrity: true
previews: false
---
Hello.
-- content/_index.ar.md --
---
title: ت
---
-- content/actors/envoy.md --
---
name: Envoy
also_known_as: [Special Representative]
---
-- content/actors/general.md --
---
name: General
---
-- content/sources/wire.md --
---
name: Wire
---
-- content/incidents/blast.md --
---
title: Blast
date: 2021-12-19
place: {name: Port, lat: 33.3, lon: 44.4}
actors: [envoy, general]
---
Nobody knows.
-- content/incidents/blow.md --
---
title: Blow
date: 2021-12
kind: attack
place: {name: Port, lat: 34.3, lon: 44.4}
actors: [general]
---
-- content/actors/minister.md --
---
name: Minister
---
-- content/pages/about.md --
---
title: About
---
We say [[a]].
-- content/articles/a.md --
---
title: A
date: 2021-12-20
source: wire
aliases: [old/]
tags: [Green Zone]
incidents: [blast]
accounts:
  blast: {killed: 2}
---
Text.
-- content/articles/b.md --
---
title: B
date: 2021-12-21
summary: It says so.
tags: [green zone]
---
As [[a]] says, in [a file](/notes.txt) and [another](/articles/c/data.txt).
-- content/articles/a.ar.md --
---
title: أ
annotations:
  - {quote: نص, kind: claim, by: envoy, note: ملاحظة}
---
نص.
-- content/articles/c/index.md --
---
title: C
date: 2021-12-22
---
Text {==in the text==}{>>claim by=general: noted<<}.
-- content/articles/c/data.txt --
Data.
-- content/articles/d.md --
---
title: D
date: 2021-12-23
source: wire
url: https://example.com/d
incidents: [blast]
accounts:
  blast: {killed: {value: 2, quote: both of them}}
annotations:
  - {quote: two rockets, kind: claim, by: envoy, note: "As [[c]] has it.", sources: [a]}
  - {quote: it's late, kind: claim, by: envoy, note: So it was.}
  - {quote: it's over, kind: claim, by: general, note: Was it.}
---
That evening, so we hear, there were two rockets over the river; both of them fell.
We know it's late.
Nobody on this side of the river has said anything else since the afternoon of that day, and it's over.
-- content/articles/d.ar.md --
---
title: د
annotations:
  - {original: it's over, quote: كلمة, note: ملاحظة}
---
كلمة أخرى.
-- content/articles/e.md --
---
title: E
date: ../2021
tags: [beginning]
---
Text.
-- static/notes.txt --
Notes.
-- static/robots.txt --
User-agent: *
`

// change replaces words of a file, or else all of it, or removes it.
type change struct{ file, old, now string }

func edited(t *testing.T, source fstest.MapFS, changes []change) {
	t.Helper()
	for _, c := range changes {
		if c.old == "" {
			delete(source, c.file)
			if c.now != "" {
				source[c.file] = &fstest.MapFile{Data: []byte(c.now)}
			}
			continue
		}
		text := string(source[c.file].Data)
		if !strings.Contains(text, c.old) {
			t.Fatalf("%s does not hold %q", c.file, c.old)
		}
		source[c.file] = &fstest.MapFile{Data: []byte(strings.Replace(text, c.old, c.now, 1))}
	}
}

// runDigests builds a source folder without errors, and keeps what is made.
func runDigests(t *testing.T, source fstest.MapFS, compress bool) *Result {
	t.Helper()
	return runDigestsLike(t, nil, source, compress)
}

// runDigestsLike does so with the look of another build, whose templates, static files and
// words of the interface are the same.
func runDigestsLike(t *testing.T, like *Result, source fstest.MapFS, compress bool) *Result {
	t.Helper()
	opt := options(source)
	opt.Compress = func(*content.Site) bool { return compress }
	if like != nil {
		opt.Cache = &Cache{look: like.look}
		for _, e := range like.editions {
			opt.Cache.all = append(opt.Cache.all, &edition{lang: e.lang, words: e.words, asked: e.asked, assets: e.assets, renderer: e.renderer, held: e.held})
		}
	}
	result, err := Run(opt)
	if err != nil {
		t.Fatal(err)
	}
	if result.Problems.HasErrors() {
		t.Fatalf("problems:\n%s", strings.Join(problems(result), "\n"))
	}
	result.FS = buildtest.Keep(result.FS)
	return result
}

// A file that an edit changes has another digest, also where the edit is of
// something of which the file shows but a word.
func TestDigests(t *testing.T) {
	const a, b, c, d, e = "content/articles/a.md", "content/articles/b.md", "content/articles/c/index.md", "content/articles/d.md", "content/articles/e.md"
	const general, minister, cable = "content/actors/general.md", "content/actors/minister.md", "content/sources/cable.md"
	const blast, blow, settings = "content/incidents/blast.md", "content/incidents/blow.md", "content/_index.md"
	first := runDigests(t, siteOf(t, digestSite), false)
	for _, edit := range []struct {
		what  string
		edits []change
		then  []change // after a build of that
	}{
		{what: "an alias that goes over to another article", edits: []change{{a, "aliases: [old/]\n", ""}, {b, "tags", "aliases: [old/]\ntags"}}},
		{what: "a tag in other letters", edits: []change{{a, "Green Zone", "GREEN ZONE"}}},
		{what: "the original's title", edits: []change{{a, "title: A", "title: Another"}}},
		{
			what:  "a title with a line like a key of its own",
			edits: []change{{a, "title: A", "title: \"A\nsummary: of it\""}},
			then:  []change{{a, "of it", "of that"}},
		},
		{what: "a static file less", edits: []change{{file: "static/notes.txt"}}},
		{what: "a file beside an article less", edits: []change{{file: "content/articles/c/data.txt"}}},
		{what: "another static file", edits: []change{{"static/notes.txt", "Notes", "More notes"}}},
		{what: "another file beside an article", edits: []change{{"content/articles/c/data.txt", "Data", "More data"}}},
		{what: "a static file in place of ours", edits: []change{{"static/robots.txt", "*", "somebody"}}},
		{what: "a static file in place of ours less", edits: []change{{file: "static/robots.txt"}}},
		{what: "a text", edits: []change{{a, "Text.", "Another."}}},
		{what: "the text of a translation", edits: []change{{"content/articles/a.ar.md", "نص.", "قبل نص."}}},
		{what: "a translation's summary", edits: []change{{"content/articles/a.ar.md", "title", "summary: ملخص\ntitle"}}},
		{what: "a translation's note", edits: []change{{"content/articles/a.ar.md", "ملاحظة", "أخرى"}}},
		{
			what:  "a translation that gets a text",
			edits: []change{{"content/articles/d.ar.md", "كلمة أخرى.\n", "\n"}, {"content/articles/d.ar.md", "annotations:\n  - {original: it's over, quote: كلمة, note: ملاحظة}\n", ""}},
			then:  []change{{"content/articles/d.ar.md", "د\n---\n", "د\n---\nنص"}},
		},
		{what: "words of the original that a translated note is on", edits: []change{{d, "and it's over.\n", "and it’s over.\n"}}},
		{what: "words of the original that a translation does not have", edits: []change{{d, "know it's late", "know it’s late"}}},
		{what: "no translation", edits: []change{{file: "content/articles/d.ar.md"}}},
		{what: "a mention deep in a text", edits: []change{{b, "says,", "says, with the Special Representative,"}}},
		{what: "a mention less", edits: []change{{b, "says,", "says, with the General,"}}, then: []change{{b, "General", "sergeant"}}},
		{what: "another mention", edits: []change{{b, "says,", "says, with the General,"}}, then: []change{{b, "General", "Envoy"}}},
		{what: "a mention in a note", edits: []change{{d, "has it.", "and the General have it."}}},
		{what: "a mention that decides who is meant in a note", edits: []change{
			{"content/actors/general.md", "name: General", "name: General\nalso_known_as: [Baker]"},
			{"content/actors/envoy.md", "[Special", "[Baker, Special"},
			{d, "has it.", "has it, says Baker."},
		}, then: []change{{d, "the river", "the [[general]]"}}},
		{what: "a word right before a passage", edits: []change{{d, "there were two", "there were exactly two"}}},
		{what: "a word far before a passage", edits: []change{{d, "That evening", "That same evening"}}},
		{what: "the first of two like words", edits: []change{{d, "over the river", "over the river and two rockets"}, {d, "kind: claim", "suffix: \" over\", kind: claim"}}},
		{what: "two passages in another order", edits: []change{{d, "two rockets over the river; both of them", "both of them over the river; two rockets"}}},
		{what: "a note in a text", edits: []change{{c, "noted", "noted well"}}},
		{what: "words of a note in a text", edits: []change{{c, "in the text==", "in this text=="}}},
		{what: "the speaker of a note in a text", edits: []change{{c, "by=general", "by=envoy"}}},
		{what: "a note in a text of an original", edits: []change{{a, "Text.", "Text {==in the text==}{>>claim by=general: noted<<}."}}, then: []change{{a, "noted", "noted well"}}},
		{what: "what a note rests on", edits: []change{{d, "sources: [a]", "sources: [b]"}}},
		{what: "the date of what a note rests on", edits: []change{{d, "sources: [a]", "sources: [b]"}, {b, "title: B", "title: B\nsource: wire"}}, then: []change{{b, "2021-12-21", "2021-12-21T10:00"}}},
		{what: "a title that no text links", edits: []change{{d, "title: D", "title: Dee"}}},
		{what: "a title that no text links any more", edits: []change{{b, "As [[a]]", "As it"}, {d, "sources: [a]", "sources: [b]"}}, then: []change{{a, "title: A", "title: Ah"}}},
		{what: "a title by which articles of a day stand in another order", edits: []change{{d, "2021-12-23", "2021-12-22"}}, then: []change{{d, "title: D", "title: Bee"}}},
		{what: "a title of what two actors share", edits: []change{{b, "says,", "says, with the General and the Envoy,"}}, then: []change{{b, "title: B", "title: Bee"}}},
		{what: "a title in a note", edits: []change{{c, "title: C", "title: See"}}},
		{what: "a title before a passage", edits: []change{{d, "there were", "[[b]] there were"}}, then: []change{{b, "title: B", "title: Bee"}}},
		{what: "a correction", edits: []change{{a, "tags", "corrections: [{date: 2022-01-03, note: It was not.}]\ntags"}}, then: []change{{a, "2022-01-03", "2022-01-04"}}},
		{
			what:  "a correction that brings an article into a feed again",
			edits: []change{{settings, "integrity", "feed_size: 2\nintegrity"}},
			then:  []change{{a, "tags", "corrections: [{date: 2022-01-03, note: It was not.}]\ntags"}},
		},
		{what: "a correction by which an article without a start gets a feed", edits: []change{{e, "tags", "corrections: [{date: 2022-01-03, note: It was not.}]\ntags"}}},
		{what: "a value by which accounts differ", edits: []change{{a, "killed: 2", "killed: 3"}}},
		{what: "a value that names a field", edits: []change{{a, "killed: 2", "killed: 2, injured: 1"}}},
		{what: "a summary", edits: []change{{b, "It says so", "It says more"}}},
		{what: "a summary less", edits: []change{{b, "summary: It says so.\n", ""}}, then: []change{{b, "As [[a]]", "And [[a]]"}}},
		{what: "an incident less", edits: []change{{d, "incidents: [blast]\naccounts:\n  blast: {killed: {value: 2, quote: both of them}}\n", ""}}},
		{what: "a draft", edits: []change{{e, "tags", "draft: true\ntags"}}},
		{what: "a date", edits: []change{{e, "../2021", "2020"}}},
		{what: "an update", edits: []change{{e, "tags", "updated: 2020-01-01\ntags"}}},
		{what: "who wrote it", edits: []change{{e, "tags", "author: Somebody\ntags"}}},
		{what: "an actor's name", edits: []change{{"content/actors/envoy.md", "name: Envoy", "name: Ambassador"}}},
		{what: "an actor's other name", edits: []change{{"content/actors/envoy.md", "Special Representative", "River"}}},
		{what: "an actor's name that a text links", edits: []change{{a, "Text.", "As [[minister]] says."}}, then: []change{{minister, "Minister", "Premier"}}},
		{what: "the name of whom a value is attributed to", edits: []change{{a, "killed: 2", "killed: {value: 2, by: minister}"}}, then: []change{{minister, "Minister", "Premier"}}},
		{what: "the name of a speaker", edits: []change{{c, "by=general", "by=minister"}}, then: []change{{minister, "Minister", "Premier"}}},
		{what: "the name of whom an author lists", edits: []change{{e, "tags", "actors: [minister]\ntags"}}, then: []change{{minister, "Minister", "Premier"}}},
		{what: "the name of who had a part", edits: []change{{blow, "[general]", "[minister]"}}, then: []change{{minister, "Minister", "Premier"}}},
		{what: "the name of who heads an office", edits: []change{{general, "name", "roles: [{title: Head, of: minister}]\nname"}}, then: []change{{minister, "Minister", "Premier"}}},
		{what: "the name of an ally", edits: []change{{general, "name", "relations: [{kind: ally, actor: minister}]\nname"}}, then: []change{{minister, "Minister", "Premier"}}},
		{what: "the name of who states a tie", edits: []change{{minister, "name", "relations: [{kind: ally, actor: general}]\nname"}}, then: []change{{minister, "Minister", "Premier"}}},
		{what: "the language of an actor that a text names", edits: []change{{e, "Text.", "The Minister."}}, then: []change{{minister, "name", "lang: fr\nname"}}},
		{what: "an actor that texts name no more", edits: []change{{e, "Text.", "The Minister."}}, then: []change{{minister, "name", "mention: off\nname"}}},
		{what: "an actor whose name a text has", edits: []change{{e, "Text.", "The sailor."}}, then: []change{{"content/actors/new.md", "", "---\nname: Sailor\n---\n"}}},
		{what: "an actor whose name the text of an incident has", edits: []change{{blast, "Nobody", "A Sailor"}}, then: []change{{"content/actors/new.md", "", "---\nname: Sailor\n---\n"}}},
		{what: "an actor whose name the text of another has", edits: []change{{general, "General\n---\n", "General\n---\nA Sailor.\n"}}, then: []change{{"content/actors/new.md", "", "---\nname: Sailor\n---\n"}}},
		{what: "a name by which a text names an actor before", edits: []change{{e, "Text.", "The sailor, the Minister."}}, then: []change{{minister, "name", "names: [sailor]\nname"}}},
		{what: "two actors of one name", edits: []change{{e, "Text.", "The Minister."}}, then: []change{{"content/actors/new.md", "", "---\nname: Minister\n---\n"}}},
		{what: "a source's name", edits: []change{{"content/sources/wire.md", "Wire", "Cable"}}},
		{what: "the name of a source through whom a claim came", edits: []change{{cable, "", "---\nname: Cable\n---\n"}, {d, "kind: claim, by: envoy, note: So", "kind: claim, by: envoy, via: cable, note: So"}}, then: []change{{cable, "Cable", "Post"}}},
		{what: "the name of a source that is credited", edits: []change{{cable, "", "---\nname: Cable\n---\n"}, {e, "tags", "credits: [cable]\ntags"}}, then: []change{{cable, "Cable", "Post"}}},
		{what: "the name of a source that a text links", edits: []change{{cable, "", "---\nname: Cable\n---\n"}, {e, "Text.", "See [[cable]]."}}, then: []change{{cable, "Cable", "Post"}}},
		{what: "the publisher of what a note rests on", edits: []change{{cable, "", "---\nname: Cable\n---\n"}, {a, "wire", "cable"}}, then: []change{{cable, "Cable", "Post"}}},
		{what: "an incident's text", edits: []change{{"content/incidents/blast.md", "Nobody", "Everybody"}}},
		{what: "an incident's title", edits: []change{{blast, "title: Blast", "title: Blasts"}}},
		{what: "an incident's summary", edits: []change{{blast, "actors:", "summary: It was loud.\nactors:"}}},
		{what: "an incident's date", edits: []change{{blast, "2021-12-19", "2021-12-18"}}},
		{what: "an incident that hides where another one was", edits: []change{{blow, "kind: attack\n", ""}}, then: []change{{blow, "lat: 34.3, lon: 44.4}", "precision: hidden}"}}},
		{what: "where a place is of which another incident says nothing", edits: []change{{blow, ", lat: 34.3, lon: 44.4}", "}"}}, then: []change{{blast, "33.3", "35.3"}}},
		{what: "how exactly a place is known to another incident", edits: []change{{blow, "34.3", "33.3"}}, then: []change{{blow, "lon: 44.4}", "lon: 44.4, precision: city}"}}},
		{what: "what an incident is part of", edits: []change{{blast, "actors:", "part_of: [blow]\nactors:"}}},
		{what: "the title of an incident with a list of many parts", edits: partsOfBlow(40), then: []change{{blow, "title: Blow", "title: Storm"}}},
		{what: "the kind of incidents, and with it the mark on maps", edits: []change{{blow, "kind: attack", "kind: meeting"}}},
		{what: "the name of a place in other letters", edits: []change{{blow, "Port", "port"}}},
		{what: "where else a place lies", edits: []change{{blow, "34.3", "35.3"}}},
		{what: "an incident less", edits: []change{{file: blow}}},
		{what: "an incident of which a text tells less", edits: []change{{b, "another]", "another], [[blow]]"}, {"content/actors/envoy.md", "]\n---\n", "]\n---\nSee [[blow]].\n"}}, then: []change{{blow, "Blow", "Fall"}}},
		{what: "an article less", edits: []change{{file: e}}},
		{what: "an article less that others stand beside", edits: []change{{file: "content/articles/c/index.md"}, {file: "content/articles/c/data.txt"}, {b, " and [another](/articles/c/data.txt)", ""}, {d, "As [[c]]", "As it"}}},
		{what: "an actor less", edits: []change{{file: "content/actors/minister.md"}}},
		{what: "an actor's summary", edits: []change{{"content/actors/envoy.md", "---\n", "---\nsummary: Of the sea.\n"}}},
		{what: "an actor's text", edits: []change{{"content/actors/general.md", "General\n---\n", "General\n---\nOf the land.\n"}}},
		{what: "an actor's kind", edits: []change{{"content/actors/general.md", "name", "kind: person\nname"}}},
		{what: "an actor's ties", edits: []change{{"content/actors/general.md", "name", "relations: [{kind: ally, actor: envoy}]\nname"}}},
		{what: "the page's title", edits: []change{{"content/pages/about.md", "title: About", "title: Us"}}},
		{what: "the page's text", edits: []change{{"content/pages/about.md", "We", "They"}}},
		{what: "the introduction", edits: []change{{settings, "Hello.", "Hello, [[a]]."}}, then: []change{{a, "title: A", "title: Ah"}}},
		{what: "a source's summary", edits: []change{{"content/sources/wire.md", "name", "summary: It says so.\nname"}}},
		{what: "a source's own site", edits: []change{{"content/sources/wire.md", "name", "url: https://wire.example/\nname"}}},
		{what: "an incident's place", edits: []change{{"content/incidents/blast.md", "33.3", "33.4"}}},
		{what: "the licence", edits: []change{{settings, "integrity", "license: CC-BY-4.0\nintegrity"}}},
		{what: "the address", edits: []change{{settings, "https://example.org/", "https://example.org/b/"}}},
		{what: "no report on sources", edits: []change{{settings, "integrity: true\n", ""}}},
		{what: "one language", edits: []change{{settings, "languages: [ar]\n", ""}}},
	} {
		t.Run(edit.what, func(t *testing.T) {
			source, before := siteOf(t, digestSite), first
			like := first
			for _, changes := range [][]change{edit.edits, edit.then} {
				if changes == nil {
					break
				}
				edited(t, source, changes)
				if !strings.HasPrefix(changes[0].file, "content/") {
					like = nil
				}
				now := runDigestsLike(t, like, source, false)
				sameDigests(t, before, now, digests(t, before), digests(t, now))
				before = now
			}
		})
	}
}

// partsOfBlow adds incidents that are part of one.
func partsOfBlow(count int) []change {
	var changes []change
	for k := range count {
		changes = append(changes, change{file: fmt.Sprintf("content/incidents/part%d.md", k), now: fmt.Sprintf("---\ntitle: Part %d\ndate: 2021-12-01\npart_of: [blow]\n---\n", k)})
	}
	return changes
}

// Only making the search index tells whether it has changed; of all other files the
// digests tell, and of a packed one that of what is packed.
func TestDigestsOfAllFiles(t *testing.T) {
	result := runDigests(t, siteOf(t, digestSite), true)
	sums := digests(t, result)
	all := paths(t, result.FS)
	slices.Sort(all)
	if !slices.Equal(result.names(), all) {
		t.Errorf("the site knows of the files %q, and has %q", result.names(), all)
	}
	for _, file := range all {
		if strings.HasPrefix(strings.TrimPrefix(file, "ar/"), "search/") {
			continue
		}
		if _, known := sums[file]; !known {
			t.Errorf("%s has no digest", file)
		}
		if plain, packed := strings.CutSuffix(file, ".gz"); packed && sums[file] != sums[plain] {
			t.Errorf("%s has another digest than %s", file, plain)
		}
	}
}

// An edit leaves alone what shows nothing of it.
func TestDigestsThatStay(t *testing.T) {
	const text = "ar/articles/b/index.html ar/feed.json ar/feed.xml articles/b/index.html feed.json feed.xml"
	first := runDigests(t, siteOf(t, digestSite), false)
	before := digests(t, first)
	for _, edit := range []struct {
		what  string
		edit  change
		among string // what the names of the files begin with that are looked at
		want  string
	}{
		{"a text", change{"content/articles/b.md", "another", "one more"}, "", text},
		{"a static file", change{"static/notes.txt", "Notes", "More notes"}, "", "notes.txt"},
		{"a file beside an article", change{"content/articles/c/data.txt", "Data", "More data"}, "", "articles/c/data.txt"},
		{"a page", change{"content/pages/about.md", "We", "They"}, "", "about/index.html ar/about/index.html"},
		{"an actor's text", change{"content/actors/general.md", "General\n---\n", "General\n---\nOf the land.\n"}, "", "actors/general/index.html ar/actors/general/index.html"},
		{"an incident's text", change{"content/incidents/blow.md", "[general]\n---\n", "[general]\n---\nBut then.\n"}, "articles/", ""},
		{"what nobody names", change{"content/actors/minister.md", "name", "kind: person\nname"}, "articles/", ""},
		{"who stands in a text", change{"content/actors/general.md", "name", "kind: person\nname"}, "articles/", "articles/c/annotations.jsonld articles/c/index.html articles/d/annotations.jsonld articles/d/index.html articles/embed/index.html articles/index.html"},
		{"a new actor", change{file: "content/actors/new.md", now: "---\nname: Somebody\n---\n"}, "articles/", ""},
		{"a new actor, of incidents", change{file: "content/actors/new.md", now: "---\nname: Somebody\n---\n"}, "incidents/", ""},
		{"a new actor, of others", change{file: "content/actors/new.md", now: "---\nname: Somebody\n---\n"}, "actors/general/", ""},
		{"a new source", change{file: "content/sources/new.md", now: "---\nname: Somebody\n---\n"}, "articles/", ""},
		{
			"a new article",
			change{file: "content/articles/new.md", now: "---\ntitle: New\ndate: 2022-01-02\nsource: wire\n---\nNew.\n"},
			"articles/", "articles/e/index.html articles/embed/index.html articles/index.html articles/new/index.html",
		},
	} {
		source := siteOf(t, digestSite)
		edited(t, source, []change{edit.edit})
		like := first
		if !strings.HasPrefix(edit.edit.file, "content/") {
			like = nil
		}
		var others []string
		for file, sum := range digests(t, runDigestsLike(t, like, source, false)) {
			if before[file] != sum && strings.HasPrefix(file, edit.among) {
				others = append(others, file)
			}
		}
		slices.Sort(others)
		if got := strings.Join(others, " "); got != edit.want {
			t.Errorf("%s changes the digests of\n%s\nwant\n%s", edit.what, got, edit.want)
		}
	}
}

// A feed is left alone by edits of what it does not hold.
func TestDigestsOfFeeds(t *testing.T) {
	source := siteOf(t, digestSite)
	edited(t, source, []change{{"content/_index.md", "integrity", "feed_size: 2\nintegrity"}})
	for _, edit := range []struct {
		change
		changes bool
	}{
		{change{"content/articles/a.md", "Text.", "Another."}, false},
		{change{"content/articles/d.md", "over the river", "over the sea"}, true},
	} {
		before := digests(t, runDigests(t, source, false))
		edited(t, source, []change{edit.change})
		after := digests(t, runDigests(t, source, false))
		for _, feed := range []string{"feed.xml", "ar/feed.json"} {
			if (before[feed] != after[feed]) != edit.changes {
				t.Errorf("after an edit of %s, %s has another digest: %v", edit.file, feed, !edit.changes)
			}
		}
	}
}
