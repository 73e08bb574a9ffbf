package lint

import (
	"slices"
	"strings"

	"dateline/internal/timeline"
)

// orphans looks for documents to which nothing leads but the lists that hold
// everything. Actors without an entry are among the findings on sources
// (timeline.Integrity).
func (c *checker) orphans() {
	led := c.led()
	for _, d := range c.documents {
		if led[d.URL] {
			continue
		}
		switch d.Kind {
		case "article":
			c.problems.Warnf(d.pos(), "nothing leads to this article: it names no incident and no actor, and no text links it; add incidents: or actors:")
		case "incident":
			c.problems.Warnf(d.pos(), "nothing leads to this incident: no article reports it, and no text or incident names it; name it under incidents: of an article")
		case "source":
			c.problems.Warnf(d.pos(), "nothing leads to this source: no article is published by it or credits it; name it under source: or credits:")
		case "page":
			c.problems.Warnf(d.pos(), "nothing leads to this page: no text links it, and the menu does not have it; add it to menu: in content/_index.md, or link it")
		}
	}
}

// led returns the addresses to which other documents, or their translations, lead.
func (c *checker) led() map[string]bool {
	led := map[string]bool{"/": true}
	for _, d := range slices.Concat(c.documents, c.translations) {
		for _, href := range d.hrefs {
			file, _, within := c.leadsTo(d, href)
			if to := "/" + strings.TrimPrefix(address(file), d.folder); within && to != d.URL {
				led[to] = true
			}
		}
	}
	t := c.Timeline
	for _, item := range t.Site.Menu {
		led["/"+item.V+"/"] = true
	}
	for _, a := range t.Articles {
		led[a.URL()] = led[a.URL()] || len(a.Incidents) > 0 || len(a.Actors) > 0
		for _, i := range a.Incidents {
			led[i.URL()] = true
		}
		if a.Publisher != nil {
			led[a.Publisher.URL()] = true
		}
		for _, s := range a.Credits {
			led[s.URL()] = true
		}
		for _, note := range a.Annotations {
			c.ledByNote(led, note)
		}
	}
	for _, i := range t.Incidents {
		for _, others := range [][]*timeline.Incident{i.Related, i.PartOf, i.Parts} {
			for _, other := range others {
				led[other.URL()] = true
			}
		}
	}
	return led
}

func (c *checker) ledByNote(led map[string]bool, note *timeline.Annotation) {
	if note.Incident != nil {
		led[note.Incident.URL()] = true
	}
	if note.Via != nil {
		led[note.Via.URL()] = true
	}
	for _, support := range note.Sources {
		if support.Article != nil && support.Article != note.Article {
			led[support.Article.URL()] = true
		}
	}
}
