package content

import (
	"maps"
	"strings"

	"dateline/internal/markup"
)

// Edition returns what a further edition of the site shows: each document in its
// translation where there is one, else as it is, with the language that it is
// in. What states facts is the original's in any case. The documents are others
// at each call.
func (s *Set) Edition(lang string) *Set {
	e := edition{s, lang}
	return &Set{
		Site:      *e.settings(),
		Articles:  put(e, s.Articles),
		Incidents: put(e, s.Incidents),
		Actors:    put(e, s.Actors),
		Sources:   put(e, s.Sources),
		Pages:     put(e, s.Pages),
		Drafts:    s.Drafts,
		Files:     s.Files,
	}
}

// EditionFolder returns the folder of the site in which a further edition
// stands.
func EditionFolder(lang string) string { return strings.ToLower(lang) }

// Roots returns what stands before the addresses of the site in one of its files: its own
// address, or else the way to its root.
func (s *Site) Roots(file string) markup.Roots {
	pages := strings.TrimSuffix(s.BaseURL.V, "/") + "/"
	if s.BaseURL.V == "" {
		pages = strings.Repeat("../", strings.Count(file, "/"))
	}
	switch {
	case s.Own() == "":
		return markup.Roots{Pages: pages, Files: pages}
	case s.BaseURL.V == "":
		return markup.Roots{Pages: pages, Files: pages + "../"}
	}
	return markup.Roots{Pages: pages, Files: strings.TrimSuffix(pages, EditionFolder(s.Language.V)+"/")}
}

// edition is a set in another language.
type edition struct {
	*Set
	lang string
}

func put[D document](e edition, docs []D) []D {
	out := make([]D, len(docs))
	for k, doc := range docs {
		out[k] = e.of(doc).(D)
	}
	return out
}

// translationOf returns the translation of a document, nil where there is none.
func (e edition) translationOf(original document) document {
	return e.translations[e.lang][original.document().Path]
}

// of returns what the edition shows of a document.
func (e edition) of(original document) document {
	translation := e.translationOf(original)
	switch o := original.(type) {
	case *Article:
		doc := *o
		t, _ := translation.(*Article)
		if e.document(&doc.Document, &doc.Lang, translation) {
			doc.Title, doc.Summary = t.Title, doc.summary(o.Summary, t.Summary)
		}
		if doc.Translation() != "" {
			doc.Editing = &Editing{unquoted(o.Accounts), t.Annotations, t.Inline, o.Corrections}
		}
		return &doc
	case *Incident:
		doc := *o
		if t, _ := translation.(*Incident); e.document(&doc.Document, &doc.Lang, translation) {
			doc.Title, doc.Summary = t.Title, doc.summary(o.Summary, t.Summary)
			if t.Time.Set() {
				doc.Time = t.Time
			}
		}
		return &doc
	case *Actor:
		doc := *o
		if t, _ := translation.(*Actor); e.document(&doc.Document, &doc.Lang, translation) {
			doc.Name, doc.Summary = t.Name, doc.summary(o.Summary, t.Summary)
			doc.Names = otherNames(t, o)
		}
		return &doc
	case *Source:
		doc := *o
		if t, _ := translation.(*Source); e.document(&doc.Document, &doc.Lang, translation) {
			doc.Name, doc.Summary = t.Name, doc.summary(o.Summary, t.Summary)
		}
		return &doc
	case *Page:
		doc := *o
		if t, _ := translation.(*Page); e.document(&doc.Document, &doc.Lang, translation) {
			doc.Title, doc.Summary = t.Title, doc.summary(o.Summary, t.Summary)
		}
		return &doc
	}
	return original
}

// document puts a translation into what all kinds share, and says in lang what
// language the document is in. It reports whether there is a translation.
func (e edition) document(doc *Document, lang *At[string], translation document) bool {
	if lang.V == "" {
		lang.V = e.Site.Language.V
	}
	if lang.V == e.lang {
		lang.V = ""
	}
	r := &Rendition{Own: e.Site.Language.V}
	doc.Rendition = r
	if translation == nil {
		return false
	}
	t := translation.document()
	r.Translated = t.Path
	doc.Sum, doc.Front, doc.Head = doc.Sum.with(t.Sum), doc.Front.with(t.Front), doc.Head.with(t.Head)
	if t.Params != nil {
		original := doc.Params
		doc.Params = map[string]any{}
		maps.Copy(doc.Params, original)
		maps.Copy(doc.Params, t.Params)
	}
	doc.Draft.V = doc.Draft.V || t.Draft.V
	r.TextLang, r.SummaryLang, *lang = lang.V, lang.V, At[string]{}
	if !t.Body.Empty() {
		r.SummaryLang = "" // its beginning may stand for the summary
	}
	if !t.Body.Empty() || doc.Body.Empty() {
		r.Original, doc.Path = doc.Path, t.Path
		r.Translation, r.TextLang = e.lang, ""
		doc.Body, doc.Begin = t.Body, t.Begin
	}
	return true
}

// summary returns that of a translation, or else the original's where the translation
// has no text either.
func (d *Document) summary(original, translation At[string]) At[string] {
	if translation.V != "" {
		d.Rendition.SummaryLang = ""
	} else if d.Rendition.SummaryLang != "" {
		return original
	}
	return translation
}

// settings returns those of the site, with what the translation says.
func (e edition) settings() *Site {
	doc := e.Site
	t, _ := e.translationOf(&e.Site).(*Site)
	if t == nil {
		own := e.Site.Language.V
		doc.Rendition = &Rendition{Own: own, TextLang: own, SummaryLang: own}
	} else {
		e.document(&doc.Document, &doc.Language, t)
		doc.Rendition.SummaryLang = e.Site.Language.V
		if t.Description.Set() {
			doc.Description, doc.Rendition.SummaryLang = t.Description, ""
		}
		if t.Title.Set() {
			doc.Title = t.Title
		}
		doc.Fields, doc.Words = renamed(doc.Fields, t.Fields), renamed(doc.Words, t.Words)
	}
	doc.Language = At[string]{V: e.lang}
	for _, lang := range doc.Languages {
		if lang.V == e.lang {
			doc.Language = lang
		}
	}
	if doc.BaseURL.V != "" {
		doc.BaseURL.V += EditionFolder(e.lang) + "/"
	}
	return &doc
}

// renamed returns labels with those of a translation in their place, in the
// order of the original.
func renamed(original, translation []Named[At[string]]) []Named[At[string]] {
	at := map[string]int{}
	var all []Named[At[string]]
	for _, labels := range [][]Named[At[string]]{original, translation} {
		for _, label := range labels {
			if k, known := at[label.Name.V]; known {
				all[k] = label
				continue
			}
			at[label.Name.V] = len(all)
			all = append(all, label)
		}
	}
	return all
}

// otherNames returns what an actor is called beside its name in the translation.
func otherNames(t, o *Actor) []At[string] {
	var names []At[string]
	seen := map[string]bool{t.Name.V: true}
	for _, list := range [][]At[string]{t.Names, {o.Name}, o.Names} {
		for _, name := range list {
			if !seen[name.V] {
				seen[name.V] = true
				names = append(names, name)
			}
		}
	}
	return names
}

// unquoted returns accounts without the words that state them, which are those of
// another text.
func unquoted(accounts []Named[AccountMeta]) []Named[AccountMeta] {
	var all []Named[AccountMeta]
	for _, account := range accounts {
		values := make(AccountMeta, len(account.V))
		for k, value := range account.V {
			value.V.Quote = At[string]{}
			values[k] = value
		}
		all = append(all, Named[AccountMeta]{account.Name, values})
	}
	return all
}
