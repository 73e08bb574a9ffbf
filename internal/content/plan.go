package content

import (
	"reflect"
	"strings"

	"dateline/internal/edtf"
)

// plan is how a mapping of front matter is read into a struct type. It is
// worked out from the struct's tags once per run:
//
//	key:"a|b"      the key is called a; b is read as a too
//	required:"…"   a mapping without it is an error
//	main:"true"    a plain value in place of the mapping means this key
//	enum:"a|b"     the values that are allowed
//	is:"…"         what texts are; see texts in values.go
//	translated:"…" translations have the key
type plan struct {
	fields []field
	keys   map[string]fieldKey // by the key in lower case
	names  []string            // the keys' first names, for suggestions
	main   int                 // index of the main field, -1 for none
}

// newTranslationPlan works out how a translation of a struct type is read: keys
// that it cannot have are refused.
func newTranslationPlan(t reflect.Type) *plan {
	p := newPlan(t)
	p.names = nil
	var shared []string // keys that all documents have: they are named last
	for k := range p.fields {
		if f := &p.fields[k]; f.translated && isShared(t, f.index) {
			shared = append(shared, f.name)
		} else if f.translated {
			p.names = append(p.names, f.name)
		} else {
			f.required, f.read = false, func(d *decoder, name string, n *node, _ reflect.Value) {
				d.errorf(n.place, "%s: is the same in all languages and stands in %s; a translation has only %s", name, d.translates.original, strings.Join(p.names, ", "))
			}
		}
	}
	p.names = append(p.names, shared...)
	return p
}

// isShared reports whether all documents have a field, which embed a Document first.
func isShared(t reflect.Type, index []int) bool {
	return t.Field(index[0]).Type == reflect.TypeFor[Document]()
}

// fieldKey is one of the names of a field; the lowest rank wins.
type fieldKey struct {
	field, rank int
}

type field struct {
	index    []int
	name     string
	required bool

	translated bool
	read       readFunc
}

// readFunc reads a node into target, which is settable and of the type that
// the function was made for. The name is the key's, for messages.
type readFunc func(d *decoder, name string, n *node, target reflect.Value)

// newPlan works out the plan of a struct type.
func newPlan(t reflect.Type) *plan {
	p := &plan{keys: make(map[string]fieldKey), main: -1}
	for _, f := range reflect.VisibleFields(t) {
		tag := f.Tag.Get("key")
		if tag == "" {
			continue
		}
		names := strings.Split(tag, "|")
		for rank, name := range names {
			p.keys[strings.ToLower(name)] = fieldKey{len(p.fields), rank}
		}
		if f.Tag.Get("main") != "" {
			p.main = len(p.fields)
		}
		p.names = append(p.names, names[0])
		p.fields = append(p.fields, field{
			index:    f.Index,
			name:     names[0],
			required: f.Tag.Get("required") != "",

			translated: f.Tag.Get("translated") != "",
			read:       readerOf(f.Type, f.Tag),
		})
	}
	return p
}

// readerOf chooses how values of a type are read.
func readerOf(t reflect.Type, tag reflect.StructTag) readFunc {
	switch t {
	case reflect.TypeFor[At[string]]():
		return textReader(newTexts(tag))
	case reflect.TypeFor[[]At[string]]():
		return textsReader(newTexts(tag))
	case reflect.TypeFor[At[bool]]():
		return readBool
	case reflect.TypeFor[At[int]]():
		return readInt
	case reflect.TypeFor[At[float64]]():
		return readFloat
	case reflect.TypeFor[At[edtf.Date]]():
		return readDate
	case reflect.TypeFor[map[string]any]():
		return readParams
	}
	switch {
	case t.Kind() == reflect.Struct:
		return structReader(newPlan(t))
	case t.Kind() == reflect.Slice && isNamed(t.Elem()):
		value, _ := t.Elem().FieldByName("V")
		return namedReader(t, newTexts(tag), readerOf(value.Type, ""))
	case t.Kind() == reflect.Slice:
		return structsReader(t, readerOf(t.Elem(), ""))
	}
	panic("content: no way to read " + t.String())
}

// isNamed reports whether t is an instance of Named.
func isNamed(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && strings.HasPrefix(t.Name(), "Named[")
}
