package build

import (
	"fmt"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"dateline/internal/corpus"
)

// generated makes the source folder of a generated site.
func generated(articles int) fstest.MapFS {
	source := fstest.MapFS{}
	for name, data := range corpus.Files(articles) {
		source[name] = &fstest.MapFile{Data: data}
	}
	return source
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
![A map](map.bmp) and [a plan](papers/plan%20100%25%20%231.pdf).
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
-- content/articles/bundle/map.bmp --
-- content/articles/bundle/papers/plan 100% #1.pdf --
`
