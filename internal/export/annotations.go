// Package export writes the files of a site that are for programs rather than for
// readers, beside its feeds, data and search: annotations, the sitemap, what hosts are
// told, and what scripts of pages load for filters and hover cards.
package export

import (
	"fmt"
	"strconv"
	"strings"

	"dateline/internal/escape"
	"dateline/internal/markup"
	"dateline/internal/timeline"
)

// What is written below is the W3C Web Annotation Data Model (Recommendation of
// 23 February 2017), in its JSON-LD form, as far as Dateline uses it.

const annotationContext = "http://www.w3.org/ns/anno.jsonld"

// motivations are the motivations of the vocabulary that kinds of notes have.
var motivations = map[string]string{
	"context":            "commenting",
	"claim":              "identifying",
	"correction":         "editing",
	"dispute":            "assessing",
	"verification":       "assessing",
	"question":           "questioning",
	timeline.KindAccount: "describing",
}

// Annotations appends an article's annotations as an AnnotationCollection with
// one page. roots stand before the addresses of the site.
func Annotations(room []byte, a *timeline.Article, roots markup.Roots, lang string) []byte {
	path := strings.TrimPrefix(a.URL(), "/")
	b := collection(room, "Annotations of "+a.Meta.Title.V, len(a.Annotations), roots.Pages, path, "annotations.jsonld")
	b = escape.Member(append(b, `,"first":{`...), "id", roots.Pages, path, "annotations.jsonld#page")
	b = escape.Member(b, "type", "AnnotationPage")
	b = notes{roots, lang}.items(append(b, `,"startIndex":0`...), a)
	return append(b, "}}\n"...)
}

// collection begins an AnnotationCollection; the parts of its id belong together.
func collection(b []byte, label string, total int, id ...string) []byte {
	b = escape.Member(append(b, '{'), "@context", annotationContext)
	b = escape.Member(b, "id", id...)
	b = escape.Member(b, "type", "AnnotationCollection")
	b = escape.Member(b, "label", label)
	return strconv.AppendInt(append(b, `,"total":`...), int64(total), 10)
}

// notes writes annotations.
type notes struct {
	roots markup.Roots
	lang  string // of what the editors say
}

// items adds the annotations of articles as a member of a page, an annotation a line.
func (w notes) items(b []byte, articles ...*timeline.Article) []byte {
	b = append(b, `,"items":[`...)
	separator := "\n"
	for _, a := range articles {
		selectors := a.Selectors()
		for k, note := range a.Annotations {
			b = append(w.annotation(append(b, separator...), note, selectors[k]), '\n')
			separator = ","
		}
	}
	return append(b, ']')
}

func (w notes) annotation(b []byte, note *timeline.Annotation, words markup.Selector) []byte {
	motivation := motivations[note.Kind]
	b = escape.Member(append(b, '{'), "id", w.roots.Pages, within(note.URL()))
	b = escape.Member(b, "type", "Annotation")
	b = escape.Member(b, "motivation", motivation)
	b = append(b, `,"body":[`...)
	if note.Note.Body != nil {
		b = text(b, "text/html", w.lang, motivation, w.roots.Apply(strings.TrimSpace(note.Note.HTML()))...)
	}
	for _, s := range note.States {
		b = text(b, "text/plain", w.lang, motivation, s.Field, ": ", s.Value)
	}
	b = text(b, "text/plain", "", "classifying", note.Kind)
	if note.Confidence != "" {
		b = text(b, "text/plain", "", "tagging", "confidence: ", note.Confidence)
	}
	if note.By != nil {
		b = resource(b, "identifying", w.roots.Pages, within(note.By.URL()))
	}
	if note.Via != nil {
		b = resource(b, "linking", w.roots.Pages, within(note.Via.URL()))
	}
	if note.Incident != nil {
		b = resource(b, "linking", w.roots.Pages, within(note.Incident.URL()))
	}
	for _, s := range note.Sources {
		if s.Article != nil {
			b = resource(b, "linking", w.roots.Pages, within(s.Article.URL()))
		} else {
			b = resource(b, "linking", s.URL)
		}
	}
	return append(w.targets(append(b, ']'), note, words), '}')
}

// targets adds where the words of an annotation stand: on its page, and in the
// original.
func (w notes) targets(b []byte, note *timeline.Annotation, words markup.Selector) []byte {
	b = target(append(b, `,"target":[`...), words, w.roots.Pages, within(note.Article.URL()))
	translated := note.Article.Meta.Translation() != ""
	if original := note.Article.Meta.URL.V; original != "" && (!translated || note.Original != nil) {
		// The text around the words may be another there: only they are sought.
		words.Prefix, words.Suffix = "", ""
		if translated {
			words.Quote = note.Original.Quote
		}
		b = target(b, words, original)
	}
	return append(b, ']')
}

