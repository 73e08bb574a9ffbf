package site

import (
	"html/template"
	"sync/atomic"
)

// The structs below are what templates get: one for each template, its fields
// the template's contract. All addresses are root-relative ("/actors/nato/");
// the renderer makes them relative to the page. Fields of type template.HTML
// were made by this program's own renderer from escaped text.

// Frame is what every page shows around its content.
type Frame struct {
	Site        SiteInfo
	Title       string      // of the page, without the site's name
	Description string      // one or two sentences for previews; may be empty
	URL         string      // of the page
	Canonical   string      // absolute address of the page; empty where the site has no base_url
	Lang        string      // of the page's main text, BCP 47
	Dir         string      // "ltr" or "rtl"
	TextLang    string      // of its longer text, where a translation has left that in another language
	TextDir     string      // goes with TextLang
	Home        bool        // the page is the home page
	NoIndex     bool        // search engines should pass it over
	Type        string      // Open Graph type: "website", "article", "profile"
	Locale      string      // of the main text as Open Graph has it: "en", "en_GB"
	Days        string      // first and last day of the date that the page is about, in days since 1970-01-01; may be empty
	Structured  template.JS // schema.org data in JSON-LD; may be empty
	Alternates  []Alternate // the page, or what it lists, in other formats
	Feeds       []Link      // the feeds among them that readers see a link to
	Preview     *Preview    // nil where the site has no base_url, or does not want them
	Embed       *Embed      // what others paste to show the page; nil where nothing does
	Editions    []Edition   // the page in all languages of the site; none where it has one
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
	Articles    int // how many there are
	Incidents   int
	Actors      int
	Sources     int
	HoverPieces int    // files that hold the hover cards
	Pages       []Link // plain pages, for the footer
	Portable    bool   // read from a folder: scripts can fetch nothing
	Policy      string // what pages may load, as a Content-Security-Policy
	Params      map[string]any
}

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

// Zero reports whether there is no date.
func (w When) Zero() bool { return w.Text == "" }

// Card shows an entry in lists. It is rendered once and used on many pages.
type Card struct {
	Incident  bool   // else an article
	ID        string // unique on a page that lists entries
	Title     string
	URL       string
	Lang, Dir string // of title and summary, where not the site's; else empty
	When      When
	Time      *Link  // time of day in words, without an address as is Kind; nil for none
	Kind      *Link  // incidents: "attack"
	Status    string // incidents: empty when confirmed or not said
	Place     *Link  // incidents
	Publisher *Link  // articles
	Credits   []Link // articles
	Summary   string
	Actors    []Link // incidents: with roles
	Articles  int    // incidents: how many report it
	Mentions  int    // articles: how many actors it names
	Corrected bool   // articles
	Notes     int    // articles: how many annotations it has
	Differ    bool   // incidents: the accounts of it differ
	Described bool   // articles: the title is the editors' description, not the headline
	Draft     bool

	rendered atomic.Pointer[renderedCard]
}

// renderedCard is what somebody has made of a card.
type renderedCard struct {
	by   any
	html template.HTML
}

// Rendered returns what somebody makes of the card, which is made once and kept
// with it.
func (c *Card) Rendered(by any, render func() (template.HTML, error)) (template.HTML, error) {
	if done := c.rendered.Load(); done != nil && done.by == by {
		return done.html, nil
	}
	html, err := render()
	if err == nil {
		c.rendered.Store(&renderedCard{by, html})
	}
	return html, err
}

// Listed is an entry in a list: its card, and what only this list says of it.
type Listed struct {
	Card *Card
	Role *Link // actor pages: the actor's part in it, without an address; nil for none
}

// Month groups entries under a heading: a month, a year where entries state no
// month, or entries without a date.
type Month struct {
	Title   string // "December 2021"
	URL     string // of its archive; empty on that archive itself
	ID      string
	Entries []Listed
}

// Ruler shows how dense a timeline is: one bar for each day, month, year … as
// its span asks.
type Ruler struct {
	Label      string // "Entries by month"
	Bars       []Bar
	Ticks      []Tick
	Prev, Next *Link // to the archives before and after, where the page is one
}

// Bar is one unit of a ruler; heights are per cent of the ruler.
type Bar struct {
	Label     string // "December 2021: 9 incidents, 21 articles"
	URL       string // empty where there is nothing
	From, To  string // its span, as addresses hold it: "2021-12-19", "2021-12", "2021"
	Incidents int    // height of the incidents, 0 to 100
	Total     int    // height of all entries, 0 to 100
	Current   bool   // the page shows this unit
}

// Offset returns where the bar of height h begins, from above.
func (Bar) Offset(h int) int { return 100 - h }

// Tick is a label under the ruler at a bar.
type Tick struct {
	Text string
	Bar  int // index of the bar
}

