package search

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/locale"
	"dateline/internal/markup"
	"dateline/internal/timeline"
)

// document is what the index knows of a page.
type document struct {
	title string
	slug  string
	lang  string // of the title, where it is not the site's

	date  edtf.Date
	names []string // the title, and other names
	about []string // summary, tags, place, date and the like
	body  *markup.Body
	file  content.Sum // of what it was read from
}

// sum tells one state of what the index collects of a document from another: the
// beginning of a SHA-256. Of one timeline, no two documents have the same.
type sum [16]byte

// sum looks at no text: that is decided by the file, by the titles of other documents
// in it, and by what becomes of HTML.
func (d document) sum(kind, html string) sum {
	var room [1024]byte // of nearly every document
	buf := append(room[:0], d.file[:]...)
	add := func(text string) {
		buf = binary.AppendUvarint(buf, uint64(len(text)))
		buf = append(buf, text...)
	}
	add(html)
	add(d.body.Titled())
	add(kind)
	add(d.slug)
	for _, texts := range [][]string{d.names, d.about} {
		buf = binary.AppendUvarint(buf, uint64(len(texts)))
		for _, text := range texts {
			add(text)
		}
	}
	whole := sha256.Sum256(buf)
	return sum(whole[:len(sum{})])
}

// kind is all documents of a sort.
type kind struct {
	name     string // as filters call it
	label    string // as readers see it
	plural   string
	path     string               // what stands before slugs in addresses: "actors/"
	count    int                  // of documents
	document func(k int) document // makes one, from 0
}

// extent returns the size of all texts in bytes, and how many documents there
// are, without reading any.
func extent(t *timeline.Timeline) (text, count int) {
	add := func(body timeline.Text) {
		text += body.Body.Size()
		count++
	}
	for _, a := range t.Actors {
		add(a.Text)
	}
	for _, i := range t.Incidents {
		add(i.Text)
	}
	for _, a := range t.Articles {
		add(a.Text)
	}
	for _, s := range t.Sources {
		add(s.Text)
	}
	for _, p := range t.Pages {
		add(p.Text)
	}
	return text, count
}

// kinds lists all documents, in the order of their numbers: who and what is
// named before what happened and what was written, the newest first.
// Annotations and coordinates are no part of any document.
func kinds(t *timeline.Timeline, l *locale.Locale) []kind {
	site := t.Site.Language.V
	incidents := newest(t.Incidents, func(i *timeline.Incident) edtf.Date { return i.Meta.Date.V })
	articles := newest(t.Articles, func(a *timeline.Article) edtf.Date { return a.Meta.Date.V })
	return []kind{
		{"actor", l.Text("one.actor"), l.Text("section.actors"), "actors/", len(t.Actors), described(l, site, t.Actors, actorDocument)},
		{"incident", l.Text("one.incident"), l.Text("section.incidents"), "incidents/", len(incidents), described(l, site, incidents, incidentDocument)},
		{"article", l.Text("one.article"), l.Text("section.articles"), "articles/", len(articles), described(l, site, articles, articleDocument)},
		{"source", l.Text("one.source"), l.Text("section.sources"), "sources/", len(t.Sources), described(l, site, t.Sources, sourceDocument)},
		{"page", l.Text("one.page"), l.Text("section.pages"), "", len(t.Pages), described(l, site, t.Pages, pageDocument)},
	}
}

func described[T any](l *locale.Locale, site string, items []T, describe func(T) document) func(int) document {
	return func(k int) document {
		d := describe(items[k])
		if d.lang == site {
			d.lang = ""
		}
		if !d.date.IsZero() {
			d.about = append(d.about, sought(d.date, l)...)
		}
		return d
	}
}

// newest turns the order round, years strictly falling, what has no date last.
func newest[T any](items []T, date func(T) edtf.Date) []T {
	items = slices.Clone(items)
	slices.Reverse(items)
	slices.SortStableFunc(items, func(a, b T) int {
		x, dated := yearOf(date(a))
		y, also := yearOf(date(b))
		if dated && also {
			return cmp.Compare(y, x)
		}
		return cmp.Compare(rank(also), rank(dated))
	})
	return items
}

func rank(dated bool) int {
	if dated {
		return 1
	}
	return 0
}

// yearOf returns the year under which the timeline lists a date.
func yearOf(d edtf.Date) (int64, bool) {
	day, dated := d.Anchor()
	return day.Year, dated
}

