package search

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/locale"
	"dateline/internal/markup"
	"dateline/internal/packed"
	"dateline/internal/timeline"
)

// document is what the index knows of a page.
type document struct {
	title string
	slug  string
	lang  string // of the title, where it is not the site's

	date edtf.Date
	lent []string // words that stand in other files: tags, its publisher, its place
	body *markup.Body
	file content.Sum // of what it was read from
}

// wording is the words in which a document is found, beside its text.
type wording struct {
	names []string // the title, and other names
	about []string // summary, kind and the like
}

// sum tells one state of what the index holds of a document from another: of one timeline,
// no two documents have the same. It looks at no text, nor at other words that the file
// alone decides. Beside it count those that others lend, the language, which may be that of
// the settings, the titles of documents in the text, and what all share.
func (d document) sum(kind string, shared content.Sum) content.Sum {
	var room [1024]byte // of nearly every document
	buf := append(append(room[:0], shared[:]...), d.file[:]...)
	for _, text := range [...]string{kind, d.slug, d.lang, d.body.Titled()} {
		buf = packed.AppendText(buf, text)
	}
	for _, text := range d.lent {
		buf = packed.AppendText(buf, text)
	}
	return content.SumOf(buf)
}

// shared sums up what decides what becomes of any document: HTML in texts, and the
// language in which readers look for dates.
func (x *Index) shared() content.Sum {
	buf := fmt.Appendf(nil, "%q %q", x.timeline.Site.RawHTML.V, x.timeline.Site.Language.V)
	for _, key := range x.words.Keys() {
		buf = fmt.Appendf(buf, " %q %q", key, x.words.Forms(key))
	}
	return content.SumOf(buf)
}

// kind is all documents of a sort.
type kind struct {
	name     string // as filters call it
	label    string // as readers see it
	plural   string
	path     string                          // what stands before slugs in addresses: "actors/"
	count    int                             // of documents
	document func(n int) document            // makes one, from 0
	words    func(n int, d document) wording // in which that one is found
}

// extent returns the size of all texts in bytes, and how many documents there
// are, without reading any.
func extent(t *timeline.Timeline) (text, count int) {
	for d := range t.Documents() {
		text += d.Text.Body.Size()
		count++
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
		described(kind{name: "actor", label: l.Text("one.actor"), plural: l.Text("section.actors"), path: "actors/"}, l, site, t.Actors, actorDocument, actorWords),
		described(kind{name: "incident", label: l.Text("one.incident"), plural: l.Text("section.incidents"), path: "incidents/"}, l, site, incidents, incidentDocument, incidentWords),
		described(kind{name: "article", label: l.Text("one.article"), plural: l.Text("section.articles"), path: "articles/"}, l, site, articles, articleDocument, articleWords),
		described(kind{name: "source", label: l.Text("one.source"), plural: l.Text("section.sources"), path: "sources/"}, l, site, t.Sources, sourceDocument, sourceWords),
		described(kind{name: "page", label: l.Text("one.page"), plural: l.Text("section.pages")}, l, site, t.Pages, pageDocument, pageWords),
	}
}

// described gives a kind its documents, with the words in which each is found.
func described[T any](k kind, l *locale.Locale, site string, items []T, describe func(T) document, own func(T) wording) kind {
	k.count = len(items)
	k.document = func(n int) document {
		d := describe(items[n])
		if d.lang == site {
			d.lang = ""
		}
		return d
	}
	k.words = func(n int, d document) wording {
		w := own(items[n])
		w.about = append(w.about, d.lent...)
		if !d.date.IsZero() {
			w.about = append(w.about, sought(d.date, l)...)
		}
		return w
	}
	return k
}

// newest turns the order round, years strictly falling, what has no date last.
func newest[T any](items []T, date func(T) edtf.Date) []T {
	items = slices.Clone(items)
	slices.Reverse(items)
	slices.SortStableFunc(items, func(a, b T) int {
		x, dated := yearOf(date(a))
		y, also := yearOf(date(b))
		switch {
		case dated && also:
			return cmp.Compare(y, x)
		case dated:
			return -1
		case also:
			return 1
		}
		return 0
	})
	return items
}

// yearOf returns the year under which the timeline lists a date.
func yearOf(d edtf.Date) (int64, bool) {
	day, dated := d.Anchor()
	return day.Year, dated
}

func articleDocument(a *timeline.Article) document {
	m := a.Meta
	d := document{title: m.Title.V, slug: m.Slug.V, lang: m.Lang.V, date: m.Date.V, lent: tagNames(a.Tags), body: a.Text.Body, file: m.Sum}
	if a.Publisher != nil {
		d.lent = append(d.lent, a.Publisher.Name())
	}
	return d
}

func articleWords(a *timeline.Article) wording {
	return wording{names: []string{a.Meta.Title.V}, about: []string{a.Meta.Summary.V}}
}

func incidentDocument(i *timeline.Incident) document {
	m := i.Meta
	d := document{title: m.Title.V, slug: m.Slug.V, lang: m.Lang.V, date: m.Date.V, lent: tagNames(i.Tags), body: i.Text.Body, file: m.Sum}
	if i.Place != nil {
		d.lent = append(d.lent, i.Place.Name)
	}
	return d
}

func incidentWords(i *timeline.Incident) wording {
	return wording{names: []string{i.Meta.Title.V}, about: []string{i.Meta.Summary.V, i.Meta.Kind.V}}
}

func actorDocument(a *timeline.Actor) document {
	m := a.Meta
	return document{title: m.Name.V, slug: m.Slug.V, lang: m.Lang.V, body: a.Text.Body, file: m.Sum}
}

func actorWords(a *timeline.Actor) wording {
	m := a.Meta
	w := wording{names: append(content.Values(m.Names), m.Name.V), about: append(content.Values(m.Tags), m.Summary.V, m.Kind.V)}
	for _, office := range a.Offices {
		w.about = append(w.about, office.Meta.Title.V)
	}
	return w
}

func sourceDocument(s *timeline.Source) document {
	m := s.Meta
	return document{title: m.Name.V, slug: m.Slug.V, lang: m.Lang.V, body: s.Text.Body, file: m.Sum}
}

func sourceWords(s *timeline.Source) wording {
	return wording{names: []string{s.Meta.Name.V}, about: []string{s.Meta.Summary.V, s.Meta.Kind.V, s.Meta.Country.V}}
}

func pageDocument(p *timeline.Page) document {
	m := p.Meta
	return document{title: m.Title.V, slug: m.Slug.V, lang: m.Lang.V, body: p.Text.Body, file: m.Sum}
}

func pageWords(p *timeline.Page) wording {
	return wording{names: []string{p.Meta.Title.V}, about: []string{p.Meta.Summary.V}}
}

func tagNames(tags []*timeline.Tag) []string {
	names := make([]string, 0, len(tags)+1) // and one that follows
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

// most is how many days, months, or else years, of an interval are looked for one by one.
const most = 36

// within returns the months of an interval, and its days where they are stated and few, or
// its years where months are too many or not stated; nothing where those are too many, too.
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
	if days := to.Day.Sub(from.Day); d.Precision() >= edtf.PrecisionDay && 0 <= days && days < most {
		for n := range days + 1 {
			add(from.Day.AddDays(n), "")
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
