package feed

import (
	"cmp"
	"html"

	"dateline/internal/edtf"
	"dateline/internal/escape"
	"dateline/internal/timeline"
)

// correction is what was corrected in an article: by its publisher, or by a later
// report, which a note tells of.
type correction struct {
	article *timeline.Article
	note    *timeline.Annotation // nil where the publisher corrected it
	date    edtf.Date
	id      string // of the publisher's, made from its day, so that its words may be mended
	text    timeline.Text
}

// corrections lists what was corrected, in the order of the articles.
func (f *Feeds) corrections() []correction {
	var all []correction
	for _, a := range f.timeline.Articles {
		for _, c := range a.Corrections {
			all = append(all, correction{article: a, date: c.When, id: c.ID, text: c.Note})
		}
		for _, note := range a.CorrectingNotes() {
			all = append(all, correction{article: a, note: note, date: note.When(), text: note.Note})
		}
	}
	return all
}

// correction makes the item of a correction.
func (f *Feeds) correction(c correction, full bool) item {
	a := c.article
	url := a.URL() + "#" + c.id
	if c.note != nil {
		url = c.note.URL()
	}
	it := f.item(url, f.words.Text("feed.correction", "title", a.Meta.Title.V), "", a.Tags)
	it.published, _ = c.date.Start()
	it.original = escape.URI(a.Meta.URL.V)
	facts := []string{f.said("feed.corrected", c.date)}
	if a.Publisher != nil {
		facts = append(facts, a.Publisher.Name())
	}
	it.say(facts, "", c.text)
	if full {
		title := f.link(a.URL(), a.Meta.Title.V, cmp.Or(a.Meta.Lang.V, f.timeline.Site.Language.V))
		said := ""
		if c.note != nil {
			said = f.noteHTML(c.note)
		} else {
			said = f.absolute(c.text.HTML(), a.URL())
		}
		it.html = plain("<p>" + title + ". " + html.EscapeString(sentences(facts)) + "</p>\n" + said)
	}
	return it
}
