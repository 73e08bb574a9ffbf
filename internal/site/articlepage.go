package site

import (
	"html/template"

	"dateline/internal/markup"
)

// ArticlePage is for article.html.
type ArticlePage struct {
	Frame
	Up          []Link // the pages above
	Heading     string
	Described   bool  // the heading is the editors' description, not the headline
	Translated  *Link // the page in the original's language, where the heading is translated; else nil
	Published   When
	Delay       string // after the incident it reports: "one day after the event"
	Publisher   *Link
	Credits     []Link
	Authors     []string
	Original    string // address
	Archive     string // address
	Retrieved   When
	Updated     When
	Summary     string
	Text        []Stretch
	Notes       int    // how many there are
	Elsewhere   []Note // of a translation: notes on words of the original that this text does not have
	Accounts    []AccountList
	Incidents   []Link // Note: date
	Actors      []*Link
	Tags        []Link
	Corrections []Correction
	Cite        *Citation
	JSONLD      string // address of the annotations as data; empty where there are none
	Prev, Next  *Link  // Note: date
	Draft       bool
}

// Stretch is a part of an article's text: a block with notes, and the blocks
// up to the next one with notes. The notes stand beside all of them.
type Stretch struct {
	Notes     []Note
	Lang, Dir string // of what we say of the notes, where the text is in another language (Dir also where it runs the other way)
	blocks    []markup.Block
}

// Lead returns the block that the notes speak of, or else the first one of a text.
func (s *Stretch) Lead() template.HTML { return template.HTML(s.AppendText(nil, "Lead")) } //nolint:gosec // made by markup, which escapes all that authors write

// Rest returns the blocks that follow it.
func (s *Stretch) Rest() []template.HTML {
	return made(s.blocks[1:], func(b markup.Block) template.HTML { return template.HTML(b.HTML) }) //nolint:gosec // as above
}

// Following returns the blocks of Rest, one after the other.
func (s *Stretch) Following() template.HTML { return template.HTML(s.AppendText(nil, "Following")) } //nolint:gosec // as above

// AppendText appends what Lead or Following returns, for the templates that show them.
func (s *Stretch) AppendText(out []byte, method string) []byte {
	blocks := s.blocks[1:]
	if method == "Lead" {
		blocks = s.blocks[:1]
	}
	for _, b := range blocks {
		out = append(out, b.HTML...)
	}
	return out
}

// Note is an annotation beside its passage, or wherever else it is shown.
type Note struct {
	ID         string // the note is #note--ID, its passage #passage--ID
	Number     int    // in its article
	Place      int    // in its stretch, from 1: passage and note light up together by it
	Kind       string // "claim"
	Label      string // "Claim"
	URL        string // permanent address
	Self       string // where it is shown away from its article: its address there, or URL where it may move to another page
	PassageURL string // address of the passage
	Quote      string // the passage in words
	Lang, Dir  string // of Text, where not the site's
	QuoteLang  string // of Quote, where it is not the site's; away from its article
	QuoteDir   string // goes with QuoteLang
	Text       template.HTML
	By         *Link // who said it
	Via        *Link // through whom it came
	When       When
	Incident   *Link
	Confidence string
	Sources    []Link
	Original   string // address of the words in the original, as a text fragment; may be empty
	Article    *Link  // where it is shown away from its article; Note: date
	Publisher  *Link  // of that article
}

// Stated is a value that an account gives.
type Stated struct {
	Field  Link // its address is that of the field in the incident's table
	Value  Link // its address is that of the words that state it; empty where none are quoted
	By     *Link
	NoteID string // of the annotation whose note this line is: #note--ID; may be empty
}

// AccountList is what an article states about one incident.
type AccountList struct {
	Incident Link
	ID       string // of the list; two hyphens in it
	Stated   []Stated
}

// Correction is an entry of an article's correction log.
type Correction struct {
	ID        string // unique in the article
	When      When
	Text      template.HTML
	Lang, Dir string // of the text, where not the site's
	Article   *Link  // where it is shown away from its article
	Publisher *Link
}
