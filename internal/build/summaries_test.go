package build

import (
	"strings"
	"testing"
)

// summariesSite has documents of which the translations leave away the summary, the text,
// or both.
const summariesSite = `
-- content/_index.md --
---
title: T
description: What it is about.
languages: [ar, fr]
base_url: https://example.org/
---
-- content/_index.ar.md --
---
title: ت
---
-- content/_index.fr.md --
---
title: S
description: Ce que c’est.
---
Texte.
-- content/incidents/closed.md --
---
title: Closed
date: 2021-12-19
summary: Curated summary.
---
English text.
-- content/incidents/closed.ar.md --
---
title: مغلق
---
-- content/incidents/empty.md --
---
title: Empty
date: 2021-12-20
summary: Summary alone.
---
-- content/incidents/empty.ar.md --
---
title: فارغ
---
-- content/incidents/long.md --
---
title: Long
date: 2021-12-21
---
Beginning of the text.
-- content/incidents/long.ar.md --
---
title: طويل
---
-- content/incidents/told.md --
---
title: Told
date: 2021-12-22
summary: Never seen there.
---
English text.
-- content/incidents/told.ar.md --
---
title: قيل
---
نص.
-- content/articles/report.md --
---
title: Report
date: 2021-12-22
summary: Summary of it.
---
English text.
-- content/articles/report.ar.md --
---
title: تقرير
---
-- content/actors/nato.md --
---
name: NATO
summary: An alliance.
---
-- content/actors/nato.ar.md --
---
name: حلف
---
-- content/sources/wire.md --
---
name: Wire
summary: An agency.
---
`

// What no translation says stands in an edition as it is, and says its language.
func TestSummariesOfTranslations(t *testing.T) {
	source := siteOf(t, summariesSite)
	result := runClean(t, source)
	const lead, summary, english = `<p class="lead" lang="en" dir="ltr">`, `<p class="summary" lang="en" dir="ltr">`, ` lang="en" dir="ltr">`
	for _, tt := range []struct{ file, want string }{
		{"fr/incidents/closed/index.html", lead + "Curated summary.</p>"},
		{"ar/incidents/closed/index.html", lead + "Curated summary.</p>"},
		{"ar/incidents/closed/embed/index.html", summary + "Curated summary.</p>"},
		{"ar/incidents/index.html", summary + "Curated summary.</p>"},
		{"ar/incidents/empty/index.html", lead + "Summary alone.</p>"},
		{"ar/incidents/index.html", summary + "Summary alone.</p>"},
		{"ar/feed.xml", "<p" + english + "Summary alone.</p>"},
		{"ar/incidents/long/embed/index.html", summary + "Beginning of the text.</p>"},
		{"ar/incidents/index.html", summary + "Beginning of the text.</p>"},
		{"fr/incidents/index.html", summary + "Beginning of the text.</p>"},
		{"ar/incidents/index.html", `<p class="summary">نص.</p>`},
		{"ar/articles/report/index.html", lead + "Summary of it.</p>"},
		{"ar/articles/index.html", summary + "Summary of it.</p>"},
		{"ar/actors/nato/index.html", lead + "An alliance.</p>"},
		{"ar/actors/index.html", `<p class="summary" lang="en" dir="auto">An alliance.</p>`},
		{"ar/sources/index.html", `<p class="summary" lang="en" dir="auto">An agency.</p>`},
		{"ar/index.html", lead + "What it is about.</p>"},
		{"fr/index.html", `<p class="lead">Ce que c’est.</p>`},
		{"ar/feed.xml", "<subtitle>What it is about.</subtitle>"},
		{"index.html", `<p class="lead">What it is about.</p>`},
		{"incidents/index.html", `<p class="summary">Curated summary.</p>`},
		{"actors/index.html", `<p class="summary" dir="auto">An alliance.</p>`},
	} {
		if got := read(t, result, tt.file); !strings.Contains(got, tt.want) {
			t.Errorf("%s has no %s", tt.file, tt.want)
		}
	}
	if strings.Contains(read(t, result, "ar/incidents/told/index.html"), "Never seen there.") {
		t.Error("a translated text is led by a summary that is not translated")
	}
	bare := run(t, siteOf(t, "-- content/_index.md --\n---\ntitle: T\ndescription: About it.\nlanguages: [de]\n---\n"))
	if !strings.Contains(read(t, bare, "de/index.html"), lead+"About it.</p>") {
		t.Error("an edition without settings of its own does not say in which language its description is")
	}
	before := runDigests(t, source, false)
	for _, c := range []change{
		{"content/incidents/empty.ar.md", "فارغ\n---\n", "فارغ\n---\nنص.\n"},
		{"content/incidents/closed.ar.md", "title", "summary: ملخص\ntitle"},
		{"content/articles/report.ar.md", "تقرير\n---\n", "تقرير\n---\nنص.\n"},
		{"content/articles/report.ar.md", "نص.\n", ""},
		{"content/_index.ar.md", "title", "description: What it is about.\ntitle"},
	} {
		edited(t, source, []change{c})
		now := runDigestsLike(t, before, source, false)
		sameDigests(t, before, now, digests(t, before), digests(t, now))
		before = now
	}
}
