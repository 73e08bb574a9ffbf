package atlas

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"testing"
)

var english = Namer{
	Country: func(_, english string) string { return english },
	Place:   func(k int) string { return fmt.Sprintf("Place %d", k) },
}

func at(lat, lon float64, precision string) Place { return Place{lat, lon, precision, 1} }

// cases are maps from one city to the whole world.
var cases = map[string][]Place{
	"one city":          {at(33.31, 44.39, "area"), at(33.26, 44.23, "exact")},
	"one country":       {at(33.31, 44.39, "city"), at(36.24, 43.96, "area"), at(33.22, 43.68, "country")},
	"three continents":  {at(33.31, 44.39, "area"), at(38.9, -77.04, "exact"), at(50.88, 4.43, "exact")},
	"the world":         {at(-33.9, 151.2, "city"), at(38.9, -77, "exact"), at(60, 100, "country"), at(-34, -58, "city")},
	"across the line":   {at(-18.1, 178.4, "city"), at(-13.8, -171.8, "city")},
	"on the line":       {at(0, 180, "exact"), at(0, -180, "exact")},
	"the South Pole":    {at(-90, 0, "exact")},
	"the North Pole":    {at(90, 0, "region")},
	"Svalbard":          {at(78.2, 15.6, "city")},
	"both poles":        {at(90, 0, ""), at(-90, 0, "")},
	"nowhere at sea":    {at(0, -140, "country")},
	"from north to sth": {at(70, 25, "city"), at(-54.8, 20, "city")},

	"the world's edges":  {at(-16.8, 180, "city"), at(40, -74, "city"), at(51, 0, "city"), at(-13.8, -171.8, "city")},
	"the world's ends":   {at(86, 10, ""), at(-33, 151, ""), at(38, -77, ""), at(-54.8, -68, "")},
	"the world's corner": {at(-90, 180, ""), at(90, -180, ""), at(0, 0, ""), at(0, 100, ""), at(0, -100, "")},
	"all around":         {at(0, 0, ""), at(0, 20, ""), at(0, 40, ""), at(0, 60, ""), at(0, 80, ""), at(0, 100, ""), at(0, 120, ""), at(0, 140, ""), at(0, 160, ""), at(0, 180, ""), at(0, -20, ""), at(0, -40, ""), at(0, -60, ""), at(0, -80, ""), at(0, -100, ""), at(0, -120, ""), at(0, -139, ""), at(0, -160, "")},
}

func TestDraw(t *testing.T) {
	w := Open()
	valid := regexp.MustCompile(`^(M-?\d+[ -]\d+(l-?\d+([ -]\d+)+)?z)*$`)
	for name, places := range cases {
		t.Run(name, func(t *testing.T) {
			m := w.Draw(places, english)
			if !valid.MatchString(m.Land) || !valid.MatchString(m.Tinted) {
				t.Errorf("paths %.80q, %.80q", m.Land, m.Tinted)
			}
			if m.Land == "" {
				t.Error("there is no land in sight")
			}
			if m.Height < 700 || m.Height > 1300 {
				t.Errorf("the map is %d units high", m.Height)
			}
			count := 0
			for _, mark := range m.Marks {
				count += len(mark.Places)
				if mark.X < mark.R || mark.X > Width-mark.R || mark.Y < mark.R || mark.Y > m.Height-mark.R {
					t.Errorf("a mark lies beyond the map: %+v", mark)
				}
			}
			if count != len(places) {
				t.Errorf("%d places are marked, want %d", count, len(places))
			}
			if again := Open().Draw(places, english); !reflect.DeepEqual(m, again) {
				t.Error("a second map is another")
			}
			if size := packedSize(t, m.Land); size > 8_000 {
				t.Errorf("the outlines have %d bytes", size)
			}
		})
	}
}

