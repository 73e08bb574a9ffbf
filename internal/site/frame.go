package site

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/locale"
	"dateline/internal/timeline"
)

// Policy is the Content-Security-Policy of every page: nothing comes from
// elsewhere, and no script or style stands in a page. Hosts that send headers
// send it with those rules that a page cannot give itself.
const Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'"

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
