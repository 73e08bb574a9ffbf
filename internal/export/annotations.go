// Package export writes what a site holds in open formats, for programs rather
// than for readers.
package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"dateline/internal/timeline"
)

// The types below are the W3C Web Annotation Data Model (Recommendation of
// 23 February 2017), in its JSON-LD form, as far as Dateline uses it.

const (
	annotationContext = "http://www.w3.org/ns/anno.jsonld"
	annotationType    = "Annotation"
)

type webAnnotation struct {
	Context    string      `json:"@context,omitempty"`
	ID         string      `json:"id"`
	Type       string      `json:"type"`
	Motivation string      `json:"motivation"`
	Body       []webBody   `json:"body,omitempty"`
	Target     []webTarget `json:"target"`
}

// webBody is a TextualBody, or a SpecificResource where Source is set.
type webBody struct {
	Type     string `json:"type"`
	Value    string `json:"value,omitempty"`
	Format   string `json:"format,omitempty"`
	Language string `json:"language,omitempty"`
	Source   string `json:"source,omitempty"`
	Purpose  string `json:"purpose,omitempty"`
}

type webTarget struct {
	Type     string       `json:"type"`
	Source   string       `json:"source"`
	Selector quoteChooser `json:"selector"`
}

type quoteChooser struct {
	Type   string `json:"type"`
	Exact  string `json:"exact"`
	Prefix string `json:"prefix,omitempty"`
	Suffix string `json:"suffix,omitempty"`
}

type webCollection struct {
	Context string `json:"@context"`
	ID      string `json:"id"`
	Type    string `json:"type"`
	Label   string `json:"label"`
	Total   int    `json:"total"`
	First   any    `json:"first,omitempty"` // a webPage, or the address of one
	Last    string `json:"last,omitempty"`
}

type webPage struct {
	Context    string          `json:"@context,omitempty"`
	ID         string          `json:"id"`
	Type       string          `json:"type"`
	PartOf     string          `json:"partOf,omitempty"`
	Next       string          `json:"next,omitempty"`
	Prev       string          `json:"prev,omitempty"`
	StartIndex int             `json:"startIndex"`
	Items      []webAnnotation `json:"items"`
}

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

// Annotations writes an article's annotations as an AnnotationCollection with
// one page. root stands before the addresses of the site's pages: an absolute
// address that ends with a slash, or the way from the file to the site's root.
func Annotations(a *timeline.Article, root, lang string) ([]byte, error) {
	id := root + strings.TrimPrefix(a.URL(), "/") + "annotations.jsonld"
	return encode(webCollection{
		Context: annotationContext,
		ID:      id,
		Type:    "AnnotationCollection",
		Label:   "Annotations of " + a.Meta.Title.V,
		Total:   len(a.Annotations),
		First:   webPage{ID: id + "#page", Type: "AnnotationPage", Items: []webAnnotation{}},
	}, root, lang, a)
}

