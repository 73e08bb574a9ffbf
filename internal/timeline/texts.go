package timeline

import (
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/markup"
)

// linkTexts resolves the links in all texts, finds the mentions of actors and
// anchors the notes.
func (l *linker) linkTexts() {
	t := l.timeline
	t.Site.Body = l.resolve(&t.Site.Document, t.Site.Body)
	names := l.names()
	notes := newNoteLinker(l, names)
	for _, a := range t.Articles {
		l.articleText(names, a)
		notes.article(a)
		a.enterNotes()
	}
	for _, i := range t.Incidents {
		l.documentText(names, &i.Meta.Document, &i.Text, nil, i.actors)
	}
	for _, a := range t.Actors {
		l.documentText(names, &a.Meta.Document, &a.Text, a, nil)
		a.sortStatements()
	}
	for _, s := range t.Sources {
		l.documentText(names, &s.Meta.Document, &s.Text, nil, nil)
	}
	for _, p := range t.Pages {
		l.documentText(names, &p.Meta.Document, &p.Text, nil, nil)
	}
	l.view.Turn(nil)
	l.note.Turn(nil)
}

// documentText resolves the links in a document's text and returns the actors that it
// names.
func (l *linker) documentText(names *markup.Names, doc *content.Document, text *Text, self *Actor, said []*Actor) []*Actor {
	text.Body = l.resolve(doc, doc.Body)
	return l.mentions(names, &l.view, doc.Path, text, self, said)
}

// articleText does so for an article, and notes who appears in it.
func (l *linker) articleText(names *markup.Names, a *Article) {
	said := l.actors.findAll(l, &a.Meta.Document, a.Meta.Actors)
	l.named = append(l.documentText(names, &a.Meta.Document, &a.Text, nil, said), said...)
	actors := l.named[:0]
	for _, actor := range l.named {
		if !slices.Contains(actors, actor) {
			actors = append(actors, actor)
		}
	}
	a.Actors = append([]*Actor(nil), actors...) // no larger than need be
}

// resolve returns a text with its links leading somewhere. The text is part of
// doc.
func (l *linker) resolve(doc *content.Document, body *markup.Body) *markup.Body {
	links := body.Links()
	targets := make([]markup.Target, len(links))
	left := maxTitles
	for k, link := range links {
		if link.Path {
			targets[k] = l.resolvePath(doc, link)
		} else {
			targets[k] = l.resolveSlug(doc, link)
		}
		if link.Titled {
			continue
		}
		if left -= len(targets[k].Title); left < 0 {
			l.problems.Errorf(link.Pos, "up to here links without words of their own stand for titles of more than %d MiB; write words, as in [[%s|words]]", maxTitles>>20, link.Target)
			break
		}
	}
	return body.Resolve(targets)
}

// maxTitles is how many bytes titles may have in one text in place of the words of links: a
// link takes five.
const maxTitles = 32 << 20

// resolveSlug finds what a [[wikilink]] leads to.
func (l *linker) resolveSlug(doc *content.Document, link markup.Link) markup.Target {
	found := l.lookUp(link.Kind, content.FoldSlug(link.Target))
	switch {
	case len(found) == 1:
		return markup.Target{URL: found[0].URL, Title: l.originals.title(doc, found[0])}
	case len(found) > 1:
		var choices []string
		for _, doc := range found {
			choices = append(choices, "[["+doc.Kind+":"+link.Target+"]]")
		}
		l.problems.Errorf(link.Pos, "%q is the slug of more than one document; write %s", link.Target, strings.Join(choices, " or "))
	default:
		l.missing(link.Pos, link.Kind, link.Target)
	}
	return markup.Target{Title: link.Target}
}

// lookUp returns the documents of a kind, or of all where kind is "", that have a slug.
func (l *linker) lookUp(kind, slug string) []Document {
	found := l.articles.lookUp(nil, kind, slug)
	found = l.incidents.lookUp(found, kind, slug)
	found = l.actors.lookUp(found, kind, slug)
	found = l.sources.lookUp(found, kind, slug)
	return l.pages.lookUp(found, kind, slug)
}

// slugs returns the slugs of a kind, or of all kinds, for suggestions.
func (l *linker) slugs(kind string) []string {
	return slices.Concat(l.articles.all(kind), l.incidents.all(kind), l.actors.all(kind), l.sources.all(kind), l.pages.all(kind))
}
