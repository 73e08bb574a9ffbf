package content

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dateline/internal/edtf"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v3"
)

// compiled returns the schema of a kind, ready to validate; it fails where the
// schema is none by the rules of draft 2020-12.
func compiled(t *testing.T, kind string) *jsonschema.Schema {
	t.Helper()
	text, err := Schema(kind)
	if err != nil {
		t.Fatal(err)
	}
	schema, err := compiler(t, "schema.json", text).Compile("schema.json")
	if err != nil {
		t.Fatalf("the schema of %s: %v", kind, err)
	}
	return schema
}

// compiler returns a compiler that knows a schema by its address.
func compiler(t *testing.T, address string, text []byte) *jsonschema.Compiler {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(address, doc); err != nil {
		t.Fatal(err)
	}
	return c
}

// asJSON returns YAML front matter as an editor sees it: as JSON.
func asJSON(t *testing.T, front []byte) any {
	t.Helper()
	var v any
	if err := yaml.Unmarshal(front, &v); err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(stringKeys(v))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// stringKeys makes the keys of all mappings strings, as JSON has no others.
func stringKeys(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for k := range v {
			v[k] = stringKeys(v[k])
		}
	case map[any]any:
		out := map[string]any{}
		for k := range v {
			out[fmt.Sprint(k)] = stringKeys(v[k])
		}
		return out
	case []any:
		for i := range v {
			v[i] = stringKeys(v[i])
		}
	}
	return v
}

func TestSchemaOfDemo(t *testing.T) {
	demo := os.DirFS("../..")
	w := walker{source: demo}
	if err := w.walk(); err != nil {
		t.Fatal(err)
	}
	schemas := map[string]*jsonschema.Schema{"": compiled(t, "site")}
	for _, folder := range folders {
		schemas[folder] = compiled(t, strings.TrimSuffix(folder, "s"))
	}
	if len(w.files) < 50 {
		t.Fatalf("the demo has only %d files", len(w.files))
	}
	for _, f := range w.files {
		raw, err := fs.ReadFile(demo, f.path)
		if err != nil {
			t.Fatal(err)
		}
		var room room
		parts, problem := room.open(raw)
		if problem != nil {
			t.Fatal(problem)
		}
		front, problem := room.front(parts)
		if problem != nil {
			t.Fatal(problem)
		}
		value := plain(&front) // TOML and JSON
		if parts.syntax == syntaxYAML {
			value = asJSON(t, parts.front)
		}
		if err := schemas[f.folder()].Validate(value); err != nil {
			t.Errorf("%s: %v", f.path, err)
		}
	}
}

