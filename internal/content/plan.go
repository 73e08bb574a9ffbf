package content

import (
	"reflect"
	"slices"
	"strings"
)

// plan is how a mapping of front matter is read into a struct type. It is
// worked out from the keys of the struct's fields once per run.
type plan struct {
	fields []field
	keys   map[string]fieldKey // by the key in lower case
	names  []string            // the keys' first names, for suggestions
	main   int                 // index of the main field, -1 for none
}

// ofTranslation returns how a translation is read: keys that it cannot have are refused.
func (p plan) ofTranslation() *plan {
	p.fields, p.names = slices.Clone(p.fields), nil
	var shared []string // keys that all documents have: they are named last
	for k := range p.fields {
		if f := &p.fields[k]; f.Translated && f.shared {
			shared = append(shared, f.Name)
		} else if f.Translated {
			p.names = append(p.names, f.Name)
		} else {
			f.Required, f.read = false, func(d *decoder, name string, n *node, _ reflect.Value) {
				if d.translates.alone {
					return // it cannot stand there
				}
				d.errorf(n.place, "%s: is the same in all languages and stands in %s; a translation has only %s", name, d.translates.original, strings.Join(p.names, ", "))
			}
		}
	}
	p.names = append(p.names, shared...)
	return &p
}

// fieldKey is one of the names of a field; the lowest rank wins.
type fieldKey struct{ field, rank int }

// field is one that has a key, and how it is read.
type field struct {
	Key
	read readFunc
}

// readFunc reads a node into target, which is settable and of the type that
// the function was made for. The name is the key's, for messages.
type readFunc func(d *decoder, name string, n *node, target reflect.Value)

// newPlan works out the plan of a struct type with these keys.
func newPlan(keys []Key) *plan {
	p := &plan{keys: make(map[string]fieldKey), main: -1}
	for _, k := range keys {
		for rank, name := range append([]string{k.Name}, k.Synonyms...) {
			p.keys[strings.ToLower(name)] = fieldKey{len(p.fields), rank}
		}
		if k.Main {
			p.main = len(p.fields)
		}
		p.names = append(p.names, k.Name)
		p.fields = append(p.fields, field{k, readerOf(k)})
	}
	return p
}

// readerOf chooses how values of a key are read.
func readerOf(k Key) readFunc {
	switch k.Type {
	case TextKey:
		return textReader(k.texts())
	case TextsKey:
		return textsReader(k.texts(), counts[k.Name])
	case BoolKey:
		return readBool
	case IntKey:
		return readInt
	case FloatKey:
		return readFloat
	case DateKey:
		return readDate
	case AnyKey:
		return readParams
	case MappingKey:
		return structReader(newPlan(k.Keys))
	case NamedKey:
		return namedReader(k.of, k.texts(), counts[k.Name], k.Each.Type == NamedKey, readerOf(*k.Each))
	default: // MappingsKey
		return structsReader(k.of, counts[k.Name], structReader(newPlan(k.Keys)))
	}
}
