package network

import (
	"math"
	"math/rand/v2"
	"slices"
)

// rounds is how often each node is moved to where the others want it; more do
// not change what can be seen.
const rounds = 200

// layout places nodes so that the distances between them are about the wanted
// ones, near ones above all. It begins with places drawn by lot from a fixed
// seed. Products are rounded before they are added: see the package's comment.
func layout(n int, edges []Edge) []point {
	lot := rand.New(rand.NewPCG(1, uint64(n)))
	points := make([]point, n)
	for k := range points {
		points[k] = point{lot.Float64(), lot.Float64()}
	}
	wanted := distances(n, edges)
	weights := make([][]float64, n)
	for i, distances := range wanted {
		weights[i] = make([]float64, n)
		for j, distance := range distances {
			weights[i][j] = 1 / (distance * distance)
		}
	}
	for range rounds {
		for i := range points {
			if n > 1 {
				points[i] = pull(points, i, wanted[i], weights[i])
			}
		}
	}
	return points
}

// distances returns how far apart nodes should lie: the length of the shortest
// way between them, whose steps are the shorter the more often two appear
// together. Nodes without a way between them lie a step farther apart than any
// others.
func distances(n int, edges []Edge) [][]float64 {
	d := make([][]float64, n)
	for i := range d {
		d[i] = slices.Repeat([]float64{math.Inf(1)}, n)
		d[i][i] = 0
	}
	most := heaviest(edges)
	for _, e := range edges {
		length := 1.5 - math.Sqrt(float64(e.Weight)/most)
		d[e.A][e.B], d[e.B][e.A] = length, length
	}
	farthest := 0.0
	for k := range n {
		for i := range n {
			for j := range n {
				d[i][j] = min(d[i][j], d[i][k]+d[k][j])
			}
		}
	}
	for i := range n {
		for j := range n {
			if !math.IsInf(d[i][j], 1) {
				farthest = max(farthest, d[i][j])
			}
		}
	}
	for i := range n {
		for j := range n {
			d[i][j] = min(d[i][j], farthest+1)
		}
	}
	return d
}

// pull returns where the other nodes want node i: how far from them, and how much each
// of them wants it.
func pull(points []point, i int, wanted, weighs []float64) point {
	var x, y, weights float64
	at := points[i]
	for j, other := range points {
		if j == i {
			continue
		}
		dx, dy := at.x-other.x, at.y-other.y
		length := math.Sqrt(float64(dx*dx) + float64(dy*dy))
		stretch := 0.0
		if length > 1e-9 {
			stretch = wanted[j] / length
		}
		weight := weighs[j]
		x += float64(weight * (other.x + float64(dx*stretch)))
		y += float64(weight * (other.y + float64(dy*stretch)))
		weights += weight
	}
	return point{x / weights, y / weights}
}
