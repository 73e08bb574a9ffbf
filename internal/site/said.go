package site

import (
	"strings"
	"unicode"

	"dateline/internal/edtf"
	"dateline/internal/locale"
	"dateline/internal/timeline"
)

// What authors write in few words (values of accounts, times, offices, kinds of
// their own) has no translations, or need not have one. In a further edition it
// stands among words of another language, and says so.

// said is a text that no translation has: in the language of the site itself.
func (p *planner) said(text string) Link { return p.saidIn(text, p.timeline.Site.Own()) }

// saidIn is a text in a language; "" is that of the edition. Figures and signs
// have none.
func (p *planner) saidIn(text, lang string) Link {
	if !strings.ContainsFunc(text, unicode.IsLetter) {
		lang = ""
	}
	return p.titleLink(text, "", lang)
}

// some returns a text that may be missing; nil for "".
func some(l Link) *Link {
	if l.Title == "" {
		return nil
	}
	return &l
}

// word puts an identifier of a group into words; nil for "".
// It is made once for all that show it, who leave it as it is.
func (p *planner) word(group, identifier string) *Link {
	if identifier == "" {
		return nil
	}
	return p.words.of([2]string{group, identifier}, func() *Link {
		if text, known := p.Known(group, identifier); known {
			return some(Link{Title: text})
		}
		return some(p.said(locale.Plain(identifier)))
	})
}

// as adds to a link the part that somebody has in something.
func (p *planner) as(l Link, role string) Link {
	if word := p.word("role", role); word != nil {
		l.Note, l.NoteLang = word.Title, word.Lang
	}
	return l
}

// part puts the parts that somebody has in an incident into words, which are in
// the language of the first; nil for none.
func (p *planner) part(roles []string) *Link {
	switch len(roles) {
	case 0:
		return nil
	case 1:
		return p.word("role", roles[0])
	}
	var all []string
	first := Link{}
	for _, role := range roles {
		word := p.word("role", role)
		if word == nil {
			continue
		}
		if all == nil {
			first = *word
		}
		all = append(all, word.Title)
	}
	first.Title = strings.Join(all, p.Text("list.comma"))
	return some(first)
}

// time is the time of day of an incident in words; nil where none is stated.
func (p *planner) time(i *timeline.Incident) *Link {
	return some(p.saidIn(i.Meta.Time.V, i.Meta.Foreign(i.Meta.Time)))
}

// clock is the time of day that a date states; nil for none.
func (p *planner) clock(d edtf.Date) *Link { return some(Link{Title: d.Clock(p.wording)}) }
