package site

import (
	"cmp"
	"strings"

	"dateline/internal/locale"
	"dateline/internal/opengraph"
	"dateline/internal/timeline"
)

// previewed reports whether pages have previews: their addresses have to be absolute.
func (p *planner) previewed() bool {
	return p.timeline.Site.Previews.V && p.timeline.Site.BaseURL.V != ""
}

// planPreviews lists the previews of all pages. Articles, incidents and actors
// have one of their own, other pages share the site's.
func (p *planner) planPreviews() {
	if !p.previewed() {
		return
	}
	t := p.timeline
	planned := map[opengraph.Card]bool{}
	add := func(c opengraph.Card) {
		if !planned[c] {
			planned[c] = true
			p.site.Previews = append(p.site.Previews, c)
		}
	}
	add(p.siteCard())
	for _, a := range t.Articles {
		add(p.articleCard(a))
	}
	for _, i := range t.Incidents {
		add(p.incidentCard(i))
	}
	for _, a := range t.Actors {
		add(p.actorCard(a))
	}
}

func (p *planner) siteCard() opengraph.Card {
	return p.previewCard("", p.info.Title, p.counts(len(p.timeline.Incidents), len(p.timeline.Articles)), "")
}

func (p *planner) articleCard(a *timeline.Article) opengraph.Card {
	return p.previewCard("article", a.Meta.Title.V, a.Meta.Date.V.Format(p.Locale), a.Meta.Lang.V)
}

// incidentCard says first that an incident is not settled: other sites may show nothing
// else of the page, and a long line is cut at its end.
func (p *planner) incidentCard(i *timeline.Incident) opengraph.Card {
	date := i.Meta.Date.V.Format(p.Locale)
	if status := p.openStatus(i); status != "" {
		date = status + " · " + date
	}
	return p.previewCard("incident", i.Meta.Title.V, date, i.Meta.Lang.V)
}

func (p *planner) actorCard(a *timeline.Actor) opengraph.Card {
	return p.previewCard("", a.Name(), "", a.Meta.Lang.V)
}

// previewCard makes a card whose title is in lang; "" is the site's language.
func (p *planner) previewCard(kind, title, date, lang string) opengraph.Card {
	lang = cmp.Or(lang, p.timeline.Site.Language.V)
	c := opengraph.Card{Title: title, Date: date, Site: p.info.Title, Lang: lang, RTL: locale.Direction(lang) == "rtl", Kind: kind}
	if title == p.info.Title {
		c.Site = ""
	}
	return c
}

// preview says where a card stands and what it says; nil where pages have no
// previews, for which no card is made.
func (p *planner) preview(card func() opengraph.Card) *Preview {
	if !p.previewed() {
		return nil
	}
	c := card()
	alt := c.Title
	for _, more := range []string{c.Date, c.Site} {
		if more != "" {
			alt += " · " + more
		}
	}
	return &Preview{URL: p.absolute("/" + c.File()), Width: opengraph.Width, Height: opengraph.Height, Alt: strings.TrimPrefix(alt, " · ")}
}

// shown sets the page's own preview.
func (f Frame) shown(preview *Preview) Frame {
	f.Preview = preview
	return f
}
