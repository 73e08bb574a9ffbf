package site

import "html/template"

// SourcePage is for source.html.
type SourcePage struct {
	Frame
	Up       []Link // the pages above
	Heading  string
	Kind     string
	Country  string
	Owner    string
	Official string
	Summary  string
	Text     template.HTML
	Reports  []Month // its own articles
	Credited []Month // articles of others that carry its reporting
	Count    int     // of its own
	Credits  int     // of others
	Pager    *Pager
	Draft    bool
}
