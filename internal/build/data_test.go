package build

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"dateline/internal/locale/localetest"
	"dateline/internal/opendata"

	ics "github.com/arran4/golang-ical"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// hostileTitle is one that no format may take for its own syntax.
const hostileTitle = `=HYPERLINK("http://x"),;\n</script><b onclick='zq()'>&amp]]>\\ "q" é`

// dataFiles has every sort of thing; what begins with zqsecret is private.
const dataFiles = `
-- content/_index.md --
---
title: =Data, "all" of it
description: A site; with <marks>, commas
base_url: https://example.org/some/where/
license: CC-BY-4.0
_note: zqsecret-site
---
-- content/actors/nato.md --
---
name: "@NATO"
kind: international-organisation
also_known_as: [Atlantic Alliance]
relations: [{kind: part-of, actor: café, from: 2001}, {kind: member-of, name: Nobody}]
_note: zqsecret-actor
---
-- content/actors/café.md --
---
name: Café & Co <Ltd>
kind: company
roles: [{title: Host, of: nato, from: 2020-07}]
---
-- content/actors/zqsecret-draft.md --
---
name: zqsecret-draft
draft: true
---
-- content/sources/agency.md --
---
name: "+Agency"
url: https://agency.example/
---
-- content/incidents/fire.md --
---
title: HOSTILE
date: 2021-12
place: {name: "Erbil; north", lat: 36.19, lon: -44.01, precision: city}
tags: ["-smoke"]
actors: [{actor: nato, role: target}, {actor: café, role: "=cmd|' /C calc'!A0"}, {actor: unknown, role: perpetrator}]
casualties: {killed: -2, injured: some}
established: {houses: 2}
---
-- content/incidents/hidden.md --
---
title: Hidden
date: 2021-12-19
place: {name: A safe house, lat: 12.3456789, lon: 98.7654321, precision: hidden}
part_of: [fire]
---
-- content/incidents/old.md --
---
title: Old
date: -0043-03-15
---
-- content/incidents/open.md --
---
title: Open
date: 2020-07/..
---
-- content/incidents/about.md --
---
title: About
date: 2020~
---
-- content/incidents/never.md --
---
title: Never
date: XXXX-12-25
---
-- content/articles/a.md --
---
title: HOSTILE
date: 2021-12-20
source: agency
author: ["=A", B]
url: https://agency.example/a
incidents: [fire]
actors: [nato]
accounts:
  fire: {houses: {value: 1, quote: One house}}
annotations:
- {quote: burned, kind: claim, by: nato, via: agency, incident: fire, note: "=The *claim*", confidence: low, sources: ["https://example.org/s"]}
corrections: [{date: 2021-12-21, note: "-Corrected"}]
---
One house burned.
-- content/articles/b.md --
---
title: Пожар в доме, о котором сообщили очень длинным заголовком на русском языке
date: 2021-12-21
updated: 2022-01-03
lang: ru
---
Text.
-- content/articles/zqsecret.md --
---
title: zqsecret-article
date: 2021-12-21
draft: true
---
Text.
`

// dataSite builds dataFiles.
func dataSite(t *testing.T) *Result {
	t.Helper()
	return runArchive(t, strings.ReplaceAll(dataFiles, "HOSTILE", `'`+strings.ReplaceAll(hostileTitle, "'", "''")+`'`))
}

// entryIDs returns the ids that all entries have.
func entryIDs(result *Result) map[string]bool {
	all := map[string]bool{}
	for _, e := range result.Timeline.Entries {
		all["https://example.org/some/where"+e.URL()] = true
	}
	return all
}

// sameIDs reports which entries a file lacks, or has beyond them.
func sameIDs(t *testing.T, what string, got []string, want map[string]bool) {
	t.Helper()
	seen := map[string]bool{}
	for _, id := range got {
		if !want[id] || seen[id] {
			t.Errorf("%s has %q, which is no entry, or is there twice", what, id)
		}
		seen[id] = true
	}
	for id := range want {
		if !seen[id] {
			t.Errorf("%s lacks %s", what, id)
		}
	}
}