func articleDocument(a *timeline.Article) document {
	m := a.Meta
	d := document{
		title: m.Title.V, slug: m.Slug.V, lang: m.Lang.V, date: m.Date.V,
		names: []string{m.Title.V},
		about: append(tagNames(a.Tags), m.Summary.V),
		body:  a.Text.Body,
		file:  m.Sum,
	}
	if a.Publisher != nil {
		d.about = append(d.about, a.Publisher.Name())
	}
	return d
}

func incidentDocument(i *timeline.Incident) document {
	m := i.Meta
	d := document{
		title: m.Title.V, slug: m.Slug.V, lang: m.Lang.V, date: m.Date.V,
		names: []string{m.Title.V},
		about: append(tagNames(i.Tags), m.Summary.V, m.Kind.V),
		body:  i.Text.Body,
		file:  m.Sum,
	}
	if i.Place != nil {
		d.about = append(d.about, i.Place.Name)
	}
	return d
}

func actorDocument(a *timeline.Actor) document {
	m := a.Meta
	d := document{
		title: m.Name.V, slug: m.Slug.V, lang: m.Lang.V,
		names: append(values(m.Names), m.Name.V),
		about: append(values(m.Tags), m.Summary.V, m.Kind.V),
		body:  a.Text.Body,
		file:  m.Sum,
	}
	for _, office := range a.Offices {
		d.about = append(d.about, office.Meta.Title.V)
	}
	return d
}

func sourceDocument(s *timeline.Source) document {
	m := s.Meta
	return document{
		title: m.Name.V, slug: m.Slug.V, lang: m.Lang.V,
		names: []string{m.Name.V},
		about: []string{m.Summary.V, m.Kind.V, m.Country.V},
		body:  s.Text.Body,
		file:  m.Sum,
	}
}

func pageDocument(p *timeline.Page) document {
	m := p.Meta
	return document{
		title: m.Title.V, slug: m.Slug.V, lang: m.Lang.V,
		names: []string{m.Title.V},
		about: []string{m.Summary.V},
		body:  p.Text.Body,
		file:  m.Sum,
	}
}

func values(written []content.At[string]) []string {
	var all []string
	for _, at := range written {
		all = append(all, at.V)
	}
	return all
}

func tagNames(tags []*timeline.Tag) []string {
	var names []string
	for _, t := range tags {
		names = append(names, t.Name)
	}
	return names
}

// sought returns the forms in which readers look for a date: as authors write it, and in full
// and in short as pages show it, and so for what lies within it.
func sought(d edtf.Date, l *locale.Locale) []string {
	words := soughtWords{l}
	day, _, _ := strings.Cut(d.String(), "T")
	forms := []string{day, d.Format(words), d.Brief(words)}
	for _, part := range within(d) {
		forms = append(forms, part.String(), part.Format(words), part.Brief(words))
	}
	return forms
}

// most is how many months, or else years, of an interval are looked for one by one.
const most = 36

// within returns the months of an interval, or its years where they are too many or not
// stated; nothing where those are too many, too.
func within(d edtf.Date) []edtf.Date {
	if !d.IsInterval() {
		return nil // nearly all
	}
	from, to, ok := d.Bounds()
	if !ok || from.Kind != edtf.Known || to.Kind != edtf.Known {
		return nil
	}
	years := to.Day.Year - from.Day.Year
	months := years*12 + int64(to.Day.Month-from.Day.Month)
	var parts []edtf.Date
	add := func(day edtf.Day, without string) {
		if part, err := edtf.Parse(strings.TrimSuffix(day.String(), without)); err == nil { // in far years EDTF has no months
			parts = append(parts, part)
		}
	}
	switch {
	case d.Precision() > edtf.PrecisionYear && 0 <= months && months < most:
		for n := range int(months) + 1 {
			m := from.Day.Month - 1 + n
			add(edtf.Day{Year: from.Day.Year + int64(m/12), Month: m%12 + 1, Day: 1}, "-01")
		}
	case 0 <= years && years < most:
		for year := from.Day.Year; year <= to.Day.Year; year++ {
			add(edtf.Day{Year: year, Month: 1, Day: 1}, "-01-01")
		}
	}
	return parts
}

// soughtWords are a language in which dates are looked for. They have no time of day, whose
// numbers would be taken for days, and where a first day is not written as a number they
// have that, too: "1er mai" is also "1 mai".
type soughtWords struct{ *locale.Locale }

// Fill implements [edtf.Words].
func (w soughtWords) Fill(key string, by edtf.Pairs) string {
	text := w.Locale.Fill(key, by)
	switch one := w.Digits(1); {
	case key == "date.time":
		return by[1] // the date
	case key == "date.first_day" && text != one:
		return text + " " + one
	}
	return text
}
