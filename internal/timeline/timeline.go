// Package timeline is the linked model of a site: documents that know each
// other. Link resolves every reference, finds every mention and builds every
// index, once; what comes after only reads it.
package timeline

import (
	"cmp"
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/markup"
)

// Timeline is the whole site, linked. It is immutable and safe for concurrent use.
type Timeline struct {
	Site      *content.Site
	Entries   []Entry     // all articles and incidents, oldest first
	Articles  []*Article  // oldest first
	Incidents []*Incident // oldest first
	Actors    []*Actor    // by name, as locale.SortByName has it
	Sources   []*Source   // by name
	Pages     []*Page     // by title
	Tags      []*Tag      // by name
	Places    []*Place    // by name

	Unlinked int // incidents of the site beside these, where it is a part of one

	words   map[string]wording // what readers see in place of authors' words
	gaps    bool               // it lacks what cannot be read, or what a reference names and is not there
	company *company
}

// Entry is what the timeline lists: an article by the date on which it was
// published, or an incident by the date on which it happened. Exactly one of
// the two is set. Each has one entry, for all lists in which it stands.
type Entry struct{ *entry }

type entry struct {
	Article  *Article
	Incident *Incident
	at       int // index in Timeline.Entries

	// Many lists ask each of their entries for these:
	date    edtf.Date
	changed int64 // see startOf
}

// Date returns the date by which the entry is listed.
func (e Entry) Date() edtf.Date { return e.date }

// Title returns the entry's title.
func (e Entry) Title() string {
	if e.Article != nil {
		return e.Article.Meta.Title.V
	}
	return e.Incident.Meta.Title.V
}

// Lang returns the language that the entry's document states; "" where that is the site's.
func (e Entry) Lang() string {
	if e.Article != nil {
		return e.Article.Meta.Lang.V
	}
	return e.Incident.Meta.Lang.V
}

// URL returns the root-relative address of the entry's page.
func (e Entry) URL() string {
	if e.Article != nil {
		return e.Article.URL()
	}
	return e.Incident.URL()
}

// At returns where the entry stands in Timeline.Entries.
func (e Entry) At() int { return e.at }

// Beside returns the entries before and after another on the timeline; nil where it is
// the first, or the last.
func (t *Timeline) Beside(e Entry) (before, after *Entry) {
	if e.at > 0 {
		before = &t.Entries[e.at-1]
	}
	if e.at+1 < len(t.Entries) {
		after = &t.Entries[e.at+1]
	}
	return before, after
}

// Meta returns the entry's document, as far as it is one like all others.
func (e Entry) Meta() *content.Document {
	if e.Article != nil {
		return &e.Article.Meta.Document
	}
	return &e.Incident.Meta.Document
}

func (e Entry) timeOfDay() string {
	if e.Incident != nil {
		return e.Incident.Meta.Time.V
	}
	return ""
}

// compareEntries orders entries by date (edtf.Compare), then what happened
// before what was published, then by time, title and slug.
func compareEntries(a, b Entry) int {
	return cmp.Or(
		edtf.Compare(a.Date(), b.Date()),
		cmp.Compare(rank(a), rank(b)),
		strings.Compare(a.timeOfDay(), b.timeOfDay()),
		strings.Compare(a.Title(), b.Title()),
		strings.Compare(a.Meta().Slug.V, b.Meta().Slug.V),
	)
}

func rank(e Entry) int {
	if e.Incident != nil {
		return 0
	}
	return 1
}

// Text is a document's body with the mentions that are shown as links.
type Text struct {
	Body  *markup.Body
	Marks markup.Marks
}

// HTML returns the text as HTML, ready to be put into a page.
func (t Text) HTML() string { return t.Body.HTML(t.Marks) }

// Article is a report with everything that it refers to.
type Article struct {
	Meta      *content.Article
	Text      Text
	Publisher *Source // nil where none is named
	Incidents []*Incident
	Actors    []*Actor // named in the text, in order of first mention, then in front matter, then who only speaks
	Tags      []*Tag

	Annotations []*Annotation // in the order of their passages
	Accounts    []*Account
	*ArticleDetails

	selectors func() []markup.Selector // nil for none
	entry     entry
	url       string // made once, for all that link to it
}

// ArticleDetails are what many articles have nothing of. Those that have none at all
// share theirs: it is never nil in a timeline.
type ArticleDetails struct {
	Credits     []*Source
	Elsewhere   []*Annotation // of a translation: the notes of the original on words that this text does not have
	Corrections []Correction
	Original    *Article // of a translated one: as it stands in the site's own language; else nil
}

// Entry returns the article as the timeline lists it; anew each time where none does.
func (a *Article) Entry() Entry {
	if a.entry.Article == nil {
		return Entry{&entry{Article: a, date: a.Meta.Date.V, changed: startOf(a.Changed())}}
	}
	return Entry{&a.entry}
}

// Correction is an entry of an article's correction log.
type Correction struct {
	ID   string // unique in the article; made from the date, so that it stays when the note is reworded
	When edtf.Date
	Note Text
}

// URL returns the root-relative address of the article's page.
func (a *Article) URL() string {
	if a.url != "" {
		return a.url
	}
	return "/articles/" + a.Meta.Slug.V + "/"
}