// records reads a CSV file as maps from column to cell.
func records(t *testing.T, result *Result, name string) []map[string]string {
	t.Helper()
	r := csv.NewReader(strings.NewReader(read(t, result, name)))
	rows, err := r.ReadAll()
	if err != nil || len(rows) == 0 {
		t.Fatalf("%s: %v", name, err)
	}
	var all []map[string]string
	for _, row := range rows[1:] {
		record := map[string]string{}
		for k, cell := range row {
			record[rows[0][k]] = cell
		}
		all = append(all, record)
	}
	return all
}

// compiledSchema is the schema of timeline.json, read by another's validator.
func compiledSchema(t *testing.T, result *Result) *jsonschema.Schema {
	t.Helper()
	const address = "https://example.org/some/where/data/timeline.schema.json"
	schema, err := jsonschema.UnmarshalJSON(strings.NewReader(read(t, result, "data/timeline.schema.json")))
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	if err := compiler.AddResource(address, schema); err != nil {
		t.Fatal(err)
	}
	compiled, err := compiler.Compile(address)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// Another's JSON Schema validator finds that timeline.json keeps its schema,
// and it holds every entry.
func TestTimelineJSON(t *testing.T) {
	result := dataSite(t)
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(read(t, result, "data/timeline.json")))
	if err != nil {
		t.Fatal(err)
	}
	compiled := compiledSchema(t, result)
	if err := compiled.Validate(doc); err != nil {
		t.Error(err)
	}
	whole := doc.(object)
	var got []string
	for _, e := range objects(whole, "entries") {
		got = append(got, value(e, "id"))
	}
	sameIDs(t, "timeline.json", got, entryIDs(result))
	article := objects(whole, "articles")[0]
	if value(article, "title") != hostileTitle || len(objects(article, "annotations")) != 2 || len(objects(article, "corrections")) != 1 || len(objects(article, "accounts")) != 1 {
		t.Errorf("the article is %v", article)
	}
	article["_more"] = "x"
	if compiled.Validate(doc) == nil {
		t.Error("a key that is not in the schema went unnoticed")
	}
}

// longTimeline is a site of more entries than one file holds: few in 2019, many in
// 2020, and some without a date.
func longTimeline(t *testing.T, today int) fstest.MapFS {
	t.Helper()
	source := siteOf(t, dataFiles)
	add := func(slug, date string) {
		source["content/incidents/"+slug+".md"] = &fstest.MapFile{Data: []byte("---\ntitle: I\ndate: " + date + "\n---\n")}
	}
	for k := range 100 {
		add(fmt.Sprintf("few-%d", k), "2019-05")
	}
	for k := range opendata.WholeEntries + 1 {
		add(fmt.Sprintf("many-%d", k), fmt.Sprintf("2020-%02d-%02d", 1+k%12, 1+k%28))
	}
	for k := range today {
		add(fmt.Sprintf("today-%d", k), "2023-01-01")
	}
	return source
}

