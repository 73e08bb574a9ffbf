package content

import (
	"cmp"
	"path"
	"reflect"
	"strings"
)

// Original is a document, or the settings of the site, as somebody sees it who
// translates it.
type Original struct {
	Path  string                         // of its file, relative to the source folder
	Lang  string                         // the language of its texts
	Texts map[string]string              // what it says under keys that a translation has; a list has ", " between its texts
	Names map[string][]Named[At[string]] // the same of names, with those of which it says nothing
	Notes []OriginalNote                 // of its annotations, those in front matter first
	Into  []string                       // languages that it has a translation into
}

// OriginalNote is a note that a translation may have too.
type OriginalNote struct{ Quote, Note string }

// Original returns what is to be translated of the document of a kind with a
// slug; of the site, the slug is "". It reports false where there is none.
func (s *Set) Original(kind, slug string) (Original, bool) {
	var doc document = &s.Site
	if kind != "site" {
		if doc = s.find(kind, slug); doc == nil {
			return Original{}, false
		}
	}
	lang := cmp.Or(doc.language().V, s.Site.Language.V)
	o := Original{Path: doc.document().Path, Lang: lang, Texts: map[string]string{}, Names: map[string][]Named[At[string]]{}}
	o.read(doc)
	switch doc := doc.(type) {
	case *Article:
		o.Notes = doc.originalNotes()
	case *Site:
		said := s.Vocabulary()
		o.Names["fields"], o.Names["words"] = withAll(doc.Fields, said.Fields), withAll(doc.Words, said.Words)
	}
	for lang, of := range s.translations {
		if of[o.Path] != nil {
			o.Into = append(o.Into, lang)
		}
	}
	return o, true
}

// read notes what a document says under keys that a translation has.
func (o *Original) read(doc document) {
	v := reflect.ValueOf(doc).Elem()
	for _, k := range keysInOrder(v.Type()) {
		if !k.Translated {
			continue
		}
		switch value := v.FieldByIndex(k.index).Interface().(type) {
		case At[string]:
			o.Texts[k.Name] = value.V
		case []At[string]:
			o.Texts[k.Name] = strings.Join(Values(value), ", ")
		case []Named[At[string]]:
			o.Names[k.Name] = value
		}
	}
}

// originalNotes lists the notes of an article.
func (a *Article) originalNotes() []OriginalNote {
	var notes []OriginalNote
	for _, note := range a.Annotations {
		notes = append(notes, OriginalNote{note.Quote.V, note.Note.V})
	}
	for _, note := range a.Body.Notes() {
		notes = append(notes, OriginalNote{a.Body.Text()[note.Start:note.End], note.Text})
	}
	return notes
}

// TranslationPath returns the path of the translation of a file into a language.
func TranslationPath(original, lang string) string {
	ext := path.Ext(original)
	return strings.TrimSuffix(original, ext) + "." + lang + ext
}