// Pager leads to the other parts of a list that is split.
type Pager struct {
	Prev, Next *Link  // towards the beginning and the end of the reading order; nil at the ends
	Pages      []Link // some of the parts, where there are many
	Current    int    // index in Pages
}

// TimelinePage is for timeline.html: the timeline, archives, and all lists of
// entries by date (incidents, articles, a tag, a place).
type TimelinePage struct {
	Frame
	Kicker  string // what kind of page: "Tag", "Place"; may be empty
	Heading string
	Lead    string        // a sentence under the heading; may be empty
	Intro   template.HTML // the author's introduction; may be empty
	Ruler   *Ruler        // nil where there is nothing to show
	Filters []Link        // lists that narrow the timeline; Note "current" marks the one that is shown
	Map     *Map          // of a place; nil where hidden or unknown
	Within  string        // what the page lists, as filters state it: "tag=rockets"; empty for everything
	Months  []Month
	Pager   *Pager // nil where the list is whole
	Up      []Link // the pages above: year, timeline
}

// ArticlePage is for article.html.
type ArticlePage struct {
	Frame
	Up          []Link // the pages above
	Heading     string
	Described   bool  // the heading is the editors' description, not the headline
	Translated  *Link // the page in the original's language, where the heading is translated; else nil
	Published   When
	Delay       string // after the incident it reports: "one day after the event"
	Publisher   *Link
	Credits     []Link
	Authors     []string
	Original    string // address
	Archive     string // address
	Retrieved   When
	Updated     When
	Summary     string
	Text        []Stretch
	Notes       int    // how many there are
	Elsewhere   []Note // of a translation: notes on words of the original that this text does not have
	Accounts    []AccountList
	Incidents   []Link // Note: date
	Actors      []Link
	Tags        []Link
	Corrections []Correction
	Cite        *Citation
	JSONLD      string // address of the annotations as data; empty where there are none
	Prev, Next  *Link  // Note: date
	Draft       bool
}

// Stretch is a part of an article's text: a block with notes, and the blocks
// up to the next one with notes. The notes stand beside all of them.
type Stretch struct {
	Lead  template.HTML // the block that the notes speak of; empty at the start of a text
	Notes []Note
	Rest  []template.HTML
}

// Note is an annotation beside its passage, or wherever else it is shown.
type Note struct {
	ID         string // the note is #note--ID, its passage #passage--ID
	Number     int    // in its article
	Place      int    // in its stretch, from 1: passage and note light up together by it
	Kind       string // "claim"
	Label      string // "Claim"
	URL        string // permanent address
	Self       string // where it is shown away from its article: its address there, or URL where it may move to another page
	PassageURL string // address of the passage
	Quote      string // the passage in words
	Lang, Dir  string // of the note, where what it stands in is in another language
	QuoteLang  string // of Quote, where it is not the site's; away from its article
	QuoteDir   string // goes with QuoteLang
	Text       template.HTML
	By         *Link // who said it
	Via        *Link // through whom it came
	When       When
	Incident   *Link
	Confidence string
	Sources    []Link
	Original   string // address of the words in the original, as a text fragment; may be empty
	Article    *Link  // where it is shown away from its article; Note: date
	Publisher  *Link  // of that article
}

// Stated is a value that an account gives.
type Stated struct {
	Field  Link // its address is that of the field in the incident's table
	Value  Link // its address is that of the words that state it; empty where none are quoted
	By     *Link
	NoteID string // of the annotation whose note this line is: #note--ID; may be empty
}

// AccountList is what an article states about one incident.
type AccountList struct {
	Incident Link
	ID       string // of the list; two hyphens in it
	Stated   []Stated
}

// Correction is an entry of an article's correction log.
type Correction struct {
	ID        string // unique in the article
	When      When
	Text      template.HTML
	Lang, Dir string // of the text, where not the site's
	Article   *Link  // where it is shown away from its article
	Publisher *Link
}

// AccountTable lays the accounts of an incident side by side.
type AccountTable struct {
	Columns []AccountColumn // in order of publication
	Rows    []AccountRow
	Differ  int // rows in which the accounts differ
}

// AccountColumn is one account.
type AccountColumn struct {
	ID        string // two hyphens in it
	Article   Link   // Title: the publisher, or else the article
	Headline  string
	Credits   []Link
	Published When
	Delay     string
}

// AccountRow is one field.
type AccountRow struct {
	ID          string
	Field       Link
	Established *Link // what the editors have settled; may be nil
	Usual       *Link // else what most accounts state; may be nil
	Differs     bool
	Cells       []AccountCell
}