// The parts of a long timeline are together the whole, keep the schema, and are as
// they were when something happens today.
func TestParts(t *testing.T) {
	result, later := run(t, longTimeline(t, 1)), run(t, longTimeline(t, 2))
	compiled := compiledSchema(t, result)
	valid := func(name string) object {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(read(t, result, name)))
		if err != nil {
			t.Fatal(err)
		}
		if err := compiled.Validate(doc); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		return doc.(object)
	}
	whole := valid("data/timeline.json")
	if whole["entries"] != nil || len(objects(whole, "actors")) != 2 {
		t.Errorf("timeline.json has entries, or no actors")
	}
	shown := read(t, result, "data/index.html")
	var got, periods []string
	for _, p := range objects(whole, "parts") {
		name := strings.TrimPrefix(value(p, "id"), "https://example.org/some/where/")
		part := valid(name)
		for _, e := range objects(part, "entries") {
			got = append(got, value(e, "id"))
		}
		if n := len(objects(part, "entries")); p["entries"] != json.Number(fmt.Sprint(n)) || n > opendata.WholeEntries {
			t.Errorf("%s has %d entries, want %v", name, n, p["entries"])
		}
		if part["period"] != p["period"] || !strings.Contains(shown, `href="../`+name+`"`) {
			t.Errorf("%s is of %v, or the page does not name it", name, part["period"])
		}
		periods = append(periods, value(p, "period"))
		for _, file := range []string{name, strings.Replace(name, ".json", ".ics", 1), strings.Replace(name, "timeline-", "timelinejs-", 1)} {
			if p["period"] == nil && file != name || p["period"] == "-0043" && strings.HasSuffix(file, ".ics") {
				if slices.Contains(paths(t, result.FS), file) || strings.Contains(shown, file) {
					t.Errorf("there is %s, which has nothing to show", file)
				}
				continue
			}
			if same := read(t, result, file) == read(t, later, file); same == strings.Contains(file, "2023") {
				t.Errorf("%s stays the same: %t", file, same)
			}
		}
	}
	sameIDs(t, "the parts", got, entryIDs(result))
	if want := "-0043 2019 2020-01 2020-02 2020-03 2020-04 2020-05 2020-06 2020-07 2020-08 2020-09 2020-10 2020-11 2020-12 2021 2023 "; strings.Join(periods, " ") != want {
		t.Errorf("the parts are of %q, want %q", strings.Join(periods, " "), want)
	}
	var events []string
	for _, name := range paths(t, result.FS) {
		if strings.HasPrefix(name, "data/timeline-") && strings.HasSuffix(name, ".ics") {
			calendar, err := ics.ParseCalendar(strings.NewReader(read(t, result, name)))
			if err != nil {
				t.Fatal(err)
			}
			for _, e := range calendar.Events() {
				events = append(events, e.Id())
			}
		}
	}
	want := entryIDs(result)
	for _, slug := range []string{"old", "open", "never"} {
		delete(want, "https://example.org/some/where/incidents/"+slug+"/")
	}
	sameIDs(t, "the calendars", events, want)
	newest := read(t, result, "data/timeline.ics")
	if n := strings.Count(newest, "BEGIN:VEVENT"); n < opendata.WholeEntries-5 || n > opendata.WholeEntries || !strings.Contains(newest, "/today-0/") {
		t.Errorf("timeline.ics has %d events", n)
	}
	if n := strings.Count(read(t, result, "data/timelinejs.json"), `"unique_id"`); n != opendata.WholeEntries {
		t.Errorf("timelinejs.json has %d slides", n)
	}
}

// Tables are read by encoding/csv; no cell of theirs is a formula.
func TestCSV(t *testing.T) {
	result := dataSite(t)
	counts := map[string]int{"entries": 8, "incidents": 6, "articles": 2, "actors": 2, "roles": 3, "accounts": 1, "statements": 1, "annotations": 2, "sources": 1, "places": 2}
	for name, want := range counts {
		file := "data/" + name + ".csv"
		text := read(t, result, file)
		if !utf8.ValidString(text) || strings.Count(text, "\n") != strings.Count(text, "\r\n") {
			t.Errorf("%s is not UTF-8 with CRLF", file)
		}
		rows := records(t, result, file)
		if len(rows) != want {
			t.Errorf("%s has %d rows, want %d", file, len(rows), want)
		}
		for _, row := range rows {
			for column, cell := range row {
				number := column == "lat" || column == "lon" || column == "date" || column == "earliest" || column == "latest" || cell == "-2"
				if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") && !number {
					t.Errorf("%s: %s is %q", file, column, cell)
				}
			}
		}
	}
	var got []string
	for _, row := range records(t, result, "data/entries.csv") {
		got = append(got, row["id"])
		if strings.HasSuffix(row["id"], "/a/") && row["title"] != "'"+hostileTitle {
			t.Errorf("the title is %q", row["title"])
		}
	}
	sameIDs(t, "entries.csv", got, entryIDs(result))
	fire := records(t, result, "data/incidents.csv")
	k := 0
	for fire[k]["killed"] == "" {
		k++
	}
	if fire[k]["killed"] != "-2" || fire[k]["earliest"] != "2021-12-01" || fire[k]["latest"] != "2021-12-31" {
		t.Errorf("the incident is %v", fire[k])
	}
	if place := records(t, result, "data/places.csv")[1]; place["lon"] != "-44.01" {
		t.Errorf("the place is %v", place)
	}
}

