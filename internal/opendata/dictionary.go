package opendata

import (
	"slices"
	"strings"

	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

// Words of the dictionaries on what the tables do with their cells. Dictionaries
// are for programs, and English whatever the language of the site.
const (
	tamed     = "Where a spreadsheet would take a cell, or what follows a semicolon or line break in it, for a formula, an apostrophe stands before it."
	separator = "|"   // stands between the values of a list
	inValue   = "%7C" // stands in place of it within one
)

// csvw writes the dictionary of the tables as CSV on the Web has it (W3C
// Recommendation of 17 December 2015).
func csvw(s *source, w *stream) {
	var all []object
	day := s.dayType()
	for _, t := range tables {
		var columns []object
		for _, c := range t.columns {
			columns = append(columns, s.csvwColumn(c, day))
		}
		schema := object{"columns": columns}
		if t.columns[0].Name == "id" {
			schema["primaryKey"] = "id"
		}
		all = append(all, object{
			"url": t.name + ".csv", "dc:title": t.title, "dc:description": s.tableDoc(t),
			"tableSchema": schema,
		})
	}
	group := object{
		"@context": []any{"http://www.w3.org/ns/csvw", object{"@language": "en"}},
		"dc:title": object{"@value": s.Site.Title.V, "@language": s.Site.Language.V},
		"dialect":  object{"encoding": "utf-8", "header": true, "lineTerminators": []string{"\r\n"}},
		"tables":   all,
	}
	if l := s.Site.LicenseURL(); l != "" {
		group["dc:license"] = object{"@id": l}
	}
	w.indented(group)
}

// columnDoc says what a column holds.
func (s *source) columnDoc(c Column) string {
	doc := s.english.Text(c.Doc)
	if c.List {
		doc += ` (several have "` + separator + `" between them, which is ` + inValue + ` within one)`
	}
	return doc
}

// tableDoc says what a table is for.
func (s *source) tableDoc(t table) string {
	return s.english.Text("file."+t.key()+".doc") + " " + tamed
}

// csvwColumn describes a column. day is the type of days.
func (s *source) csvwColumn(c Column, day string) object {
	o := object{"name": c.Name, "titles": c.Name, "dc:description": s.columnDoc(c), "datatype": dictionaryTypes[c.Type].csvw}
	if c.Type == typeDay {
		o["datatype"] = day
	}
	if c.List {
		o["separator"] = separator
	}
	return o
}

// dayType returns the type that days of all tables have: dates of XML Schema have no Y
// before a year of more than four digits.
func (s *source) dayType() string {
	far := func(d edtf.Date) bool {
		earliest, latest := bounds(d)
		return strings.HasPrefix(earliest, "Y") || strings.HasPrefix(latest, "Y")
	}
	farStatement := func(n *timeline.Annotation) bool { return far(n.When()) }
	if slices.ContainsFunc(s.Entries, func(e timeline.Entry) bool { return far(e.Date()) }) ||
		slices.ContainsFunc(s.Actors, func(a *timeline.Actor) bool { return slices.ContainsFunc(a.Statements, farStatement) }) {
		return "string"
	}
	return "date"
}

// dictionaryTypes are what the dictionaries call the types of columns: CSV on the Web, which
// has its own for days (see dayType), and Frictionless, whose dates have no years before 1 or
// beyond 9999.
var dictionaryTypes = map[ColumnType]struct {
	csvw         any
	frictionless string
}{
	typeText:   {"string", "string"},
	typeNumber: {"decimal", "number"},
	typeCount:  {"integer", "integer"},
	typeYesNo:  {"boolean", "boolean"},
	typeID:     {"anyURI", "string"},
	typeWeb:    {"anyURI", "string"},
	typeDate:   {object{"base": "string", "@id": "http://id.loc.gov/datatypes/edtf", "dc:title": "EDTF"}, "string"},
	typeDay:    {nil, "string"},
}

// dataPackage describes the tables as a Frictionless Data Package (version 1,
// which version 2 reads).
func dataPackage(s *source, w *stream) {
	var resources []object
	for _, t := range tables {
		resources = append(resources, object{
			"name": t.name, "path": t.name + ".csv", "profile": "tabular-data-resource",
			"title": t.title, "description": s.tableDoc(t),
			"format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
			"dialect": object{"lineTerminator": "\r\n"}, "schema": s.packageSchema(t),
		})
	}
	o := object{
		"profile": "tabular-data-package", "name": "timeline", "title": s.Site.Title.V,
		"resources": resources,
	}
	if d := s.Site.Description.V; d != "" {
		o["description"] = d
	}
	if s.onWeb() {
		o["id"], o["homepage"] = s.id("/"+packagePath), s.root
	}
	if url := s.Site.LicenseURL(); url != "" {
		licence := object{"path": url}
		if name := s.Site.License.V; name != url {
			licence["name"] = name
		}
		o["licenses"] = []object{licence}
	}
	w.indented(o)
}

func (s *source) packageSchema(t table) object {
	var fields, keys []object
	for _, c := range t.columns {
		fields = append(fields, object{"name": c.Name, "title": c.Name, "description": s.columnDoc(c), "type": dictionaryTypes[c.Type].frictionless})
		if c.Of != "" && !c.List {
			keys = append(keys, object{"fields": c.Name, "reference": object{"resource": c.Of, "fields": "id"}})
		}
	}
	schema := object{"fields": fields, "missingValues": []string{""}}
	if t.columns[0].Name == "id" {
		schema["primaryKey"] = "id"
	}
	if keys != nil {
		schema["foreignKeys"] = keys
	}
	return schema
}
