package export

import (
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"dateline/internal/content"
	"dateline/internal/escape"
	"dateline/internal/locale/localetest"
	"dateline/internal/site"
	"dateline/internal/timeline"
	"dateline/internal/timeline/timelinetest"
)

// mapOf makes the files of a sitemap.
func mapOf(t *testing.T, tl *timeline.Timeline, plan *site.Site) map[string]string {
	t.Helper()
	files := map[string]string{}
	for name, open := range NewSitemap([]Mapped{{tl, plan}}).Files() {
		files[name] = string(open(nil))
	}
	return files
}

// mapped is a page or a part in a sitemap, as it is read.
type mapped struct {
	Address  string `xml:"loc"`
	Modified string `xml:"lastmod"`
}

// listing is a sitemap or an index of some, as it is read.
type listing struct {
	XMLName xml.Name
	Pages   []mapped `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 url"`
	Parts   []mapped `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemap"`
}

func readListing(t *testing.T, name, text string) listing {
	t.Helper()
	var l listing
	if err := xml.Unmarshal([]byte(text), &l); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if l.XMLName.Space != sitemapSpace {
		t.Errorf("%s is a %v", name, l.XMLName)
	}
	return l
}

func TestSitemap(t *testing.T) {
	tl := timelinetest.LinkValid(t, `
-- _index.md --
---
title: T
base_url: https://example.org/ä/
page_size: 10
---
-- actors/nato.md --
---
name: NATO
aliases: [old/]
---
-- incidents/fire.md --
---
title: Fire
date: 2021-12-01
---
-- incidents/alone.md --
---
title: Nobody reported it
date: 2021-12-02
---
-- articles/a.md --
---
title: A
date: 2021-12-19
updated: 2021-12-20
incidents: [fire]
corrections: [{date: 2022-01-03, note: Corrected.}]
---
-- articles/b.md --
---
title: B
date: 2021-12
incidents: [fire]
---
-- articles/حريق.md --
---
title: C
date: 2021-12-05?
---
`+manyArticles(30))
	plan, _ := site.Plan(tl, localetest.English(t), false)
	files := mapOf(t, tl, plan)
	if got, want := slices.Sorted(maps.Keys(files)), []string{"robots.txt", "sitemap.xml"}; !slices.Equal(got, want) {
		t.Fatalf("files %q, want %q", got, want)
	}
	if want := "Sitemap: https://example.org/%C3%A4/sitemap.xml\n"; !strings.HasSuffix(files["robots.txt"], want) {
		t.Errorf("robots.txt is %q", files["robots.txt"])
	}
	days := map[string]string{}
	for _, p := range readListing(t, "sitemap.xml", files["sitemap.xml"]).Pages {
		path, ours := strings.CutPrefix(p.Address, "https://example.org/%C3%A4")
		if _, twice := days[path]; !ours || twice {
			t.Errorf("%s stands twice, or elsewhere", p.Address)
		}
		days[path] = p.Modified
	}
	for path, want := range map[string]string{
		"/articles/a/": "2022-01-03", "/articles/b/": "2021-12", "/articles/%D8%AD%D8%B1%D9%8A%D9%82/": "",
		"/incidents/fire/": "2022-01-03", "/incidents/alone/": "", "/actors/nato/": "", "/": "", "/2021/12/": "",
	} {
		if got, listed := days[path]; !listed || got != want {
			t.Errorf("%s: listed %v, changed %q, want %q", path, listed, got, want)
		}
	}
	for _, p := range plan.Pages {
		_, listed := days[p.URL]
		if never := p.URL == "/404.html" || p.URL == "/old/" || strings.Contains(p.URL, "/page/"); listed && never {
			t.Errorf("%s is listed", p.URL)
		}
	}
	if !slices.ContainsFunc(plan.Pages, func(p site.Page) bool { return p.URL == "/articles/page/1/" }) {
		t.Error("no list is split: the test shows nothing")
	}
}

// manyArticles writes articles of one year.
func manyArticles(n int) string {
	var b strings.Builder
	for k := range n {
		fmt.Fprintf(&b, "-- articles/many-%d.md --\n---\ntitle: M\ndate: 2020\n---\n", k)
	}
	return b.String()
}

// Beyond 50,000 addresses there are parts, and a new entry changes none of the
// older ones.
func TestSitemapParts(t *testing.T) {
	const entries, others = 100_001, 50_003
	tl := &timeline.Timeline{Site: &content.Site{BaseURL: content.At[string]{V: "https://example.org/"}}}
	add := func(k int) {
		a := &timeline.Article{ArticleDetails: &timeline.ArticleDetails{}, Meta: &content.Article{Document: content.Document{Slug: content.At[string]{V: fmt.Sprintf("a-%d", k)}}}}
		tl.Entries = append(tl.Entries, a.Entry())
	}
	for k := range entries {
		add(k)
	}
	var pages []site.Page
	for k := range others {
		pages = append(pages, site.Page{URL: fmt.Sprintf("/tags/t-%d/", k)})
	}
	files := mapOf(t, tl, &site.Site{Pages: pages})
	listed := map[string]bool{}
	index := readListing(t, "sitemap.xml", files["sitemap.xml"])
	for _, part := range index.Parts {
		name := strings.TrimPrefix(part.Address, "https://example.org/")
		l := readListing(t, name, files[name])
		if n := len(l.Pages); n == 0 || n > 50_000 {
			t.Errorf("%s lists %d pages", name, n)
		}
		for _, p := range l.Pages {
			listed[p.Address] = true
		}
	}
	if len(listed) != entries+others || len(index.Parts) != 5 || len(files) != 7 {
		t.Errorf("%d pages in %d parts and %d files", len(listed), len(index.Parts), len(files))
	}
	add(entries)
	after := mapOf(t, tl, &site.Site{Pages: pages})
	for name, text := range files {
		if same := after[name] == text; same != (name != "sitemap-3.xml") {
			t.Errorf("after a new entry %s: same %v", name, same)
		}
	}
}

// A file of a sitemap has at most 50 MB, in however many languages each page has an address.
func TestSitemapSize(t *testing.T) {
	longest := "https://" + strings.Repeat("a", 100) + ".example.org/zh-hant/articles/" + strings.Repeat("%D9%85", 100) + "/" // a slug has at most 200 bytes
	around := len(alternateOf("zh-Hant", ""))
	for _, n := range []int{1, 2, 5, 24, 101} {
		s := &Sitemap{editions: make([]Mapped, n)}
		addresses := 1
		if n > 1 {
			addresses = n + 2
		}
		if size := s.part() * addresses * (len(longest) + max(around, urlRoom)); size > 50<<20 || s.part() < 400 {
			t.Errorf("in %d languages %d pages take %d bytes", n, s.part(), size)
		}
	}
}

func alternateOf(lang, address string) string {
	e := escape.NewElements(nil)
	e.Open("url")
	alternate(e, lang, address)
	e.Close("url")
	return string(e.Document())
}
