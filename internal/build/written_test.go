package build

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What browsers leave out of pages, and addresses at which there is nothing, are told where
// a template of the site's own writes them.
func TestWrittenInTemplates(t *testing.T) {
	const mistakes = `
-- content/pages/about.md --
---
title: About
aliases: [old/]
---
-- static/img/a b.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
-- static/js/own.js --
const own = 1
-- templates/partials/footer.html --
{{define "footer"}}<footer>{{/* "<style> */}}<!-- <style> <img src="/none.png"> -->
<style>a { color: red }</style>
é<script>run()</script><script type="application/ld+json">{}</script><script type="module" src="{{asset "app.js"}}"></script>
<script async src='//example.org/x.js'></script> <script SRC=/js/own.js></script>
<link rel="stylesheet" href="https://example.org/x.css"><link rel="author" href="https://example.org/">
<img src="/img/a%20b.svg" alt="a > b"><img src="/img/{{.Title}}.svg" alt=""><img
  src="/img/A-b.svg" alt="">
<p {{if .Title}}style="color: red"{{end}} onclick="run()" data-style="x">
<iframe src="https://example.org/"></iframe><form action="https://example.org/"></form><form action="/search/"></form>
<a href="/about/">A</a> <a href="/about">A</a> <a href="/old/?x#y">A</a> <a href="/">A</a> <a href="/feed.xml">A</a>
<a href="/abuot/">A</a> <a href="https://example.org/">A</a> <a href="#x">A</a> <a href="/places/">A</a>
</footer>{{end}}
`
	nowhere := []string{
		"templates/partials/footer.html:4:58: warning: /js/own.js leads to no file of the site: what lies in static/js/ is joined, and on every page as it is",
		"templates/partials/footer.html:7:3: warning: /img/A-b.svg leads to no file of the site: there is no static/img/A-b.svg; did you mean \"static/img/a b.svg\"?",
		"templates/partials/footer.html:10:95: warning: /feed.xml is there with a base_url only; write that into content/_index.md",
		"templates/partials/footer.html:11:4: warning: /abuot/ leads to no page of the site",
	}
	leftOut := []string{
		"templates/partials/footer.html:2:1: warning: browsers take no style that stands in a page: put it into a file in static/css/" + orAllow,
		"templates/partials/footer.html:3:2: warning: browsers run no script that stands in a page: put it into a file in static/js/" + orAllow,
		"templates/partials/footer.html:4:15: warning: " + askNoOther + orAllow,
		"templates/partials/footer.html:5:24: warning: " + askNoOther + orAllow,
		"templates/partials/footer.html:8:17: warning: browsers take no style from an attribute: name a class, and write its style into a file in static/css/" + orAllow,
		"templates/partials/footer.html:8:43: warning: browsers run no script from an attribute: put it into a file in static/js/" + orAllow,
		"templates/partials/footer.html:9:1: warning: browsers show no frame in a page: link what it shows" + orAllow,
		"templates/partials/footer.html:9:51: warning: browsers send no form to another host: link a page there that has it" + orAllow,
	}
	const free = `<meta content="default-src *" http-equiv='content-security-policy'>`
	for _, tt := range []struct {
		name, base string
		want       []string
	}{
		{"Dateline's policy", "", append(append(append([]string(nil), leftOut[:3]...), nowhere[0], leftOut[3], nowhere[1]), append(leftOut[4:], nowhere[2:]...)...)},
		{"its own", `
-- templates/base.html --
{{define "base"}}<meta http-equiv="Content-Security-Policy" content="default-src *">{{template "main" .}}{{template "footer" .}}{{template "masthead" .}}{{end}}
{{define "title"}}{{end}}
`, nowhere},
		{"its own, written otherwise", `
-- templates/base.html --
{{define "base"}}` + free + `{{template "main" .}}{{template "footer" .}}{{template "masthead" .}}{{end}}
{{define "title"}}{{end}}
`, nowhere},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, problems(run(t, siteOf(t, mistakes+tt.base)))); diff != "" {
				t.Errorf("problems (-want +got):\n%s", diff)
			}
		})
	}
}