// Incident is something that happened, with everything that refers to it.
type Incident struct {
	Meta    *content.Incident
	Text    Text
	Place   *Place // nil where none is named
	Roles   []Role
	Reports []*Article // by date of publication
	Related []*Incident
	PartOf  []*Incident
	Parts   []*Incident // by date
	Tags    []*Tag

	Annotations []*Annotation // about it, from all articles, by publication
	Comparison  *Comparison   // of accounts; nil where there are none
	Prev        *Incident     // the incident before it; nil at the start
	Next        *Incident

	accounts []*Account
	actors   []*Actor // those that have roles, each once
	entry    entry
	url      string // made once, for all that link to it
}

// OpenStatus returns the status of an incident that is not settled; "" of one that is, or
// states none.
func (i *Incident) OpenStatus() string {
	if i.Meta.Status.V == "confirmed" {
		return ""
	}
	return i.Meta.Status.V
}

// Entry returns the incident as the timeline lists it; anew each time where none does.
func (i *Incident) Entry() Entry {
	if i.entry.Incident == nil {
		return Entry{&entry{Incident: i, date: i.Meta.Date.V, changed: startOf(i.Meta.Date.V)}}
	}
	return Entry{&i.entry}
}

// URL returns the root-relative address of the incident's page.
func (i *Incident) URL() string {
	if i.url != "" {
		return i.url
	}
	return "/incidents/" + i.Meta.Slug.V + "/"
}

// Role is an actor's part in an incident.
type Role struct {
	Actor *Actor // nil where nobody knows who it was
	Role  string // "" where the author names none
}

// Actor is somebody or something that takes part in incidents or is named in articles.
type Actor struct {
	Meta      *content.Actor
	Text      Text
	Offices   []Office
	Relations []Relation
	Inverse   []Relation // what other actors state about their tie to this one
	Entries   []Entry    // in which it appears, oldest first

	Statements []*Annotation // claims with it as speaker, by date

	url     string // made once, for all the links to it
	at      int    // index in Timeline.Actors
	company *company
}

// URL returns the root-relative address of the actor's page.
func (a *Actor) URL() string {
	if a.url != "" {
		return a.url
	}
	return "/actors/" + a.Meta.Slug.V + "/"
}

// At returns where the actor stands in Timeline.Actors.
func (a *Actor) At() int { return a.at }

// Name returns the actor's usual name.
func (a *Actor) Name() string { return a.Meta.Name.V }

// Names returns all that the actor is called, its usual name first.
func (a *Actor) Names() []string {
	return append([]string{a.Name()}, content.Values(a.Meta.Names)...)
}

// Office is an office that an actor held.
type Office struct {
	Meta content.OfficeMeta
	Of   *Actor // nil where none is named
}

// Relation is a tie of one actor to another.
type Relation struct {
	Kind     string
	Actor    *Actor // the other; nil where it has no page
	Name     string // of the other
	From, To edtf.Date
}

// PartsIn returns the actor's parts in an incident, "" where the author names
// none; nil in an article, and of nobody.
func (a *Actor) PartsIn(e Entry) []string {
	if a == nil || e.Incident == nil {
		return nil
	}
	var roles []string
	for _, r := range e.Incident.Roles {
		if r.Actor == a {
			roles = append(roles, r.Role)
		}
	}
	return roles
}

// Source is a publisher or agency with what it published.
type Source struct {
	Meta    *content.Source
	Text    Text
	Reports []*Article // that it published, by date
	Credits []*Article // of others, that carry its reporting, by date
}

// URL returns the root-relative address of the source's page.
func (s *Source) URL() string { return "/sources/" + s.Meta.Slug.V + "/" }

// Name returns the source's name.
func (s *Source) Name() string { return s.Meta.Name.V }

// Page is a plain page.
type Page struct {
	Meta *content.Page
	Text Text
}

// URL returns the root-relative address of the page.
func (p *Page) URL() string { return "/" + p.Meta.Slug.V + "/" }

// Tag is a topic with its entries. Spellings that make the same slug are one tag.
type Tag struct {
	Name    string // as it was first written
	Lang    string // of Name, where it is not the edition's
	Slug    string
	Entries []Entry // oldest first

	written, file string   // the first name, and where it stands
	others        []string // names with other signs, each once
	mixed         bool     // there are other names
}

// URL returns the root-relative address of the tag's page.
func (t *Tag) URL() string { return "/tags/" + t.Slug + "/" }

// Place is where incidents happened. Places whose names make the same slug are one.
type Place struct {
	Name      string
	Lang      string // of Name, where it is not the edition's
	Slug      string
	Located   bool // Lat and Lon are known and may be shown
	Lat, Lon  float64
	Precision string
	Incidents []*Incident // oldest first
	At        int         // index in Timeline.Places

	hiddenIn *Incident // the first that hides where it is; nil where none does
	statedIn *Incident // that states Precision
}

// URL returns the root-relative address of the place's page.
func (p *Place) URL() string { return "/places/" + p.Slug + "/" }

// Actors returns who appears in the entry, each once.
func (e Entry) Actors() []*Actor {
	if e.Article != nil {
		return e.Article.Actors
	}
	return e.Incident.actors
}

// actorsIn returns who has roles, each once.
func actorsIn(roles []Role) []*Actor {
	var actors []*Actor
	seen := make(map[*Actor]bool, len(roles))
	for _, role := range roles {
		if role.Actor != nil && !seen[role.Actor] {
			seen[role.Actor] = true
			actors = append(actors, role.Actor)
		}
	}
	return slices.Clip(actors)
}

// Tags returns the tags of the entry.
func (e Entry) Tags() []*Tag {
	if e.Article != nil {
		return e.Article.Tags
	}
	return e.Incident.Tags
}
