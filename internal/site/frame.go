package site

import (
	"cmp"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/edtf"
	"dateline/internal/locale"
	"dateline/internal/timeline"
)

// Policy is the Content-Security-Policy of every page: nothing comes from
// elsewhere, and no script or style stands in a page. Hosts that send headers
// send it with those rules that a page cannot give itself.
const Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"

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

// frame makes what surrounds a page in the site's own language, with room for the page.
//
// A page that says nothing of itself is described by its title and the site's.
func (p *planner) frame(title, description, url string) Frame {
	if description == "" {
		description = p.Text("page.described", "title", title, "site", p.info.Title)
	}
	return Frame{
		Site:        p.info,
		Title:       title,
		Description: description,
		URL:         url,
		Section:     p.section(url),
		Canonical:   p.absolute(url),
		Lang:        p.info.Lang,
		Dir:         p.info.Dir,
		TextLang:    p.info.Lang,
		TextDir:     p.info.Dir,
		SummaryLang: p.info.Lang,
		SummaryDir:  p.info.Dir,
		Type:        "website",
		Locale:      openGraphLocale(p.info.Lang),
		Alternates:  p.alternates,
		Feeds:       p.feeds,
		Preview:     p.sitePreview,
		Editions:    p.editionsOf(url),
		room:        p.pageRooms.Get().(*pageRoom),
	}
}

// section returns the address of the section in the menu that a page lies in; "" for
// none.
func (p *planner) section(url string) string {
	k := slices.IndexFunc(p.info.Menu, func(m MenuItem) bool { return m.Current(url) })
	if k < 0 {
		return ""
	}
	return p.info.Menu[k].URL
}

// openGraphLocale writes a language tag as Open Graph does. Where the tag names no
// territory, none is made up.
func openGraphLocale(lang string) string { return strings.ReplaceAll(lang, "-", "_") }

// absolute returns the address of a page on the web, "" without a base_url.
func (p *planner) absolute(url string) string {
	base := p.timeline.Site.BaseURL.V
	if base == "" {
		return ""
	}
	return strings.TrimSuffix(base, "/") + url
}

// BasePath returns the path at which a site with this base_url stands on its
// host, escaped: "/news/iraq/", "/" where there is none.
func BasePath(baseURL string) string {
	u, err := url.Parse(baseURL)
	if err != nil {
		return "/"
	}
	return strings.TrimSuffix(u.EscapedPath(), "/") + "/"
}

// in sets the language of the page's main text where it is not the site's.
func (f Frame) in(lang string) Frame {
	if lang != "" {
		f.Lang, f.Dir, f.Locale = lang, locale.Direction(lang), openGraphLocale(lang)
		f.TextLang, f.TextDir = f.Lang, f.Dir
		f.SummaryLang, f.SummaryDir = f.Lang, f.Dir
	}
	return f
}

// headed sets the language of the heading, where it is not the site's.
func (f Frame) headed(lang string) Frame {
	if lang != "" {
		f.Lang, f.Dir = lang, locale.Direction(lang)
	}
	return f
}

// of sets the languages of a document: of its title, lang, where it is not the
// site's, of its text and of its summary. With them come the author's own values.
func (f Frame) of(doc *content.Document, lang string) Frame {
	f = f.in(lang)
	f.Params = doc.Params
	if doc.TextLang() != "" {
		f.TextLang, f.TextDir = doc.TextLang(), locale.Direction(doc.TextLang())
	}
	if doc.SummaryLang() != "" {
		f.SummaryLang, f.SummaryDir = doc.SummaryLang(), locale.Direction(doc.SummaryLang())
	}
	return f
}

// running turns the heading and the summary the other way where their letters run so, and
// no other language than the site's is stated.
func (f Frame) running(heading, summary string) Frame {
	if f.Lang == f.Site.Lang {
		f.Dir = cmp.Or(locale.DirectionOf(heading), f.Dir)
	}
	if f.SummaryLang == f.Site.Lang {
		f.SummaryDir = cmp.Or(locale.DirectionOf(summary), f.SummaryDir)
	}
	return f
}

