package site

import "html/template"

// The structs whose names end in Page, and Card, are what templates get, with the
// structs that they hold: one for each template, its fields the template's
// contract. All addresses are root-relative ("/actors/nato/");
// the renderer makes them relative to the page. Fields of type template.HTML
// were made by this program's own renderer from escaped text.

// Frame is what every page shows around its content.
type Frame struct {
	Site        *SiteInfo   // the same for all pages
	Title       string      // of the page, without the site's name
	Description string      // one or two sentences for previews; may be empty
	URL         string      // of the page
	Section     string      // address of the item of the menu that the page is, or lies in; may be empty
	Canonical   string      // absolute address of the page; empty where the site has no base_url
	Lang        string      // of the page's main text, BCP 47
	Dir         string      // "ltr" or "rtl", goes with Lang, or with the letters of the heading
	TextLang    string      // of its longer text, where a translation has left that in another language
	TextDir     string      // goes with TextLang, or with its letters
	SummaryLang string      // of its summary, where a translation has left that in another language
	SummaryDir  string      // goes with SummaryLang, or with its letters
	Home        bool        // the page is the home page
	NoIndex     bool        // search engines should pass it over
	Type        string      // Open Graph type: "website", "article", "profile"
	Locale      string      // of the main text as Open Graph has it: "en", "en_GB"
	Days        string      // first and last day of the date that the page is about, in days since 1970-01-01; may be empty
	Structured  Structured  // schema.org data in JSON-LD; nil for none
	Alternates  []Alternate // the page, or what it lists, in other formats
	Feeds       []Link      // the feeds among them that readers see a link to
	Preview     *Preview    // nil where the site has no base_url, or does not want them
	Holds       *Holds      // how much the site holds, on the home page; elsewhere nil, so that a new article changes no page that does not show it
	Embed       *Embed      // what others paste to show the page; nil where nothing does
	Editions    []Edition   // the page in all languages of the site; none where it has one

	Params map[string]any // what stands under params: in the document of the page; nil for none

	room *pageRoom // in which most of the page's data lie
}

// Alternate is a page, or what it lists, in another format.
type Alternate struct {
	Type  string // media type
	Title string
	URL   string
}

// Preview is the picture that other sites show of the page when it is shared.
type Preview struct {
	URL           string // absolute
	Width, Height int    // in pixels
	Alt           string // what it says
}

// SiteInfo is what all pages know of the site.
type SiteInfo struct {
	Title       string
	Description string
	Lang        string // BCP 47
	Dir         string // "ltr" or "rtl"
	Menu        []MenuItem
	HoverPieces int            // files that hold the hover cards
	Pages       []Link         // plain pages, for the footer; of many a few
	AllPages    *Link          // to the list of all; nil where the footer names all
	Portable    bool           // read from a folder: scripts can fetch nothing
	Policy      string         // what pages may load, as a Content-Security-Policy
	Params      map[string]any // what stands under params: in the settings
}

// Holds is how many documents of each kind a site has.
type Holds struct{ Incidents, Articles, Actors, Sources int }

// MenuItem is a section or plain page in the masthead.
type MenuItem struct {
	Title   string
	URL     string
	Section string // "timeline", "incidents", …; "" for a plain page
}

// Current reports whether the page at url lies in the item's section.
func (m MenuItem) Current(url string) bool {
	return m.URL == url || m.URL != "/" && len(url) > len(m.URL) && url[:len(m.URL)] == m.URL
}

// Link is a title with an address.
type Link struct {
	Title string
	URL   string // may be empty: text only
	Lang  string // of the title, where it is not the page's
	Dir   string // goes with Lang
	Note  string // a word beside it: a role, a date; may be empty
	Count int    // how often; 0 is not shown

	NoteLang string // of Note, where it is not the page's
}

// When is a date as readers see it.
type When struct {
	Text     string // in words: "between 18 and 19 December 2021"
	Brief    string // short, under a heading that says year and month: "18–19 Dec"
	Weekday  string // "Sun"; only for exact days
	DateTime string // for <time datetime>; only for exact dates
	Day      bool   // it is one day and nothing else, which some languages word in a way of its own
	Doubt    bool   // it is uncertain, approximate or both
	Spread   bool   // longer than its unit: an interval or a set
}

// PlainPage is for page.html.
type PlainPage struct {
	Frame
	Heading string
	Text    template.HTML
	Draft   bool
}

// NotFoundPage is for 404.html. Hosts show it at any address, so that its own
// links lead from the root of the host.
type NotFoundPage struct {
	Frame
}

// RedirectPage is for redirect.html: an older address of a page.
type RedirectPage struct {
	Frame
	Target string // relative to the page, because it also stands where addresses are not looked for
}
