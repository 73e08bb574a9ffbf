package site

import "html/template"

// Card shows an entry in lists.
type Card struct {
	Incident  bool   // else an article
	ID        string // unique on a page that lists entries
	Title     string
	URL       string
	Lang, Dir string // of the title, where not the site's (Dir also by its letters); else empty
	When      When
	Time      *Link  // time of day in words, or as the date states it, without an address as is Kind; nil for none
	Kind      *Link  // incidents: "attack"
	Status    string // incidents: empty when confirmed or not said
	Place     *Link  // incidents
	Publisher *Link  // articles
	Credits   []Link // articles; of many the first, and a link to all
	Summary   string
	Actors    []Link // incidents: with roles; of many the first, and a link to all
	Articles  int    // incidents: how many report it
	Corrected bool   // articles
	Notes     int    // articles: how many annotations it has
	Differ    bool   // incidents: the accounts of it differ
	Described bool   // articles: the title is the editors' description, not the headline
	Draft     bool

	SummaryLang string // of the summary, where not the site's; else empty
	SummaryDir  string // goes with SummaryLang, or with the letters of the summary

	Params map[string]any // what stands under params: in the document; nil for none
}

// Listed is an entry in a list: its card, and what only this list says of it.
type Listed struct {
	Role  *Link // actor pages: the actor's part in it, without an address; nil for none
	entry int   // its number among all
	of    *planner
}

// Card returns what the card of the entry shows.
func (l Listed) Card() *Card { return new(l.of.card(l.entry)) }

// Rendered returns what somebody makes of the card, which is made once for all the
// lists that the entry stands in. The card is not kept.
func (l Listed) Rendered(by any, render func(*Card) (template.HTML, error)) (template.HTML, error) {
	place := &l.of.cards.of(by, len(l.of.timeline.Entries)).html[l.entry]
	if done := place.Load(); done != nil {
		return *done, nil
	}
	c := l.of.cardRooms.Get().(*Card)
	defer l.of.cardRooms.Put(c)
	*c = l.of.card(l.entry)
	html, err := render(c)
	if err == nil {
		place.Store(&html)
	}
	return html, err
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
	Prev, Next *Link // to the archives before and after, where the page is one

	Incidents, Articles bool // which kinds of entries the bars count
}

// Bar is one unit of a ruler; heights are per cent of the ruler.
type Bar struct {
	Label    string // "December 2021: 9 incidents, 21 articles"
	URL      string // empty where there is nothing
	From, To string // its span, as addresses hold it: "2021-12-19", "2021-12", "2021"
	Tick     string // label under the ruler; mostly empty
	Current  bool   // the page shows this unit

	Incidents, IncidentsTop int // height of the incidents, 0 to 100, and where that begins from above
	Total, Top              int // the same of all entries
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
	Kicker    string // what kind of page: "Tag", "Place"; may be empty
	Heading   string
	Lead      string        // a sentence under the heading; may be empty
	Intro     template.HTML // the author's introduction; may be empty
	IntroLong bool          // it fills two columns
	Ruler     *Ruler        // nil where there is nothing to show
	Filters   []Link        // lists that narrow the timeline; Note "current" marks the one that is shown
	Map       *Map          // of a place; nil where hidden or unknown
	Within    string        // what the page lists, as filters state it: "tag=rockets"; empty for everything
	Months    []Month
	Empty     string // what the page says where it lists nothing
	Pager     *Pager // nil where the list is whole
	Up        []Link // the pages above: year, timeline
}

// IndexPage is for index.html: lists by name (actors, sources, tags, places), and what does
// not all fit on the page of a document.
type IndexPage struct {
	Frame
	Up      []Link // the pages above: those of a document; none of the site's own lists
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
	Lang    string // of the summary, where not the site's; else empty
	Facts   string // "6 incidents, 11 articles"
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
