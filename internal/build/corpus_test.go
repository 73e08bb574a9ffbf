package build

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing/fstest"

	"golang.org/x/tools/txtar"
)

// corpus makes a source folder with as many articles, one incident for ten of
// them, and actors of whom few are named often (Zipf). The same number always
// gives the same folder.
func corpus(articles int) fstest.MapFS {
	r := rand.New(rand.NewPCG(1, uint64(articles)))
	actors, incidents, sources := articles/50+50, articles/10, 20
	popular := rand.NewZipf(r, 1.1, 1, uint64(actors-1))
	source := fstest.MapFS{}
	add := func(name, format string, args ...any) {
		source["content/"+name] = &fstest.MapFile{Data: fmt.Appendf(nil, format, args...)}
	}
	add("_index.md", "---\ntitle: Generated\n---\nAn introduction.\n")
	names := make([]string, actors)
	for k := range actors {
		names[k] = fmt.Sprintf("%s %s", word(r, 2), word(r, 3))
		add(fmt.Sprintf("actors/actor-%d.md", k), "---\nname: %s\nkind: person\nmention: auto\n---\n%s\n", names[k]+numeral(k), text(r, 30, nil))
		names[k] += numeral(k)
	}
	for k := range sources {
		add(fmt.Sprintf("sources/source-%d.md", k), "---\nname: The %s %d\n---\n", word(r, 3), k)
	}
	for k := range incidents {
		add(fmt.Sprintf("incidents/incident-%d.md", k), "---\ntitle: %s %s\ndate: %s\nkind: meeting\nplace: %s\ntags: [tag-%d]\nactors: [{actor: actor-%d, role: host}]\n---\n%s\n",
			word(r, 2), word(r, 3), day(r), word(r, 2), k%30, popular.Uint64(), text(r, 60, nil))
	}
	for k := range articles {
		incident := ""
		if incidents > 0 {
			incident = fmt.Sprintf("incidents: [incident-%d]\n", r.IntN(incidents))
		}
		var body strings.Builder
		for range 3 + k%2 {
			body.WriteString(text(r, 80, func() string { return names[popular.Uint64()] }) + "\n\n")
		}
		add(fmt.Sprintf("articles/%d/article-%d.md", k%7, k), "---\ntitle: %s %s %s\ndate: %s\nsource: source-%d\ncredits: [source-%d]\n%stags: [tag-%d]\n---\n%s",
			word(r, 2), word(r, 2), word(r, 3), day(r), k%10, 10+k%10, incident, k%30, body.String())
	}
	return source
}

// numeral sets names apart that chance made equal.
func numeral(k int) string { return " " + string(rune('A'+k%26)) + strings.Repeat("i", k/26) }

// word makes a word of so many syllables, with a capital.
func word(r *rand.Rand, syllables int) string {
	var b strings.Builder
	for range syllables {
		b.WriteByte("bdfgklmnprstvz"[r.IntN(14)])
		b.WriteByte("aeiou"[r.IntN(5)])
	}
	return strings.ToUpper(b.String()[:1]) + b.String()[1:]
}

// day is one of about 2,000 days.
func day(r *rand.Rand) string {
	return fmt.Sprintf("%d-%02d-%02d", 2016+r.IntN(6), 1+r.IntN(12), 1+r.IntN(28))
}

// text makes a paragraph of words, with a name about every twenty words.
func text(r *rand.Rand, words int, name func() string) string {
	all := make([]string, words)
	for k := range all {
		all[k] = strings.ToLower(word(r, 1+r.IntN(3)))
		if name != nil && r.IntN(20) == 0 {
			all[k] = name()
		}
	}
	return strings.Join(all, " ") + "."
}

// oddSite holds what is rare: dates of every form, other scripts, bundles,
// aliases, lists that are split, links of every kind.
var oddSite = func() fstest.MapFS {
	site := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(oddFiles)).Files {
		site[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	for k, date := range []string{
		"2021", "2021-21", "202X", "20XX", "2021-XX-15", "../2021", "2021-06/..", "/2021-03-04", "2021/2022",
		"[2021-05,2022]", "2021-12-18/2021-12-19", "-0426", "Y-12021", "0000", "Y12021", "XXXX-12-25",
		"2021-12-19?", "2021-12~", "156X-12-25", "2021-01-10", "2021-01-20", "2021-12-31",
	} {
		site[fmt.Sprintf("content/incidents/odd-%02d.md", k)] = &fstest.MapFile{
			Data: fmt.Appendf(nil, "---\ntitle: Odd %d\ndate: %q\nplace: Odd place\ntags: [Odd]\nactors: [odd]\n---\n", k, date),
		}
	}
	return site
}()

const oddFiles = `
-- content/pages/about.md --
---
title: About
aliases: [old/about/, about-us.html]
---
## Who & why

See [[odd|him]], [[rtl]], [below](#who-why) and [the article](../articles/rtl.md#heading).[^1]

[^1]: A [[odd-agency]] note.
-- content/sources/odd-agency.md --
---
name: Odd Agency
---
-- content/actors/odd.md --
---
name: Odd Ödön
also_known_as: [عود]
relations: [{kind: member-of, actor: odd-group, from: 2020}]
aliases: [odd]
---
-- content/actors/odd-group.md --
---
name: Odd Group
---
-- content/articles/rtl.md --
---
title: عنوان
date: 2021-12-20
lang: ar
source: odd-agency
credits: [source-3]
tags: [عربي, "C++ & Go"]
incidents: [odd-00, odd-10]
---
## Heading

قال عود ذلك.
-- content/articles/bundle/index.md --
---
title: A bundle
date: 2021-12-21
aliases: [2021/12/21/bundle.html]
---
![A map](map.png) and [a plan](papers/plan%20100%25%20%231.pdf).
-- content/articles/noted.md --
---
title: Noted
date: 2021-12-22
source: odd-agency
url: https://outlet.example/noted
incidents: [odd-10]
accounts:
  odd-10: {rockets: 2, "rockets/day": {value: 3, quote: three a day, by: odd}}
annotations:
  - {quote: two rockets, kind: claim, note: "As [[odd]] said.", by: odd, via: odd-agency, incident: odd-10, sources: [rtl, "https://outlet.example/s"]}
  - {quote: rockets fell, kind: dispute, note: Overlaps.}
corrections: [{date: 2021-12-23, note: It was *two*.}]
---
There two rockets fell, three a day, says Odd Ödön.

{==A passage==}{>>question: Which?<<} in the text.
-- content/articles/noted-too.md --
---
title: Noted too
date: 2021-12-23
incidents: [odd-10]
accounts: {odd-10: {rockets: 3}}
---
Three.
-- content/articles/bundle/map.png --
-- content/articles/bundle/papers/plan 100% #1.pdf --
`
