package content

import (
	"reflect"
	"slices"
	"strings"

	"dateline/internal/edtf"
)

// Kinds are the kinds of documents with front matter, as the schema and "new"
// name them. The site is the settings in content/_index.md.
var Kinds = []string{"article", "incident", "actor", "source", "page", "site"}

// Folder returns the folder of a kind, relative to the source folder; that of
// the site holds all others. It is "" for what is no kind.
func Folder(kind string) string {
	switch {
	case kind == "site":
		return root
	case slices.Contains(Kinds, kind):
		return root + "/" + kind + "s"
	}
	return ""
}

// KeyType says what the value of a key is.
type KeyType int

// The types of values. A list may be written as one value where it has one.
const (
	TextKey     KeyType = iota // a text; numbers are read as texts too
	TextsKey                   // a list of texts
	BoolKey                    // true or false
	IntKey                     // a whole number
	FloatKey                   // a number
	DateKey                    // EDTF
	AnyKey                     // a mapping of the author's own, read by templates only
	MappingKey                 // a mapping with Keys
	MappingsKey                // a list of mappings with Keys
	NamedKey                   // a mapping from the author's own names to Each
)

// Key is a key of front matter, as the tags of the documents' structs have it.
type Key struct {
	Name       string
	Synonyms   []string // other names that are read too
	Words      []string // what authors may call it, which is not read; in small letters
	Doc        string   // what it takes, in a few words
	Type       KeyType
	Required   bool
	Translated bool     // translations have it too
	Main       bool     // a plain value in place of the whole mapping means this key
	Enum       []string // texts: what is allowed; nil for anything
	Is         string   // texts: what they are; see texts in values.go
	To         string   // slugs: the kind of the documents that have them; "" for any, and for what are none
	Keys       []Key    // of a mapping
	Each       *Key     // of a NamedKey: what a name stands for

	of     reflect.Type // of its values
	index  []int        // of the field
	shared bool         // all documents have it, which embed a Document first
}

// Called reports whether the key may be written so, in whatever case.
func (k Key) Called(name string) bool {
	same := func(other string) bool { return strings.EqualFold(other, name) }
	return same(k.Name) || slices.ContainsFunc(k.Synonyms, same)
}

// Keys returns the keys that front matter of a kind has, those of the kind
// first, then those that all documents have; nil for what is no kind.
func Keys(kind string) []Key {
	if !slices.Contains(Kinds, kind) {
		return nil
	}
	return keysOf(reflect.TypeOf(newDocument(kind + "s")).Elem()) // by its folder; the site has none
}

// keysOf returns the keys of a struct type, those that all documents have last.
func keysOf(t reflect.Type) []Key {
	var own, shared []Key
	for _, k := range keysInOrder(t) {
		if k.shared {
			shared = append(shared, k)
		} else {
			own = append(own, k)
		}
	}
	return append(own, shared...)
}

// keysInOrder returns the keys of a struct type in the order of its fields, by their tags:
//
//	key:"a|b"      the key is called a; b is read as a too
//	required:"…"   a mapping without it is an error
//	main:"true"    a plain value in place of the mapping means this key
//	enum:"a|b"     the values that are allowed
//	is:"…"         what texts are; see texts in values.go
//	to:"…"         slugs: the kind of the documents that have them
//	translated:"…" translations have the key
func keysInOrder(t reflect.Type) []Key {
	var keys []Key
	for _, f := range reflect.VisibleFields(t) {
		tag := f.Tag.Get("key")
		if tag == "" {
			continue
		}
		names := strings.Split(tag, "|")
		k := keyOf(f.Type)
		k.Name, k.Synonyms, k.Doc = names[0], names[1:], f.Tag.Get("doc")
		k.Words = wordsFor(k.Name)
		k.Required, k.Main = f.Tag.Get("required") != "", f.Tag.Get("main") != ""
		k.Translated = f.Tag.Get("translated") != ""
		k.Is, k.To = f.Tag.Get("is"), f.Tag.Get("to")
		if k.Each != nil {
			k.Each.Name = k.Name
			if k.Each.Type == NamedKey {
				k.Each.Name = "account" // of accounts
			}
		}
		if enum := f.Tag.Get("enum"); enum != "" {
			k.Enum = strings.Split(enum, "|")
		}
		k.index, k.shared = f.Index, t.Field(f.Index[0]).Type == reflect.TypeFor[Document]()
		keys = append(keys, k)
	}
	return keys
}

// keyOf returns a key of the type as which a Go type is read, see readerOf.
func keyOf(t reflect.Type) Key {
	k := Key{of: t}
	keyless, ok := valueTypes[t]
	switch {
	case ok:
		k.Type = keyless
	case t.Kind() == reflect.Struct:
		k.Type, k.Keys = MappingKey, keysOf(t)
	case t.Kind() == reflect.Slice && strings.HasPrefix(t.Elem().Name(), "Named["):
		value, _ := t.Elem().FieldByName("V")
		each := keyOf(value.Type)
		k.Type, k.Each = NamedKey, &each
	case t.Kind() == reflect.Slice:
		k.Type, k.Keys = MappingsKey, keysOf(t.Elem())
	default:
		panic("content: no key for " + t.String())
	}
	return k
}

// valueTypes are those of values that have no keys of their own.
var valueTypes = map[reflect.Type]KeyType{
	reflect.TypeFor[At[string]]():     TextKey,
	reflect.TypeFor[[]At[string]]():   TextsKey,
	reflect.TypeFor[At[bool]]():       BoolKey,
	reflect.TypeFor[At[int]]():        IntKey,
	reflect.TypeFor[At[float64]]():    FloatKey,
	reflect.TypeFor[At[edtf.Date]]():  DateKey,
	reflect.TypeFor[map[string]any](): AnyKey,
}

// limits are what numbers may be, by the key's name.
var limits = map[string]struct{ low, high float64 }{
	"page_size": {10, 1000}, // less makes pages that nobody wants to turn, more makes pages that are slow to load
	"feed_size": {1, 1000},  // readers fetch the whole feed again and again
	"lat":       {-maxLat, maxLat},
	"lon":       {-maxLon, maxLon},
}