// within returns an address as it stands after the site's root.
func within(url string) string { return strings.TrimPrefix(url, "/") }

// item begins an object of a list.
func item(b []byte, kind string) []byte {
	if b[len(b)-1] != '[' {
		b = append(b, ',')
	}
	return escape.Member(append(b, '{'), "type", kind)
}

// text adds a TextualBody; the parts of its value belong together.
func text(b []byte, format, lang, purpose string, value ...string) []byte {
	b = escape.Filled(item(b, "TextualBody"), "value", value...)
	b = escape.Member(b, "format", format)
	b = escape.Filled(b, "language", lang)
	return append(escape.Filled(b, "purpose", purpose), '}')
}

// resource adds a SpecificResource; the parts of its address belong together.
func resource(b []byte, purpose string, source ...string) []byte {
	b = escape.Filled(item(b, "SpecificResource"), "source", source...)
	return append(escape.Member(b, "purpose", purpose), '}')
}

// target adds words of a resource.
func target(b []byte, words markup.Selector, source ...string) []byte {
	b = escape.Member(item(b, "SpecificResource"), "source", source...)
	b = escape.Member(append(b, `,"selector":{`...), "type", "TextQuoteSelector")
	b = escape.Member(b, "exact", words.Quote)
	b = escape.Filled(b, "prefix", words.Prefix)
	return append(escape.Filled(b, "suffix", words.Suffix), "}}"...)
}

// pageItems is how many annotations a page of the site's collection holds at
// least; the annotations of one article are never divided.
const pageItems = 500

// Collection is the site's collection of annotations, divided into pages.
type Collection struct {
	pages []collectionPage
	total int
	site  *timeline.Timeline
}

// collectionPage holds the annotations of articles.
type collectionPage struct {
	articles []*timeline.Article
	before   int // how many annotations stand on the pages before
}

// NewCollection divides the annotations of all articles into pages, oldest first.
func NewCollection(t *timeline.Timeline) *Collection {
	c := &Collection{site: t}
	for _, a := range t.Articles {
		if len(a.Annotations) == 0 {
			continue
		}
		if n := len(c.pages); n == 0 || c.total-c.pages[n-1].before >= pageItems {
			c.pages = append(c.pages, collectionPage{before: c.total})
		}
		last := &c.pages[len(c.pages)-1]
		last.articles = append(last.articles, a)
		c.total += len(a.Annotations)
	}
	return c
}

// CollectionFile is the path of the collection in the site.
const CollectionFile = "data/annotations.jsonld"

// PageFile returns the path of page k, from 0, in the site.
func PageFile(k int) string { return fmt.Sprintf("data/annotations-%d.jsonld", k+1) }

// Pages returns how many pages the collection has.
func (c *Collection) Pages() int { return len(c.pages) }

// Held returns the articles whose annotations page k, from 0, holds, and how many
// annotations stand on the pages before.
func (c *Collection) Held(k int) (articles []timeline.Entry, before int) {
	for _, a := range c.pages[k].articles {
		articles = append(articles, a.Entry())
	}
	return articles, c.pages[k].before
}

// Index appends the collection without its items.
func (c *Collection) Index(room []byte, roots markup.Roots) []byte {
	b := collection(room, "Annotations of "+c.site.Site.Title.V, c.total, roots.Pages, CollectionFile)
	if n := len(c.pages); n > 0 {
		b = escape.Member(b, "first", roots.Pages, PageFile(0))
		b = escape.Member(b, "last", roots.Pages, PageFile(n-1))
	}
	return append(b, "}\n"...)
}

// Page appends page k, from 0.
func (c *Collection) Page(room []byte, k int, roots markup.Roots) []byte {
	b := escape.Member(append(room, '{'), "@context", annotationContext)
	b = escape.Member(b, "id", roots.Pages, PageFile(k))
	b = escape.Member(b, "type", "AnnotationPage")
	b = escape.Member(b, "partOf", roots.Pages, CollectionFile)
	if k+1 < len(c.pages) {
		b = escape.Member(b, "next", roots.Pages, PageFile(k+1))
	}
	if k > 0 {
		b = escape.Member(b, "prev", roots.Pages, PageFile(k-1))
	}
	b = strconv.AppendInt(append(b, `,"startIndex":`...), int64(c.pages[k].before), 10)
	b = notes{roots, c.site.Site.Language.V}.items(b, c.pages[k].articles...)
	return append(b, "}\n"...)
}
