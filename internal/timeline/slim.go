package timeline

// Slim makes the timeline smaller: it drops from the documents what their authors
// wrote in other words than those of the model, which has all of it resolved. That
// is references, accounts and notes. Neither checks of sources nor another Link can
// go on with such documents.
func (t *Timeline) Slim() {
	for _, a := range t.Articles {
		m := a.Meta
		m.Credits, m.Incidents, m.Actors, m.Tags = nil, nil, nil, nil
		m.Accounts, m.Annotations, m.Inline, m.Corrections = nil, nil, nil, nil
	}
	for _, i := range t.Incidents {
		m := i.Meta
		m.Actors, m.Related, m.PartOf, m.Tags = nil, nil, nil, nil
	}
}
