package site

import (
	"slices"
	"strings"
	"testing"
)

func TestPageFileAndRoot(t *testing.T) {
	for _, tt := range []struct{ url, file, root string }{
		{"/", "index.html", "./"},
		{"/about/", "about/index.html", "../"},
		{"/actors/nato/page/2/", "actors/nato/page/2/index.html", "../../../../"},
		{"/404.html", "404.html", "./"},
		{"/old/page.html", "old/page.html", "../"},
		{"/a/b/c/d/e/f/g/", "a/b/c/d/e/f/g/index.html", "../../../../../../../"},
	} {
		if got := (Page{URL: tt.url}).File(); got != tt.file {
			t.Errorf("%s: file %s, want %s", tt.url, got, tt.file)
		}
		if got := root(tt.url); got != tt.root {
			t.Errorf("%s: root %s, want %s", tt.url, got, tt.root)
		}
	}
}

func TestAddressesOfPages(t *testing.T) {
	s := planClean(t, incidents("-0426-05", "Y12021", "2021-12-19")+`
-- articles/2021/2021-12-27-support.md --
---
title: Support
tags: [Élan]
---
-- incidents/placed.md --
---
title: Placed
date: 2021
place: Green Zone, Baghdad
---
-- actors/nato.md --
---
name: NATO
---
-- sources/xinhua.md --
---
name: Xinhua
---
-- pages/deep/about.md --
---
title: About
---
`)
	have := urls(s)
	for _, url := range []string{
		"/", "/-0426/", "/-0426/05/", "/12021/", "/2021/", "/2021/12/", "/articles/", "/articles/support/", "/incidents/i0/",
		"/actors/", "/actors/nato/", "/sources/", "/sources/xinhua/", "/about/", "/tags/", "/tags/élan/",
		"/places/", "/places/green-zone-baghdad/", "/404.html",
	} {
		if !slices.Contains(have, url) {
			t.Errorf("no page %s", url)
		}
	}
	for _, url := range []string{"/12021/01/", "/2021/01/"} {
		if slices.Contains(have, url) {
			t.Errorf("there is an archive %s, but no entry states that month", url)
		}
	}
	slices.Sort(have)
	if whole := len(have); len(slices.Compact(have)) != whole {
		t.Error("an address is planned twice")
	}
}

