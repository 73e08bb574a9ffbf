package site

import (
	"slices"

	"dateline/internal/diag"
	"dateline/internal/locale"
	"dateline/internal/timeline"
)

func tiesURL(a *timeline.Actor) string { return a.URL() + "relations/" }

// planTies plans the list of the relations that do not all fit on an actor's page, by kind:
// an alliance may have many of its own, and others may state many, as members of a parliament do.
func (p *planner) planTies(a *timeline.Actor) {
	if max(len(a.Relations), len(a.Inverse)) <= wholeList { // nearly all
		return
	}
	own, others := p.ties(a)
	if max(len(own), len(others)) <= wholeList {
		return
	}
	lines := grouped(slices.Concat(own, others), nil,
		func(t Tie) string { return locale.Sentence(t.Text.Title) },
		func(t Tie) IndexItem { return IndexItem{Link: t.Link, Facts: t.Span} })
	p.planIndex(&IndexPage{Up: []Link{p.sectionLink("actors"), actorLink(a)}, Heading: p.Text("actor.relations_of", "actor", a.Name())},
		diag.Pos{File: a.Meta.Path}, tiesURL(a), "the relations of "+a.Meta.Path, lines, nil)
}

// shownTies returns what of an actor's relations its page shows, and a link to the list of all;
// nil where all are shown.
func (p *planner) shownTies(a *timeline.Actor) (shown []Tie, all *Link) {
	own, others := p.ties(a)
	if max(len(own), len(others)) > wholeList {
		all = &Link{Title: p.Count("actor.all_relations", len(own)+len(others)), URL: tiesURL(a)}
	}
	return slices.Concat(firstTies(own), firstTies(others)), all
}

// firstTies returns the first of many relations, all of few.
func firstTies(ties []Tie) []Tie {
	if len(ties) > wholeList {
		return ties[:partOfList]
	}
	return ties
}

// converse are relations that are said the same from the other's side: where two actors each
// state theirs, one is enough.
var converse = map[string]string{"successor-of": "predecessor-of", "predecessor-of": "successor-of", "ally-of": "ally-of"}

// ties lists an actor's relations: its own, and what others state beside them.
func (p *planner) ties(a *timeline.Actor) (own, others []Tie) {
	stated := slices.Clone(a.Relations)
	for _, r := range a.Inverse {
		if mutual(stated, r) {
			continue
		}
		text, known := p.Known("inverse", r.Kind)
		if !known {
			text = p.Text("actor.named_as", "relation", p.Word("relation", r.Kind))
		}
		others = append(others, p.tie(&Link{Title: text}, r))
	}
	return made(stated, func(r timeline.Relation) Tie { return p.tie(p.word("relation", r.Kind), r) }), others
}

// mutual reports whether one of an actor's own relations says what another actor states. Where
// only that has dates, it has them then, too.
func mutual(own []timeline.Relation, other timeline.Relation) bool {
	for k := range own {
		r := &own[k]
		if r.Actor != other.Actor || r.Kind != converse[other.Kind] {
			continue
		}
		if r.From.IsZero() && r.To.IsZero() {
			r.From, r.To = other.From, other.To
		}
		undated := other.From.IsZero() && other.To.IsZero()
		if undated || r.From.String() == other.From.String() && r.To.String() == other.To.String() {
			return true
		}
	}
	return false
}

func (p *planner) tie(text *Link, r timeline.Relation) Tie {
	t := Tie{Link: p.said(r.Name), Span: p.span(r.From, r.To)}
	if text != nil {
		t.Text = *text
	}
	if r.Actor != nil {
		t.Link = actorLink(r.Actor)
	}
	return t
}