func packedSize(t *testing.T, s string) int {
	t.Helper()
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	if _, err := z.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// A map shows what lies around its places, and never less than 1,100 km.
func TestWindows(t *testing.T) {
	for name, want := range map[string]struct{ least, most float64 }{
		"one city": {11, 12}, "across the line": {11, 20}, "on the line": {19.7, 20}, "three continents": {140, 160},
		"the world": {360, 360}, "both poles": {200, 360},
	} {
		if got := Open().Draw(cases[name], english).Degrees; got < want.least-0.001 || got > want.most+0.001 {
			t.Errorf("%s: %.1f degrees from side to side, want %v to %v", name, got, want.least, want.most)
		}
	}
}

// Places lie in their countries.
func TestPlacesAndOutlinesMeet(t *testing.T) {
	w := Open()
	for _, tt := range []struct {
		country  string
		lat, lon float64
		others   []Place
	}{
		{"Iraq", 33.3, 44.4, nil},
		{"Iraq", 33.3, 44.4, cases["the world"]},
		{"Belgium", 50.85, 4.35, cases["three continents"]},
		{"Fiji", -17.8, 178, cases["across the line"]},
		{"Russia", 66, -173, nil}, // beyond the 180th meridian
		{"Antarctica", -89.9, 60, nil},
		{"Ukraine", 45.2, 34.2, nil}, // as the package that the outlines are from says
		{"Lesotho", -29.6, 28.2, nil},
		{"Australia", -25, 134, cases["the world"]},
		{"Russia", 66, -173, cases["the world's edges"]},
		{"Australia", -25, 134, cases["the world's edges"]},
		{"Antarctica", -90, 60, cases["the world's edges"]},
	} {
		places := append([]Place{at(tt.lat, tt.lon, "country")}, tt.others...)
		shown := w.look(places)
		var in []string
		for _, o := range w.outlines(shown.view, shown.edges) {
			if holds(o.rings, shown.view.place(places[0])) {
				in = append(in, o.country.name)
			}
		}
		if !slices.Equal(in, []string{tt.country}) {
			t.Errorf("%v, %v lies in %v, want %s", tt.lat, tt.lon, in, tt.country)
		}
	}
	m := w.Draw([]Place{at(33.2, 43.7, "country")}, english)
	if len(m.Tinted) < 100 || m.Tinted == m.Land {
		t.Errorf("tinted: %.80q", m.Tinted)
	}
	if m := w.Draw([]Place{at(33.2, 43.7, "exact")}, english); m.Tinted != "" || len(m.Around) > 0 {
		t.Errorf("an exact place is drawn like a vague one: %.40q %v", m.Tinted, m.Around)
	}
}

// Circles and the scale tell the same length.
func TestCirclesHaveTheirSize(t *testing.T) {
	for lat, lon := range map[float64]float64{0: 25, 33: 44, -50: -70} {
		m := Open().Draw([]Place{at(lat, lon, "region")}, english)
		if len(m.Around) != 1 || m.Bar == nil {
			t.Fatalf("circles %v, scale %v", m.Around, m.Bar)
		}
		perKm := float64(m.Bar.Units) / float64(m.Bar.Km)
		if got := float64(m.Around[0].R) / perKm; math.Abs(got-75) > 1.5 {
			t.Errorf("at %v degrees the circle has %.1f km, want 75", lat, got)
		}
	}
}

// However many places there are, there are few marks; each place has one, and
// none covers another.
func TestManyPlaces(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for _, spread := range []float64{0.5, 5, 60} {
		places := make([]Place, 20_000)
		for k := range places {
			places[k] = Place{Lat: 10 + (r.Float64()-0.5)*spread, Lon: 20 + (r.Float64()-0.5)*2*spread, Precision: "area", Count: 1 + r.IntN(5)}
		}
		m := Open().Draw(places, english)
		seen := make([]bool, len(places))
		for k, mark := range m.Marks {
			count := 0
			for _, p := range mark.Places {
				if seen[p] {
					t.Fatalf("place %d has two marks", p)
				}
				seen[p] = true
				count += places[p].Count
			}
			if count != mark.Count {
				t.Errorf("a mark says %d, its places %d", mark.Count, count)
			}
			for _, other := range m.Marks[k+1:] {
				if math.Hypot(float64(mark.X-other.X), float64(mark.Y-other.Y)) < float64(mark.R+other.R) {
					t.Errorf("marks %+v and %+v cover each other", point{mark.X, mark.Y}, point{other.X, other.Y})
				}
			}
		}
		if slices.Contains(seen, false) || len(m.Marks) > mostMarks || len(m.Around) > mostMarks {
			t.Errorf("spread %v: %d marks, %d circles, a place without: %t", spread, len(m.Marks), len(m.Around), slices.Contains(seen, false))
		}
	}
}

// The area of a mark goes with its count.
func TestMarkSizes(t *testing.T) {
	m := Open().Draw([]Place{{33, 44, "exact", 16}, {36, 40, "exact", 4}, {30, 48, "exact", 1}}, english)
	if m.Marks[0].R != 64 || m.Marks[1].R != 32 || m.Marks[2].R != leastMark {
		t.Errorf("radii %d, %d, %d", m.Marks[0].R, m.Marks[1].R, m.Marks[2].R)
	}
}

func TestNames(t *testing.T) {
	m := Open().Draw(cases["one country"], english)
	for _, want := range []string{"Iraq", "Iran", "Syria", "Saudi Arabia", "Turkey"} {
		if !slices.ContainsFunc(m.Names, func(n Name) bool { return n.Text == want }) {
			t.Errorf("%s is not named: %v", want, m.Names)
		}
	}
	var boxes []box
	for _, n := range m.Names {
		half := length(n.Text, wideLetters) / 2
		b := box{n.X - half, n.Y - wideLetters/2, n.X + half, n.Y + wideLetters/2}
		if slices.ContainsFunc(boxes, b.meets) || b.west < 0 || b.east > Width {
			t.Errorf("%s covers another name, or leaves the map", n.Text)
		}
		boxes = append(boxes, b)
	}
	if m.Marks[0].Name == "" {
		t.Error("the first mark has no name")
	}
	if silent := Open().Draw(cases["one country"], Namer{func(string, string) string { return "" }, func(int) string { return "" }}); len(silent.Names) > 0 || silent.Marks[0].Name != "" {
		t.Error("an empty name is shown")
	}
}

// What was drawn before does not decide what is drawn now.
func TestDrawAgain(t *testing.T) {
	w := Open()
	for round := range 2 {
		for name, places := range cases {
			if !reflect.DeepEqual(w.Draw(places, english), Open().Draw(places, english)) {
				t.Errorf("%s is drawn differently in round %d", name, round)
			}
		}
		for lon := range mostRecent {
			w.Draw([]Place{at(33, float64(lon), "city")}, english)
		}
		if n := len(w.recent.lands); n != mostRecent {
			t.Fatalf("%d views are kept, want %d", n, mostRecent)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	w := Open()
	for _, name := range []string{"one city", "three continents", "the world"} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				w.recent = recent{}
				w.Draw(cases[name], english)
			}
		})
	}
}
