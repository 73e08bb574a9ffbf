package build

import (
	"io/fs"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html/atom"
)

const hostingSite = `
-- content/_index.md --
---
title: T
base_url: https://example.org/some/where/
cname: www.example.org
---
-- content/actors/nato.md --
---
name: NATO
aliases: [old/nato/, old/nato.html, قديم, "two words", a/b/c/d/]
---
`

// Redirects lead where the redirect pages lead, under the path of the site.
func TestRedirects(t *testing.T) {
	result := runArchive(t, hostingSite)
	want := `/some/where/old/nato/ /some/where/actors/nato/ 301
/some/where/old/nato.html /some/where/actors/nato/ 301
/some/where/%D9%82%D8%AF%D9%8A%D9%85/ /some/where/actors/nato/ 301
/some/where/two%20words/ /some/where/actors/nato/ 301
/some/where/a/b/c/d/ /some/where/actors/nato/ 301
/some/where/old/nato/embed/ /some/where/actors/nato/embed/ 301
/some/where/%D9%82%D8%AF%D9%8A%D9%85/embed/ /some/where/actors/nato/embed/ 301
/some/where/two%20words/embed/ /some/where/actors/nato/embed/ 301
/some/where/a/b/c/d/embed/ /some/where/actors/nato/embed/ 301
`
	if got := read(t, result, "_redirects"); got != want {
		t.Errorf("_redirects:\n%s\nwant\n%s", got, want)
	}
	for _, file := range []string{"old/nato/index.html", "old/nato.html", "old/nato/embed/index.html"} {
		if got := read(t, result, file); !strings.Contains(got, `http-equiv="refresh"`) {
			t.Errorf("%s is no page that redirects", file)
		}
	}
	none := runArchive(t, "-- content/actors/nato.md --\n---\nname: NATO\n---\n")
	if _, err := fs.Stat(none.FS, "_redirects"); err == nil {
		t.Error("a site without aliases has _redirects")
	}
}

// What pages state themselves and what hosts send is one policy.
func TestHeaders(t *testing.T) {
	result := runArchive(t, hostingSite)
	policy := ""
	for n := range page(t, result, "index.html").Descendants() {
		if n.DataAtom == atom.Meta && attr(n, "http-equiv") == "Content-Security-Policy" {
			policy = attr(n, "content")
		}
	}
	if !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("the page has the policy %q", policy)
	}
	two := strings.Replace(hostingSite, "title: T\n", "title: T\nlanguages: [ar-IQ]\n", 1) + "-- content/_index.ar-IQ.md --\n---\ntitle: ت\n---\n"
	got := read(t, runArchive(t, two), "_headers")
	for _, want := range []string{
		"/some/where/*\n  Content-Security-Policy: " + policy + "\n  X-Frame-Options: SAMEORIGIN\n",
		"\n/some/where/embed/\n  Content-Security-Policy: frame-ancestors *\n",
		"\n/some/where/:language/:list/:page/embed/\n  Content-Security-Policy: frame-ancestors *\n",
		"\n/some/where/:list/:page/embed/\n  Content-Security-Policy: frame-ancestors *\n",
		"\n/some/where/:part4/:language/:list/:page/embed/\n  Content-Security-Policy: frame-ancestors *\n", // of an alias
		"\n  X-Content-Type-Options: nosniff\n",
		"\n  Referrer-Policy: same-origin\n",
		"\n/some/where/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n",
		"\n/some/where/ar-iq/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n",
		"\n/some/where/data/*\n  Access-Control-Allow-Origin: *\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("_headers lacks %q:\n%s", want, got)
		}
	}
}

// A policy of the site's own is not undone by what hosts send, and none is no policy.
func TestHeadersLeaveOwnPolicy(t *testing.T) {
	base, err := os.ReadFile(repository + "/templates/base.html")
	if err != nil {
		t.Fatal(err)
	}
	const policy = `<meta http-equiv="Content-Security-Policy" content="{{.Site.Policy}}">`
	with := func(other string) string { return strings.Replace(string(base), policy, other, 1) }
	for text, want := range map[string]bool{
		with(policy): true,
		with(strings.ReplaceAll(policy, ".Site.Policy", " .Site.Policy ")): true,
		with(""): true,
		with(strings.Replace(policy, "{{.Site.Policy}}", "default-src 'self'", 1)): false,
	} {
		got := read(t, runArchive(t, hostingSite+"-- templates/base.html --\n"+text), "_headers")
		if strings.Contains(got, "default-src") != want || !strings.Contains(got, "X-Frame-Options: SAMEORIGIN") || !strings.Contains(got, "frame-ancestors *") {
			t.Errorf("_headers:\n%s", got)
		}
	}
}

func TestFilesForGitHubPages(t *testing.T) {
	result := runArchive(t, hostingSite)
	if got := read(t, result, "CNAME"); got != "www.example.org\n" {
		t.Errorf("CNAME holds %q", got)
	}
	if got := read(t, result, ".nojekyll"); got != "" {
		t.Errorf(".nojekyll holds %q", got)
	}
	none := runArchive(t, "-- content/_index.md --\n---\ntitle: T\n---\n")
	if _, err := fs.Stat(none.FS, "CNAME"); err == nil {
		t.Error("a site without the setting has a CNAME")
	}
}

// Files that a site brings by hand are taken without a word.
func TestHostingFilesByHand(t *testing.T) {
	result := runArchive(t, hostingSite+`
-- static/_headers --
mine
-- static/_redirects --
mine
-- static/CNAME --
mine
-- static/robots.txt --
mine
`)
	for _, file := range []string{"_headers", "_redirects", "CNAME", "robots.txt"} {
		if got := read(t, result, file); got != "mine\n" {
			t.Errorf("%s holds %q", file, got)
		}
	}
}

func TestCNAMEIsAHostName(t *testing.T) {
	for name, good := range map[string]bool{
		"example.org": true, "a-b.example.org": true, "xn--mgbh0fb.example": true,
		"https://example.org": false, "example.org/x": false, "example": false, "-a.org": false,
		"a..org": false, "مثال.org": false, "a.org b.org": false, strings.Repeat("a", 64) + ".org": false,
	} {
		found := problems(run(t, siteOf(t, "-- content/_index.md --\n---\ntitle: T\ncname: \""+name+"\"\n---\n")))
		if good != (len(found) == 0) {
			t.Errorf("cname %q: %q", name, found)
		}
	}
}
