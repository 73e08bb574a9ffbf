package opendata

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"

	"dateline/internal/escape"
	"dateline/internal/timeline"
)

// What is written below is GraphML (graphml.graphdrawing.org, version 1.0).

// gmlKey is an attribute of nodes or edges.
type gmlKey struct{ id, of, name, kind string }

// gmlData is the value of one, by the id of its key.
type gmlData struct{ key, value string }

// gmlKeys are the attributes of nodes and edges; keys of elements are "n-name"
// and so on.
var gmlKeys = []gmlKey{
	{"n-id", "node", "page", "string"},
	{"n-label", "node", "label", "string"},
	{"n-kind", "node", "kind", "string"},
	{"n-entries", "node", "entries", "int"},
	{"e-kind", "edge", "kind", "string"},
	{"e-from", "edge", "from", "string"},
	{"e-to", "edge", "to", "string"},
	{"e-weight", "edge", "weight", "int"},
}

// graphML writes actors as nodes; an edge is a relation, or says in how many
// entries two of them appear.
func graphML(s *source, w *stream) {
	g := gml{stream: w, ids: make(map[*timeline.Actor]string, len(s.Actors))}
	w.WriteString(xml.Header + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">` + "\n")
	for _, key := range gmlKeys {
		fmt.Fprintf(w, "<key id=%q for=%q attr.name=%q attr.type=%q></key>\n", key.id, key.of, key.name, key.kind)
	}
	w.WriteString(`<graph id="actors" edgedefault="undirected">` + "\n")
	for _, a := range s.Actors {
		g.ids[a] = nodeID(a)
		g.line = append(append(append(g.line, `<node id="`...), g.ids[a]...), `">`...)
		g.data("node", gmlData{"n-id", s.id(a.URL())}, gmlData{"n-label", a.Name()}, gmlData{"n-kind", a.Meta.Kind.V},
			gmlData{"n-entries", strconv.Itoa(len(a.Entries))})
	}
	for _, a := range s.Actors {
		g.edges(a)
	}
	w.WriteString("</graph>\n</graphml>\n")
}

// gml writes nodes and edges, a line each.
type gml struct {
	*stream
	ids map[*timeline.Actor]string
}

// edges writes the relations of an actor, and whom it appears with, each pair
// at one of the two only.
func (g *gml) edges(a *timeline.Actor) {
	for _, r := range a.Relations {
		if r.Actor != nil {
			g.edge("true", a, r.Actor, gmlData{"e-kind", r.Kind}, gmlData{"e-from", r.From.String()}, gmlData{"e-to", r.To.String()}, gmlData{"e-weight", "1"})
		}
	}
	companions, _ := a.Companions(math.MaxInt)
	for _, c := range companions {
		if a.Meta.Slug.V < c.Actor.Meta.Slug.V {
			g.edge("false", a, c.Actor, gmlData{"e-kind", "appears-with"}, gmlData{"e-weight", strconv.Itoa(c.Count)})
		}
	}
}

func (g *gml) edge(directed string, from, to *timeline.Actor, data ...gmlData) {
	g.line = append(append(g.line, `<edge directed="`...), directed...)
	g.line = append(append(g.line, `" source="`...), g.ids[from]...)
	g.line = append(append(append(g.line, `" target="`...), g.ids[to]...), `">`...)
	g.data("edge", data...)
}

// data ends a node or an edge with those of its data that are not empty.
func (g *gml) data(element string, all ...gmlData) {
	for _, d := range all {
		if d.value != "" {
			g.line = append(append(append(g.line, `<data key="`...), d.key...), `">`...)
			g.line = append(escape.XML(g.line, d.value), "</data>"...)
		}
	}
	g.line = append(append(append(g.line, "</"...), element...), ">\n"...)
	g.Write(g.line)
	g.line = g.line[:0]
}

// nodeID makes an id of a slug. GraphML's are XML name tokens, which addresses
// are not: other characters than these become their numbers.
func nodeID(a *timeline.Actor) string {
	var b strings.Builder
	for _, r := range a.Meta.Slug.V {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "_%x.", r)
		}
	}
	return b.String()
}