// Another's iCalendar library reads the calendar; it has each entry with two
// known ends within the years of iCalendar, and invents no day.
func TestCalendar(t *testing.T) {
	result := dataSite(t)
	text := read(t, result, "data/timeline.ics")
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\r\n") {
			t.Errorf("the line %q is too long, or cut within a character", line)
		}
	}
	calendar, err := ics.ParseCalendar(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	want := entryIDs(result)
	for _, slug := range []string{"old", "open", "never"} {
		delete(want, "https://example.org/some/where/incidents/"+slug+"/")
	}
	var got []string
	for _, e := range calendar.Events() {
		got = append(got, e.Id())
		from, err := e.GetAllDayStartAt()
		to, err2 := e.GetAllDayEndAt()
		if err != nil || err2 != nil {
			t.Fatal(err, err2)
		}
		title := e.GetProperty(ics.ComponentPropertySummary).Value
		days := int(to.Sub(from).Hours() / 24)
		switch {
		case strings.HasSuffix(e.Id(), "/fire/"):
			if days != 31 || title != hostileTitle+" (December 2021)" {
				t.Errorf("the fire has %d days and the title %q", days, title)
			}
		case strings.HasSuffix(e.Id(), "/about/"):
			if days != 366 || title != "About (about 2020)" {
				t.Errorf("about has %d days and the title %q", days, title)
			}
		case days != 1:
			t.Errorf("%s has %d days", e.Id(), days)
		}
	}
	sameIDs(t, "timeline.ics", got, want)
	unfolded := strings.ReplaceAll(text, "\r\n ", "")
	for _, reason := range []string{`because no first or last day is known: 2 of 8 entries.`, `because it has only the years 1 to 9999: 1 of 8 entries.`} {
		if !strings.Contains(unfolded, reason) {
			t.Errorf("the calendar does not say %q of what it leaves out", reason)
		}
	}
}

// Who has an event in a calendar or on a slide learns there whether it is settled.
func TestOpenStatus(t *testing.T) {
	result := runArchive(t, `
-- content/_index.md --
---
title: T
base_url: https://example.org/
---
-- content/incidents/a.md --
---
title: A
date: 2024-05-03~
status: denied
---
-- content/incidents/b.md --
---
title: B
date: 2024-05-04
status: disputed
---
-- content/incidents/c.md --
---
title: C
date: 2024-05-05
status: confirmed
---
`)
	for name, wants := range map[string][]string{
		"data/timeline.ics": {
			"SUMMARY:A (denied\\, about 3 May 2024)\r\nDESCRIPTION:Status: denied\\nThe date is not known more exactly than: about 3 May 2024.\r\n",
			"SUMMARY:B (disputed)\r\nDESCRIPTION:Status: disputed\r\n", "SUMMARY:C\r\nCATEGORIES:",
		},
		"data/timelinejs.json": {`"display_date":"about 3 May 2024, denied"`, `"display_date":"4 May 2024, disputed"`, `"display_date":"5 May 2024"`},
	} {
		text := strings.ReplaceAll(read(t, result, name), "\r\n ", "")
		for _, want := range wants {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q:\n%s", name, want, text)
			}
		}
	}
}

