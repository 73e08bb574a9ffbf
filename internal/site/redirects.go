package site

import (
	"iter"
	"path"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/timeline"
)

// Redirect is an older address of a page. Both are root-relative, and not
// escaped.
type Redirect struct{ From, To string }

// planAliases plans a redirect at each older address of each document, and, where
// nothing else stands there, at that of its embed: pasted lines stay for years.
func (p *planner) planAliases() {
	for d := range p.timeline.Documents() {
		for at, from := range aliases(d.Meta) {
			pos := d.Meta.Pos(at.Place)
			what := "the alias " + at.V + " of " + pos.File
			if p.vacant(pos, what, Page{URL: from}.File(), "write another alias") {
				p.planRedirect(pos, what, from, d.URL, d)
			}
		}
	}
	if !p.embeds() {
		return
	}
	for d := range p.timeline.Documents() {
		for at, from := range aliases(d.Meta) {
			if !hasEmbed(d.Kind) || !strings.HasSuffix(from, "/") || strings.HasSuffix(from, embedURL("/")) {
				continue
			}
			from = embedURL(from)
			if _, taken := p.holder(p.folded(Page{URL: from}.File())); !taken {
				p.planRedirect(d.Meta.Pos(at.Place), "the embed at the alias "+at.V, from, embedURL(d.URL), d)
			}
		}
	}
}

// aliases yields those of a document that lead from within the site, with their
// root-relative addresses. Content has reported the others.
func aliases(doc *content.Document) iter.Seq2[content.At[string], string] {
	return func(yield func(content.At[string], string) bool) {
		for _, at := range doc.Aliases {
			if from, ok := aliasURL(at.V); ok && !yield(at, from) {
				return
			}
		}
	}
}

// planRedirect plans the page that leads from an older address of a document to one
// that it has now.
func (p *planner) planRedirect(pos diag.Pos, what, from, to string, d timeline.Document) {
	before := len(p.site.Pages)
	p.add(pos, what, from, "redirect.html", Telling(d.Title, to), func() any {
		f := p.frame(d.Title, "", from)
		f.NoIndex = true
		if f.Canonical != "" {
			f.Canonical = p.absolute(d.URL)
		}
		return &RedirectPage{f, root(from) + strings.TrimPrefix(to, "/")}
	})
	if len(p.site.Pages) > before { // no other page stands there
		p.site.Redirects = append(p.site.Redirects, Redirect{from, to})
	}
}

// aliasURL makes what an author wrote into a root-relative address, and
// reports whether it stays within the site.
func aliasURL(alias string) (string, bool) {
	if strings.ContainsAny(alias, "\\?#\x00") || strings.Contains(alias, "://") {
		return "", false
	}
	for part := range strings.SplitSeq(strings.Trim(alias, "/"), "/") {
		if part == "" || strings.HasPrefix(part, ".") {
			return "", false
		}
	}
	url := "/" + strings.Trim(alias, "/")
	if path.Ext(url) == ".html" {
		return url, true
	}
	return url + "/", true
}
