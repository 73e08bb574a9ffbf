package timeline

import (
	"fmt"
	"slices"
	"strings"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/markup"
)

// names collects what actors are called; the owner of a name is the actor's
// index in the timeline. Texts remember what the same names found in them.
func (l *linker) names() *markup.Names {
	var names []markup.Name
	for k, a := range l.timeline.Actors {
		if a.Meta.Mention.V == "off" {
			continue
		}
		for _, name := range a.Names() {
			names = append(names, markup.Name{Text: name, Owner: k})
		}
	}
	if c := l.cache; c.finder == nil || !slices.Equal(c.names, names) {
		c.names, c.finder = names, markup.NewNames(names)
	}
	return l.cache.finder
}

// mentions finds, by a view, the actors named in a text, one for each time that one is
// named, wikilinks included, and says which of the mentions are shown as
// links. self is the actor whose own page it is; said are the actors that the
// author lists, which decide between actors of one name. The slice is good until the
// next text.
func (l *linker) mentions(names *markup.Names, view *markup.View, file string, text *Text, self *Actor, said []*Actor) []*Actor {
	mode := l.timeline.Site.Mentions.V
	named := l.named[:0]
	l.texts++
	for _, link := range text.Body.Links() {
		if actor, ok := l.linkedActor(link); ok {
			named = append(named, actor)
			l.linked[actor.at] = l.texts
			said = append(said, actor)
		}
	}
	marks := l.marks[:0]
	shared := map[int32]*Actor{} // whom each name of several means; nil where that is not said
	var listed map[*Actor]bool   // made for the first of these
	view.Turn(text.Body)
	for _, m := range names.Find(view) {
		owners := names.Owners(m)
		actor := l.timeline.Actors[owners[0]]
		if len(owners) > 1 {
			meant, known := shared[m.Name]
			if !known {
				if listed == nil {
					listed = make(map[*Actor]bool, len(said))
					for _, actor := range said {
						listed[actor] = true
					}
				}
				if meant = l.decide(owners, listed); meant == nil {
					l.warnShared(file, names.Said(view, m), owners)
				}
				shared[m.Name] = meant
			}
			actor = meant
		}
		if actor == nil || actor == self {
			continue
		}
		named = append(named, actor)
		if mode == "off" || mode == "first" && l.linked[actor.at] == l.texts {
			continue
		}
		l.linked[actor.at] = l.texts
		marks = append(marks, markup.Mark{Start: m.Start, End: m.End, To: int32(actor.at)})
	}
	l.named, l.marks, text.Marks = named, marks, markup.NewMarks(marks, l.addresses)
	return named
}

func (l *linker) linkedActor(link markup.Link) (*Actor, bool) {
	if link.Path || link.Kind != "" && link.Kind != "actor" {
		return nil, false
	}
	actor, ok := l.actors.bySlug[content.FoldSlug(link.Target)]
	return actor, ok
}

// decide returns which of the actors of one name an author means: the only one of them whom
// the author lists; nil where there is none, or several.
func (l *linker) decide(owners []int, listed map[*Actor]bool) *Actor {
	var meant *Actor
	for _, k := range owners {
		if actor := l.timeline.Actors[k]; listed[actor] {
			if meant != nil {
				return nil
			}
			meant = actor
		}
	}
	return meant
}

// mostOwners is how many actors of one name a message lists.
const mostOwners = 5

// warnShared says that a name is that of several actors.
func (l *linker) warnShared(file string, said markup.Said, actors []int) {
	var slugs []string
	for _, k := range actors[:min(mostOwners, len(actors))] {
		slugs = append(slugs, l.timeline.Actors[k].Meta.Slug.V)
	}
	if more := len(actors) - mostOwners; more > 0 {
		slugs = append(slugs, fmt.Sprintf("%d more", more))
	}
	l.problems.Warnf(diag.At(file, said.Line, said.Col),
		"%q is the name of %s; write [[%s|%s]] to say which", said.Words, strings.Join(slugs, " and of "), slugs[0], said.Words)
}
