package export

import (
	"strings"
	"testing"

	"dateline/internal/markup"
	"dateline/internal/timeline/timelinetest"
)

// Addresses in notes lead there from wherever the file is read.
func TestAnnotationsAddresses(t *testing.T) {
	site := timelinetest.LinkValid(t, `
-- articles/a.md --
---
title: A
date: 2021
annotations:
- quote: Words
  note: |
    [One](//other.example/y), [two](https://other.example/), [three](/data/) ![four](/x/y.png)
---
Words.
`)
	roots := markup.Roots{Pages: "https://e.org/ar/", Files: "https://e.org/"}
	got := string(Annotations(nil, site.Articles[0], roots, "en"))
	for _, want := range []string{
		`href=\"//other.example/y\"`, `href=\"https://other.example/\"`, `href=\"https://e.org/ar/data/\"`, `src=\"https://e.org/x/y.png\"`,
		`"id":"https://e.org/ar/articles/a/annotations.jsonld"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}
