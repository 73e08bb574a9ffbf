package network

import (
	"math"
	"math/rand/v2"
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
