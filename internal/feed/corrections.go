package feed

import (
	"cmp"
	"html"
	"slices"

	"dateline/internal/edtf"
	"dateline/internal/timeline"
)

// corrections lists what was corrected, oldest first: by publishers, and by
// later reports. The id of the first is made from the day of the correction,
// so that its words may be mended.
func (f *Feeds) corrections() []pending {
	var all []pending
	add := func(d edtf.Date, make func() item) {
		if at, ok := d.Start(); ok {
			all = append(all, pending{at, make})
		}
	}
	for _, a := range f.timeline.Articles {
		for _, c := range a.Corrections {
			add(c.When, func() item {
				return f.correction(a, a.URL()+"#"+c.ID, c.When, f.absolute(c.Note.HTML(), a.URL()), c.Note)
			})
		}
		for _, note := range a.Annotations {
			if note.Kind == "correction" {
				add(note.When(), func() item {
					return f.correction(a, note.URL(), note.When(), f.noteHTML(note), note.Note)
				})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pending) int { return a.at.Compare(b.at) })
	return all
}

// correction makes the item of a correction of an article, which stands at url.
func (f *Feeds) correction(a *timeline.Article, url string, when edtf.Date, text string, note timeline.Text) item {
	it := f.item(url, "Correction: "+a.Meta.Title.V, "", a.Tags)
	it.published, _ = when.Start()
	it.original = address(a.Meta.URL.V)
	facts := []string{said("Corrected: ", when)}
	if a.Publisher != nil {
		facts = append(facts, a.Publisher.Name())
	}
	it.say(facts, "", note)
	if f.full() {
		title := f.link(a.URL(), a.Meta.Title.V, cmp.Or(a.Meta.Lang.V, f.timeline.Site.Language.V))
		it.html = plain("<p>" + title + ". " + html.EscapeString(sentences(facts)) + "</p>\n" + text)
	}
	return it
}
