package site

import (
	"slices"

	"dateline/internal/content"
	"dateline/internal/locale"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Edition is the page, or the home page, in one of the languages of the site.
type Edition struct {
	Lang, Dir string // BCP 47, and "ltr" or "rtl"
	Name      string // of the language, in itself
	URL       string // from the root of the page's own edition
	Current   bool   // the page is this one
	Same      bool   // it is the same page, not the home page in its place
	Locale    string // as Open Graph has it
	Absolute  string // address on the web; empty where the site has no base_url
}

// Join makes pages of several editions of a site lead to each other. They stand
// in the order in which readers choose among them, the first one at the root of
// all.
func Join(sites []*Site) {
	planners := make([]*planner, len(sites))
	for k, s := range sites {
		planners[k] = s.planner
	}
	for _, p := range planners {
		p.editions = nil
		if len(sites) > 1 {
			p.editions = planners
		}
	}
}

// isFurther reports whether the site is another edition than the first.
func (p *planner) isFurther() bool { return p.timeline.Site.Own() != "" }

// folder returns the folder of the edition in the whole site, with a slash at its
// end; "" for the first one.
func (p *planner) folder() string {
	if !p.isFurther() {
		return ""
	}
	return content.EditionFolder(p.info.Lang) + "/"
}

// up leads from the root of the edition to that of the whole site.
func (p *planner) up() string {
	if p.isFurther() {
		return "/../"
	}
	return "/"
}

// planEditions keeps the folders of further editions free.
func (p *planner) planEditions() {
	if p.isFurther() {
		return
	}
	for _, lang := range p.timeline.Site.Languages {
		p.taken[p.folded(content.EditionFolder(lang.V))] = claimed{what: "the edition in " + lang.V}
	}
}

// has reports whether a page that search engines may list stands at an address.
func (p *planner) has(url string) bool { return p.addresses()[url] }

// standing returns the addresses of all pages but redirects and the like.
func (p *planner) standing() map[string]bool {
	all := make(map[string]bool, len(p.site.Pages))
	for _, page := range p.site.Pages {
		if page.stands() {
			all[page.URL] = true
		}
	}
	return all
}

// editionsOf lists a page in all languages; nothing where the site has one.
func (p *planner) editionsOf(url string) []Edition {
	var all []Edition
	for _, other := range p.editions {
		e := Edition{
			Lang: other.info.Lang, Dir: other.info.Dir, Name: ownName(other.info.Lang),
			Current: other == p, Same: p.has(url) && other.has(url), Locale: openGraphLocale(other.info.Lang),
		}
		page := "/"
		if e.Same {
			page = url
		}
		e.URL, e.Absolute = p.up()+other.folder()+page[1:], other.absolute(page)
		if other == p {
			e.URL = page
		}
		all = append(all, e)
	}
	return all
}

// Editions lists the page at an address in all languages of the site; nothing
// where there is one only.
func (s *Site) Editions(url string) []Edition { return s.planner.editionsOf(url) }

// ownName returns what a language is called in itself.
func ownName(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		return lang
	}
	if base, script, _ := tag.Raw(); base.String() == "sr" && script.String() == "Latn" {
		return "Srpski" // where the library says what the language was called before
	}
	if name := display.Self.Name(tag); name != "" {
		return locale.Sentence(name)
	}
	return lang
}

// HasAlternates reports whether the page stands in another language, too.
func (f Frame) HasAlternates() bool {
	return slices.ContainsFunc(f.Editions, func(e Edition) bool { return e.Same && !e.Current })
}

// DefaultEdition returns the absolute address of the page for readers of other
// languages than the site's; "" without a base_url.
func (f Frame) DefaultEdition() string {
	if len(f.Editions) == 0 || !f.Editions[0].Same {
		return ""
	}
	return f.Editions[0].Absolute
}
