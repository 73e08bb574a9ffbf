package opendata

import "dateline/internal/timeline"

// Column is a column of a table.
type Column struct {
	Name string
	Type string // one of the types below
	Doc  string
	List bool   // several values, with "|" between them
	Of   string // the table whose ids it holds; "" for none
}

// Types of columns.
const (
	typeText   = "text"
	typeNumber = "number"
	typeCount  = "whole number"
	typeYesNo  = "true or false"
	typeID     = "id"
	typeWeb    = "web address"
	typeDate   = "EDTF date"
	typeDay    = "day"
)

// table is a file of rows that all have the same columns.
type table struct {
	name, title, doc string
	columns          []Column
	rows             func(s *source, add func(cells ...string))
	count            func(t *timeline.Timeline) int // of rows
}

func (t table) path() string { return "data/" + t.name + ".csv" }

func idColumn(doc string) Column { return Column{Name: "id", Type: typeID, Doc: doc} }

func text(name, doc string) Column { return Column{Name: name, Type: typeText, Doc: doc} }

func web(name, doc string) Column { return Column{Name: name, Type: typeWeb, Doc: doc} }

func ref(name, of, doc string) Column { return Column{Name: name, Type: typeID, Doc: doc, Of: of} }

func list(c Column) Column {
	c.List = true
	return c
}

// dated are the columns of a date, in the order of dateCells.
func dated(what string) []Column {
	return []Column{
		{Name: "date", Type: typeDate, Doc: what + ", as the author wrote it (EDTF, ISO 8601-2)"},
		{Name: "earliest", Type: typeDay, Doc: "first day that the date can mean; empty where it is open or unknown"},
		{Name: "latest", Type: typeDay, Doc: "last day that the date can mean; empty where it is open or unknown"},
		text("words", "the date in words"),
	}
}

func columns(parts ...any) []Column {
	var all []Column
	for _, part := range parts {
		switch part := part.(type) {
		case Column:
			all = append(all, part)
		case []Column:
			all = append(all, part...)
		}
	}
	return all
}

var (
	langColumn    = text("lang", "language of title and summary, BCP 47")
	tagsColumn    = list(text("tags", "topics"))
	summaryColumn = text("summary", "one or two sentences")
	nameColumn    = text("name", "usual name")
)

// tables are all tables, in the order in which they are listed.
var tables = []table{
	{"entries", "Entries", "All incidents and articles in the order of the timeline, a row each.", columns(
		idColumn("address of the entry's page"), text("type", "incident or article"), text("title", "what happened, or the headline"),
		dated("when it happened, or was published"), tagsColumn, summaryColumn, langColumn), entryRows, func(t *timeline.Timeline) int { return len(t.Entries) }},
	{"incidents", "Incidents", "What happened, a row for each incident.", columns(
		idColumn("address of the incident's page"), text("title", "what happened"), dated("when it happened"),
		text("time", "time of day in words"), text("kind", "attack, meeting, vote …"),
		text("status", "reported, confirmed, disputed, denied or retracted"), ref("place", "places", "where it happened"),
		text("killed", "people killed, as number or in words"), text("injured", "people injured, as number or in words"),
		list(ref("related", "incidents", "related incidents")), list(ref("part_of", "incidents", "longer incidents that it is part of")),
		tagsColumn, summaryColumn, langColumn), incidentRows, func(t *timeline.Timeline) int { return len(t.Incidents) }},
	{"articles", "Articles", "Reports as they were published, a row each.", columns(
		idColumn("address of the article's page"), text("title", "headline"), dated("when it was published"),
		ref("source", "sources", "who published it"), list(ref("credits", "sources", "whose reporting it carries")),
		list(text("authors", "who is named as author")), web("url", "the original"), web("archive", "an archived copy"),
		Column{Name: "retrieved", Type: typeDate, Doc: "when the original was read"},
		Column{Name: "updated", Type: typeDate, Doc: "when the publisher last changed it"},
		list(ref("incidents", "incidents", "what it reports")), list(ref("actors", "actors", "who is named in it")),
		tagsColumn, summaryColumn, langColumn), articleRows, func(t *timeline.Timeline) int { return len(t.Articles) }},
	{"actors", "Actors", "Persons, states, organisations and groups, a row each.", columns(
		idColumn("address of the actor's page"), nameColumn, list(text("also_known_as", "other names and spellings")),
		text("kind", "person, state, organisation …"), list(web("same_as", "the same actor elsewhere")),
		web("url", "own web site"), summaryColumn), actorRows, func(t *timeline.Timeline) int { return len(t.Actors) }},
	{"roles", "Roles", "Who took part in an incident, a row for each part.", columns(
		ref("incident", "incidents", "what happened"), ref("actor", "actors", "who took part; empty where nobody knows"),
		text("role", "target, perpetrator, participant …")), roleRows, countRoles},
	{"accounts", "Accounts", "What articles state about incidents, a row for each value.", columns(
		ref("article", "articles", "who states it"), ref("incident", "incidents", "about what"), text("field", "what is stated"),
		text("value", "as the article states it"), text("quote", "the words that state it"),
		ref("by", "actors", "to whom the article attributes it"), text("established", "what the editors have settled"),
		Column{Name: "differs", Type: typeYesNo, Doc: "it differs from what is established, or else from other accounts"}), accountRows, countAccounts},
	{"statements", "Statements", "Claims with a speaker, a row each.", columns(
		idColumn("address of the annotation"), ref("speaker", "actors", "who said it"), ref("via", "sources", "through whom it came"),
		ref("article", "articles", "where it stands"), ref("incident", "incidents", "about what"), text("quote", "the words of the article"),
		text("note", "what the editors say of it"), dated("when it was said, or else published"), text("confidence", "high, medium or low")), statementRows, countStatements},
	{"annotations", "Annotations", "Editors' notes on passages of articles, a row each.", columns(
		idColumn("address of the annotation"), ref("article", "articles", "whose passage it is"),
		text("kind", "context, claim, correction, dispute, verification, question; account for the words that state a value"),
		text("quote", "the passage"), text("prefix", "words right before it"), text("suffix", "words right after it"), text("note", "the note, without markup"),
		ref("incident", "incidents", "what it is about"), ref("by", "actors", "the speaker of a claim"), ref("via", "sources", "through whom the words came"),
		text("confidence", "high, medium or low"), Column{Name: "date", Type: typeDate, Doc: "when it was said or noted, in EDTF"},
		list(web("sources", "articles and addresses that support the note"))), annotationRows, countAnnotations},
	{"sources", "Sources", "Publishers and agencies, a row each.", columns(
		idColumn("address of the source's page"), nameColumn, text("kind", "newspaper, news agency …"), web("url", "its web site"),
		text("country", "where it is based"), text("owner", "who owns it"), summaryColumn), sourceRows, func(t *timeline.Timeline) int { return len(t.Sources) }},
	{"places", "Places", "Where incidents happened, a row for each place.", columns(
		idColumn("address of the place's page"), nameColumn,
		Column{Name: "lat", Type: typeNumber, Doc: "latitude in degrees, WGS 84; empty where it is unknown or hidden"},
		Column{Name: "lon", Type: typeNumber, Doc: "longitude in degrees, WGS 84; empty where it is unknown or hidden"},
		text("precision", "how exact the coordinates are: exact, area, city, region or country"),
		Column{Name: "incidents", Type: typeCount, Doc: "how many incidents happened there"}), placeRows, func(t *timeline.Timeline) int { return len(t.Places) }},
}
