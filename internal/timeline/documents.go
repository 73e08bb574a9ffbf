package timeline

import (
	"iter"

	"dateline/internal/content"
)

// Document is a document of whatever kind, with what a link to its page says.
type Document struct {
	Meta             *content.Document
	Kind, Title, URL string // kind: "article"; address: root-relative
}

// Documents yields the documents that have pages of their own: kind by kind, in the order
// of the timeline's lists.
func (t *Timeline) Documents() iter.Seq[Document] {
	return func(yield func(Document) bool) {
		for _, a := range t.Articles {
			if !yield(Document{&a.Meta.Document, "article", a.Meta.Title.V, a.URL()}) {
				return
			}
		}
		for _, i := range t.Incidents {
			if !yield(Document{&i.Meta.Document, "incident", i.Meta.Title.V, i.URL()}) {
				return
			}
		}
		for _, a := range t.Actors {
			if !yield(Document{&a.Meta.Document, "actor", a.Name(), a.URL()}) {
				return
			}
		}
		for _, s := range t.Sources {
			if !yield(Document{&s.Meta.Document, "source", s.Name(), s.URL()}) {
				return
			}
		}
		for _, p := range t.Pages {
			if !yield(Document{&p.Meta.Document, "page", p.Meta.Title.V, p.URL()}) {
				return
			}
		}
	}
}

// withSettings yields the documents, and the settings, whose page is the home page.
func (t *Timeline) withSettings() iter.Seq[Document] {
	return func(yield func(Document) bool) {
		for d := range t.Documents() {
			if !yield(d) {
				return
			}
		}
		yield(Document{&t.Site.Document, "page", t.Site.Title.V, "/"})
	}
}
