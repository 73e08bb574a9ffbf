package site

import "html/template"

// ActorPage is for actor.html.
type ActorPage struct {
	Frame
	Up           []Link // the pages above
	Heading      string
	Kind         string
	Names        []string // in any script
	Summary      string
	Offices      []Office
	Relations    []Tie    // its own, and those that others state; of either the first where there are many
	AllRelations *Link    // to the list of all; nil where all are here
	Official     string   // the actor's own site
	SameAs       []string // addresses
	Text         template.HTML
	Statements   []Note // claims with it as speaker, by date; the last ones where there are many
	Said         int    // how many there are
	SaidURL      string // address of the list of all; empty where all are here
	Incidents    int    // how many it takes part in
	Articles     int    // how many name it
	First        When
	Last         When
	Ruler        *Ruler
	Months       []Month
	Pager        *Pager
	With         []Link   // Count: in how many entries
	Network      *Network // the same with lines between them; nil where it is alone, and on all parts but the first
	Map          *Map     // where its incidents happened; nil where unknown, and on all parts but the first
	Draft        bool
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
