package build

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// parsed reads a JSON file of the site.
func parsed(t *testing.T, result *Result, name string) object {
	t.Helper()
	var o object
	if err := json.Unmarshal([]byte(read(t, result, name)), &o); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return o
}

func matches(key, pattern string) func(object) bool {
	return func(o object) bool { return regexp.MustCompile(pattern).MatchString(value(o, key)) }
}

func has(key string, rules []rule) func(object) bool {
	return func(o object) bool {
		inner, ok := o[key].(object)
		return ok && keeps(inner, rules)
	}
}

// csvwRules are those of the Metadata Vocabulary for Tabular Data (W3C
// Recommendation of 17 December 2015), as far as Dateline uses it.
var csvwRules = []rule{
	{"5.2: the context is that of CSV on the Web, with a language", func(o object) bool {
		context, _ := o["@context"].([]any)
		return len(context) == 2 && context[0] == "http://www.w3.org/ns/csvw"
	}},
	{"5.3.2: a group has one or more tables", func(o object) bool { return len(objects(o, "tables")) > 0 }},
	{"5.4.2: each table keeps its rules", each("tables", []rule{
		{"5.4.2: there is exactly one url", isIRI("url")},
		{"5.5.1: a schema has columns", has("tableSchema", []rule{
			{"5.6: each column keeps its rules", each("columns", []rule{
				{"5.6.1: a name has no space or leading underscore", matches("name", `^[A-Za-z][A-Za-z0-9_]*$`)},
				{"5.6.1: titles", isString("titles")},
				{"the dictionary says what it means", isString("dc:description")},
				{"5.11: a datatype is built in, or derived from one", func(o object) bool {
					if derived, ok := o["datatype"].(object); ok {
						return value(derived, "base") == "string" && isIRI("@id")(derived)
					}
					return slices.Contains([]string{"string", "anyURI", "decimal", "integer", "boolean", "date"}, value(o, "datatype"))
				}},
				{"5.6: no other keys", only("name", "titles", "dc:description", "datatype", "separator")},
			})},
		})},
		{"5.4: no other keys", only("url", "dc:title", "dc:description", "tableSchema")},
	})},
	{"5.3: no other keys", only("@context", "dc:title", "dc:license", "dialect", "tables")},
}

// packageRules are those of Data Package, Data Resource and Table Schema,
// version 1, which their JSON Schemas state.
var packageRules = []rule{
	{"the profile is that of tables", is("profile", "tabular-data-package")},
	{"a name has small letters, digits and ._/-", matches("name", `^[-a-z0-9._/]+$`)},
	{"licences have a name or a path", each("licenses", []rule{
		{"a name is an Open Definition or SPDX identifier", optional("name", regexp.MustCompile(`^[-a-zA-Z0-9._]+$`).MatchString)},
		{"a path is an address", isIRI("path")},
	})},
	{"there is a resource", func(o object) bool { return len(objects(o, "resources")) > 0 }},
	{"each resource keeps its rules", each("resources", []rule{
		{"the profile is that of tables", is("profile", "tabular-data-resource")},
		{"a name has small letters, digits and ._/-", matches("name", `^[-a-z0-9._/]+$`)},
		{"a path is relative and below the package", matches("path", `^[a-z]+\.csv$`)},
		{"a media type", matches("mediatype", `^(.+)/(.+)$`)},
		{"a schema has fields", has("schema", []rule{
			{"each field keeps its rules", each("fields", []rule{
				{"a name", isString("name")},
				{"a description", isString("description")},
				{"a type", isOneOf("type", []string{"string", "number", "integer", "boolean"})},
			})},
		})},
	})},
}