// A calendar has an event at least (RFC 5545, 3.6); no day of it comes after 9999-12-31.
func TestCalendarOfFarYears(t *testing.T) {
	dated := func(dates ...string) *Result {
		source := fstest.MapFS{}
		for k, date := range dates {
			source[fmt.Sprintf("content/incidents/i%d.md", k)] = &fstest.MapFile{Data: []byte("---\ntitle: I\ndate: \"" + date + "\"\n---\n")}
		}
		return run(t, source)
	}
	none := dated("-0043-03-15", "Y12021-01-01", "2021/..")
	for _, name := range []string{"data/index.html", "index.html"} {
		if page := read(t, none, name); strings.Contains(page, ".ics") || !strings.Contains(page, "timelinejs.json") {
			t.Errorf("%s names a calendar without events, or no slides", name)
		}
	}
	if slices.ContainsFunc(paths(t, none.FS), func(name string) bool { return strings.HasSuffix(name, ".ics") }) {
		t.Error("there is a calendar without events")
	}
	if slides := read(t, none, "data/timelinejs.json"); !strings.Contains(slides, `"start_date":{"year":-44,"month":3,"day":15}`) {
		t.Errorf("44 BCE, which TimelineJS shows for the year -44, is not in %s", slides)
	}
	last := read(t, dated("9999-12-31", "9999"), "data/timeline.ics")
	if n := strings.Count(last, "BEGIN:VEVENT"); n != 2 || strings.Contains(last, "DTEND") ||
		!strings.Contains(last, "DTSTART;VALUE=DATE:99991231\r\nDURATION:P1D\r\n") || !strings.Contains(last, "DTSTART;VALUE=DATE:99990101\r\nDURATION:P365D\r\n") {
		t.Errorf("the last days are %q", last)
	}
}

// Without an address of the site, events have ids all the same that no other site has
// (RFC 5545, 3.8.4.7), and that stay.
func TestCalendarWithoutAddress(t *testing.T) {
	uid := regexp.MustCompile(`(?m)^UID:(urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})\r$`)
	ids := func(site, incident string) []string {
		var ids []string
		files := "-- content/_index.md --\n---\ntitle: " + site + "\n---\n-- content/incidents/a.md --\n---\ntitle: " + incident + "\ndate: 2021\n---\n-- content/incidents/b.md --\n---\ntitle: B\ndate: 2021\n---\n"
		for _, match := range uid.FindAllStringSubmatch(read(t, runArchive(t, files), "data/timeline.ics"), -1) {
			ids = append(ids, match[1])
		}
		slices.Sort(ids)
		return ids
	}
	first := ids("T", "A")
	if len(first) != 2 || first[0] == first[1] {
		t.Fatalf("the ids are %q", first)
	}
	if again := ids("T", "Another"); !slices.Equal(again, first) {
		t.Errorf("the ids %q became %q", first, again)
	}
	if other := ids("Other", "A"); len(other) != 2 || slices.Contains(first, other[0]) || slices.Contains(first, other[1]) {
		t.Errorf("another site has the ids %q", other)
	}
}

// geoRules are those of RFC 7946.
var geoRules = []rule{
	{"3.3: the type is FeatureCollection", is("type", "FeatureCollection")},
	{"3.3: features is an array", func(o object) bool { _, ok := o["features"].([]any); return ok }},
	{"3.2: each is a feature", each("features", []rule{
		{"3.2: the type is Feature", is("type", "Feature")},
		{"3.2: an id is a string", isIRI("id")},
		{"3.2: properties is an object", func(o object) bool { _, ok := o["properties"].(object); return ok }},
		{"3.2: geometry is one, or null", func(o object) bool {
			g, there := o["geometry"]
			return there && (g == nil || keeps(g.(object), pointRules))
		}},
		{"7.1: no keys of other types", only("type", "id", "properties", "geometry")},
	})},
}