func annotation(note *timeline.Annotation, root, lang string) webAnnotation {
	page := func(url string) string { return root + strings.TrimPrefix(url, "/") }
	w := webAnnotation{ID: page(note.URL()), Type: annotationType, Motivation: motivations[note.Kind]}
	text := func(value, format, purpose string) {
		w.Body = append(w.Body, webBody{Type: "TextualBody", Value: value, Format: format, Language: lang, Purpose: purpose})
	}
	resource := func(source, purpose string) {
		w.Body = append(w.Body, webBody{Type: "SpecificResource", Source: source, Purpose: purpose})
	}
	if note.Note.Body != nil {
		text(strings.TrimSpace(strings.ReplaceAll(note.Note.HTML(), ` href="/`, ` href="`+root)), "text/html", w.Motivation)
	}
	for _, s := range note.States {
		text(s.Field+": "+s.Value, "text/plain", w.Motivation)
	}
	w.Body = append(w.Body, webBody{Type: "TextualBody", Value: note.Kind, Format: "text/plain", Purpose: "classifying"})
	if note.Confidence != "" {
		w.Body = append(w.Body, webBody{Type: "TextualBody", Value: "confidence: " + note.Confidence, Format: "text/plain", Purpose: "tagging"})
	}
	if note.By != nil {
		resource(page(note.By.URL()), "identifying")
	}
	if note.Via != nil {
		resource(page(note.Via.URL()), "linking")
	}
	if note.Incident != nil {
		resource(page(note.Incident.URL()), "linking")
	}
	for _, s := range note.Sources {
		if s.Article != nil {
			resource(page(s.Article.URL()), "linking")
		} else {
			resource(s.URL, "linking")
		}
	}
	sel := note.Selector
	chooser := quoteChooser{Type: "TextQuoteSelector", Exact: sel.Quote, Prefix: sel.Prefix, Suffix: sel.Suffix}
	w.Target = []webTarget{{Type: "SpecificResource", Source: page(note.Article.URL()), Selector: chooser}}
	translated := note.Article.Meta.Translation != ""
	if original := note.Article.Meta.URL.V; original != "" && (!translated || note.Original != nil) {
		// The text around the words may be another there: only they are sought.
		chooser.Prefix, chooser.Suffix = "", ""
		if translated {
			chooser.Exact = note.Original.Quote
		}
		w.Target = append(w.Target, webTarget{Type: "SpecificResource", Source: original, Selector: chooser})
	}
	return w
}

// pageItems is how many annotations a page of the site's collection holds at
// least; the annotations of one article are never divided.
const pageItems = 500

// Collection is the site's collection of annotations: its own file and those
// of its pages, by path in the site.
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
		articles = append(articles, timeline.Entry{Article: a})
	}
	return articles, c.pages[k].before
}

// Index writes the collection without its items.
func (c *Collection) Index(root string) ([]byte, error) {
	w := webCollection{
		Context: annotationContext,
		ID:      root + CollectionFile,
		Type:    "AnnotationCollection",
		Label:   "Annotations of " + c.site.Site.Title.V,
		Total:   c.total,
	}
	if n := len(c.pages); n > 0 {
		w.First, w.Last = root+PageFile(0), root+PageFile(n-1)
	}
	return encode(w, root, "")
}

// Page writes page k, from 0.
func (c *Collection) Page(k int, root string) ([]byte, error) {
	w := webPage{Context: annotationContext, ID: root + PageFile(k), Type: "AnnotationPage", PartOf: root + CollectionFile, Items: []webAnnotation{}}
	w.StartIndex = c.pages[k].before
	if k > 0 {
		w.Prev = root + PageFile(k-1)
	}
	if k+1 < len(c.pages) {
		w.Next = root + PageFile(k+1)
	}
	return encode(w, root, c.site.Site.Language.V, c.pages[k].articles...)
}

// noteSize is about how many bytes an annotation takes.
const noteSize = 1000

// encode writes a collection or a page of it as JSON, with the annotations of
// articles where it has an empty list of items, an annotation a line.
func encode(v any, root, lang string, articles ...*timeline.Article) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("writing JSON: %w", err)
	}
	if len(articles) == 0 {
		return buf.Bytes(), nil
	}
	end := bytes.LastIndexByte(buf.Bytes(), ']')
	rest := bytes.Clone(buf.Bytes()[end:])
	buf.Truncate(end)
	before := "\n"
	notes := 0
	for _, a := range articles {
		notes += len(a.Annotations)
	}
	buf.Grow(notes * noteSize)
	for _, a := range articles {
		for _, note := range a.Annotations {
			buf.WriteString(before)
			if err := enc.Encode(annotation(note, root, lang)); err != nil {
				return nil, fmt.Errorf("writing JSON: %w", err)
			}
			before = ","
		}
	}
	buf.Write(rest)
	return buf.Bytes(), nil
}
