package opendata

import (
	"slices"

	"dateline/internal/timeline"
)

// Column is a column of a table.
type Column struct {
	Name string
	Type ColumnType
	Doc  string // key of the text that says what it holds
	List bool   // several values, with "|" between them
	Of   string // the table whose ids it holds; "" for none
}

// ColumnType is what the cells of a column are. The texts of "column_type" name
// the types.
type ColumnType string

// Types of columns.
const (
	typeText   ColumnType = "text"
	typeNumber ColumnType = "number"
	typeCount  ColumnType = "count"
	typeYesNo  ColumnType = "yes_no"
	typeID     ColumnType = "id"
	typeWeb    ColumnType = "web"
	typeDate   ColumnType = "date"
	typeDay    ColumnType = "day"
)

// table is a file of rows that all have the same columns.
type table struct {
	name, title string // the title in English
	columns     []Column
	rows        func(r *row)
	count       func(t *timeline.Timeline) int // of rows
}

// IsTable reports whether columns are those of a table.
func IsTable(columns []string) bool {
	return slices.ContainsFunc(tables, func(t table) bool {
		return slices.EqualFunc(t.columns, columns, func(c Column, name string) bool { return c.Name == name })
	})
}

func (t table) path() string { return "data/" + t.name + ".csv" }

// key is that of the file among the texts of "file".
func (t table) key() string { return t.name + "_csv" }

func column(name string, of ColumnType) Column { return Column{Name: name, Type: of} }

func idColumn() Column { return column("id", typeID) }

func text(name string) Column { return column(name, typeText) }

func web(name string) Column { return column(name, typeWeb) }

func ref(name, of string) Column { return Column{Name: name, Type: typeID, Of: of} }

func list(c Column) Column {
	c.List = true
	return c
}

// shared is a column that holds the same in all tables that have it.
func shared(c Column) Column {
	c.Doc = "column.shared." + c.Name
	return c
}

// dated are the columns of a date, in the order of row.date.
func dated() []Column {
	return []Column{column("date", typeDate), shared(column("earliest", typeDay)), shared(column("latest", typeDay)), shared(text("words"))}
}

// newTable makes a table of columns, and of lists of them.
func newTable(name, title string, rows func(*row), count func(*timeline.Timeline) int, parts ...any) table {
	t := table{name: name, title: title, rows: rows, count: count}
	for _, part := range parts {
		switch part := part.(type) {
		case Column:
			t.columns = append(t.columns, part)
		case []Column:
			t.columns = append(t.columns, part...)
		}
	}
	for k, c := range t.columns {
		if c.Doc == "" {
			t.columns[k].Doc = "column." + name + "." + c.Name
		}
	}
	return t
}

var (
	tagsColumn       = shared(list(text("tags")))
	summaryColumn    = shared(text("summary"))
	langColumn       = shared(text("lang"))
	nameColumn       = shared(text("name"))
	confidenceColumn = shared(text("confidence"))
)

// tables are all tables, in the order in which they are listed.
var tables = []table{
	newTable("entries", "Entries", entryRows, func(t *timeline.Timeline) int { return len(t.Entries) },
		idColumn(), text("type"), text("title"), dated(), tagsColumn, summaryColumn, langColumn),
	newTable("incidents", "Incidents", incidentRows, func(t *timeline.Timeline) int { return len(t.Incidents) },
		idColumn(), text("title"), dated(), text("time"), text("kind"), text("status"), ref("place", "places"), text("killed"), text("injured"),
		list(ref("related", "incidents")), list(ref("part_of", "incidents")), tagsColumn, summaryColumn, langColumn),
	newTable("articles", "Articles", articleRows, func(t *timeline.Timeline) int { return len(t.Articles) },
		idColumn(), text("title"), dated(), ref("source", "sources"), list(ref("credits", "sources")), list(text("authors")), web("url"), web("archive"),
		column("retrieved", typeDate), column("updated", typeDate), list(ref("incidents", "incidents")), list(ref("actors", "actors")),
		tagsColumn, summaryColumn, langColumn),
	newTable("actors", "Actors", actorRows, func(t *timeline.Timeline) int { return len(t.Actors) },
		idColumn(), nameColumn, list(text("also_known_as")), text("kind"), list(web("same_as")), web("url"), summaryColumn),
	newTable("roles", "Roles", roleRows, countRoles,
		ref("incident", "incidents"), ref("actor", "actors"), text("role")),
	newTable("accounts", "Accounts", accountRows, countAccounts,
		ref("article", "articles"), ref("incident", "incidents"), text("field"), text("value"), text("quote"), ref("by", "actors"),
		text("established"), column("differs", typeYesNo)),
	newTable("statements", "Statements", statementRows, countStatements,
		idColumn(), ref("speaker", "actors"), ref("via", "sources"), ref("article", "articles"), ref("incident", "incidents"), text("quote"), text("note"),
		dated(), confidenceColumn),
	newTable("annotations", "Annotations", annotationRows, countAnnotations,
		idColumn(), ref("article", "articles"), text("kind"), text("quote"), text("prefix"), text("suffix"), text("note"), ref("incident", "incidents"),
		ref("by", "actors"), ref("via", "sources"), confidenceColumn, column("date", typeDate), list(web("sources"))),
	newTable("sources", "Sources", sourceRows, func(t *timeline.Timeline) int { return len(t.Sources) },
		idColumn(), nameColumn, text("kind"), web("url"), text("country"), text("owner"), summaryColumn),
	newTable("places", "Places", placeRows, func(t *timeline.Timeline) int { return len(t.Places) },
		idColumn(), nameColumn, column("lat", typeNumber), column("lon", typeNumber), text("precision"), column("incidents", typeCount)),
}

// The functions below say how many rows a table has, without making them.

func countRoles(t *timeline.Timeline) int {
	return sum(t.Incidents, func(i *timeline.Incident) int { return len(i.Roles) })
}

func countAccounts(t *timeline.Timeline) int {
	return sum(t.Articles, func(a *timeline.Article) int {
		return sum(a.Accounts, func(account *timeline.Account) int { return len(account.Stated) })
	})
}

func countStatements(t *timeline.Timeline) int {
	return sum(t.Actors, func(a *timeline.Actor) int { return len(a.Statements) })
}

func countAnnotations(t *timeline.Timeline) int {
	return sum(t.Articles, func(a *timeline.Article) int { return len(a.Annotations) })
}

func sum[T any](all []T, of func(T) int) int {
	total := 0
	for _, x := range all {
		total += of(x)
	}
	return total
}