var pointRules = []rule{
	{"3.1.2: the type is Point", is("type", "Point")},
	{"3.1.1 and 4: a position is longitude and latitude in degrees", func(o object) bool {
		at, _ := o["coordinates"].([]any)
		if len(at) != 2 {
			return false
		}
		lon, ok := at[0].(float64)
		lat, ok2 := at[1].(float64)
		return ok && ok2 && lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90
	}},
}

// Places keep the rules of GeoJSON; they have coordinates only where these are
// shown.
func TestGeoJSON(t *testing.T) {
	var places object
	if err := json.Unmarshal([]byte(read(t, dataSite(t), "data/places.geojson")), &places); err != nil {
		t.Fatal(err)
	}
	check(t, "places.geojson", places, geoRules)
	all := objects(places, "features")
	if len(all) != 2 || all[0]["geometry"] != nil {
		t.Fatalf("the places are %v", all)
	}
	properties := all[1]["properties"].(object)
	if at := all[1]["geometry"].(object)["coordinates"].([]any); at[0] != -44.01 || at[1] != 36.19 || properties["precision"] != "city" || properties["name"] != "Erbil; north" {
		t.Errorf("Erbil is %v at %v", properties, at)
	}
}

// Private things are in no file of the site, and each file that is announced
// is there.
func TestOpenDataIsPrivate(t *testing.T) {
	result := dataSite(t)
	for _, name := range paths(t, result.FS) {
		text := read(t, result, name)
		for _, secret := range []string{"zqsecret", "12.3456", "98.7654"} {
			if strings.Contains(text, secret) {
				t.Errorf("%s holds %s", name, secret)
			}
		}
	}
	shown := read(t, result, "data/index.html")
	for _, f := range opendata.Files(result.Timeline, localetest.English(t)) {
		read(t, result, f.Path)
		if !strings.Contains(shown, `href="../`+f.Path+`"`) {
			t.Errorf("the page does not link %s", f.Path)
		}
	}
	for _, name := range []string{"index.html", "data/index.html"} {
		if got := strings.Count(read(t, result, name), `<link rel="alternate" type="`); got < len(opendata.Files(result.Timeline, localetest.English(t))) {
			t.Errorf("%s names only %d alternates", name, got)
		}
	}
	for _, f := range opendata.Files(result.Timeline, localetest.English(t)) {
		if f.Columns == nil {
			continue
		}
		rows, err := csv.NewReader(strings.NewReader(read(t, result, f.Path))).ReadAll()
		if err != nil || len(rows)-1 != f.Rows {
			t.Errorf("%s has %d rows, not %d: %v", f.Path, len(rows)-1, f.Rows, err)
		}
	}
	if strings.Count(shown, "\u00a0rows<")+strings.Count(shown, "\u00a0row<") < 8 {
		t.Error("the page does not show how many rows a table has")
	}
	if !strings.Contains(shown, "https://spdx.org/licenses/CC-BY-4.0.html") {
		t.Error("the page does not show the licence")
	}
}

// Without a base_url, ids are the way from the files to the pages, in all of
// them.
func TestIDsWithoutBase(t *testing.T) {
	result := runArchive(t, strings.ReplaceAll(strings.ReplaceAll(dataFiles, "base_url: https://example.org/some/where/\n", ""), "HOSTILE", "Fire"))
	const id = `../articles/a/`
	for _, name := range []string{"timeline.json", "entries.csv", "annotations.csv", "timelinejs.json", "annotations-1.jsonld"} {
		if !strings.Contains(strings.ReplaceAll(read(t, result, "data/"+name), "\r\n ", ""), id) {
			t.Errorf("%s has no id %s", name, id)
		}
	}
	var whole object
	if err := json.Unmarshal([]byte(read(t, result, "data/timeline.json")), &whole); err != nil {
		t.Fatal(err)
	}
	if whole["id"] != "../" {
		t.Errorf("the site's id is %v", whole["id"])
	}
}
