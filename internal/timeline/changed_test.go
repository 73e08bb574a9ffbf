package timeline

import (
	"testing"
	"time"
)

// An entry knows when it changed last, by all that it states of itself.
func TestChangedAt(t *testing.T) {
	linked := linkClean(t, `
-- articles/a.md --
---
title: A
date: 2020-03-01
---
-- articles/b.md --
---
title: B
date: 2020-03-02
updated: 2020-05-01
---
-- articles/c.md --
---
title: C
date: 2020-03-03
updated: 2020-05-01
corrections:
- {date: 2021-01-02T03:04:05Z, note: It was another.}
---
-- articles/d.md --
---
title: D
date: -0005
---
-- incidents/e.md --
---
title: E
date: 1970-01-01
---
`)
	words := func(e Entry) string {
		at, ok := e.ChangedAt()
		if !ok {
			return e.Title() + " never"
		}
		return e.Title() + " " + at.Format(time.RFC3339)
	}
	want := map[string]string{
		"A": "A 2020-03-01T00:00:00Z", "B": "B 2020-05-01T00:00:00Z", "C": "C 2021-01-02T03:04:05Z",
		"D": "D never", "E": "E 1970-01-01T00:00:00Z",
	}
	for _, e := range linked.Entries {
		if got := words(e); got != want[e.Title()] {
			t.Errorf("changed: %s, want %s", got, want[e.Title()])
		}
	}
	fresh := (&Article{Meta: linked.Articles[0].Meta, ArticleDetails: &ArticleDetails{}}).Entry() // which no timeline lists
	if got, want := words(fresh), words(linked.Articles[0].Entry()); got != want {
		t.Errorf("an article of no timeline changed: %s, want %s", got, want)
	}
}

// An article was modified at the latest date that it gives for it, of exact ones.
func TestModified(t *testing.T) {
	for _, tt := range []struct{ keys, want string }{
		{"", ""},
		{"updated: 2022-02-01\ncorrections: [{date: 2022-01-20, note: n}, {date: 2022-01-03, note: n}]", "2022-02-01"},
		{"corrections: [{date: 2022-01-20, note: n}, {date: 2022-01-03, note: n}]", "2022-01-20"},
		{"updated: 2022~\ncorrections: [{date: 2022-01-03, note: n}]", "2022-01-03"},
		{"updated: 2022~", ""},
	} {
		linked, _ := link(t, "-- articles/a.md --\n---\ntitle: A\ndate: 2022-01-01\n"+tt.keys+"\n---\n")
		if got := linked.Articles[0].Modified(); got.String() != tt.want {
			t.Errorf("%s: %s, want %q", tt.keys, got, tt.want)
		}
	}
}
