package lint

import (
	"cmp"

	"dateline/internal/content"
	"dateline/internal/locale"
	"dateline/internal/timeline"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// sample is how much of a text is looked at to see in which letters it is, in characters.
const sample = 500

// letters looks for articles and incidents that are not in the letters of their language.
// Mostly that is the site's, and nobody has said that it is not theirs: they run the wrong
// way then, are read aloud in the wrong language, and the search does not find their words.
func (c *checker) letters() {
	look := func(doc *content.Document, lang, title, summary content.At[string], text timeline.Text) {
		at, own := title, c.Timeline.Site.Language.V
		if lang.Set() {
			at, own = lang, lang.V
		}
		said := title.V + "\n" + summary.V
		if text.Body != nil {
			said += "\n" + text.Body.Excerpt(sample)
		}
		if script := locale.OtherScript(own, said); script != "" {
			code, _ := language.ParseScript(script) // of one that is too new there is no name
			name := cmp.Or(display.English.Scripts().Name(code), script)
			c.problems.Warnf(doc.Pos(at.Place), "is in %s letters, which %q does not have; write its language under lang:", name, own)
		}
	}
	for _, i := range c.Timeline.Incidents {
		look(&i.Meta.Document, i.Meta.Lang, i.Meta.Title, i.Meta.Summary, i.Text)
	}
	for _, a := range c.Timeline.Articles {
		look(&a.Meta.Document, a.Meta.Lang, a.Meta.Title, a.Meta.Summary, a.Text)
	}
}
