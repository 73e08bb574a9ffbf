package build

import (
	"strings"
	"testing"
)

// paramsSite has documents with values of their authors' own, and templates that show
// them.
const paramsSite = `
-- content/_index.md --
---
title: T
languages: [ar]
params: {mood: calm}
---
-- content/_index.ar.md --
---
title: ت
---
-- content/articles/a.md --
---
title: A
date: 2021-12-20
params: {mood: glad, tone: low}
---
Text.
-- content/articles/a.ar.md --
---
title: أ
params: {tone: عال}
---
-- content/articles/b.md --
---
title: B
date: 2021-12-21
---
Text.
-- content/incidents/i.md --
---
title: I
date: 2021-12-19
params: {mood: tense}
---
-- content/actors/n.md --
---
name: N
params: {mood: stern}
---
-- content/sources/s.md --
---
name: S
params: {mood: dry}
---
-- content/pages/p.md --
---
title: P
params: {mood: plain}
---
-- templates/article.html --
{{define "main"}}<p>{{.Params.mood}} {{.Params.tone}}</p>{{end}}
-- templates/incident.html --
{{define "main"}}<p>{{.Params.mood}}</p>{{end}}
-- templates/embed-incident.html --
{{define "base"}}{{template "embed-base" .}}{{end}}
{{define "main"}}<p>{{.Params.mood}}</p>{{end}}
-- templates/actor.html --
{{define "main"}}<p>{{.Params.mood}}</p>{{end}}
-- templates/source.html --
{{define "main"}}<p>{{.Params.mood}}</p>{{end}}
-- templates/page.html --
{{define "main"}}<p>{{.Params.mood}}</p>{{end}}
-- templates/timeline.html --
{{define "main"}}<p>{{with .Params}}{{.mood}}{{end}}</p>{{range .Months}}{{range .Entries}}{{card .}}{{end}}{{end}}{{end}}
-- templates/partials/entry.html --
{{define "entry"}}<b>{{.Title}} {{with .Params}}{{.mood}}{{else}}none{{end}}</b>{{end}}
{{define "kind"}}{{end}}
`

// Templates get the author's own values of a document, in an edition with those of its
// translation, and an edit of them alone makes other files.
func TestParams(t *testing.T) {
	source := siteOf(t, paramsSite)
	before := runDigests(t, source, false)
	for _, tt := range []struct{ file, want string }{
		{"articles/a/index.html", "<p>glad low</p>"},
		{"ar/articles/a/index.html", "<p>glad عال</p>"},
		{"incidents/i/index.html", "<p>tense</p>"},
		{"incidents/i/embed/index.html", "<p>tense</p>"},
		{"actors/n/index.html", "<p>stern</p>"},
		{"sources/s/index.html", "<p>dry</p>"},
		{"p/index.html", "<p>plain</p>"},
		{"ar/p/index.html", "<p>plain</p>"},
		{"index.html", "<p>calm</p><b>B none</b><b>A glad</b><b>I tense</b>"},
	} {
		if got := read(t, before, tt.file); !strings.Contains(got, tt.want) {
			t.Errorf("%s has no %q:\n%s", tt.file, tt.want, got)
		}
	}
	for _, edit := range []struct {
		change
		files []string // that it changes
	}{
		{change{"content/articles/a.md", "glad", "sad"}, []string{"articles/a/index.html", "ar/articles/a/index.html", "index.html", "2021/12/index.html"}},
		{change{"content/articles/a.ar.md", "عال", "أعلى"}, []string{"ar/articles/a/index.html"}},
		{change{"content/incidents/i.md", "tense", "quiet"}, []string{"incidents/i/index.html", "incidents/i/embed/index.html", "index.html"}},
		{change{"content/actors/n.md", "stern", "mild"}, []string{"actors/n/index.html"}},
		{change{"content/sources/s.md", "dry", "wet"}, []string{"sources/s/index.html", "ar/sources/s/index.html"}},
		{change{"content/pages/p.md", "plain", "fancy"}, []string{"p/index.html"}},
		{change{"content/_index.md", "calm", "wild"}, []string{"index.html"}},
	} {
		edited(t, source, []change{edit.change})
		now := runDigestsLike(t, before, source, false)
		sameDigests(t, before, now, digests(t, before), digests(t, now))
		for _, file := range edit.files {
			if read(t, before, file) == read(t, now, file) {
				t.Errorf("after an edit of %s, %s is the same", edit.file, file)
			}
		}
		before = now
	}
}
