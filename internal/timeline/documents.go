package timeline

import (
	"iter"

	"dateline/internal/content"
)

// Document is a document of whatever kind, with what a link to its page says.
type Document struct {
	Meta             *content.Document
	Kind, Title, URL string // kind: "article"; address: root-relative
	Text             *Text
}

// linked is what has a page of its own.
type linked interface {
	comparable
	document() Document
}

func (a *Article) document() Document {
	return Document{&a.Meta.Document, "article", a.Meta.Title.V, a.URL(), &a.Text}
}

func (i *Incident) document() Document {
	return Document{&i.Meta.Document, "incident", i.Meta.Title.V, i.URL(), &i.Text}
}

func (a *Actor) document() Document {
	return Document{&a.Meta.Document, "actor", a.Name(), a.URL(), &a.Text}
}

func (s *Source) document() Document {
	return Document{&s.Meta.Document, "source", s.Name(), s.URL(), &s.Text}
}

func (p *Page) document() Document {
	return Document{&p.Meta.Document, "page", p.Meta.Title.V, p.URL(), &p.Text}
}

// Documents yields the documents that have pages of their own: kind by kind, in the order
// of the timeline's lists.
func (t *Timeline) Documents() iter.Seq[Document] {
	return func(yield func(Document) bool) {
		_ = yieldAll(t.Articles, yield) && yieldAll(t.Incidents, yield) && yieldAll(t.Actors, yield) && yieldAll(t.Sources, yield) && yieldAll(t.Pages, yield)
	}
}

// yieldAll yields documents, and reports whether more are wanted.
func yieldAll[T linked](all []T, yield func(Document) bool) bool {
	for _, one := range all {
		if !yield(one.document()) {
			return false
		}
	}
	return true
}

// WithSettings yields the documents, and the settings, whose page is the home page.
func (t *Timeline) WithSettings() iter.Seq[Document] {
	return func(yield func(Document) bool) {
		for d := range t.Documents() {
			if !yield(d) {
				return
			}
		}
		yield(Document{&t.Site.Document, "page", t.Site.Title.V, "/", &Text{Body: t.Site.Body}})
	}
}
