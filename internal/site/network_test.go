package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

const pairFiles = `
-- actors/anna.md --
---
name: Anna
---
-- actors/bert.md --
---
name: Bert & Co
---
-- actors/carl.md --
---
name: Carl
---
-- incidents/one.md --
---
title: One
date: 2021-01-01
actors: [anna, bert]
---
-- incidents/two.md --
---
title: Two
date: 2021-01-02
actors: [anna, bert]
---
`

func pairWords(edges []NetworkEdge) []string {
	var out []string
	for _, e := range edges {
		words := fmt.Sprintf("%s: %s %s %d", e.ID, e.A.Title, e.B.Title, e.Count)
		for _, l := range e.Last {
			words += ", " + l.URL + " " + l.Note
		}
		out = append(out, words+" "+e.All)
	}
	return out
}

func TestNetworkPage(t *testing.T) {
	page := data[*NetworkPage](t, planClean(t, pairFiles), "/actors/network/")
	n := page.Network
	same(t, "pairs", pairWords(n.Edges), "pair--anna:bert: Anna Bert & Co 2, /incidents/two/ 2\u00a0January 2021, /incidents/one/ 1\u00a0January 2021 ")
	if len(n.Nodes) != 2 || len(n.Edges) != 1 || n.Of != 2 || n.Shown() != 2 || n.Around {
		t.Errorf("network %+v", n)
	}
	e := n.Edges[0]
	if e.FromX != n.Nodes[0].X || e.ToY != n.Nodes[1].Y || n.Nodes[1].URL != "/actors/bert/" {
		t.Errorf("the line %+v does not join %+v", e, n.Nodes)
	}
}

func TestNeighbourhood(t *testing.T) {
	s := planClean(t, pairFiles)
	n := data[*ActorPage](t, s, "/actors/anna/").Network
	if n.Nodes[0].Label != "Anna" || n.Nodes[0].URL != "" || n.Nodes[1].URL != "/actors/bert/" || n.Shown() != 1 || n.Of != 1 {
		t.Errorf("neighbourhood %+v", n)
	}
	if data[*ActorPage](t, s, "/actors/carl/").Network != nil {
		t.Error("somebody alone has a neighbourhood")
	}
}

// A line names a few entries, and leads to all of them where there are more: around
// an actor, those in which it appears, too.
func TestAllOfAPair(t *testing.T) {
	files := pairFiles
	for k := range 9 {
		files += fmt.Sprintf("-- incidents/more-%d.md --\n---\ntitle: More\ndate: 2021-02-0%d\nactors: [anna, bert, carl]\n---\n", k, k+1)
	}
	s := planClean(t, files)
	all := func(edges []NetworkEdge, id string) string {
		k := slices.IndexFunc(edges, func(e NetworkEdge) bool { return e.ID == id })
		if k < 0 {
			t.Fatalf("no pair %s", id)
		}
		return fmt.Sprint(edges[k].Count, len(edges[k].Last), edges[k].All)
	}
	if got := all(data[*NetworkPage](t, s, "/actors/network/").Network.Edges, "pair--bert:carl"); got != "9 3/?actor=bert&actor=carl&actors=all" {
		t.Errorf("on the timeline: %s", got)
	}
	if got := all(data[*ActorPage](t, s, "/actors/anna/").Network.Edges, "pair--bert:carl"); got != "9 3/?actor=bert&actor=carl&actor=anna&actors=all" {
		t.Errorf("around an actor: %s", got)
	}
}

func TestNodeLabel(t *testing.T) {
	for _, tt := range []struct {
		name  string
		lines []string
		want  string
	}{
		{"North  Atlantic Treaty", []string{"North Atlantic", "Treaty"}, "North  Atlantic Treaty"},
		{"A very long name", []string{"A very …"}, "A very … (A very long name)"},
	} {
		if got := english(t).nodeLabel(tt.name, tt.lines); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// Nobody together with anybody: there is nothing to draw, and the page says so.
func TestNetworkOfNobody(t *testing.T) {
	for _, files := range []string{"", "-- actors/a.md --\n---\nname: A\n---\n" + incidents("2021")} {
		if page := data[*NetworkPage](t, planClean(t, files), "/actors/network/"); page.Network != nil {
			t.Errorf("a network of nobody: %+v", page.Network)
		}
	}
}

// However many actors there are, few are drawn, and the rest is counted.
func TestNetworkOfMany(t *testing.T) {
	var files strings.Builder
	var all []string
	for k := range 5000 {
		slug := fmt.Sprintf("a%04d", k)
		fmt.Fprintf(&files, "-- actors/%s.md --\n---\nname: Actor %s\nmention: off\n---\n", slug, slug)
		all = append(all, slug)
	}
	fmt.Fprintf(&files, "-- incidents/all.md --\n---\ntitle: All, who are too many to say who was with whom\ndate: 2021\nactors: [%s]\n---\n", strings.Join(all[:300], ", "))
	for k := 0; k < len(all); k += 50 {
		others := slices.DeleteFunc(slices.Clone(all[k:k+50]), func(slug string) bool { return slug == "a0100" })
		fmt.Fprintf(&files, "-- incidents/some%d.md --\n---\ntitle: Some\ndate: 2021\nactors: [a0100, %s]\n---\n", k, strings.Join(others, ", "))
	}
	for k := range 100 {
		fmt.Fprintf(&files, "-- incidents/i%d.md --\n---\ntitle: I\ndate: 2021\nactors: [%s]\n---\n", k, strings.Join(all[k*3:k*3+20], ", "))
	}
	s := planClean(t, files.String())
	page := data[*NetworkPage](t, s, "/actors/network/")
	n := page.Network
	if len(n.Nodes) != networkActors || len(n.Edges) != networkEdges || n.Of != 5000 || n.More <= 0 {
		t.Errorf("%d actors of %d, %d lines and %d more", len(n.Nodes), n.Of, len(n.Edges), n.More)
	}
	near := data[*ActorPage](t, s, "/actors/a0100/").Network
	if near.Shown() != nearbyActors || near.Of != 4999 || len(near.Edges) > nearbyEdges {
		t.Errorf("%d around an actor, of %d; %d lines", near.Shown(), near.Of, len(near.Edges))
	}
	if !slices.ContainsFunc(near.Nodes, func(n NetworkNode) bool { return n.URL == "" }) {
		t.Error("the actor itself is missing")
	}
}
