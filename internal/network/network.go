// Package network lays out who appears with whom: some actors as points on a
// plane, so that those that appear together often lie near each other and no
// name covers another.
//
// The layout is one of least stress (Gansner, Koren and North, "Graph Drawing
// by Stress Majorization", 2004), written here because it has to come out the
// same on every processor: libraries leave it open whether a product is rounded
// before it is added, and a layout makes much of such a difference.
package network

import "math"

// Width of every drawing, in units.
const Width = 2000

// Node is an actor to be laid out.
type Node struct {
	Name   string
	Weight int // how often it appears
}

// Edge joins two nodes, given by their indices.
type Edge struct {
	A, B   int
	Weight int // how often they appear together, 1 at least
}

// Drawing is a layout, in whole units from the upper left.
type Drawing struct {
	Height int64
	Places []Place // one for each node
	Widths []int64 // one for each edge: how wide its line is
}

// Place is where a node lies: a disc, with its name in lines below it.
type Place struct {
	X, Y  int64
	R     int64
	Lines []string
}

// Discs returns the radius of each node's disc, by how often it appears: its area says so.
func Discs(weights []int) []int64 {
	most := 1
	for _, weight := range weights {
		most = max(most, weight)
	}
	discs := make([]int64, len(weights))
	for k, weight := range weights {
		discs[k] = max(leastDisc, int64(math.Round(largestDisc*math.Sqrt(float64(weight)/float64(most)))))
	}
	return discs
}

// Draw lays nodes out. The same input gives the same layout everywhere.
func Draw(nodes []Node, edges []Edge) *Drawing {
	d := &Drawing{Places: make([]Place, len(nodes)), Widths: make([]int64, len(edges))}
	weights := make([]int, len(nodes))
	for k, n := range nodes {
		weights[k] = n.Weight
	}
	discs := Discs(weights)
	boxes := make([]box, len(nodes))
	for k, n := range nodes {
		p := &d.Places[k]
		p.Lines = lines(n.Name)
		p.R = discs[k]
		boxes[k] = boxOf(p)
	}
	most := heaviest(edges)
	for k, e := range edges {
		d.Widths[k] = max(2, int64(math.Round(widest*math.Sqrt(float64(e.Weight)/most))))
	}
	points := layout(len(nodes), edges)
	d.Height = spread(points, boxes)
	for k, p := range points {
		// A box is as wide as the name and reaches from the disc to its last line.
		d.Places[k].X = int64(math.Round(p.x))
		d.Places[k].Y = int64(math.Round(p.y-boxes[k].tall/2+gap/2)) + d.Places[k].R
	}
	return d
}

// heaviest returns the weight of the heaviest edge, 1 at least.
func heaviest(edges []Edge) float64 {
	most := 1
	for _, e := range edges {
		most = max(most, e.Weight)
	}
	return float64(most)
}

const (
	leastDisc   = 12 // units, radius
	largestDisc = 44
	widest      = 14 // units, of a line
)

// point is a point on the plane.
type point struct{ x, y float64 }
