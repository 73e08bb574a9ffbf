// Package site decides which pages exist: their addresses, and what each of
// them shows. It makes no HTML; a page's data are made when the page is opened.
package site

import (
	"slices"
	"strings"
	"sync"

	"dateline/internal/atlas"
	"dateline/internal/diag"
	"dateline/internal/locale"
	"dateline/internal/markup"
	"dateline/internal/opengraph"
	"dateline/internal/picture"
	"dateline/internal/timeline"

	"golang.org/x/text/cases"
)

// Page is one page of the site.
type Page struct {
	URL      string     // root-relative: "/actors/nato/", "/404.html"
	Template string     // file in templates/
	Data     func() any // what the template gets: the struct that belongs to it
	Root     string     // what the page's addresses are relative to: "../../", "./"; absolute for 404.html
	shows    Shows      // what decides the bytes of its file, but for what surrounds the page
}

// File returns the path of the page's file in the site.
func (p Page) File() string {
	if strings.HasSuffix(p.URL, "/") {
		return strings.TrimPrefix(p.URL, "/") + "index.html"
	}
	return strings.TrimPrefix(p.URL, "/")
}

// Listed reports whether search engines should list the page. They should not
// list redirects, the page for missing addresses, what others embed, and the
// further parts of lists, whose entries have pages of their own.
func (p Page) Listed() bool { return p.stands() && !isPart(p.URL) }

// stands reports whether the page is one of the site, rather than the way to one
// or a piece of one.
func (p Page) stands() bool {
	switch p.Template {
	case "redirect.html", "404.html", "embed.html", "embed-incident.html":
		return false
	}
	return true
}

// Copy is a file of the source folder that goes into the site: as it is, or
// for a picture without what it says beside its pixels.
type Copy struct {
	From    string // path in the source folder
	To      string // path in the site
	Picture *picture.Info
	Width   int // in pixels, of a smaller picture that is made of it; else 0
}

// Site is what a build makes: pages and copied files, each file once.
type Site struct {
	Pages  []Page
	Copies []Copy

	Redirects []Redirect // the older addresses among the pages
	// Previews are the pictures that other sites show of shared pages, each
	// once; none where the site has no base_url, or does not want them.
	Previews []opengraph.Card

	planner *planner
}

// Plan lists the pages of a timeline, with the words of a language. Two pages at one
// address, whatever its letter case, are a problem. A portable site, which is read from a
// folder rather than from a host, is without what scripts would have to fetch (search,
// filters, hover cards).
func Plan(t *timeline.Timeline, language *locale.Locale, portable bool) (*Site, diag.List) {
	documents := len(t.Entries) + len(t.Actors) + len(t.Sources) + len(t.Pages)
	p := &planner{
		timeline: t, wording: wording{language}, portable: portable, site: &Site{Pages: make([]Page, 0, documents+documents/2)}, fold: cases.Fold(),
		taken: make(map[string]claimed, pathsOf*documents), documents: make(map[string]bool, documents),
		parts:      map[*timeline.Actor]int{},
		named:      map[*timeline.Actor]*Link{},
		publishers: map[*timeline.Source]*Link{},
		rooms:      sync.Pool{New: func() any { return new([]byte) }},
		monthRooms: sync.Pool{New: func() any { return &monthRoom{index: map[unit]int{}} }},
		pageRooms:  newRooms(),
		cardRooms:  sync.Pool{New: func() any { return new(Card) }},
	}
	for _, actor := range t.Actors {
		p.named[actor] = new(actorLink(actor))
	}
	for _, source := range t.Sources {
		p.publishers[source] = new(sourceLink(source))
	}
	p.site.planner = p
	p.markupWords = markup.NewWords(p.Text)
	p.addresses = sync.OnceValue(p.standing)
	p.info = p.siteInfo()
	p.alternates, p.feeds = p.siteAlternates()
	p.sitePreview = p.preview(p.siteCard)
	p.world = sync.OnceValue(atlas.Open)
	p.countries = sync.OnceValue(func() func(code, english string) string { return countryNamer(p.info.Lang) })
	p.shapes = sync.OnceValue(func() map[string]int { return kindShapes(t.Incidents) })
	p.overall = p.newRuler("entries", t.Entries, p.newest())
	// What the site cannot do without comes first: authors' pages give way.
	p.planEditions()
	p.planTimeline()
	p.planIndexes()
	p.planNetwork()
	p.planCorrections()
	p.planIntegrity()
	if !portable {
		p.planSearch()
	}
	p.planData()
	p.planNotFound()
	p.planDocuments()
	p.planAliases()
	p.planPreviews()
	p.taken, p.documents = nil, nil // nothing is claimed any more
	return p.site, p.problems
}