func TestCollisions(t *testing.T) {
	const page = "\n---\ntitle: P\n---\n"
	for _, tt := range []struct{ name, files, want string }{
		{
			"page called like a section", "-- pages/articles.md --" + page,
			"content/pages/articles.md: error: the page content/pages/articles.md would stand at /articles/, where the list of articles stands; give it another slug",
		},
		{
			"page called like an index", "-- pages/actors.md --" + page,
			"content/pages/actors.md: error: the page content/pages/actors.md would stand at /actors/, where the list of actors stands; give it another slug",
		},
		{
			"slug called like a section", "-- pages/p.md --\n---\ntitle: P\nslug: tags\n---\n",
			"content/pages/p.md:3:7: error: the page content/pages/p.md would stand at /tags/, where the list of tags stands; give it another slug",
		},
		{
			"page called like a year", "-- pages/2021.md --" + page + incidents("2021-05"),
			"content/pages/2021.md: error: the page content/pages/2021.md would stand at /2021/, where the archive of 2021 stands; give it another slug",
		},
		{
			"page in place of a file", "-- pages/404.html.md --" + page,
			"content/pages/404.html.md: error: the page content/pages/404.html.md would stand at /404.html/, where the page for missing addresses stands; give it another slug",
		},
		{
			"alias of a page that is there", "-- pages/a.md --" + page + "-- pages/p.md --\n---\ntitle: P\naliases: [/A/]\n---\n",
			"content/pages/p.md:3:11: error: the alias /A/ of content/pages/p.md would stand at /A/, where the page content/pages/a.md stands; write another alias",
		},
		{
			"two aliases", "-- pages/a.md --\n---\ntitle: A\naliases: [old]\n---\n-- pages/b.md --\n---\ntitle: B\naliases: [old/]\n---\n",
			"content/pages/b.md:3:11: error: the alias old/ of content/pages/b.md would stand at /old/, where the alias old of content/pages/a.md stands; write another alias",
		},
		{
			"alias in place of a folder", "-- pages/a.md --\n---\ntitle: A\naliases: [x.html, x.html/y]\n---\n",
			"content/pages/a.md:3:19: error: the alias x.html/y of content/pages/a.md would stand at /x.html/y/, where the alias x.html of content/pages/a.md stands; write another alias",
		},
		{
			"alias in place of a file", "-- pages/a.md --\n---\ntitle: A\naliases: [x.html/y, x.html]\n---\n",
			"content/pages/a.md:3:21: error: the alias x.html of content/pages/a.md would stand at /x.html, where the alias x.html/y of content/pages/a.md stands; write another alias",
		},
		{
			"file of a bundle", "-- articles/b/index.md --\n---\ntitle: B\ndate: 2021\n---\n-- articles/b/Plan.pdf --\n-- articles/b/plan.pdf --\n",
			"content/articles/b/plan.pdf: error: the file content/articles/b/plan.pdf would stand at /articles/b/plan.pdf, where the file content/articles/b/Plan.pdf stands; rename it",
		},
		{
			"one slug twice is reported once", "-- pages/a.md --" + page + "-- pages/x/a.md --" + page,
			`content/pages/x/a.md: error: slug "a" is taken by content/pages/a.md; rename the file, or write another slug: in the front matter`,
		},
		{
			"names in letters that disks may take for one", "-- incidents/a.md --\n---\ntitle: A\ndate: 2021\ntags: MASSE\nplace: ΠΕΙΡΑΙΆΣ\n---\n-- incidents/b.md --\n---\ntitle: B\ndate: 2021\ntags: Maße\nplace: Πειραιάς\n---\n",
			"content/incidents/a.md: error: the place ΠΕΙΡΑΙΆΣ would stand at /places/πειραιάσ/, where the place Πειραιάς stands; write the two alike, or one of them in other words\n" +
				"content/incidents/b.md: error: the tag Maße would stand at /tags/maße/, where the tag MASSE stands; write the two alike, or one of them in other words",
		},
		{"slugs of two kinds", "-- pages/a.md --" + page + "-- actors/a.md --\n---\nname: A\n---\n", ""},
		{"page called like a part", "-- actors/page.md --\n---\nname: A\n---\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, found := plan(t, tt.files)
			if got := strings.Join(found, "\n"); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestBundle(t *testing.T) {
	s := planClean(t, "-- articles/2021/b/index.md --\n---\ntitle: B\ndate: 2021\nslug: other\n---\n-- articles/2021/b/img/map.pdf --\n")
	if want := (Copy{From: "content/articles/2021/b/img/map.pdf", To: "articles/other/img/map.pdf"}); len(s.Copies) != 1 || s.Copies[0] != want {
		t.Errorf("copies %+v, want %+v", s.Copies, want)
	}
}

func TestAliasURL(t *testing.T) {
	for alias, want := range map[string]string{
		"old/path/": "/old/path/", "/old/path": "/old/path/", "a.html": "/a.html", "a.v2": "/a.v2/", "بغداد/": "/بغداد/",
		"../up": "", "/": "", "": "", "a//b": "", "https://e.org/": "", ".git/x": "", `a\b`: "", "a?b": "", "a#b": "", "a\x00": "",
	} {
		if got, ok := aliasURL(alias); ok != (want != "") || ok && got != want {
			t.Errorf("aliasURL(%q) = %q, %t; want %q", alias, got, ok, want)
		}
	}
}

func TestRedirect(t *testing.T) {
	const settings = "-- _index.md --\n---\ntitle: T\nbase_url: https://example.org/iraq\n---\n"
	s := planClean(t, settings+"-- actors/a.md --\n---\nname: A\naliases: [old/a.html]\n---\n")
	page := data[*RedirectPage](t, s, "/old/a.html")
	if page.Target != "../actors/a/" || page.Title != "A" || !page.NoIndex || page.Canonical != "https://example.org/iraq/actors/a/" {
		t.Errorf("redirect %+v", *page)
	}
}

// Hosts show 404.html at any address, so that its links lead from the root of
// the host, which is not that of the site.
func TestNotFound(t *testing.T) {
	for base, want := range map[string]string{
		"":                               "/",
		"https://example.org/":           "/",
		"https://example.org":            "/",
		"https://example.org/iraq/":      "/iraq/",
		"https://example.org/a/b":        "/a/b/",
		"https://example.org/a%20b/":     "/a%20b/",
		"https://example.org:8080/iraq/": "/iraq/",
	} {
		settings := "-- _index.md --\n---\ntitle: T\n---\n"
		if base != "" {
			settings = "-- _index.md --\n---\ntitle: T\nbase_url: " + base + "\n---\n"
		}
		s := planClean(t, settings)
		k := slices.IndexFunc(s.Pages, func(p Page) bool { return p.URL == "/404.html" })
		if got := s.Pages[k].Root; got != want {
			t.Errorf("base %q: root %q, want %q", base, got, want)
		}
		if page := data[*NotFoundPage](t, s, "/404.html"); !page.NoIndex || page.Canonical != "" {
			t.Errorf("base %q: search engines are invited", base)
		}
	}
}

// An introduction of a few sentences stands in one column.
func TestLongIntroduction(t *testing.T) {
	const sentence = "In *between*, Iraq's parliament votes on foreign troops, NATO enlarges its mission, and the coalition declares its combat role over. "
	for sentences, want := range map[int]bool{0: false, 1: false, 2: false, 3: false, 5: true} {
		s := planClean(t, "-- _index.md --\n---\ntitle: T\n---\n"+strings.Repeat(sentence, sentences)+"\n")
		if page := data[*TimelinePage](t, s, "/"); page.IntroLong != want || (page.Intro == "") != (sentences == 0) {
			t.Errorf("%d sentences: long is %t", sentences, page.IntroLong)
		}
	}
}