// A tag that is left open is told where it begins: what html/template says of it names no line.
func TestOpenTags(t *testing.T) {
	result := run(t, siteOf(t, `
-- templates/partials/footer.html --
{{define "footer"}}<script>for (let i = 0; i<n; i++) "<a";</script><p title="1 > 0" class='x'>1 < 2, é <b>b</b>
<p class="{{.Title}}>One</p>
<p class="x">Two</p>
<p {{if eq .Title "a"}}class="y"{{end}}>Three</p> <img alt="x{{/* " */}}"
{{end}}
`))
	const open = ": warning: this tag is not closed: a quotation mark or > is missing"
	want := []string{
		"templates/partials/footer.html:1:20: warning: browsers run no script that stands in a page: put it into a file in static/js/" + orAllow,
		"templates/partials/footer.html:2:1" + open,
		"templates/partials/footer.html:4:51" + open,
	}
	if diff := cmp.Diff(want, problems(result)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}

// Tags that are closed, and those that are closed in each of several ways, are not told.
func TestClosedTags(t *testing.T) {
	for _, html := range []string{
		`<img alt="1 < 2" src="/favicon.svg">`,
		`<img alt="" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>">`,
		`<p title='a "<b>" c'{{if .Title}} id="<"{{end}}>x</p><p data-of="<b>x</b>"/><p title="<b>"
>x</p>`,
		`<a href="/places/{{if .Title}}a" class="on"{{else}}b"{{end}}>x</a> <b class="y">z</b>`,
		`{{if .Title}}<a href="/places/"{{- else}}<span{{end}} class="y">x</a>`,
		`<a title="{{if .Title}}"{{else if .Lang}}x"{{end}}>x</a><b title="y">z</b>`,
		`<textarea><p class="x</textarea><title>a <b "</title>`,
		"{{`<p class=\"`}}{{/* <p class=\"é */}}{{- /* don't */ -}}<p class=x>1 < 2 <!-- <p class=\" --></p>",
		`<svg viewBox="0 0 1 1"><path d="M0 0"/><use href="#x"/></svg><script type="application/ld+json">{"a": "</title><b"}</script>`,
	} {
		source := siteOf(t, "-- templates/partials/footer.html --\n{{define \"footer\"}}"+html+"{{end}}")
		if got := problems(run(t, source)); len(got) > 0 {
			t.Errorf("%s: problems %q", html, got)
		}
	}
}

// What is said of a draft may tell which it is of.
func TestOwnDraft(t *testing.T) {
	opt := options(siteOf(t, `
-- templates/partials/draft.html --
{{define "draft"}}<p>Draft of {{.Title}}</p>{{end}}
-- content/pages/about.md --
---
title: About
draft: true
---
`))
	opt.Drafts = true
	result, err := Run(opt)
	if err != nil {
		t.Fatal(err)
	}
	if got := problems(result); len(got) > 0 || !strings.Contains(read(t, result, "about/index.html"), "<p>Draft of About</p>") {
		t.Errorf("problems %q, page %s", got, read(t, result, "about/index.html"))
	}
}

// What an address leads to may come with the first entry, or be left out for what is told
// there.
func TestAddressesOfWhatMayCome(t *testing.T) {
	result := run(t, siteOf(t, `
-- templates/partials/footer.html --
{{define "footer"}}<a href="/feed.xml">A</a> <a href="/incidents/feed.json">A</a> <a href="/nowhere/feed.xml">A</a>
<img src="/img/none.png" alt="">{{end}}
-- content/_index.md --
---
title: T
base_url: https://example.org/
---
-- static/img/none.png --
no picture
`))
	want := []string{
		"static/img/none.png: error: this picture cannot be read: image: unknown format",
		"templates/partials/footer.html:1:86: warning: /nowhere/feed.xml leads to no file of the site: there is no static/nowhere/feed.xml",
	}
	if diff := cmp.Diff(want, problems(result)); diff != "" {
		t.Errorf("problems (-want +got):\n%s", diff)
	}
}