// Update brings the site up to date after the timeline that it was planned for
// has changed. It reports false where it has to be planned anew.
func (s *Site) Update(changes timeline.Changes) bool {
	p := s.planner
	if changes.All || changes.Lists || slices.ContainsFunc(changes.Actors, func(a *timeline.Actor) bool { return len(p.actorParts(a)) != p.parts[a] }) {
		return false
	}
	if p.timeline.Site.Integrity.V && !slices.Equal(p.findings, p.timeline.Integrity()) {
		return false
	}
	for _, a := range changes.Articles {
		p.cards.forget(a.Entry().At())
	}
	for _, a := range changes.Actors {
		p.shared.Delete(a)
	}
	p.corrected = sync.OnceValue(p.corrections)
	return true
}

// planner gathers pages; what pages share is made once and kept here.
type planner struct {
	timeline  *timeline.Timeline
	wording   // the language of the interface
	portable  bool
	site      *Site
	editions  []*planner             // all, this one among them; nil where the site has one language
	addresses func() map[string]bool // addresses of pages, made when another edition asks
	problems  diag.List
	info      *SiteInfo
	// What all pages link in their heads, and the feeds among that.
	alternates  []Alternate
	feeds       []Link
	sitePreview *Preview                    // of pages that have none of their own
	named       map[*timeline.Actor]*Link   // of all actors, for all pages that only name them
	publishers  map[*timeline.Source]*Link  // of all sources, for all pages and cards
	cards       cards                       // of all entries
	shared      sync.Map                    // *timeline.Actor to *Shared[*actorShared]
	parts       map[*timeline.Actor]int     // into how many the page of an actor is divided
	findings    []timeline.Finding          // of the report on sources; nil where there is none
	corrected   func() []timeline.Corrected // all of them, made anew when they are first asked for after a change
	overall     *rulerUnits
	world       func() *atlas.World                      // made when a map is first drawn
	countries   func() func(code, english string) string // names them, on maps
	shapes      func() map[string]int                    // of marks, by kind of incident
	fold        cases.Caser
	monthRooms  sync.Pool              // of *monthRoom
	pageRooms   *sync.Pool             // of *pageRoom
	cardRooms   sync.Pool              // of *Card
	rooms       sync.Pool              // of *[]byte, for what is made of pieces
	words       kept[[2]string, *Link] // for identifiers, by group and identifier
	labels      kept[string, Link]     // of fields of accounts
	headings    kept[unit, Month]      // without entries
	calendar    calendar
	markupWords markup.Words // what texts say themselves

	taken     map[string]claimed // who has which paths of the site; paths are folded
	documents map[string]bool    // addresses of documents, after their template
}

// pathsOf is about how many files and folders there are for each document.
const pathsOf = 3

// add plans a page. pos is where the author can change the address; what
// names the page in messages.
func (p *planner) add(pos diag.Pos, what, url, template string, shows Shows, data func() any) {
	page := Page{URL: url, Template: template, Data: data, Root: root(url), shows: shows}
	if p.claim(pos, what, page.File(), "give it another slug") {
		p.site.Pages = append(p.site.Pages, page)
	}
}

// Shows says what a page of the site is made of, with what surrounds it: whether the page
// stands in other editions, too, and the site's preview where it has none of its own.
func (s *Site) Shows(page *Page) Shows {
	p := s.planner
	return Shows{func(d *digest) {
		page.shows.add(d)
		for _, other := range p.editions {
			d.flag(p.has(page.URL) && other.has(page.URL))
		}
		switch page.Template {
		case "article.html", "incident.html", "actor.html":
		default:
			if p.sitePreview != nil {
				d.text(p.sitePreview.URL)
			}
		}
	}, page.shows.beside}
}

// root returns the way from a page to the root of the site.
func root(url string) string {
	const far = "../../../../../../" // as far as pages lie from the root, but for redirects
	switch depth := strings.Count(url, "/") - 1; {
	case depth <= 0:
		return "./"
	case depth <= len(far)/len("../"):
		return far[:depth*len("../")]
	default:
		return strings.Repeat("../", depth)
	}
}

func (p *planner) planNotFound() {
	base := BasePath(p.timeline.Site.BaseURL.V)
	if p.timeline.Site.BaseURL.V == "" {
		base += p.folder()
	}
	if p.portable {
		base = "./"
	}
	p.add(diag.Pos{}, "the page for missing addresses", "/404.html", "404.html", Telling(), func() any {
		f := p.frame(p.Text("page.missing"), "", "/404.html")
		f.NoIndex, f.Canonical = true, ""
		return &NotFoundPage{f}
	})
	p.site.Pages[len(p.site.Pages)-1].Root = base
}
