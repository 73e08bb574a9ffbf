package build

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

// world makes a site whose incidents lie all over the world and close together,
// with 5,000 places and 90 actors that meet.
func world() fstest.MapFS {
	r := rand.New(rand.NewPCG(3, 3))
	source := fstest.MapFS{"content/_index.md": {Data: []byte("---\ntitle: World\n---\n")}}
	precisions := []string{"exact", "area", "city", "region", "country", "hidden"}
	for k := range 90 {
		source[fmt.Sprintf("content/actors/actor-%d.md", k)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nname: The %s %s Council\nmention: off\n---\n", word(r, 3), fmt.Sprint(word(r, 4), " ", k))}
	}
	for k := range 1500 {
		lat, lon := r.Float64()*150-75, r.Float64()*360-180
		if k%2 == 0 {
			lat, lon = 33+r.Float64(), 44+r.Float64()
		}
		source[fmt.Sprintf("content/incidents/i%d.md", k)] = &fstest.MapFile{Data: fmt.Appendf(nil,
			"---\ntitle: Incident %d\ndate: 20%02d\nkind: kind-%d\nplace: {name: \"%s %s, %d\", lat: %.4f, lon: %.4f, precision: %s}\nactors: [actor-%d, actor-%d, actor-%d]\n---\n",
			k, k%20, k%9, word(r, 3), word(r, 3), k, lat, lon, precisions[k%6], k%90, r.IntN(90), r.IntN(90))}
	}
	return source
}

// word makes a word of so many syllables, with a capital.
func word(r *rand.Rand, syllables int) string {
	var b strings.Builder
	for range syllables {
		b.WriteByte("bdfgklmnprstvz"[r.IntN(14)])
		b.WriteByte("aeiou"[r.IntN(5)])
	}
	return strings.ToUpper(b.String()[:1]) + b.String()[1:]
}

// drawn returns the figures of a class on a page, as they are written.
func drawn(html, class string) []string {
	var figures []string
	for {
		_, rest, found := strings.Cut(html, `<figure class="`+class)
		if !found {
			return figures
		}
		figure, after, _ := strings.Cut(rest, "</figure>")
		figures, html = append(figures, `<figure class="`+class+figure+"</figure>"), after
	}
}

func zipped(t *testing.T, s string) int {
	t.Helper()
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := z.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// wellFormed checks the SVG of a figure as XML has it, and counts its elements.
func wellFormed(t *testing.T, name, figure string) {
	t.Helper()
	_, svg, _ := strings.Cut(figure, "<svg")
	svg, _, _ = strings.Cut(svg, "</svg>")
	d := xml.NewDecoder(strings.NewReader("<svg" + svg + "</svg>"))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		for _, a := range start.Attr {
			if a.Name.Local == "style" || a.Value == "" || strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "ZgotmplZ") {
				t.Fatalf("%s: %s=%q", name, a.Name.Local, a.Value)
			}
		}
	}
}

// single matches pages of which there are too many to look at each.
var single = regexp.MustCompile(`^(incidents|places)/.+/`)

// A map weighs at most 15 KB and a network of 60 actors at most 20 KB, both with
// their tables, on the demo as on a site that has everything everywhere.
func TestDrawingsAreLight(t *testing.T) {
	for name, result := range map[string]*Result{"demo": demo(t), "world": runClean(t, world())} {
		maps, networks, heaviest, largest := 0, 0, 0, 0
		for _, file := range paths(t, result.FS) {
			if !strings.HasSuffix(file, ".html") || name == "world" && single.MatchString(file) && !strings.HasSuffix(file, "77/index.html") {
				continue
			}
			html := read(t, result, file)
			for _, m := range drawn(html, "map") {
				maps++
				heaviest = max(heaviest, zipped(t, m))
				wellFormed(t, file, m)
				if size := zipped(t, m); size > 15_000 {
					t.Errorf("%s: a map of %s weighs %d bytes", name, file, size)
				}
			}
			figures := drawn(html, "network")
			for _, n := range figures {
				networks++
				wellFormed(t, file, n)
			}
			// The page of the network has its table below the drawing.
			if _, table, found := strings.Cut(html, `</figure>`); found && file == "actors/network/index.html" {
				table, _, _ = strings.Cut(table, "</section>")
				figures = append(figures, table)
			}
			size := zipped(t, strings.Join(figures, ""))
			largest = max(largest, size)
			if size > 20_000 {
				t.Errorf("%s: the network of %s weighs %d bytes", name, file, size)
			}
		}
		t.Logf("%s: %d maps, the heaviest %d bytes; %d networks, the heaviest %d bytes", name, maps, heaviest, networks, largest)
		if maps < 20 || networks < 20 {
			t.Errorf("%s has %d maps and %d networks", name, maps, networks)
		}
	}
}

