package timeline

import "dateline/internal/edtf"

// Corrected is what was corrected in an article: by its publisher, as the article's log says,
// or by a later report, which a note tells of.
type Corrected struct {
	Article *Article
	Logged  *Correction // nil where a note tells of it
	Note    *Annotation // nil where the log does
}

// Corrected returns what was corrected in an article, what its log says first.
func (a *Article) Corrected() []Corrected {
	var all []Corrected
	for k := range a.Corrections {
		all = append(all, Corrected{Article: a, Logged: &a.Corrections[k]})
	}
	for _, note := range correcting(a.notes()) {
		all = append(all, Corrected{Article: a, Note: note})
	}
	return all
}

// correcting returns those of some notes that correct their article.
func correcting(notes []*Annotation) []*Annotation {
	return filtered(notes, func(note *Annotation) bool { return note.Kind == kindCorrection })
}

// When returns the date of the correction.
func (c Corrected) When() edtf.Date {
	if c.Note != nil {
		return c.Note.When()
	}
	return c.Logged.When
}

// Text says what was corrected.
func (c Corrected) Text() Text {
	if c.Note != nil {
		return c.Note.Note
	}
	return c.Logged.Note
}

// URL returns the permanent address of the correction.
func (c Corrected) URL() string {
	if c.Note != nil {
		return c.Note.URL()
	}
	return c.Article.URL() + "#" + c.Logged.ID
}