func TestSchemaVerdicts(t *testing.T) {
	for _, tt := range []struct {
		kind, front string
		valid       bool
	}{
		{"article", "title: T\ndate: 2021-12-27", true},
		{"article", "title: 2021\ndate: 2021", true},
		{"article", "title: T\ndate: 2021-12-27 18:00:00 +0300", true},
		{"article", "title: T\ndate: 27/12/2021", false},
		{"article", "title: T\ndate: December 2021", false},
		{"article", "title: T\ndate: [2021-12-18,2021-12-19]", true},
		{"article", "title: T\ndate: {2020,2021}", true},
		{"article", "title: T\nsummary:\nurl:\ntags:", true},
		{"article", "date: 2021-12-27", false},
		{"article", "title:\ndate: 2021-12-27", false},
		{"article", "title: T\ntitel: T", false},
		{"article", "title: T\n_desk: [private, {x: 1}]", true},
		{"article", "title: T\nparams: {anything: [1, {x: y}]}", true},
		{"article", "title: T\npublisher: upi\nlastmod: 2021", true},
		{"article", "title: T\ntags: one", true},
		{"article", "title: T\ntags: {one: 1}", false},
		{"article", "title: T\nurl: example.org", false},
		{"article", "title: T\nurl: https://u:p@example.org/", false},
		{"article", "title: T\nurl: https://example.org?a=@", true},
		{"article", "title: T\nsource: Al Jazeera", false},
		{"article", "title: T\nlang: pt-BR", true},
		{"article", "title: T\nlang: Portuguese (Brazil)", false},
		{"article", "title: T\ndraft: maybe", false},
		{"article", "title: T\naccounts: {fire: {rockets: 2, hit: {value: 1, quote: q}}}", true},
		{"article", "title: T\naccounts: {fire: {hit: {quote: q}}}", false},
		{"article", "title: T\nannotations: [{quote: q, note: n, kind: claim, sources: ['https://example.org/', slug]}]", true},
		{"article", "title: T\nannotations: {quote: q, note: n}", true},
		{"article", "title: T\nannotations: [{quote: q}]", false},
		{"article", "title: T\nannotations: [{quote: q, note: n, kind: remark}]", false},
		{"article", "title: T\ncorrections: [{date: 2022-01-03, note: n}]", true},
		{"article", "title: T\naliases: [old/path/]", true},
		{"article", "title: T\naliases: ['https://example.org/x']", false},
		{"incident", "title: T\nplace: Baghdad", true},
		{"incident", "title: T\nplace: {name: B, lat: 33.3, lon: 44.4, precision: area}", true},
		{"incident", "title: T\nplace: {name: B, lat: 133.3, lon: 44.4}", false},
		{"incident", "title: T\nstatus: rumoured", false},
		{"incident", "title: T\nactors: [nato, {actor: iran, role: target}]", true},
		{"incident", "title: T\nactors: [{role: target}]", false},
		{"incident", "title: T\ncasualties: {killed: 0, injured: from 5 to 9}", true},
		{"incident", "title: T\ntags: [" + strings.Repeat("x, ", 99) + "x]", true},
		{"incident", "title: T\ntags: [" + strings.Repeat("x, ", 100) + "x]", false},
		{"actor", "name: " + strings.Repeat("ä", 1000), true},
		{"actor", "name: " + strings.Repeat("ä", 1001), false},
		{"incident", "title: T\nplace: " + strings.Repeat("ä", 1001), false},
		{"article", "title: T\naccounts: {fire: {time: " + strings.Repeat("ä", 1000) + "}}", true},
		{"article", "title: T\naccounts: {fire: {time: " + strings.Repeat("ä", 1001) + "}}", false},
		{"article", "title: T\naccounts: {fire: {" + strings.Repeat("ä", 1001) + ": 2}}", false},
		{"article", "title: T\naccounts: {fire: {a0: 1" + numbered(", b#: 1", 29) + "}}", true},
		{"article", "title: T\naccounts: {fire: {a0: 1" + numbered(", b#: 1", 30) + "}}", false},
		{"article", "title: T\ncredits: [a" + numbered(", b#", 99) + "]", true},
		{"article", "title: T\ncredits: [a" + numbered(", b#", 100) + "]", false},
		{"article", "title: T\nannotations: [{quote: q, note: n}" + numbered(", {quote: q#, note: n}", 200) + "]", false},
		{"incident", "title: T\nactors: [a" + numbered(", b#", 300) + "]", false},
		{"incident", "title: T\nestablished: {a: 1" + numbered(", b#: 1", 30) + "}", false},
		{"article", "title: T\nurl: https://example.org/" + strings.Repeat("a", 1980), true},
		{"article", "title: T\nurl: https://example.org/" + strings.Repeat("a", 1981), false},
		{"site", "languages: [" + strings.Repeat("fr, ", 100) + "ar]", false},
		{"actor", "title: NATO", true},
		{"actor", "name: NATO\nkind: alliance", false},
		{"actor", "also_known_as: [NATO]", false},
		{"source", "name: UPI\ncountry: United States", true},
		{"page", "title: About\ndate: 2021", false},
		{"site", "page_size: 5", false},
		{"site", "page_size: 100\norder: oldest", true},
		{"site", "order: random", false},
	} {
		err := compiled(t, tt.kind).Validate(asJSON(t, []byte(tt.front)))
		if (err == nil) != tt.valid {
			t.Errorf("%s %q: valid is %v (%v), want %v", tt.kind, tt.front, err == nil, err, tt.valid)
		}
	}
}

