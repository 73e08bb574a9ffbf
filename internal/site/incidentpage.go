package site

import "html/template"

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
	Credits   []Link // of many the first, and a link to all
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
	Name Link
	Text Link
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
	Parts       []Link // the last ones where there are many
	AllParts    *Link  // to the list of all; nil where all are here
	Tags        []Link
	Prev, Next  *Link
	Draft       bool
}

// Report is an article about an incident, with the time between the two clocks.
type Report struct {
	ID        string // two hyphens in it
	Link      Link
	Publisher *Link
	Credits   []Link // of many the first, and a link to all
	Published When
	Delay     string // "same day", "8 days later"; empty where the dates do not say
}
