package atlas

import (
	"slices"
	"testing"
)

func TestSimplify(t *testing.T) {
	for _, tt := range []struct {
		name       string
		line, want []point
	}{
		{"straight", []point{{0, 0}, {5, 0}, {10, 0}}, []point{{0, 0}, {10, 0}}},
		{"nearly", []point{{0, 0}, {5, 2}, {10, 0}}, []point{{0, 0}, {10, 0}}},
		{"bent", []point{{0, 0}, {5, 3}, {10, 0}}, []point{{0, 0}, {5, 3}, {10, 0}}},
		{"closed", []point{{0, 0}, {10, 0}, {10, 10}, {0, 0}}, []point{{0, 0}, {10, 0}, {10, 10}, {0, 0}}},
		{"two points", []point{{0, 0}, {1, 1}}, []point{{0, 0}, {1, 1}}},
	} {
		if got := new(simplifier).simplify(nil, tt.line, 2); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func TestClip(t *testing.T) {
	square := box{0, 0, 10, 10}
	for _, tt := range []struct {
		name       string
		ring, want []point
	}{
		{"inside", []point{{1, 1}, {5, 1}, {5, 6}}, []point{{1, 1}, {5, 1}, {5, 6}}},
		{"outside", []point{{11, 1}, {15, 1}, {15, 6}}, nil},
		{"around", []point{{-5, -5}, {15, -5}, {15, 15}, {-5, 15}}, []point{{0, 10}, {0, 0}, {10, 0}, {10, 10}}},
		{"half", []point{{5, 2}, {15, 2}, {15, 8}, {5, 8}}, []point{{5, 2}, {10, 2}, {10, 8}, {5, 8}}},
	} {
		got := new(tracer).clip(tt.ring, square)
		if k := slices.Index(got, first(tt.want)); k > 0 {
			got = slices.Concat(got[k:], got[:k])
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

func first(points []point) point {
	if len(points) == 0 {
		return point{}
	}
	return points[0]
}

func TestPath(t *testing.T) {
	got := path([][]point{{{1, -2}, {4, 2}, {4, 0}}, {{10, 10}, {9, 9}, {20, 9}}})
	if want := "M1-2l3 4 0-2zM10 10l-1-1 11 0z"; got != want {
		t.Errorf("path %q, want %q", got, want)
	}
}
