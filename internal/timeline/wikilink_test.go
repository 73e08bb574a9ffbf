package timeline

import (
	"strings"
	"testing"
)

// Every document of this site answers to a link of its own kind.
const linkable = `
-- actors/nato.md --
---
name: NATO
---
-- actors/vote.md --
---
name: Vote Watch
mention: off
---
-- incidents/vote.md --
---
title: The vote
date: 2020-01-05
---
-- incidents/deep/2020-02-01-visit.md --
---
title: The visit
---
-- sources/xinhua.md --
---
name: Xinhua & Co
---
-- pages/about.md --
---
title: About
---
-- pages/METHOD.MD --
---
title: Method
---
-- articles/2021/first.md --
---
title: First
date: 2021-12-27
---
-- articles/bundle/index.md --
---
title: Bundle
date: 2021-12-28
---
![A map](map.bmp) [the plan](papers/plan%20100%25.pdf#page=2)
-- articles/bundle/map.bmp --
-- articles/bundle/papers/plan 100%.pdf --
`

func TestLinks(t *testing.T) {
	for _, tt := range []struct{ name, text, html string }{
		{"actor", "[[nato]]", `<a class="wikilink" href="/actors/nato/">NATO</a>`},
		{"with text", "[[nato|the alliance]]", `<a class="wikilink" href="/actors/nato/">the alliance</a>`},
		{"incident", "[[visit]]", `<a class="wikilink" href="/incidents/visit/">The visit</a>`},
		{"article", "[[first]]", `<a class="wikilink" href="/articles/first/">First</a>`},
		{"source, title escaped", "[[xinhua]]", `<a class="wikilink" href="/sources/xinhua/">Xinhua &amp; Co</a>`},
		{"page with fragment", "[[about#who]]", `<a class="wikilink" href="/about/#who">About</a>`},
		{"kind", "[[incident:vote]]", `<a class="wikilink" href="/incidents/vote/">The vote</a>`},
		{"other kind", "[[actor:vote|watchers]]", `<a class="wikilink" href="/actors/vote/">watchers</a>`},
		{"file", "[it](../incidents/vote.md)", `<a href="/incidents/vote/">it</a>`},
		{"file with fragment", "[it](../incidents/deep/2020-02-01-visit.md#x)", `<a href="/incidents/visit/#x">it</a>`},
		{"bundle's text", "[it](../articles/bundle/index.md)", `<a href="/articles/bundle/">it</a>`},
		{"settings", "[home](../_index.md)", `<a href="/">home</a>`},
		{"elsewhere", "[it](https://example.org/a.md)", `<a href="https://example.org/a.md">it</a>`},
		{"file from the root", "[it](/incidents/vote.md)", `<a href="/incidents/vote/">it</a>`},
		{"file from the root with fragment", "[it](/articles/../incidents/deep/2020-02-01-visit.md#x)", `<a href="/incidents/visit/#x">it</a>`},
		{"file in capitals from the root", "[it](/pages/METHOD.MD#x)", `<a href="/method/#x">it</a>`},
		{"settings from the root", "[home](/_index.md)", `<a href="/">home</a>`},
		{"file of the site's own", "[it](/n%20otes.md#x)", `<a href="/n%20otes.md#x">it</a>`},
		{"two slashes, one escaped", "[it](/%2Fotes.md)", `<a href="/otes.md">it</a>`},
		{"host without scheme", "[it](//example.org/a.md)", `<a href="//example.org/a.md">it</a>`},
		{"root", "[it](/actors/nato/)", `<a href="/actors/nato/">it</a>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			linked := linkClean(t, linkable+"-- pages/p.md --\n---\ntitle: P\n---\n"+tt.text+"\n")
			page := bySlug(t, linked.Pages, "p", func(p *Page) string { return p.Meta.Slug.V })
			if got, want := page.Text.HTML(), "<p>"+tt.html+"</p>\n"; got != want {
				t.Errorf("got  %swant %s", got, want)
			}
		})
	}
}

func TestBundleLinks(t *testing.T) {
	linked := linkClean(t, linkable)
	html := article(t, linked, "bundle").Text.HTML()
	for _, want := range []string{
		`src="/articles/bundle/map.bmp"`,
		`href="/articles/bundle/papers/plan%20100%25.pdf#page=2"`,
	} {
		if !strings.Contains(html, want) {
			t.Errorf("no %s in\n%s", want, html)
		}
	}
}

// Some systems write names of files in another normal form than authors write links.
func TestLinksInOtherNormalForm(t *testing.T) {
	const files = "-- incidents/co\u0302te.md --\n---\ntitle: C\ndate: 2020\n---\n" +
		"-- incidents/f\u00eate.md --\n---\ntitle: F\ndate: 2020\n---\n" +
		"-- pages/cafe\u0301/pla\u0302n.pdf --\nx\n-- pages/cafe\u0301/\u00e9t\u00e9.pdf --\nx\n"
	const text = "-- pages/cafe\u0301/index.md --\n---\ntitle: P\n---\n" +
		"[a](../../incidents/c\u00f4te.md) [b](/incidents/c\u00f4te.md) [c](../../incidents/fe\u0302te.md) [d](pl\u00e2n.pdf) [e](e\u0301te\u0301.pdf)\n"
	linked := linkClean(t, files+text)
	const c, f, page = "/incidents/c\u00f4te/", "/incidents/f\u00eate/", "/caf\u00e9/"
	want := `<p><a href="` + c + `">a</a> <a href="` + c + `">b</a> <a href="` + f + `">c</a> ` +
		`<a href="` + page + `pla%CC%82n.pdf">d</a> <a href="` + page + `%C3%A9t%C3%A9.pdf">e</a></p>` + "\n"
	if got := linked.Pages[0].Text.HTML(); got != want {
		t.Errorf("got  %swant %s", got, want)
	}
}

func TestAmbiguousSlug(t *testing.T) {
	_, lines := link(t, linkable+"-- pages/p.md --\n---\ntitle: P\n---\n\nThe [[vote]].\n")
	wantLines(t, "problems", lines,
		`content/pages/p.md:5:5: error: "vote" is the slug of more than one document; write [[incident:vote]] or [[actor:vote]]`)
}

// A link to an actor counts as a mention: the article stands on its page.
func TestWikilinkIsMention(t *testing.T) {
	linked := linkClean(t, linkable+"-- articles/a.md --\n---\ntitle: A\ndate: 2021\n---\nThe [[nato|alliance]] and [[actor:vote|they]].\n")
	a := article(t, linked, "a")
	wantLines(t, "actors", actorNames(a.Actors), "NATO", "Vote Watch")
	entries := each(actor(t, linked, "vote").Entries, Entry.Title)
	wantLines(t, "entries of the actor", entries, "A")
}

func TestMissingFiles(t *testing.T) {
	const page = "content/pages/p.md:5:"
	for text, want := range map[string]string{
		"[it](../incidents/votes.md)":               `1: error: no file content/incidents/votes.md; did you mean "../incidents/vote.md"?`,
		"[it](/incidents/votes.md#x)":               `1: error: no file content/incidents/votes.md; did you mean "/incidents/vote.md"?`,
		"[[actors/nato]]":                           `1: error: no document "actors/nato"; did you mean "nato"?`,
		"[[incidents/deep/2020-02-01-visit.md|it]]": `1: error: no document "incidents/deep/2020-02-01-visit.md"; did you mean "visit"?`,
		"[[nato.md]]":                               `1: error: no document "nato.md"; did you mean "nato"?`,
		"[[/actors/nato/]]":                         `1: error: no document "/actors/nato/"; did you mean "nato"?`,
		"[[actors/otan]]":                           `1: error: no document "actors/otan"; a document is called as its file in content/ is, without .md`,
		"[it](/../x.md)":                            "",
		"[it](../pages/METHODS.MD)":                 `1: error: no file content/pages/METHODS.MD; did you mean "METHOD.MD"?`,
		"[it](content/incidents/vote.md)":           `1: error: no file content/pages/content/incidents/vote.md; did you mean "../incidents/vote.md"?`,
		"[it](/content/incidents/vote.md)":          `1: error: no file content/content/incidents/vote.md; did you mean "/incidents/vote.md"?`,
		"[it](desk@example.org)":                    "1: error: no file content/pages/desk@example.org beside this page; write mailto:desk@example.org to lead to a mailbox",
		"![it](icon@2x.png)":                        "2: error: no file content/pages/icon@2x.png beside this page; a page's own files lie in its folder, as in slug/index.md with slug/icon@2x.png",
		"x [it](plan.pdf)":                          "3: error: no file content/pages/plan.pdf beside this page; a page's own files lie in its folder, as in slug/index.md with slug/plan.pdf",
		"[it](plan.pdf~)":                           "1: error: content/pages/plan.pdf~ is left out, as hidden files and the backups of editors are, whose names begin with a dot, end with ~ or stand between two #; rename it, and link it by that name",
		"![it](.own/plan.png)":                      "2: error: content/pages/.own/plan.png is left out, as hidden files and the backups of editors are, whose names begin with a dot, end with ~ or stand between two #; rename it, and link it by that name",
		"[it](../articles/2021~/a.md)":              "1: error: content/articles/2021~/a.md is left out, as hidden files and the backups of editors are, whose names begin with a dot, end with ~ or stand between two #; rename it, and link it by that name",
		"[it](../../static/.well-known/a.txt)":      "1: error: no file static/.well-known/a.txt beside this page; a page's own files lie in its folder, as in slug/index.md with slug/a.txt",
		"[it](../../../x.md)":                       "1: error: no file ../x.md",
		"[it](../articles/bundle/map.bmp)":          "1: error: content/articles/bundle/map.bmp lies beside content/articles/bundle/index.md, and only that page brings it; link to the page, or put a copy beside this one",
		"![it](../articles/bundle/map.bmp)":         "2: error: content/articles/bundle/map.bmp lies beside content/articles/bundle/index.md, and only that page brings it; link to the page, or put a copy beside this one",
	} {
		_, lines := link(t, linkable+"-- pages/p.md --\n---\ntitle: P\n---\n\n"+text+"\n")
		got := strings.Join(lines, "\n")
		if want != "" {
			want = page + want
		}
		if got != want {
			t.Errorf("%s:\n got %s\nwant %s", text, got, want)
		}
	}
}

// Disks of authors may take capital and small letters in a name for the same.
func TestMissingBeside(t *testing.T) {
	const page = "-- pages/p/index.md --\n---\ntitle: P\n---\n\n[a](plan.pdf) [b](p/Plan.PDF) [c](other.ods)\n-- pages/p/Plan.PDF --\nx\n-- pages/p/Zone (1).txt --\nx\n"
	_, lines := link(t, page)
	wantLines(t, "problems", lines,
		`content/pages/p/index.md:5:1: error: no file content/pages/p/plan.pdf beside this page; did you mean "Plan.PDF"?`,
		`content/pages/p/index.md:5:15: error: no file content/pages/p/p/Plan.PDF beside this page; did you mean "Plan.PDF"?`,
		`content/pages/p/index.md:5:31: error: no file content/pages/p/other.ods beside this page; a page's own files lie in its folder, as in slug/index.md with slug/other.ods`)
}

// Long titles do not make a text of gigabytes of short links.
func TestTitlesAreBounded(t *testing.T) {
	title := strings.Repeat("t", 1000)
	archive := "-- articles/a.md --\n---\ntitle: A\ndate: 2021\n---\n" + strings.Repeat("[[b]]\n", 40_000) +
		"-- articles/b.md --\n---\ntitle: " + title + "\ndate: 2021\n---\n" + strings.Repeat("[[a|b]]\n", 40_000)
	_, lines := link(t, archive)
	wantLines(t, "problems", lines, "content/articles/a.md:33559:1: error: up to here links without words of their own stand for titles of more than 32 MiB; write words, as in [[b|words]]")
}
