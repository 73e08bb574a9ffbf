package site

import (
	"fmt"
	"html"
	"slices"
	"strings"

	"dateline/internal/diag"
	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

// Other sites show an incident, or the newest entries of a list, in a frame of
// their own. Each such page has one below it, at its address and "embed/": small,
// without what surrounds other pages, and with links that lead out of the frame.

// FrameScript is the path of the script that others paste beside a frame. Pasted
// lines stay for years, so its name never changes.
const FrameScript = "embed.js"

const (
	embedEntries = 8   // of a list
	embedRows    = 5   // of a comparison that are always shown
	embedValues  = 8   // of a field
	embedOutlets = 3   // named for each value
	embedHeight  = 480 // px of a frame that is not told its height
)

// Embed is for the partial embed: what others paste to show the page.
type Embed struct {
	Title string // of what the page shows
	URL   string // of the page to embed
	Line  string // HTML of one line; its addresses are root-relative where Base is empty
	Base  string // address of the site, with a slash at its end; may be empty
}

// EmbedPage is for embed.html: the newest entries of a list.
type EmbedPage struct {
	Frame
	Kicker  string // what kind of list: "Tag", "Place"; may be empty
	Heading string
	Whole   string // address of the list itself
	Within  string // what the list holds, as filters state it; empty for everything
	Count   int    // entries of the whole list
	Months  []Month
}

// IncidentEmbedPage is for embed-incident.html.
type IncidentEmbedPage struct {
	Frame
	Heading  string
	Whole    string // address of the incident's page
	When     When
	Time     *Link // without an address, as is Kind; nil for none
	Kind     *Link
	Status   string
	Summary  string
	Place    *Link
	Position string       // as on the incident's page
	Map      *Map         // nil where hidden or unknown
	Fields   []EmbedField // what differs comes first
	Accounts int          // how many there are
	Notes    []Note       // each shown only where the address names it
	Articles int          // that report it
	Draft    bool
}

// EmbedField is one field of a comparison in brief.
type EmbedField struct {
	ID          string // as in the table of the incident's page
	Name        Link
	Established *Link // may be nil
	Differs     bool
	Rest        bool         // shown only where the address names it
	Values      []EmbedValue // the first, what most accounts state before others
	More        int          // other values
}

// EmbedValue is what some accounts state.
type EmbedValue struct {
	Text    Link
	Differs bool
	Outlets []string // names of the first that state it
	More    int      // others that state it
}

// embedded is a list of which others may show the newest entries.
type embedded struct {
	url     string
	what    string // for messages
	kicker  string
	heading string
	lang    string // of the heading; "" is the site's
	within  string
	// newest returns the newest entries, at most embedEntries, the newest first,
	// and how many the list has. It is asked when the page is opened: an edit of
	// a text may have changed both.
	newest func() (last []timeline.Entry, count int)
	who    *timeline.Actor // whose part in each is told; nil for none
}

// embeds reports whether others may show pages: nobody can frame a folder, and
// the settings may want none.
func (p *planner) embeds() bool { return !p.portable && p.timeline.Site.Embeds.V }

// hasEmbed reports whether others may show the documents of a kind.
func hasEmbed(kind string) bool { return kind == "incident" || kind == "actor" || kind == "source" }

// planEmbed plans the page that others show of a list.
func (p *planner) planEmbed(pos diag.Pos, l embedded) {
	if !p.embeds() {
		return
	}
	url := embedURL(l.url)
	p.add(pos, "the embed of "+l.what, url, "embed.html", naming(func(d *digest) {
		shown, count := l.newest()
		d.text(l.kicker, l.heading, l.lang)
		d.number(count)
		d.facts(slices.Values(shown))
	}), func() any {
		shown, count := l.newest()
		if !p.newest() {
			slices.Reverse(shown)
		}
		frame := p.embedFrame(l.heading, url, l.url).in(l.lang)
		return &EmbedPage{
			Frame:  frame,
			Kicker: l.kicker, Heading: l.heading, Whole: l.url, Within: l.within, Count: count,
			Months: p.months(frame.room, shown, l.who, ""),
		}
	})
}

func embedURL(url string) string { return url + "embed/" }

// embedFrame is the frame of a page to embed. The page that it is taken from is
// the one to find and to cite.
func (p *planner) embedFrame(title, url, whole string) Frame {
	f := p.frame(title, "", url)
	f.NoIndex, f.Canonical = true, p.absolute(whole)
	return f
}

// embeddable adds to a page what others paste to show it, or the list of which
// it is a part, under a title.
func (p *planner) embeddable(f Frame, title, url string) Frame {
	if !p.embeds() {
		return f
	}
	e := &Embed{Title: title, URL: embedURL(url), Base: p.absolute("/")}
	// The script is the same in all editions, and stands at the root of all.
	src, script := "/", p.up()
	if e.Base != "" {
		src, script = e.Base, strings.TrimSuffix(e.Base, p.folder())
	}
	if title != p.info.Title {
		title += " · " + p.info.Title
	}
	e.Line = fmt.Sprintf(`<iframe src="%s" title="%s" width="100%%" height="%d" loading="lazy" style="border:0"></iframe><script src="%s" async></script>`,
		html.EscapeString(src+e.URL[1:]), html.EscapeString(title), embedHeight, html.EscapeString(script+FrameScript))
	f.Embed = e
	return f
}

// newestOf returns the last entries that have a date, of a list in which the
// oldest comes first.
func newestOf(list []timeline.Entry) []timeline.Entry {
	var newest []timeline.Entry
	for k := len(list) - 1; k >= 0 && len(newest) < embedEntries; k-- {
		if dated(list[k]) {
			newest = append(newest, list[k])
		}
	}
	return newest
}

func dated(e timeline.Entry) bool {
	_, dated := e.Date().Anchor()
	return dated
}

func (p *planner) embedActor(a *timeline.Actor) embedded {
	return embedded{
		url: a.URL(), what: "the actor " + a.Meta.Path, kicker: p.Word("actor_kind", a.Meta.Kind.V), heading: a.Name(), lang: a.Meta.Lang.V,
		within: within("actor", a.Meta.Slug.V),
		who:    a,
		newest: func() ([]timeline.Entry, int) { return newestOf(a.Entries), len(a.Entries) },
	}
}

// embedSource shows of a source what it published and what is credited to it.
func (p *planner) embedSource(s *timeline.Source) embedded {
	return embedded{
		url: s.URL(), what: "the source " + s.Meta.Path, kicker: p.Word("source_kind", s.Meta.Kind.V), heading: s.Name(), lang: s.Meta.Lang.V,
		within: within("source", s.Meta.Slug.V),
		newest: func() ([]timeline.Entry, int) {
			last := slices.Collect(articles(lastOf(s.Reports), lastOf(s.Credits)))
			slices.SortStableFunc(last, func(a, b timeline.Entry) int { return edtf.Compare(a.Date(), b.Date()) })
			return newestOf(last), len(s.Reports) + len(s.Credits)
		},
	}
}

// lastOf returns so many articles that the newest with a date are among them.
func lastOf(all []*timeline.Article) []*timeline.Article {
	from, found := len(all), 0
	for ; from > 0 && found < embedEntries; from-- {
		if dated(all[from-1].Entry()) {
			found++
		}
	}
	return all[from:]
}

func (p *planner) planEmbedIncident(i *timeline.Incident) {
	if !p.embeds() {
		return
	}
	url := embedURL(i.URL())
	p.add(i.Meta.Pos(i.Meta.Slug.Place), "the embed of the incident "+i.Meta.Path, url, "embed-incident.html", reportsOf(i), func() any { return p.incidentEmbed(i, url) })
}

func (p *planner) incidentEmbed(i *timeline.Incident, url string) *IncidentEmbedPage {
	m := i.Meta
	page := &IncidentEmbedPage{
		Frame:   p.embedFrame(p.incidentTitle(i), url, i.URL()).of(&m.Document, m.Lang.V).running(m.Title.V, firstOf(m.Summary.V, i.Text)),
		Heading: m.Title.V, Whole: i.URL(), When: p.when(m.Date.V), Time: p.time(i), Kind: p.word("kind", m.Kind.V),
		Status: p.openStatus(i), Summary: firstOf(m.Summary.V, i.Text), Place: placeLink(i.Place),
		Fields: p.embedFields(i.Comparison), Articles: len(i.Reports), Draft: m.Draft.V,
	}
	if i.Located() {
		page.Map = p.mapOfIncident(i)
		page.Position = p.position(m.Place.Lat.V, m.Place.Lon.V, m.Place.Precision.V)
	}
	if i.Comparison != nil {
		page.Accounts = len(i.Comparison.Accounts)
	}
	notes, rest := p.shownNotes(page.room, p.notesAbout(i))
	for k := range notes {
		if rest == "" {
			notes[k].Self = i.URL() + "#note--" + notes[k].ID
		}
	}
	page.Notes = notes
	return page
}

// embedFields puts a comparison in brief: who states which value of a field.
func (p *planner) embedFields(c *timeline.Comparison) []EmbedField {
	if c == nil {
		return nil
	}
	fields := made(c.Rows, func(row timeline.Row) EmbedField {
		values := p.valuesOf(c, row)
		few := min(len(values), embedValues)
		return EmbedField{
			ID: fieldID(row.Field), Name: p.fieldLabel(row.Field), Established: some(p.said(row.Established)), Differs: row.Differs,
			Values: values[:few], More: len(values) - few,
		}
	})
	slices.SortStableFunc(fields, func(a, b EmbedField) int {
		if a.Differs == b.Differs {
			return 0
		} else if a.Differs {
			return -1
		}
		return 1
	})
	for k := range fields {
		fields[k].Rest = k >= embedRows
	}
	return fields
}

// valuesOf lists each value of a row once, what most accounts state first.
func (p *planner) valuesOf(c *timeline.Comparison, row timeline.Row) []EmbedValue {
	var values []EmbedValue
	index := map[string]int{}
	for k, cell := range row.Cells {
		if cell.Stated == nil {
			continue
		}
		text := cell.Stated.Value
		at, known := index[text]
		if !known {
			at = len(values)
			index[text] = at
			values = append(values, EmbedValue{Text: p.said(text), Differs: cell.Differs})
		}
		if v := &values[at]; len(v.Outlets) < embedOutlets {
			v.Outlets = append(v.Outlets, outlet(c.Accounts[k].Article))
		} else {
			v.More++
		}
	}
	slices.SortStableFunc(values, func(a, b EmbedValue) int { return len(b.Outlets) + b.More - len(a.Outlets) - a.More })
	return values
}

// outlet names who published an article, or else the article.
func outlet(a *timeline.Article) string {
	if a.Publisher != nil {
		return a.Publisher.Name()
	}
	return a.Meta.Title.V
}