// withText does that with the longer text, where as much as it begins with says so and all of
// it does: it may begin with a quotation.
func (f Frame) withText(t timeline.Text) Frame {
	if f.TextLang != f.Site.Lang {
		return f
	}
	if dir := locale.DirectionOf(t.Body.Excerpt(sampleLength)); dir != "" && dir != f.TextDir && dir == locale.DirectionOf(t.Body.Text()) {
		f.TextDir = dir
	}
	return f
}

// sampleLength bounds how much of each text is looked at for its direction, in code points.
const sampleLength = 60

// about sets the date that the page is about.
func (f Frame) about(d edtf.Date) Frame {
	f.Days = days(d)
	return f
}

// titleLink makes a link whose title is in lang; "" is the site's language.
func (p *planner) titleLink(title, url, lang string) Link {
	l := Link{Title: title, URL: url}
	l.Lang, l.Dir = foreign(p.timeline, lang)
	return l
}

func (p *planner) entryLink(e timeline.Entry) Link {
	l := p.titleLink(e.Title(), e.URL(), e.Lang())
	l.Note = p.when(e.Date()).Text
	return l
}

func (p *planner) articleLink(a *timeline.Article) Link {
	return p.entryLink(a.Entry())
}

// outletLink links an article by the name of its publisher. Links to the publisher itself,
// and to its other articles, have the same words: what tells them apart is the note, by
// which the link is called. An article without a publisher has its title, and no note.
func (p *planner) outletLink(a *timeline.Article) Link {
	if a.Publisher == nil {
		l := p.articleLink(a)
		l.Note = ""
		return l
	}
	l := Link{Title: a.Publisher.Name(), URL: a.URL()}
	l.Note = l.Title + p.Text("list.comma") + p.Text("one.article")
	if published := p.when(a.Meta.Date.V).Text; published != "" {
		l.Note += p.Text("list.comma") + published
	}
	return l
}

func (p *planner) incidentLink(i *timeline.Incident) Link {
	return p.entryLink(i.Entry())
}

// someIncident links an incident that may be missing; nil for none.
func (p *planner) someIncident(i *timeline.Incident) *Link {
	if i == nil {
		return nil
	}
	return new(p.incidentLink(i))
}

func (p *planner) incidentLinks(room *pageRoom, incidents []*timeline.Incident) []Link {
	return madeIn(&room.links, incidents, p.incidentLink)
}

func actorLink(a *timeline.Actor) Link { return nameLink(a.Name(), a.URL(), a.Meta.Lang.V) }

func sourceLink(s *timeline.Source) Link { return nameLink(s.Name(), s.URL(), s.Meta.Lang.V) }

// nameLink makes a link to whom an author has named in a language; "" is the site's.
func nameLink(name, url, lang string) Link {
	l := Link{Title: name, URL: url}
	if lang != "" {
		l.Lang, l.Dir = lang, locale.Direction(lang)
	}
	return l
}

func tagLinks(room *pageRoom, tags []*timeline.Tag) []Link {
	return madeIn(&room.links, tags, func(t *timeline.Tag) Link { return nameLink(t.Name, t.URL(), t.Lang) })
}

// valueOf leaves away where a text stands in its document.
func valueOf(at content.At[string]) string { return at.V }

// made makes something of each of some things; nil for none.
func made[From, To any](things []From, do func(From) To) []To {
	if len(things) == 0 {
		return nil
	}
	all := make([]To, len(things))
	for k, thing := range things {
		all[k] = do(thing)
	}
	return all
}

// sectionLink leads to a list by the name of its section.
func (w wording) sectionLink(name string) Link {
	return Link{Title: w.Text("section." + name), URL: "/" + name + "/"}
}
