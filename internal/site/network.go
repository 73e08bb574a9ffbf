package site

import (
	"net/url"
	"strings"

	"dateline/internal/diag"
	"dateline/internal/network"
	"dateline/internal/timeline"
)

const (
	networkActors = 60  // on the page of the network
	networkEdges  = 120 // lines there
	nearbyActors  = 16  // around an actor, at most as many as companions
	nearbyEdges   = 48  // lines there
)

// planNetwork plans the page that shows who appears with whom.
func (p *planner) planNetwork() {
	const address = "/actors/network/"
	heading, lead := p.Text("section.network"), p.Text("lead.network")
	p.add(diag.Pos{}, "the network of actors", address, "network.html", Facts(), func() any {
		n := p.timeline.Network(networkActors)
		page := &NetworkPage{
			Frame: p.frame(heading, lead, address), Heading: heading, Lead: lead,
			Up: []Link{p.sectionLink("actors")},
		}
		if len(n.Pairs) == 0 {
			return page
		}
		page.Network = p.drawNetwork(page.room, n, networkEdges, nil)
		page.Network.Label = p.Count("network.label", len(n.Actors))
		return page
	})
}

// neighbourhood draws an actor with those that appear with it most often; nil
// where nobody does.
func (p *planner) neighbourhood(room *pageRoom, a *timeline.Actor, shared *actorShared) *Network {
	n := a.Network(shared.nearest[:min(nearbyActors, len(shared.nearest))], shared.of)
	if len(n.Pairs) == 0 {
		return nil
	}
	drawn := p.drawNetwork(room, n, nearbyEdges, a)
	drawn.Around, drawn.Label = true, p.Text("network.around", "actor", a.Name())
	drawn.Nodes[0].URL = ""
	return drawn
}

// drawNetwork draws a network with so many of its lines; around is the actor
// whose entries it is made of, nil where it is made of all.
func (p *planner) drawNetwork(room *pageRoom, n *timeline.Network, edges int, around *timeline.Actor) *Network {
	pairs := n.Pairs[:min(len(n.Pairs), edges)]
	index := make(map[*timeline.Actor]int, len(n.Actors))
	nodes := make([]network.Node, len(n.Actors))
	for k, a := range n.Actors {
		index[a] = k
		nodes[k] = network.Node{Name: a.Name(), Weight: len(a.Entries)}
	}
	joined := make([]network.Edge, len(pairs))
	for k, pair := range pairs {
		joined[k] = network.Edge{A: index[pair.A], B: index[pair.B], Weight: pair.Count}
	}
	drawn := network.Draw(nodes, joined)
	out := &Network{
		Height: drawn.Height, Of: n.Of, More: len(n.Pairs) - len(pairs),
		Nodes: make([]NetworkNode, len(drawn.Places)), Edges: room.edges.cut(len(pairs)),
	}
	for k, place := range drawn.Places {
		node := NetworkNode{Label: p.nodeLabel(n.Actors[k].Name(), place.Lines), URL: n.Actors[k].URL(), X: place.X, Y: place.Y, R: place.R}
		node.Lines = make([]NetworkLine, len(place.Lines))
		for i, line := range place.Lines {
			node.Lines[i] = NetworkLine{line, place.R + network.Line*int64(i+1)}
		}
		out.Nodes[k] = node
	}
	for k, pair := range pairs {
		from, to := drawn.Places[joined[k].A], drawn.Places[joined[k].B]
		out.Edges[k] = NetworkEdge{p.pairLink(room, pair, around), from.X, from.Y, to.X, to.Y, drawn.Widths[k]}
	}
	return out
}

// nodeLabel names a node for those who do not see it. What others see is part of
// it, so that they can speak of the same (WCAG 2.5.3).
func (w wording) nodeLabel(name string, lines []string) string {
	if shown := strings.Join(lines, " "); shown != strings.Join(strings.Fields(name), " ") {
		return w.Text("network.short_name", "short", shown, "name", name)
	}
	return name
}

// pairLink names what two actors appear in together. Filters lead to all of it;
// without a host there are none.
func (p *planner) pairLink(room *pageRoom, pair timeline.Pair, around *timeline.Actor) PairLink {
	a, b := pair.A.Meta.Slug.V, pair.B.Meta.Slug.V
	l := PairLink{ID: "pair--" + a + ":" + b, A: p.named[pair.A], B: p.named[pair.B], Count: pair.Count}
	l.Last = madeIn(&room.links, pair.Last, p.entryLink)
	if !p.portable && pair.Count > len(l.Last) {
		l.All = "/?actor=" + url.QueryEscape(a) + "&actor=" + url.QueryEscape(b)
		if around != nil && around != pair.A && around != pair.B {
			l.All += "&actor=" + url.QueryEscape(around.Meta.Slug.V)
		}
		l.All += "&actors=all"
	}
	return l
}
