package site

import (
	"html/template"
	"maps"
	"path"
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/timeline"
)

// The page of a document shows up to wholeList notes on it, parts of it, relations of its own,
// or relations that others state to it. Of more it shows partOfList, the last ones or the
// first, and leads to a list of its own that has them all.
const (
	wholeList  = 30
	partOfList = 20
)

func (p *planner) planDocuments() {
	t := p.timeline
	for _, a := range t.Articles {
		p.document(&a.Meta.Document, "the article "+a.Meta.Path, a.URL(), "article.html", articlePageOf(p.timeline, a), func() any { return p.articlePage(a) })
	}
	for _, i := range t.Incidents {
		p.planIncident(i)
	}
	for _, a := range t.Actors {
		p.planActor(a)
	}
	for _, s := range t.Sources {
		p.planSource(s)
	}
	for _, page := range t.Pages {
		p.document(&page.Meta.Document, "the page "+page.Meta.Path, page.URL(), "page.html", showing(func(d *digest) { d.document(&page.Meta.Document, page.Text) }), func() any { return p.plainPage(page) })
	}
}

// document plans the page of a document and its bundle. It reports false where
// another document has the address.
func (p *planner) document(doc *content.Document, what, url, template string, shows Shows, data func() any) bool {
	// A slug that two documents of a kind share is a problem that content reports.
	key := template + p.folded(url)
	if p.documents[key] {
		return false
	}
	p.documents[key] = true
	p.add(doc.Pos(doc.Slug.Place), what, url, template, shows, data)
	folder := path.Dir(doc.Path) + "/"
	for _, file := range slices.Sorted(maps.Keys(doc.Beside)) {
		beside := doc.Beside[file]
		if beside.Unshown {
			continue
		}
		to := strings.TrimPrefix(url, "/") + strings.TrimPrefix(file, folder)
		if !p.claim(diag.Pos{File: file}, "the file "+file, to, "rename it") {
			continue
		}
		if !beside.IsPicture() {
			p.site.Copies = append(p.site.Copies, Copy{From: file, To: to})
			continue
		}
		info := beside.Picture
		p.site.Copies = append(p.site.Copies, Copy{From: file, To: to, Picture: &info})
		for _, width := range info.Smaller() {
			if name := info.Name(to, width); p.claim(diag.Pos{File: file}, "a smaller picture of "+file, name, "rename it") {
				p.site.Copies = append(p.site.Copies, Copy{From: file, To: name, Picture: &info, Width: width})
			}
		}
	}
	return true
}

// documentPart plans a part of the page of a document. It reports whether that is the one
// with which readers begin, and no other document has the address.
func (p *planner) documentPart(part part, doc *content.Document, what, url, template string, shows Shows, data func() any) bool {
	if part.landing {
		return p.document(doc, what, url, template, shows, data)
	}
	p.add(doc.Pos(doc.Slug.Place), what, url, template, shows, data)
	return false
}

// text renders a document's body.
func (p *planner) text(t timeline.Text) template.HTML {
	return p.html(t.HTML())
}

// html returns what markup made, with its words in the language of the interface.
func (p *planner) html(made string) template.HTML {
	return template.HTML(p.markupWords.Text(made)) //nolint:gosec // made by markup, which escapes all that authors write
}

// firstOf returns the summary, or else the beginning of the text.
func firstOf(summary string, t timeline.Text) string {
	if summary != "" {
		return summary
	}
	return t.Body.Excerpt(excerptLength)
}

func (p *planner) plainPage(page *timeline.Page) *PlainPage {
	m := page.Meta
	return &PlainPage{
		Frame:   p.frame(m.Title.V, firstOf(m.Summary.V, page.Text), page.URL()).of(&m.Document, m.Lang.V).running(m.Title.V, "").withText(page.Text),
		Heading: m.Title.V,
		Text:    p.text(page.Text),
		Draft:   m.Draft.V,
	}
}
