package opendata

import (
	"iter"
	"reflect"
	"strings"
)

// timelineSchema writes the JSON Schema of timeline.json. It is the same for
// all sites but for its own address.
func timelineSchema(s *source, w *stream) {
	schema := schemaOf(reflect.TypeFor[jsonTimeline]())
	schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	schema["title"] = "A timeline of Dateline"
	schema["description"] = "Ids are addresses of pages, the same string wherever they stand."
	if s.onWeb() {
		schema["$id"] = s.id("/" + schemaPath)
	}
	w.indented(schema)
}

// schemaOf returns the schema of a type of model.go.
func schemaOf(t reflect.Type) object {
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.Slice:
		return object{"type": "array", "items": schemaOf(t.Elem())}
	case reflect.Float64:
		return object{"type": "number"}
	case reflect.Int:
		return object{"type": "integer"}
	case reflect.Struct:
		properties, required := object{}, []string{}
		for f := range fieldsOf(t) {
			name, omits := strings.CutSuffix(f.Tag.Get("json"), ",omitempty")
			property := schemaOf(f.Type)
			property["description"] = f.Tag.Get("doc")
			properties[name] = property
			if !omits {
				required = append(required, name)
			}
		}
		return object{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
	default:
		return object{"type": "string"}
	}
}

// fieldsOf yields the fields of a struct, those of embedded structs as its own.
func fieldsOf(t reflect.Type) iter.Seq[reflect.StructField] {
	return func(yield func(reflect.StructField) bool) {
		for _, f := range reflect.VisibleFields(t) {
			if !f.Anonymous && !yield(f) {
				return
			}
		}
	}
}