// Every date that edtf reads has to pass the schema, or editors would mark what
// is right.
func TestSchemaOfDates(t *testing.T) {
	cases, err := os.ReadFile("../edtf/testdata/edtf-cases.tsv")
	if err != nil {
		t.Fatal(err)
	}
	incident, count := compiled(t, "incident"), 0
	for line := range strings.Lines(string(cases)) {
		text, _, _ := strings.Cut(line, "\t")
		if _, err := edtf.Parse(text); err != nil {
			continue
		}
		count++
		if err := incident.Validate(map[string]any{"title": "T", "date": text}); err != nil {
			t.Errorf("the schema refuses %q: %v", text, err)
		}
	}
	if count < 300 {
		t.Errorf("only %d dates were looked at", count)
	}
}

func TestKeysHaveDocs(t *testing.T) {
	for _, kind := range Kinds {
		for _, k := range Keys(kind) {
			if k.Doc == "" {
				t.Errorf("%s: %s has no doc", kind, k.Name)
			}
		}
	}
}

func TestSchemas(t *testing.T) {
	text, err := Schemas()
	if err != nil {
		t.Fatal(err)
	}
	c := compiler(t, "urn:dateline:schema", text)
	for _, kind := range Kinds {
		schema, err := c.Compile("urn:dateline:schema#/$defs/" + kind)
		if err != nil {
			t.Errorf("%s: %v", kind, err)
			continue
		}
		if err := schema.Validate(map[string]any{"title": "T", "x": 1}); err == nil {
			t.Errorf("%s: takes an unknown key", kind)
		}
	}
	if _, err := Schema("story"); err == nil {
		t.Error("there is a schema of stories")
	}
}

func TestCMS(t *testing.T) {
	text, err := CMS()
	if err != nil {
		t.Fatal(err)
	}
	var config cmsConfig
	if err := yaml.Unmarshal(text, &config); err != nil {
		t.Fatal(err)
	}
	if len(config.Collections) != len(Kinds) {
		t.Fatalf("%d collections, want one for each of %v", len(config.Collections), Kinds)
	}
	for i, kind := range Kinds {
		c := config.Collections[i]
		fields := c.Fields
		if kind == "site" {
			fields = c.Files[0].Fields
		}
		for _, k := range Keys(kind) {
			has := slices.ContainsFunc(fields, func(f cmsField) bool { return f.Name == k.Name })
			if want := k.Type != NamedKey && k.Type != AnyKey; has != want {
				t.Errorf("%s: field %s is there: %v, want %v", kind, k.Name, has, want)
			}
			for _, f := range fields {
				if most := float64(MaxCount(k.Name)); f.Name == k.Name && most > 0 && (f.Max == nil || *f.Max != most) {
					t.Errorf("%s: field %s does not keep to %g items", kind, k.Name, most)
				}
			}
		}
	}
	for _, want := range []string{"(accounts, params, established, fields, words, publish)", "folder: content/articles", "collection: sources", "widget: relation", "- disputed"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the configuration has no %q", want)
		}
	}
}

func TestCMSDate(t *testing.T) {
	pattern := regexp.MustCompile(cmsDate)
	for text, want := range map[string]bool{
		"2021-12-27": true, "2021": true, "-0043-03-15": true, "../2021": true, "[2020,2021]": true, "~2021": true, "Y-17E7": true, "201X": true,
		"27/12/2021": false, "December 2021": false, "tomorrow": false,
	} {
		if got := pattern.MatchString(text); got != want {
			t.Errorf("%q matches: %v, want %v", text, got, want)
		}
	}
}

// numbered repeats a text with each number below n in place of its #.
func numbered(text string, n int) string {
	var b strings.Builder
	for k := range n {
		b.WriteString(strings.ReplaceAll(text, "#", strconv.Itoa(k)))
	}
	return b.String()
}
