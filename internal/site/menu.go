package site

import (
	"fmt"
	"slices"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/locale"
	"dateline/internal/timeline"
)

// sections are the words that a menu may hold beside the slugs of plain pages.
// They name the texts of the group "section", too.
// The map of all places stands on the page of places.
var sections = []struct{ name, url string }{
	{"timeline", "/"},
	{"incidents", "/incidents/"},
	{"actors", "/actors/"},
	{"articles", "/articles/"},
	{"sources", "/sources/"},
	{"tags", "/tags/"},
	{"places", "/places/"},
	{"map", "/places/"},
	{"disputed", "/disputed/"},
	{"corrections", "/corrections/"},
}

func (p *planner) siteInfo() *SiteInfo {
	t := p.timeline
	info := &SiteInfo{
		Title:       t.Site.Title.V,
		Description: t.Site.Description.V,
		Lang:        t.Site.Language.V,
		Dir:         locale.Direction(t.Site.Language.V),
		HoverPieces: hoverPieces(t),
		Policy:      Policy,
		Portable:    p.portable,
		Params:      t.Site.Params,
	}
	if info.Portable {
		info.HoverPieces = 0
	}
	info.Pages = made(p.footerPages(), p.plainLink)
	if len(info.Pages) < len(t.Pages) {
		info.AllPages = &Link{Title: p.Text("section.all_pages"), URL: pagesURL}
	}
	for _, at := range t.Site.Menu {
		if item, ok := p.menuItem(at.V); ok {
			info.Menu = append(info.Menu, item)
			continue
		}
		p.noItem(at)
	}
	return info
}

// maxFooter is how many plain pages the footer of every page names: of more those that the
// menu has, and the first of the others. The list of all stands at pagesURL.
const (
	maxFooter = 12
	pagesURL  = "/pages/"
)

// footerPages returns the plain pages that the footer names, by title.
func (p *planner) footerPages() []*timeline.Page {
	all := p.timeline.Pages
	if len(all) <= maxFooter {
		return all
	}
	inMenu := func(page *timeline.Page) bool {
		return slices.ContainsFunc(p.timeline.Site.Menu, func(at content.At[string]) bool { return at.V == page.Meta.Slug.V })
	}
	var named []*timeline.Page
	others := maxFooter
	for _, page := range all {
		if inMenu(page) {
			others--
		}
	}
	for _, page := range all {
		if inMenu(page) {
			named = append(named, page)
		} else if others > 0 {
			named, others = append(named, page), others-1
		}
	}
	return named
}

func (p *planner) plainLink(page *timeline.Page) Link {
	return p.titleLink(page.Meta.Title.V, page.URL(), page.Meta.Lang.V)
}

// noItem reports that the menu names nothing: unless a page was called so, as its aliases
// say, there may be something like it.
func (p *planner) noItem(at content.At[string]) {
	t := p.timeline
	problem := diag.Problem{Pos: t.Site.Pos(at.Place), Text: fmt.Sprintf("no section or plain page %q", at.V)}
	hint := diag.DidYouMeanOf(at.V, menuNames(t))
	for _, page := range t.Pages {
		for _, url := range aliases(&page.Meta.Document) {
			if slug := page.Meta.Slug.V; url == "/"+at.V+"/" {
				hint = fmt.Sprintf("; as aliases say it is %q now (check --fix writes that)", slug)
				problem.Mend = diag.Mend{Old: at.V, New: slug}
			}
		}
	}
	problem.Text += hint
	p.problems.Put(problem)
}

func (p *planner) menuItem(name string) (MenuItem, bool) {
	t := p.timeline
	for _, s := range sections {
		if s.name == name {
			return MenuItem{Title: p.Text("section." + s.name), URL: s.url, Section: s.name}, true
		}
	}
	k := slices.IndexFunc(t.Pages, func(page *timeline.Page) bool { return page.Meta.Slug.V == name })
	if k < 0 {
		return MenuItem{}, false
	}
	return MenuItem{Title: t.Pages[k].Meta.Title.V, URL: t.Pages[k].URL()}, true
}

func menuNames(t *timeline.Timeline) []string {
	var names []string
	for _, s := range sections {
		names = append(names, s.name)
	}
	for _, page := range t.Pages {
		names = append(names, page.Meta.Slug.V)
	}
	return names
}
