package feed

import (
	"cmp"
	"html"

	"dateline/internal/escape"
	"dateline/internal/timeline"
)

// corrections lists what was corrected, in the order of the articles.
func (f *Feeds) corrections() []timeline.Corrected {
	var all []timeline.Corrected
	for _, a := range f.timeline.Articles {
		all = append(all, a.Corrected()...)
	}
	return all
}

// correction makes the item of a correction.
func (f *Feeds) correction(c timeline.Corrected, full bool) item {
	a := c.Article
	it := f.item(c.URL(), f.words.Text("feed.correction", "title", a.Meta.Title.V), "", a.Tags)
	it.published, _ = c.When().Start()
	it.original = escape.URI(a.Meta.URL.V)
	facts := []string{f.said("feed.corrected", c.When())}
	if a.Publisher != nil {
		facts = append(facts, a.Publisher.Name())
	}
	it.say(facts, "", c.Text())
	if full {
		title := f.link(a.URL(), a.Meta.Title.V, cmp.Or(a.Meta.Lang.V, f.timeline.Site.Language.V))
		said := ""
		if c.Note != nil {
			said = f.noteHTML(c.Note)
		} else {
			said = f.absolute(c.Logged.Note.HTML(), a.URL())
		}
		it.html = plain("<p>" + title + ". " + html.EscapeString(sentences(facts)) + "</p>\n" + said)
	}
	return it
}
