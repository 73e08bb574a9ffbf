package timeline

import "dateline/internal/markup"

// Slim makes the timeline smaller: it drops from the documents what their authors
// wrote in other words than those of the model, which has all of it resolved, and
// from texts what was found in them. The first is references, accounts and notes.
// Neither checks of sources nor another Link can go on with such documents.
func (t *Timeline) Slim() {
	t.forget()
	for _, a := range t.Articles {
		m := a.Meta
		m.Sourcing, m.Subjects, m.Editing = nil, nil, nil
	}
	for _, i := range t.Incidents {
		m := i.Meta
		m.Actors, m.Related, m.PartOf, m.Tags = nil, nil, nil, nil
	}
}

// forget makes all texts forget what was found in them.
func (t *Timeline) forget() {
	forget := func(text Text, written *markup.Body) {
		text.Body.Forget()
		written.Forget()
	}
	t.Site.Body.Forget()
	for _, a := range t.Articles {
		forget(a.Text, a.Meta.Body)
		for _, note := range a.Notes() {
			if note.Note.Body != nil {
				note.Note.Body.Forget()
			}
		}
		for _, c := range a.Corrections {
			c.Note.Body.Forget()
		}
	}
	for _, i := range t.Incidents {
		forget(i.Text, i.Meta.Body)
	}
	for _, a := range t.Actors {
		forget(a.Text, a.Meta.Body)
	}
	for _, s := range t.Sources {
		forget(s.Text, s.Meta.Body)
	}
	for _, p := range t.Pages {
		forget(p.Text, p.Meta.Body)
	}
}