// The dictionaries keep their rules, name every column of every table, and
// only such cells as their types allow.
func TestDictionaries(t *testing.T) {
	result := dataSite(t)
	group, pack := parsed(t, result, "data/csv-metadata.json"), parsed(t, result, "data/datapackage.json")
	check(t, "csv-metadata.json", group, csvwRules)
	check(t, "datapackage.json", pack, packageRules)
	if l := objects(pack, "licenses"); len(l) != 1 || value(l[0], "name") != "CC-BY-4.0" {
		t.Errorf("the licences are %v", l)
	}
	tables, resources := objects(group, "tables"), objects(pack, "resources")
	if len(tables) != 10 || len(resources) != len(tables) {
		t.Fatalf("%d tables, %d resources", len(tables), len(resources))
	}
	forms := map[string]*regexp.Regexp{
		"decimal": regexp.MustCompile(`^-?\d+(\.\d+)?$`), "integer": regexp.MustCompile(`^\d+$`),
		"boolean": regexp.MustCompile(`^(true|false)$`), "date": regexp.MustCompile(`^-?\d{4,}-\d\d-\d\d$`),
	}
	for k, table := range tables {
		file := "data/" + value(table, "url")
		columns := objects(table["tableSchema"].(object), "columns")
		fields := objects(resources[k]["schema"].(object), "fields")
		header, _, _ := strings.Cut(read(t, result, file), "\r\n")
		var names, names2 []string
		for _, c := range columns {
			names = append(names, value(c, "name"))
		}
		for _, f := range fields {
			names2 = append(names2, value(f, "name"))
		}
		if header != strings.Join(names, ",") || header != strings.Join(names2, ",") || file != "data/"+value(resources[k], "path") {
			t.Errorf("%s has the columns %s; the dictionaries name %v and %v", file, header, names, names2)
		}
		for _, row := range records(t, result, file) {
			for _, c := range columns {
				cell, form := row[value(c, "name")], forms[value(c, "datatype")]
				if form != nil && cell != "" && !form.MatchString(cell) {
					t.Errorf("%s: %s is %q, no %s", file, value(c, "name"), cell, value(c, "datatype"))
				}
			}
		}
	}
	// Foreign keys lead to rows that are there.
	for _, r := range resources {
		for _, key := range objects(r["schema"].(object), "foreignKeys") {
			var known []string
			for _, row := range records(t, result, "data/"+value(key["reference"].(object), "resource")+".csv") {
				known = append(known, row["id"])
			}
			for _, row := range records(t, result, "data/"+value(r, "path")) {
				if id := row[value(key, "fields")]; id != "" && !slices.Contains(known, id) {
					t.Errorf("%s: no %s %s", value(r, "path"), value(key, "fields"), id)
				}
			}
		}
	}
}

// The values of a list are as many as the author wrote, also where a "|" stands in one;
// days that are no dates to other programs are not called so.
func TestDictionariesOfOddValues(t *testing.T) {
	const files = `
-- content/actors/a.md --
---
name: A
also_known_as: ["x|y", z]
same_as: ["https://example.org/a|b"]
---
-- content/incidents/i.md --
---
title: I
date: DATE
tags: ["one|two", three]
---
`
	result := runArchive(t, strings.Replace(files, "DATE", "Y170000002", 1))
	actor, incident := records(t, result, "data/actors.csv")[0], records(t, result, "data/incidents.csv")[0]
	if actor["also_known_as"] != "x%7Cy|z" || actor["same_as"] != "https://example.org/a%7Cb" || incident["tags"] != "one%7Ctwo|three" {
		t.Errorf("the lists are %q, %q and %q", actor["also_known_as"], actor["same_as"], incident["tags"])
	}
	for _, name := range []string{"data/csv-metadata.json", "data/datapackage.json"} {
		if !strings.Contains(read(t, result, name), "%7C") {
			t.Errorf("%s does not say how a | in a value is written", name)
		}
	}
	for date, want := range map[string]string{"Y170000002": "string", "-0043-03-15": "date", "9999": "date"} {
		result := runArchive(t, strings.Replace(files, "DATE", "\""+date+"\"", 1))
		for _, table := range objects(parsed(t, result, "data/csv-metadata.json"), "tables") {
			for _, c := range objects(table["tableSchema"].(object), "columns") {
				if name := value(c, "name"); (name == "earliest" || name == "latest") && value(c, "datatype") != want {
					t.Errorf("with %s, %s is a %s, want a %s", date, name, value(c, "datatype"), want)
				}
			}
		}
	}
}

// Readers have the columns explained in the language of the site; programs in
// English, which the dictionary says.
func TestDictionariesSpeakEnglish(t *testing.T) {
	result := runArchive(t, strings.Replace(dataFiles, "---\n", "---\nlanguage: fr\n", 1))
	shown := read(t, result, "data/index.html")
	for _, words := range []string{"personnes tuées, en chiffres ou en toutes lettres", "date EDTF", "texte, plusieurs séparés par |"} {
		if !strings.Contains(shown, words) {
			t.Errorf("the page does not say %q", words)
		}
	}
	group := parsed(t, result, "data/csv-metadata.json")
	if context := fmt.Sprint(group["@context"]); !strings.Contains(context, "@language:en") {
		t.Errorf("the dictionary is in %s", context)
	}
	if title := fmt.Sprint(group["dc:title"]); !strings.Contains(title, "@language:fr") {
		t.Errorf("the title of the site is %s", title)
	}
	for _, file := range []string{"csv-metadata.json", "datapackage.json"} {
		text := read(t, result, "data/"+file)
		for _, words := range []string{"people killed, as number or in words", "What happened, a row for each incident."} {
			if !strings.Contains(text, words) || strings.Contains(shown, words) {
				t.Errorf("%q is to stand in %s, and not on the page", words, file)
			}
		}
	}
}
