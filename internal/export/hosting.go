package export

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// Files for hosts: what GitHub Pages, and Netlify and Cloudflare Pages, read.
const (
	headersFile   = "_headers"
	redirectsFile = "_redirects"
	cnameFile     = "CNAME"
	noJekyllFile  = ".nojekyll" // keeps GitHub Pages from leaving out names that begin with "_"
)

// WellKnown is the one folder of a site whose name begins with a dot: others look there
// for files by name, as for security.txt (RFC 8615, RFC 9116). It stands at the root.
const WellKnown = ".well-known"

// Header is a header of an HTTP answer.
type Header struct{ Name, Value string }

// PageHeaders are what a host should send with every file. Nobody else's page
// may frame ours, which only a header can say. It is not frame-ancestors that
// says so: that one can take back, and some hosts send all rules that fit.
func PageHeaders() []Header {
	return []Header{
		{"Content-Security-Policy", site.Policy},
		{"X-Frame-Options", "SAMEORIGIN"},
		{"X-Content-Type-Options", "nosniff"},
		{"Referrer-Policy", "same-origin"}, // publishers need not see who reads about them
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
	}
}

// AssetHeader is what a host should send with the files in assets/, whose names
// change with their contents.
func AssetHeader() Header {
	return Header{"Cache-Control", "public, max-age=31536000, immutable"}
}

// embedPaths are where pages stand that anybody may frame, as hosts match paths; the longest
// is that of a page in a further language.
var embedPaths = []string{"embed/", ":list/embed/", ":list/:page/embed/", ":language/:list/:page/embed/"}

// framedPaths returns embedPaths, and below them such as are as long as the redirects
// to those pages. What authors write comes into none.
func framedPaths(redirects []site.Redirect) []string {
	paths := slices.Clone(embedPaths)
	longest := paths[len(paths)-1]
	for _, r := range redirects {
		for strings.HasSuffix(r.To, "/embed/") && strings.Count(r.From, "/") > strings.Count("/"+longest, "/") {
			longest = fmt.Sprintf(":part%d/%s", len(paths), longest)
			paths = append(paths, longest)
		}
	}
	return paths
}

// HostingFiles lists the files for hosts, each with the function that appends it to some
// room. Where pages are not held to site.Policy, they have to say themselves to which they
// are.
func HostingFiles(t *timeline.Timeline, redirects []site.Redirect, held bool) map[string]func(room []byte) []byte {
	base := site.BasePath(t.Site.BaseURL.V)
	files := map[string]func([]byte) []byte{
		noJekyllFile: func(room []byte) []byte { return room },
		headersFile:  func(room []byte) []byte { return headers(room, base, t.Site, redirects, held) },
	}
	if len(redirects) > 0 {
		files[redirectsFile] = func(room []byte) []byte { return redirectRules(room, base, redirects) }
	}
	if name := t.Site.CNAME.V; name != "" {
		files[cnameFile] = func(room []byte) []byte { return append(room, name+"\n"...) }
	}
	return files
}

// headers writes _headers: a path, and below it, indented, what is sent there.
// To pages for frames, where there are any, some of the redirects lead.
func headers(b []byte, base string, s *content.Site, redirects []site.Redirect, held bool) []byte {
	rule := func(path string, headers ...Header) {
		b = fmt.Appendf(b, "%s%s\n", base, path)
		for _, h := range headers {
			b = fmt.Appendf(b, "  %s: %s\n", h.Name, h.Value)
		}
	}
	rule("*", slices.DeleteFunc(PageHeaders(), func(h Header) bool { return !held && h.Value == site.Policy })...)
	if s.Embeds.V {
		for _, path := range framedPaths(redirects) {
			// X-Frame-Options is not looked at where a policy has this (CSP 3, 6.4.2.2),
			// whether a host sends it beside the other policy or in its place.
			rule(path, Header{"Content-Security-Policy", "frame-ancestors *"})
		}
	}
	rule("assets/*", AssetHeader())
	for _, lang := range s.Languages {
		rule(content.EditionFolder(lang.V)+"/assets/*", AssetHeader())
	}
	rule("data/*", Header{"Access-Control-Allow-Origin", "*"}) // for scripts of other sites
	return b
}

// redirectRules writes _redirects: an older address, the page, and the status,
// a line each.
func redirectRules(b []byte, base string, redirects []site.Redirect) []byte {
	for _, r := range redirects {
		b = fmt.Appendf(b, "%s%s %s%s 301\n", base, rulePath(r.From), base, rulePath(r.To))
	}
	return b
}

// rulePath escapes a root-relative address, without its first slash. A colon
// begins a placeholder in a rule, a star stands for anything.
func rulePath(address string) string {
	escaped := (&url.URL{Path: address}).EscapedPath()
	return strings.TrimPrefix(strings.NewReplacer(":", "%3A", "*", "%2A").Replace(escaped), "/")
}
