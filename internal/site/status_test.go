package site

import "testing"

// Where an incident stands alone, as among results of a search, it says that it is not settled.
func TestStatusBeforeThePage(t *testing.T) {
	s := planClean(t, withBase+`
-- incidents/a.md --
---
title: A meeting
date: 2024-05-03
status: denied
summary: They met.
---
-- incidents/b.md --
---
title: A search
date: 2024-03-12
status: confirmed
summary: They searched.
---
-- incidents/c.md --
---
title: A raid
date: 2024-03-12
status: disputed
---
`)
	for _, tt := range []struct{ url, title, description, data any }{
		{"/incidents/a/", "A meeting (denied)", "Status: denied · They met.", "Status: denied · They met."},
		{"/incidents/b/", "A search", "They searched.", "They searched."},
		{"/incidents/c/", "A raid (disputed)", "A raid (disputed), in T.", "Status: disputed"},
	} {
		page := data[*IncidentPage](t, s, tt.url.(string))
		about := graph(t, page.Structured)["Event"]["description"]
		if page.Title != tt.title || page.Description != tt.description || about != tt.data {
			t.Errorf("%s: %q, %q, %q", tt.url, page.Title, page.Description, about)
		}
	}
	if got := data[*IncidentEmbedPage](t, s, "/incidents/a/embed/").Title; got != "A meeting (denied)" {
		t.Errorf("the embed: %q", got)
	}
}
