package timeline

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
	t.Site.Body.Forget()
	for d := range t.Documents() {
		d.Text.Body.Forget()
		d.Meta.Body.Forget()
	}
	for _, a := range t.Articles {
		for _, note := range a.notes() {
			if note.Note.Body != nil {
				note.Note.Body.Forget()
			}
		}
		for _, c := range a.Corrections {
			c.Note.Body.Forget()
		}
	}
}
