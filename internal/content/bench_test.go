package content

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// typical is an article as authors write them.
const typical = `---
title: Iraq NSA holds meeting with NATO official amidst withdrawal, part %d
date: 2021-12-27
source: republic-world
credits: [sputnik, xinhua]
url: https://example.org/news/%d
archive: https://web.example.org/2021/%d
retrieved: 2021-12-28
lang: en
incidents: [araji-lollesgaard-meeting, green-zone-rockets-december-2021]
actors: [nato]
tags: [rockets, diplomacy]
summary: The national security adviser met the head of the mission.
accounts:
  green-zone-rockets-december-2021:
    rockets: 2
    intercepted: {value: 1, quote: "was intercepted in the air"}
annotations:
  - quote: two rockets were fired towards the Green Zone
    kind: dispute
    note: Thirteen outlets agree on two; one dates it to Saturday night.
---
`

func typicalSite(n int) fstest.MapFS {
	site := fstest.MapFS{"content/_index.md": {Data: []byte("---\ntitle: T\n---\n")}}
	body := strings.Repeat("Two rockets were fired towards the *Green Zone* in Baghdad, the police said.\n\n", 8)
	for i := range n {
		name := fmt.Sprintf("content/articles/%d/article-%d.md", i/100, i)
		site[name] = &fstest.MapFile{Data: []byte(fmt.Sprintf(typical, i, i, i) + body)}
	}
	return site
}

// BenchmarkRead reads 1,000 typical articles.
func BenchmarkRead(b *testing.B) {
	site := typicalSite(1000)
	b.ReportAllocs()
	for b.Loop() {
		if _, problems, err := Read(site, Options{}); err != nil || problems.HasErrors() {
			b.Fatal(err, problems.Sorted())
		}
	}
}

// BenchmarkFrontMatter reads one file up to its body.
func BenchmarkFrontMatter(b *testing.B) {
	raw := []byte(fmt.Sprintf(typical, 1, 1, 1) + "Text.\n")
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if _, problem := new(room).parse(raw); problem != nil {
			b.Fatal(problem)
		}
	}
}
