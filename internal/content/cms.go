package content

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// cmsHead opens the configuration: what the owner of a site has to decide.
const cmsHead = `# Configuration of a Git-based CMS (Decap CMS, Sveltia CMS) for a Dateline site.
# It is made from the same list of keys that "dateline build" reads. Put it
# beside the CMS's own page, and say under backend where the repository is.
#
# Mappings whose keys are the author's own (%s)
# have no form: write them in the file.
`

// cmsDate is what a date in EDTF begins with: its year, perhaps after a sign.
// The schema's pattern says more, but nobody can read it in a form.
const cmsDate = `^[\[{./~?%-]*(Y-?[0-9]+|[0-9X]{3,4}).*$`

// cmsConfig and what it holds follow the configuration files of Decap CMS.
type cmsConfig struct {
	Backend      cmsBackend        `yaml:"backend"`
	MediaFolder  string            `yaml:"media_folder"`
	PublicFolder string            `yaml:"public_folder"`
	Slug         map[string]string `yaml:"slug"`
	Collections  []cmsCollection   `yaml:"collections"`
}

type cmsBackend struct {
	Name   string `yaml:"name"`
	Repo   string `yaml:"repo"`
	Branch string `yaml:"branch"`
}

type cmsCollection struct {
	Name       string         `yaml:"name"`
	Label      string         `yaml:"label"`
	Singular   string         `yaml:"label_singular,omitempty"`
	Folder     string         `yaml:"folder,omitempty"`
	Create     bool           `yaml:"create,omitempty"`
	Slug       string         `yaml:"slug,omitempty"`
	Path       string         `yaml:"path,omitempty"`
	Nested     map[string]int `yaml:"nested,omitempty"` // makes the CMS look into folders of folders
	Identifier string         `yaml:"identifier_field,omitempty"`
	Fields     []cmsField     `yaml:"fields,omitempty"`
	Files      []cmsFile      `yaml:"files,omitempty"`
}

type cmsFile struct {
	Name   string     `yaml:"name"`
	Label  string     `yaml:"label"`
	File   string     `yaml:"file"`
	Fields []cmsField `yaml:"fields"`
}

type cmsField struct {
	Name         string     `yaml:"name"`
	Label        string     `yaml:"label"`
	Widget       string     `yaml:"widget"`
	Hint         string     `yaml:"hint,omitempty"`
	Required     bool       `yaml:"required"`
	Pattern      []string   `yaml:"pattern,omitempty"`
	Options      []string   `yaml:"options,omitempty"`
	ValueType    string     `yaml:"value_type,omitempty"`
	Min          *float64   `yaml:"min,omitempty"`
	Max          *float64   `yaml:"max,omitempty"`
	Collection   string     `yaml:"collection,omitempty"`
	ValueField   string     `yaml:"value_field,omitempty"`
	SearchFields []string   `yaml:"search_fields,omitempty"`
	Display      []string   `yaml:"display_fields,omitempty"`
	Multiple     bool       `yaml:"multiple,omitempty"`
	Fields       []cmsField `yaml:"fields,omitempty"`
}

// CMS returns a configuration for the Git-based editors Decap CMS and Sveltia
// CMS (config.yml), made from the same keys as Schema.
func CMS() ([]byte, error) {
	config := cmsConfig{
		Backend:      cmsBackend{"github", "OWNER/REPOSITORY", "main"},
		MediaFolder:  "static/media",
		PublicFolder: "/media",
		Slug:         map[string]string{"encoding": "unicode"},
	}
	var free []string
	for _, kind := range Kinds {
		keys := Keys(kind)
		for _, k := range keys {
			if (k.Type == NamedKey || k.Type == AnyKey) && !slices.Contains(free, k.Name) {
				free = append(free, k.Name)
			}
		}
		config.Collections = append(config.Collections, collection(kind, keys))
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, cmsHead, strings.Join(free, ", "))
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(config); err != nil {
		return nil, fmt.Errorf("writing the CMS configuration: %w", err)
	}
	return b.Bytes(), nil
}

func collection(kind string, keys []Key) cmsCollection {
	body := cmsField{Name: "body", Label: "Text", Widget: "markdown", Hint: "in Markdown; [[slug]] links an actor, incident, article or source"}
	fields := append(cmsFields(keys), body)
	if kind == "site" {
		return cmsCollection{Name: "site", Label: "Site", Files: []cmsFile{{"settings", "Settings and home page", sitePath, fields}}}
	}
	c := cmsCollection{
		Name: kind + "s", Label: label(kind) + "s", Singular: label(kind),
		Folder: Folder(kind), Create: true, Slug: "{{slug}}", Identifier: keys[0].Name, Fields: fields,
	}
	if kind == "article" {
		c.Path, c.Nested = "{{year}}/{{slug}}", map[string]int{"depth": 10}
	}
	return c
}

// label makes the name of a key into words: "also_known_as" is "Also known as".
func label(name string) string {
	name = strings.ReplaceAll(name, "_", " ")
	return strings.ToUpper(name[:1]) + name[1:]
}

func cmsFields(keys []Key) []cmsField {
	var fields []cmsField
	for _, k := range keys {
		if k.Type != NamedKey && k.Type != AnyKey {
			fields = append(fields, newCMSField(k))
		}
	}
	return fields
}

func newCMSField(k Key) cmsField {
	f := cmsField{Name: k.Name, Label: label(k.Name), Hint: k.Doc, Required: k.Required, Widget: "string"}
	switch k.Type {
	case TextKey, TextsKey:
		f.text(k)
	case BoolKey:
		f.Widget = "boolean"
	case IntKey:
		f.Widget, f.ValueType = "number", "int"
	case FloatKey:
		f.Widget, f.ValueType = "number", "float"
	case DateKey: // a date widget would make up a day for 2021-12
		f.Pattern = []string{cmsDate, "write a date such as 2021-12-27, 2021-12 or 2021 (EDTF)"}
	case MappingKey:
		f.Widget, f.Fields = "object", cmsFields(k.Keys)
	case MappingsKey:
		f.Widget, f.Fields = "list", cmsFields(k.Keys)
	case NamedKey, AnyKey: // no form
	}
	if limit, ok := limits[k.Name]; ok {
		f.Min, f.Max = &limit.low, &limit.high
	}
	if most := float64(MaxCount(k.Name)); most > 0 && (k.Type == TextsKey || k.Type == MappingsKey) {
		f.Max = &most
	}
	return f
}

// text chooses the form for a text or a list of texts.
func (f *cmsField) text(k Key) {
	switch {
	case k.Enum != nil:
		f.Widget, f.Options = "select", k.Enum
	case k.To != "":
		name := Keys(k.To)[0].Name
		f.Widget, f.Collection, f.ValueField = "relation", k.To+"s", "{{slug}}"
		f.SearchFields, f.Display, f.Multiple = []string{name}, []string{name}, k.Type == TextsKey
	case k.Type == TextsKey:
		f.Widget = "list"
	case k.Name == "note" || k.Name == "summary" || k.Name == "description":
		f.Widget = "text"
	case k.Is == "url":
		f.Pattern = []string{webPattern, "write the address in full, as in https://example.org/page"}
	}
}