// AccountCell is what one account states.
type AccountCell struct {
	ID      string
	Value   *Link // its address is that of the words that state it; nil where it states nothing
	Differs bool
	Why     string // what it differs from, in words
	Before  *Link  // what the same publisher stated before; may be nil
	By      *Link
}

// Fact is a line of a facts list.
type Fact struct {
	Name  Link
	Text  Link
	Links []Link // in place of Text
}

// IncidentPage is for incident.html.
type IncidentPage struct {
	Frame
	Up          []Link // the pages above
	Cite        *Citation
	Heading     string
	When        When
	Time        *Link // without an address, as are Kind, Killed and Injured; nil for none
	Kind        *Link
	Status      string // in words
	State       string // the same; empty where it is confirmed
	Summary     string
	Place       *Link
	Map         *Map          // nil where hidden or unknown
	Position    string        // "33.306° N, 44.393° E (area)"; empty where hidden or unknown
	Accounts    *AccountTable // nil where there are none
	Notes       []Note        // about the incident, from all articles; the last ones where there are many
	Noted       int           // how many there are
	NotedURL    string        // address of the list of all; empty where all are here
	Killed      *Link
	Injured     *Link
	Established []Fact
	Roles       []Link // Note: role
	Text        template.HTML
	Ruler       *Ruler   // when it was reported; nil where few articles do
	Articles    []Report // in order of publication
	Reported    int      // how many there are
	Pager       *Pager   // nil where all of them, and their accounts, are here; further parts leave out what the first says
	Related     []Link
	PartOf      []Link
	Parts       []Link
	Tags        []Link
	Prev, Next  *Link
	Draft       bool
}

// Report is an article about an incident, with the time between the two clocks.
type Report struct {
	ID        string // two hyphens in it
	Link      Link
	Publisher *Link
	Credits   []Link
	Published When
	Delay     string // "same day", "8 days later"; empty where the dates do not say
}

// ActorPage is for actor.html.
type ActorPage struct {
	Frame
	Up         []Link // the pages above
	Heading    string
	Kind       string
	Names      []string // in any script
	Summary    string
	Offices    []Office
	Relations  []Tie
	Official   string   // the actor's own site
	SameAs     []string // addresses
	Text       template.HTML
	Statements []Note // claims with it as speaker, by date; the last ones where there are many
	Said       int    // how many there are
	SaidURL    string // address of the list of all; empty where all are here
	Incidents  int    // how many it takes part in
	Articles   int    // how many name it
	First      When
	Last       When
	Ruler      *Ruler
	Months     []Month
	Pager      *Pager
	With       []Link   // Count: in how many entries
	Network    *Network // the same with lines between them; nil where it is alone, and on all parts but the first
	Map        *Map     // where its incidents happened; nil where unknown, and on all parts but the first
	Draft      bool
}

// Office is an office that an actor held.
type Office struct {
	Title Link
	Of    *Link
	Span  string // "since July 2020"; may be empty
}

// Tie is a relation of an actor in words: Text "commands", Link "NATO Mission Iraq".
type Tie struct {
	Text Link
	Link Link
	Span string
}

// SourcePage is for source.html.
type SourcePage struct {
	Frame
	Up       []Link // the pages above
	Heading  string
	Kind     string
	Country  string
	Owner    string
	Official string
	Summary  string
	Text     template.HTML
	Reports  []Month // its own articles
	Credited []Month // articles of others that carry its reporting
	Count    int     // of its own
	Credits  int     // of others
	Pager    *Pager
	Draft    bool
}

// IndexPage is for index.html: lists by name (actors, sources, tags, places).
type IndexPage struct {
	Frame
	Heading string
	Lead    string
	Map     *Map  // of all places; nil elsewhere
	More    *Link // a page that shows the same another way; may be nil
	Groups  []Group
	Pager   *Pager // nil where the list is whole
}

// Group is a part of an index under a heading.
type Group struct {
	Title string // may be empty
	ID    string
	Items []IndexItem
}

// IndexItem is a line of an index.
type IndexItem struct {
	Link    Link
	Summary string
	Facts   string // "6 incidents, 11 articles"
}

// PlainPage is for page.html.
type PlainPage struct {
	Frame
	Heading string
	Text    template.HTML
	Draft   bool
}

// CorrectionsPage is for corrections.html: what was corrected, newest first.
type CorrectionsPage struct {
	Frame
	Heading     string
	Lead        string
	Corrections []Correction // by publishers, or of this site's own texts
	Notes       []Note       // annotations that correct an article
	Pager       *Pager       // nil where the list is whole
}

// StatementsPage is for statements.html: what an actor said, or the notes about
// an incident, by date, where that is too much for the page of either.
type StatementsPage struct {
	Frame
	Up         []Link // the pages above
	Heading    string
	Lead       string
	Statements []Note
	Pager      *Pager // nil where the list is whole
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
