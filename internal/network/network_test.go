package network

import (
	"crypto/sha256"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"unicode/utf8"
)

// crowd makes n actors of whom few appear often and most with these.
func crowd(n int) ([]Node, []Edge) {
	r := rand.New(rand.NewPCG(7, uint64(n)))
	var nodes []Node
	var edges []Edge
	for k := range n {
		nodes = append(nodes, Node{fmt.Sprintf("Actor number %d of the whole list", k), 1 + 400/(k+1)})
		for range min(k, 3) {
			e := Edge{min(r.IntN(k), r.IntN(k)), k, 1 + r.IntN(20)}
			if !slices.ContainsFunc(edges, func(o Edge) bool { return o.A == e.A && o.B == e.B }) {
				edges = append(edges, e)
			}
		}
	}
	return nodes, edges
}

func TestDraw(t *testing.T) {
	full := func(n int) ([]Node, []Edge) {
		nodes, _ := crowd(n)
		var edges []Edge
		for a := range n {
			for b := range a {
				edges = append(edges, Edge{b, a, 1})
			}
		}
		return nodes, edges
	}
	for name, make := range map[string]func() ([]Node, []Edge){
		"one":          func() ([]Node, []Edge) { return crowd(1) },
		"two":          func() ([]Node, []Edge) { return crowd(2) },
		"sixty":        func() ([]Node, []Edge) { return crowd(60) },
		"all with all": func() ([]Node, []Edge) { return full(60) },
		"strangers":    func() ([]Node, []Edge) { n, _ := crowd(30); return n, []Edge{{0, 1, 1}, {2, 3, 5}} },
	} {
		t.Run(name, func(t *testing.T) {
			nodes, edges := make()
			d := Draw(nodes, edges)
			if len(d.Places) != len(nodes) || len(d.Widths) != len(edges) {
				t.Fatalf("%d places, %d widths", len(d.Places), len(d.Widths))
			}
			for k, p := range d.Places {
				b := extent(p)
				if b[0] < 0 || b[2] > Width || b[1] < 0 || b[3] > d.Height {
					t.Errorf("%s leaves the drawing, %d high: %v", nodes[k].Name, d.Height, b)
				}
				for i, other := range d.Places[k+1:] {
					if o := extent(other); b[0] < o[2] && o[0] < b[2] && b[1] < o[3] && o[1] < b[3] {
						t.Errorf("%d and %d cover each other: %v, %v", k, k+1+i, b, o)
					}
				}
			}
			if again := Draw(nodes, edges); !reflect.DeepEqual(d, again) {
				t.Error("a second drawing is another")
			}
			if d.Height > 3300 {
				t.Errorf("the drawing is %d units high", d.Height)
			}
		})
	}
}

// extent returns what a disc and its name cover: left, top, right, bottom.
func extent(p Place) [4]int64 {
	half := p.R
	for _, line := range p.Lines {
		half = max(half, int64(utf8.RuneCountInString(line))*letters*27/100)
	}
	return [4]int64{p.X - half, p.Y - p.R, p.X + half, p.Y + p.R + Line*int64(len(p.Lines)) + letters/2}
}

// The layout is the same on every processor and with every release: what it was
// when this was written. A change of the layout changes this line, knowingly.
func TestSameEverywhere(t *testing.T) {
	d := Draw(crowd(60))
	if got := fmt.Sprintf("%x", sha256.Sum256(fmt.Append(nil, d)))[:16]; got != "e1dec4cfd58d84c5" {
		t.Errorf("the layout has the digest %s", got)
	}
}

// Those that appear together lie nearer than those that do not.
func TestNearness(t *testing.T) {
	var nodes []Node
	for k := range 12 {
		nodes = append(nodes, Node{fmt.Sprint("Actor ", k), 3})
	}
	var edges []Edge
	for a := range 12 {
		for b := range a {
			if a/6 == b/6 {
				edges = append(edges, Edge{b, a, 4})
			}
		}
	}
	edges = append(edges, Edge{0, 6, 1})
	d := Draw(nodes, edges)
	var within, between float64
	for a, p := range d.Places {
		for b, q := range d.Places[:a] {
			length := math.Hypot(float64(p.X-q.X), float64(p.Y-q.Y))
			if a/6 == b/6 {
				within += length / 30
			} else {
				between += length / 36
			}
		}
	}
	if between < 1.5*within {
		t.Errorf("mean distance in a group %.0f, between groups %.0f", within, between)
	}
}

func TestSizes(t *testing.T) {
	d := Draw([]Node{{"A", 100}, {"B", 25}, {"C", 0}}, []Edge{{0, 1, 16}, {0, 2, 4}, {1, 2, 1}})
	if d.Places[0].R != 44 || d.Places[1].R != 22 || d.Places[2].R != leastDisc {
		t.Errorf("discs %+v", d.Places)
	}
	if want := []int64{14, 7, 4}; !slices.Equal(d.Widths, want) {
		t.Errorf("widths %v, want %v", d.Widths, want)
	}
}

func TestLines(t *testing.T) {
	for name, want := range map[string][]string{
		"NATO":                               {"NATO"},
		"":                                   nil,
		"North Atlantic Treaty Organization": {"North Atlantic", "Treaty Organization"},
		"One two three four five six seven eight nine ten eleven twelve thirteen fourteen": {"One two three four", "five six seven eight", "nine ten eleven …"},
		"Donaudampfschifffahrtsgesellschaft":                                               {"Donaudampfschifffahr…"},
		"قاسم الأعرجي":                                                                     {"قاسم الأعرجي"},
	} {
		if got := lines(name); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	nodes, edges := crowd(60)
	for b.Loop() {
		Draw(nodes, edges)
	}
}
