package content

import (
	"fmt"
	"strings"

	"dateline/internal/escape"
)

// Schema returns a JSON Schema (draft 2020-12) for the front matter of a kind,
// indented, so that editors complete and check what authors write. It says
// what Read takes without a word: keys in their usual spelling, synonyms, and
// private keys that begin with "_". What one file cannot show, such as whether
// a slug exists, it does not say. An error is of what is no kind.
func Schema(kind string) ([]byte, error) {
	if Folder(kind) == "" {
		return nil, fmt.Errorf("no kind %q", kind)
	}
	return indented(append(object{{"$schema", draft}}, schemaOf(kind)...))
}

// Schemas returns one JSON Schema document that holds the schema of each kind
// under $defs.
func Schemas() ([]byte, error) {
	var kinds object
	for _, kind := range Kinds {
		kinds = append(kinds, member{kind, schemaOf(kind)})
	}
	return indented(object{
		{"$schema", draft},
		{"$id", "urn:dateline:schema"},
		{"title", "Front matter of all kinds of documents"},
		{"$defs", kinds},
	})
}

const draft = "https://json-schema.org/draft/2020-12/schema"

// object is a JSON object whose members keep their order: editors suggest keys
// in the order of the schema.
type object []member

type member struct {
	name  string
	value any
}

// MarshalJSON writes the members in their order.
func (o object) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for _, m := range o {
		value, err := escape.Value(m.value, "")
		if err != nil {
			return nil, err
		}
		b = append(escape.Key(b, m.name), value...)
	}
	return append(b, '}'), nil
}

func indented(o object) ([]byte, error) {
	text, err := escape.Value(o, "  ")
	if err != nil {
		return nil, fmt.Errorf("writing the schema: %w", err)
	}
	return text, nil
}

func schemaOf(kind string) object {
	schema := object{
		{"$id", "urn:dateline:schema:" + kind},
		{"title", "Front matter of " + headings[kind]},
	}
	return append(append(schema, mappingSchema(Keys(kind))...), member{"$defs", object{{"date", dateSchema()}}})
}

// headings name the documents of each kind.
var headings = map[string]string{
	"article":  "an article: a report as it was published",
	"incident": "an incident: something that happened",
	"actor":    "an actor: who takes part in incidents or is named in articles",
	"source":   "a source: a publisher or agency",
	"page":     "a plain page",
	"site":     "content/_index.md: the settings of the site",
}

// mappingSchema is the schema of a mapping with these keys and no others, but
// for private ones.
func mappingSchema(keys []Key) object {
	var properties object
	var required []any
	for _, k := range keys {
		properties = append(properties, member{k.Name, described(k.Doc, schemaOfKey(k))})
		for _, s := range k.Synonyms {
			properties = append(properties, member{s, described("the same as "+k.Name, schemaOfKey(k))})
		}
		if k.Required {
			required = append(required, requires(k))
		}
	}
	schema := object{
		{"type", "object"},
		{"properties", properties},
		{"patternProperties", object{{"^_", described("a private note of the author's, which reaches no output", nil)}}},
		{"additionalProperties", false},
	}
	if required != nil {
		schema = append(schema, member{"allOf", required})
	}
	return schema
}

// requires holds that a key is there under one of its names.
func requires(k Key) object {
	var names []any
	for _, name := range append([]string{k.Name}, k.Synonyms...) {
		names = append(names, object{{"required", []string{name}}})
	}
	if len(names) == 1 {
		return object{{"required", []string{k.Name}}}
	}
	return object{{"anyOf", names}}
}

func described(doc string, schema object) object {
	if doc == "" {
		return schema
	}
	return append(object{{"description", doc}}, schema...)
}

// optional returns the types of a value that may also be left empty, which
// counts as not written, unless the key is required.
func (k Key) optional(types ...string) member {
	if !k.Required {
		types = append(types, "null")
	}
	return member{"type", types}
}

func schemaOfKey(k Key) object {
	switch k.Type {
	case TextKey:
		return textSchema(k)
	case TextsKey:
		one := textSchema(k)
		return object{{"anyOf", []any{one, list(k, one)}}}
	case BoolKey:
		return object{k.optional("boolean")}
	case IntKey:
		return append(object{k.optional("integer")}, limitsSchema(k)...)
	case FloatKey:
		return append(object{k.optional("number")}, limitsSchema(k)...)
	case DateKey:
		return object{{"$ref", "#/$defs/date"}}
	case AnyKey:
		return object{k.optional("object")}
	case MappingKey:
		return orEmpty(mappingsSchemas(k)...)
	case MappingsKey:
		one := mappingsSchemas(k)
		return orEmpty(append(one, list(k, orEmpty(one...)))...)
	case NamedKey:
		all := object{k.optional("object"), {"additionalProperties", schemaOfKey(*k.Each)}}
		if most := k.texts().longest.most; most > 0 {
			all = append(all, member{"propertyNames", object{{"maxLength", most}}})
		}
		if most := MaxCount(k.Name); most > 0 {
			all = append(all, member{"maxProperties", most})
		}
		return all
	}
	return nil
}

// list is the schema of a list of what has a schema.
func list(k Key, each object) object {
	all := object{{"type", "array"}, {"items", each}}
	if most := MaxCount(k.Name); most > 0 {
		all = append(all, member{"maxItems", most})
	}
	return all
}

func orEmpty(schemas ...any) object {
	return object{{"anyOf", append(schemas, object{{"type", "null"}})}}
}

// mappingsSchemas returns what may stand for a mapping: itself, or a plain
// value where one of its keys is the main one.
func mappingsSchemas(k Key) []any {
	all := []any{mappingSchema(k.Keys)}
	for _, main := range k.Keys {
		if main.Main {
			all = append(all, textSchema(main))
		}
	}
	return all
}

// limitsSchema says what numbers are allowed.
func limitsSchema(k Key) object {
	limit, ok := limits[k.Name]
	if !ok {
		return nil
	}
	return object{{"minimum", limit.low}, {"maximum", limit.high}}
}

// The patterns keep to what ECMA 262 and RE2 both read, without flags.
const (
	webPattern      = `^\s*[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@]+([/?#]\S*)?\s*$`
	slugPattern     = `^\s*[^\s/\\?#"<>|*:]+\s*$`
	languagePattern = `^\s*[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*\s*$`
	licensePattern  = `^\s*[A-Za-z0-9.+-]+\s*$`
	pathPattern     = `^/?[^\s/\\<>:"|?*#.][^\\<>:"|?*#]*$`
)

// patterns are those of texts, by what they are.
var patterns = map[string]string{
	"slug": slugPattern, "url": webPattern, "slug-or-url": slugPattern + "|" + webPattern,
	"lang": languagePattern, "license": licensePattern + "|" + webPattern, "path": pathPattern,
}

// textSchema is the schema of one text. YAML takes some texts for numbers or
// booleans; they are read as they are written.
func textSchema(k Key) object {
	if k.Enum != nil {
		values := make([]any, 0, len(k.Enum)+1)
		for _, e := range k.Enum {
			values = append(values, e)
		}
		return object{{"enum", append(values, nil)}}
	}
	pattern := patterns[k.Is]
	var text object
	switch {
	case pattern == "":
		text = object{k.optional("string", "number", "boolean")}
	case strings.HasPrefix(k.Is, "slug") || k.Is == "path":
		text = object{k.optional("string", "number"), {"pattern", pattern}}
	default:
		text = object{k.optional("string"), {"pattern", pattern}}
	}
	if most := k.texts().longest.most; most > 0 {
		text = append(text, member{"maxLength", most})
	}
	return text
}
