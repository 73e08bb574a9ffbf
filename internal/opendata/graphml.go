package opendata

import (
	"encoding/xml"
	"fmt"
	"math"
	"strings"

	"dateline/internal/timeline"
)

// The types below are GraphML (graphml.graphdrawing.org, version 1.0).

type gmlKey struct {
	XMLName xml.Name `xml:"key"`
	ID      string   `xml:"id,attr"`
	For     string   `xml:"for,attr"`
	Name    string   `xml:"attr.name,attr"`
	Type    string   `xml:"attr.type,attr"`
}

type gmlData struct {
	Key   string `xml:"key,attr"`
	Value string `xml:",chardata"`
}

type gmlNode struct {
	XMLName xml.Name  `xml:"node"`
	ID      string    `xml:"id,attr"`
	Data    []gmlData `xml:"data"`
}

type gmlEdge struct {
	XMLName  xml.Name  `xml:"edge"`
	Directed bool      `xml:"directed,attr"`
	Source   string    `xml:"source,attr"`
	Target   string    `xml:"target,attr"`
	Data     []gmlData `xml:"data"`
}

// gmlKeys are the attributes of nodes and edges; keys of elements are "n-name"
// and so on.
var gmlKeys = []gmlKey{
	{ID: "n-id", For: "node", Name: "page", Type: "string"},
	{ID: "n-label", For: "node", Name: "label", Type: "string"},
	{ID: "n-kind", For: "node", Name: "kind", Type: "string"},
	{ID: "n-entries", For: "node", Name: "entries", Type: "int"},
	{ID: "e-kind", For: "edge", Name: "kind", Type: "string"},
	{ID: "e-from", For: "edge", Name: "from", Type: "string"},
	{ID: "e-to", For: "edge", Name: "to", Type: "string"},
	{ID: "e-weight", For: "edge", Name: "weight", Type: "int"},
}

// graphML writes actors as nodes; an edge is a relation, or says in how many
// entries two of them appear.
func graphML(s *source, w *stream) {
	enc := xml.NewEncoder(w)
	write := func(v any) {
		w.keep(enc.Encode(v))
		w.WriteString("\n")
	}
	w.WriteString(xml.Header + `<graphml xmlns="http://graphml.graphdrawing.org/xmlns">` + "\n")
	for _, key := range gmlKeys {
		write(key)
	}
	w.WriteString(`<graph id="actors" edgedefault="undirected">` + "\n")
	for _, a := range s.Actors {
		write(gmlNode{ID: nodeID(a), Data: filled(
			gmlData{"n-id", s.id(a.URL())}, gmlData{"n-label", a.Name()}, gmlData{"n-kind", a.Meta.Kind.V},
			gmlData{"n-entries", fmt.Sprint(len(a.Entries))})})
	}
	for _, a := range s.Actors {
		for _, edge := range edges(a) {
			write(edge)
		}
	}
	w.WriteString("</graph>\n</graphml>\n")
}

// edges returns the relations of an actor, and whom it appears with, each pair
// at one of the two only.
func edges(a *timeline.Actor) []gmlEdge {
	var all []gmlEdge
	for _, r := range a.Relations {
		if r.Actor != nil {
			all = append(all, gmlEdge{Directed: true, Source: nodeID(a), Target: nodeID(r.Actor), Data: filled(
				gmlData{"e-kind", r.Kind}, gmlData{"e-from", r.From.String()}, gmlData{"e-to", r.To.String()}, gmlData{"e-weight", "1"})})
		}
	}
	for _, c := range a.Companions(math.MaxInt) {
		if a.Meta.Slug.V < c.Actor.Meta.Slug.V {
			all = append(all, gmlEdge{Source: nodeID(a), Target: nodeID(c.Actor), Data: filled(
				gmlData{"e-kind", "appears-with"}, gmlData{"e-weight", fmt.Sprint(c.Count)})})
		}
	}
	return all
}

func filled(all ...gmlData) []gmlData {
	var some []gmlData
	for _, d := range all {
		if d.Value != "" {
			some = append(some, d)
		}
	}
	return some
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
