package content

// Rendition says what a document is beside others that say the same in other languages.
type Rendition struct {
	Original    string // path of the file that Path translates; "" where it translates none
	Translation string // language into which it does; "" where it translates none

	// In a further edition of the site, see Set.Edition:
	Translated  string // path of the translation of the document; "" where it has none
	TextLang    string // language of Body, where it is not that of the title
	SummaryLang string // language of the summary, or of the text whose beginning stands for it, where it is not that of the title
	Own         string // language of the site itself, in which its editors' notes are
}

func (d *Document) rendition() Rendition {
	if d.Rendition == nil {
		return Rendition{}
	}
	return *d.Rendition
}

// Original returns the path of the file that Path translates; "" for an original.
func (d *Document) Original() string { return d.rendition().Original }

// Translation returns the language into which Path translates Original; "" for an original.
func (d *Document) Translation() string { return d.rendition().Translation }

// TextLang returns, in a further edition of the site, the language of Body, where it is
// not that of the title.
func (d *Document) TextLang() string { return d.rendition().TextLang }

// SummaryLang returns, in a further edition of the site, the language of the summary, or
// of the text whose beginning stands for it, where it is not that of the title.
func (d *Document) SummaryLang() string { return d.rendition().SummaryLang }

// Own returns, in a further edition of the site, the language of the site itself, in
// which its editors' notes are; else "".
func (d *Document) Own() string { return d.rendition().Own }
