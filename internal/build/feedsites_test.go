package build

import (
	"testing/fstest"
)

func file(text string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(text)} }

// hostile is a site whose author, or whose imports, would break feeds.
const hostile = `
-- content/_index.md --
---
title: "S <script>zq()</script> ]]>"
description: "<b>d</b>"
base_url: https://example.org/s/
_private: zqprivate
---
-- content/sources/paper.md --
---
name: "P <img src=x onerror=zq()>"
url: https://paper.example/
---
-- content/sources/agency.md --
---
name: Agency
---
-- content/actors/nato.md --
---
name: NATO
_note: zqprivate
---
-- content/incidents/fire.md --
---
title: "Fire ]]> <script>zq()</script>"
date: 2021-12-18
place: {name: "<b>Erbil</b>", lat: 33.306, lon: 44.393, precision: hidden}
actors: [nato]
tags: ["a <script>zq()</script>"]
_note: zqprivate
---
Fire ]]> <script>zq()</script> at NATO.
-- content/articles/evil.md --
---
title: "<script>zq()</script> ]]> & \"q\" 'p'"
date: 2021-12-20
source: paper
credits: [agency]
author: ["<script>zq()</script>", " "]
url: https://paper.example/ä?a=1&b="2"
incidents: [fire]
tags: ["a <script>zq()</script>"]
_note: zqprivate
annotations:
- {quote: "<img src=y onerror=zq()>", note: z}
- {quote: One house, note: "x <script>zq()</script> ]]> [a](javascript:zq()) [b](#y)"}
- {quote: burned, kind: correction, note: "y", sources: [ar, "https://x.example/?\"><script>zq()</script>"]}
corrections: [{date: 2021-12-21, note: "x <script>zq()</script> ]]> [a](javascript:zq())"}]
---
# A heading

One house burned <script>zq()</script> ]]> <img src=x onerror=zq()> [a](javascript:zq()) [b](#a-heading)[^1] NATO.

    code ="/x href="#y" ]]> <img src=y onerror=zq()>

[^1]: A footnote.
-- content/articles/ar.md --
---
title: حريق
date: 2021-12-19
lang: ar
tags: [b]
source: agency
---
احترق بيت.
-- quoted content/articles/control.md --
"---\ntitle: \"ab\\uFFFEc\"\ndate: 2021-12-17\nauthor: [\"\\uFFFE\", B]\n---\nOne\x01 two\v three\x1b four\uFFFF.\n"
-- content/articles/old.md --
---
title: Old
date: 2020
source: paper
credits: [paper]
tags: [b]
---
-- content/articles/hidden.md --
---
title: zqdraft
date: 2021-12-22
draft: true
---
zqdraft
`

const instants = `
-- content/_index.md --
---
title: T
base_url: https://example.org
---
-- content/actors/nobody.md --
---
name: Nobody
---
-- content/articles/corrected.md --
---
title: C
date: 2021-12-19
updated: 2021-12-20
corrections: [{date: 2021-12-20, note: One.}, {date: 2022-01-03, note: Two.}, {date: 2022-01-03, note: Three.}]
---
-- content/articles/updated.md --
---
title: U
date: 2020~
updated: 2022-01-02
---
-- content/articles/timed.md --
---
title: T
date: 2021-12-19T18:00:00+03:00
---
-- content/articles/month.md --
---
title: M
date: 2021-12
---
-- content/articles/never.md --
---
title: N
date: XXXX-12-25
---
-- content/incidents/caesar.md --
---
title: B
date: "-0044-03-15"
---
-- content/incidents/span.md --
---
title: S
date: 2021-12-18/2021-12-19
time: before dawn
---
`
