package build

import (
	"strings"
	"testing"
)

// Titles and summaries whose language nobody states run as their letters do, so that their
// full stops stand at their ends.
func TestRunning(t *testing.T) {
	result := runArchive(t, `
-- content/_index.md --
---
title: ت
language: ar
base_url: https://example.org/
---
-- content/incidents/i.md --
---
title: Who fired?
date: 2021-12-19
summary: Two rockets hit the zone.
---
-- content/incidents/j.md --
---
title: NATO تنفي ما نقلته الوكالات
date: 2021-12-18
---
-- content/articles/a.md --
---
title: من أطلق النار؟
date: 2021-12-20
lang: fr
summary: Deux roquettes.
---
-- content/articles/b.md --
---
title: Reuters
date: 2021-12-21
annotations: [{quote: at night, note: في الليل.}]
---
Two rockets hit the zone (at night).

- One.
-- content/articles/c.md --
---
title: قتل اثنان.
date: 2021-12-22
---
> Nobody knows who fired.

نقلت الوكالات أن صاروخين سقطا على المنطقة الخضراء.
-- content/actors/nato.md --
---
name: NATO
summary: An alliance.
---
`)
	for name, want := range map[string][]string{
		"incidents/i/index.html":       {`<h1 dir="ltr">Who fired?</h1>`, `<p class="lead" dir="ltr">Two rockets hit the zone.</p>`},
		"incidents/i/embed/index.html": {`<h1 dir="ltr"><a`, `<p class="summary" dir="ltr">Two rockets hit the zone.</p>`},
		"index.html": {
			`<h3 dir="ltr"><a href="./incidents/i/">`, `<p class="summary" dir="ltr">Two rockets hit the zone.</p>`, `<h3><a href="./incidents/j/">`,
			`<h3 lang="fr" dir="ltr"><a href="./articles/a/">`, `<p class="summary" lang="fr" dir="ltr">Deux roquettes.</p>`,
		},
		"articles/b/index.html":  {`<h1>Reuters</h1>`, `<div class="body annotated" dir="ltr">`, `<div class="notes" dir="rtl"`},
		"articles/c/index.html":  {`<div class="body">`, `<blockquote dir="ltr">`},
		"actors/nato/index.html": {`<h1><bdi>NATO</bdi></h1>`, `<p class="lead" dir="ltr">An alliance.</p>`},
	} {
		page := read(t, result, name)
		for _, line := range want {
			if !strings.Contains(page, line) {
				t.Errorf("%s lacks %s", name, line)
			}
		}
	}
}
