package site

import "testing"

// Who sees no more of an incident than its preview learns whether it is settled.
func TestPreviewStatus(t *testing.T) {
	s := planClean(t, withBase+`
-- incidents/a.md --
---
title: A meeting
date: 2024-05-03~
status: disputed
---
-- incidents/b.md --
---
title: A search
date: 2024-03-12
status: confirmed
---
`)
	for url, want := range map[string]string{
		"/incidents/a/": "A meeting · disputed · about 3 May 2024 · T",
		"/incidents/b/": "A search · 12 March 2024 · T",
	} {
		if got := data[*IncidentPage](t, s, url).Preview.Alt; got != want {
			t.Errorf("%s: %q, want %q", url, got, want)
		}
	}
}
