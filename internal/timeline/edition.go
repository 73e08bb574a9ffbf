package timeline

import (
	"cmp"
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/markup"
)

// originals are the documents of the site's own language, as far as an edition in
// another one needs them.
type originals struct {
	articles map[string]*Article // by slug
	titles   map[string]string   // by address
	langs    map[string]string   // of entries that state one, by address
	site     string              // the site's own language
}

func newOriginals(t *Timeline) *originals {
	o := &originals{map[string]*Article{}, map[string]string{}, map[string]string{}, t.Site.Language.V}
	for d := range t.Documents() {
		o.titles[d.URL] = d.Title
	}
	for _, e := range t.Entries {
		if lang := e.Lang(); lang != "" {
			o.langs[e.URL()] = lang
		}
	}
	for _, a := range t.Articles {
		o.articles[a.Meta.Slug.V] = a
	}
	return o
}

// title returns the title that a link in a text of doc shows: a text that is no
// translation stands in an edition word for word, so that its quotes are found.
func (o *originals) title(doc *content.Document, d Document) string {
	if o == nil || doc.Translation() != "" || o.titles[d.URL] == "" {
		return d.Title
	}
	return o.titles[d.URL]
}

// Word returns what readers see in place of a word of the authors': a tag, a
// place, an office; the word itself where the settings say nothing.
func (t *Timeline) Word(word string) string {
	shown, _ := t.Worded(word)
	return shown
}

// Worded does what Word does, and returns the language that the word is in then,
// where it is another one than the edition's.
func (t *Timeline) Worded(word string) (shown, lang string) {
	if w, ok := t.words[word]; ok {
		return w.shown, w.lang
	}
	return word, t.Site.Own()
}

// wording is what readers see in place of a word.
type wording struct{ shown, lang string }

func newWords(site *content.Site) map[string]wording {
	words := make(map[string]wording, len(site.Words))
	for _, w := range site.Words {
		words[w.Name.V] = wording{w.V.V, site.Foreign(w.V)}
	}
	return words
}

// originalNotes are the notes of the article that another one translates, while
// that one is linked.
type originalNotes struct {
	noteLinker
	all    []*Annotation
	shown  map[*Annotation]bool // those that the translation has
	unread bool                 // the original cannot be read, and seems to have none
}

func (n noteLinker) originalNotes(a *Article) originalNotes {
	o := originalNotes{noteLinker: n, shown: map[*Annotation]bool{}}
	if a.Original == nil || a.Meta.Translation() == "" {
		return o
	}
	o.unread = !a.Original.Meta.Date.Set()
	o.all = filtered(a.Original.Annotations, func(note *Annotation) bool { return note.Kind != KindAccount })
	return o
}

// translate gives a note the facts of the original's that it translates.
func (o originalNotes) translate(note *Annotation, meta content.AnnotationMeta) {
	ref := meta.Original
	if !ref.Set() {
		return
	}
	if note.Article.Meta.Translation() == "" {
		o.problems.Errorf(note.Article.Meta.Pos(ref.Place), "original: this text is no translation; remove the key")
		return
	}
	quote := markup.FoldQuote(ref.V)
	named := func(original *Annotation) bool { return markup.FoldQuote(original.Quote) == quote }
	at := slices.IndexFunc(o.all, func(original *Annotation) bool { return named(original) && !o.shown[original] })
	if at < 0 {
		switch {
		case o.unread:
		case slices.ContainsFunc(o.all, named):
			o.problems.Errorf(note.Article.Meta.Pos(ref.Place), "the note of %s on %q is translated already, above%s", note.Article.Meta.Original(), ref.V, o.suggest(ref.V))
		default:
			o.problems.Errorf(note.Article.Meta.Pos(ref.Place), "no note of %s is on %q%s", note.Article.Meta.Original(), ref.V, o.suggest(ref.V))
		}
		return
	}
	original := o.all[at]
	o.shown[original] = true
	facts := o.here(original)
	facts.Article, facts.Note, facts.place = note.Article, note.Note, note.place
	facts.Original, facts.Lang = original, note.Lang
	*note = *facts
}

func (o originalNotes) suggest(quote string) string {
	var quotes []string
	for _, note := range o.all {
		if !o.shown[note] {
			quotes = append(quotes, note.Quote)
		}
	}
	if s := diag.DidYouMean(quote, quotes); s != "" || len(quotes) == 0 {
		return s
	}
	return `; those without a translation yet are on "` + strings.Join(quotes, `", "`) + `"`
}

// rest returns the notes that the translation does not have.
func (o originalNotes) rest(a *Article) []*Annotation {
	var rest []*Annotation
	for _, original := range o.all {
		if !o.shown[original] {
			note := o.here(original)
			note.Article, note.Original, note.Away, note.Lang = a, original, true, a.Meta.Own()
			note.Start, note.End = int32(a.Text.Body.Size()), int32(a.Text.Body.Size())
			rest = append(rest, note)
		}
	}
	return rest
}

// here returns a copy of a note of the original that refers to the documents of
// this timeline.
func (o originalNotes) here(original *Annotation) *Annotation {
	note, more := *original, *original.AnnotationDetails
	note.AnnotationDetails = &more
	if original.Incident != nil {
		note.Incident = o.incidents.bySlug[original.Incident.Meta.Slug.V]
	}
	if original.By != nil {
		note.By = o.actors.bySlug[original.By.Meta.Slug.V]
	}
	if original.Via != nil {
		note.Via = o.sources.bySlug[original.Via.Meta.Slug.V]
	}
	note.Sources = slices.Clone(original.Sources)
	for k, s := range note.Sources {
		if s.Article != nil {
			note.Sources[k].Article = o.articles.bySlug[s.Article.Meta.Slug.V]
		}
	}
	return &note
}

// TextLang returns the language of an article's text; "" is the site's.
func (a *Article) TextLang() string { return cmp.Or(a.Meta.TextLang(), a.Meta.Lang.V) }

// QuoteLang returns the language of the words that a note is on; "" is the site's.
func (a *Annotation) QuoteLang() string {
	if a.Away {
		return cmp.Or(a.Original.Article.TextLang(), a.Article.Meta.Own())
	}
	return a.Article.TextLang()
}

// notes returns all annotations of an article, those on words of the original
// last.
func (a *Article) notes() []*Annotation { return slices.Concat(a.Annotations, a.Elsewhere) }