// A network of one actor, and one of 5,000, tell readers why so little is drawn.
func TestNetworksOfFewAndMany(t *testing.T) {
	source := siteOf(t, "-- content/actors/alone.md --\n---\nname: Alone\n---\n-- content/incidents/i.md --\n---\ntitle: I\ndate: 2021\nactors: [alone]\n---\n")
	says := func(name, want string) {
		t.Helper()
		if got := strings.Join(strings.Fields(textOf(page(t, runClean(t, source), name))), " "); !strings.Contains(got, want) {
			t.Errorf("%s does not say %q", name, want)
		}
	}
	says("actors/network/index.html", "No two actors appear in the same incident or article here yet, so there is no network to draw.")
	var all []string
	for k := range 5000 {
		all = append(all, fmt.Sprintf("a%d", k))
		source["content/actors/"+all[k]+".md"] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\nname: Actor %d\nmention: off\n---\n", k)}
	}
	for k := 0; k < len(all); k += 50 { // more than 100 in one incident would be a list
		source[fmt.Sprintf("content/incidents/some%d.md", k)] = &fstest.MapFile{Data: fmt.Appendf(nil, "---\ntitle: Some\ndate: 2021\nactors: [%s, %s]\n---\n", all[7], strings.Join(slices.DeleteFunc(slices.Clone(all[k:k+50]), func(slug string) bool { return slug == all[7] }), ", "))}
	}
	says("actors/network/index.html", "Shown are the 60 that appear with others most often, of 5,000; the rest is left out.")
	says("actors/a7/index.html", "Shown are the 16 that appear here most often, of 4,999.")
}

const hiddenFiles = `
-- content/_index.md --
---
title: T
base_url: https://example.org/
---
-- content/actors/anna.md --
---
name: Anna
---
-- content/incidents/open.md --
---
title: Open
date: 2021
kind: attack
place: {name: Erbil, lat: 36.24, lon: 43.96, precision: city}
actors: [anna]
---
-- content/incidents/hidden.md --
---
title: Hidden
date: 2021
kind: meeting
place: {name: A house, lat: LAT, lon: LON, precision: hidden}
actors: [anna]
---
-- content/incidents/hidden-too.md --
---
title: Hidden too
date: 2021
kind: meeting
place: {name: Erbil, lat: LAT, lon: LON, precision: hidden}
actors: [anna]
---
`

// Wherever the hidden place lies, every file of the site is the same: neither a
// mark nor the cut of a map tells.
func TestHiddenPlacesDoNotLeak(t *testing.T) {
	at := func(lat, lon string) *Result {
		return runArchive(t, strings.NewReplacer("LAT", lat, "LON", lon).Replace(hiddenFiles))
	}
	near, far := at("36.125", "43.875"), at("-41.625", "-72.375")
	if !strings.Contains(read(t, near, "places/index.html"), `<figure class="map`) {
		t.Fatal("there is no map that could tell")
	}
	for _, name := range paths(t, near.FS) {
		if read(t, near, name) != read(t, far, name) {
			t.Errorf("%s tells where the hidden place lies", name)
		}
	}
}

// A drawing that leaves out lines says so beside it: an actor without one seems to appear with nobody.
func TestLinesLeftOut(t *testing.T) {
	source := siteOf(t, "")
	var all []string
	for k := range 20 {
		name := fmt.Sprintf("a%d", k)
		all = append(all, name)
		source["content/actors/"+name+".md"] = &fstest.MapFile{Data: []byte("---\nname: Actor " + name + "\n---\n")}
	}
	source["content/articles/one.md"] = &fstest.MapFile{Data: []byte("---\ntitle: One\ndate: 2021\nactors: [" + strings.Join(all, ", ") + "]\n---\n")}
	caption := find(page(t, run(t, source), "actors/network/index.html"), func(n *html.Node) bool { return n.Data == "figcaption" })
	if words := textOf(caption); !strings.Contains(words, " more pairs, which appear together less often, are left out.") {
		t.Errorf("beside the drawing stands %q", words)
	}
}
