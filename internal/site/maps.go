package site

import (
	"cmp"
	"slices"
	"strings"

	"dateline/internal/atlas"
	"dateline/internal/content"
	"dateline/internal/timeline"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// mapRows is how many places the table of a map names.
const mapRows = 24

// spot is a place that a map is to show: incidents with coordinates that may
// be shown, all of one place, and where they lie.
type spot struct {
	name      string
	url       string
	incidents []*timeline.Incident
	lat, lon  float64
	precision string
}

// spots gathers incidents by place, the place with the most incidents first.
// Each incident counts where its own coordinates may be shown, or it leaves them to
// others of its place; unplaced is how many places remain.
func spots(incidents []*timeline.Incident) (found []*spot, unplaced int) {
	index := map[*timeline.Place]*spot{}
	missing := map[*timeline.Place]bool{}
	for _, i := range incidents {
		switch s := index[i.Place]; {
		case i.Place == nil:
		case !i.Mapped():
			missing[i.Place] = true
		case s == nil:
			s = &spot{i.Place.Name, i.Place.URL(), []*timeline.Incident{i}, i.Place.Lat, i.Place.Lon, i.Place.Precision}
			index[i.Place] = s
			found = append(found, s)
		default:
			s.incidents = append(s.incidents, i)
		}
	}
	for place := range missing {
		if index[place] == nil {
			unplaced++
		}
	}
	slices.SortStableFunc(found, func(a, b *spot) int {
		return cmp.Or(cmp.Compare(len(b.incidents), len(a.incidents)), cmp.Compare(a.incidents[0].Place.At, b.incidents[0].Place.At))
	})
	return found, unplaced
}

// mapOf draws where incidents happened; nil where nobody may know.
func (p *planner) mapOf(incidents []*timeline.Incident) *Map {
	return p.mapOfSpots(spots(incidents))
}

// mapOfSpots draws places, beside which there are some that nobody may know.
func (p *planner) mapOfSpots(found []*spot, unplaced int) *Map {
	if len(found) == 0 {
		return nil
	}
	m, drawn := p.draw(found)
	m.Unplaced = unplaced
	for _, s := range found[:min(len(found), mapRows)] {
		m.Rows = append(m.Rows, MapRow{Link{Title: s.name, URL: s.url, Count: len(s.incidents)}, p.Word("precision", s.precision)})
	}
	m.More = len(found) - len(m.Rows)
	m.Closer = p.closer(found, drawn)
	if m.Closer != nil {
		m.Marks[0].URL = "#" + closerMap
	}
	return m
}

// closerMap is the id of the map of what lies at the first mark.
const closerMap = "map--closer"

// closer draws the places of a map's first mark by themselves, where that shows
// a good deal more; else it returns nil.
func (p *planner) closer(found []*spot, drawn *atlas.Map) *Map {
	if len(drawn.Marks[0].Places) == 1 {
		return nil
	}
	near := made(drawn.Marks[0].Places, func(k int) *spot { return found[k] })
	m, closer := p.draw(near)
	if len(m.Marks) == 1 || closer.Degrees*2 > drawn.Degrees {
		return nil
	}
	m.Near = true
	return m
}

// draw draws places, at least one.
func (p *planner) draw(found []*spot) (*Map, *atlas.Map) {
	places := made(found, func(s *spot) atlas.Place {
		return atlas.Place{Lat: s.lat, Lon: s.lon, Precision: s.precision, Count: len(s.incidents)}
	})
	drawn := p.world().Draw(places, atlas.Namer{
		Country: p.countries(),
		Place:   func(k int) string { return shortName(found[k].name) },
	})
	m := &Map{
		Label: p.label(found), Height: drawn.Height, Land: drawn.Land, Tinted: drawn.Tinted, Names: drawn.Names,
		Around: drawn.Around, Precisions: precisions(places),
	}
	if drawn.Bar != nil {
		m.Bar = &MapBar{*drawn.Bar, p.Text("map.km", "n", p.Number(int64(drawn.Bar.Km)))}
	}
	shapes := p.shapes()
	m.Marks = made(drawn.Marks, func(mark atlas.Mark) MapMark { return p.newMark(mark, found, shapes) })
	m.Shapes = p.shapesOf(drawn.Marks, found, shapes)
	return m, drawn
}

// label says what a map shows.
func (w wording) label(found []*spot) string {
	if len(found) == 1 {
		return found[0].name
	}
	return w.plural("places", len(found))
}

// shortName returns what stands before the first comma of any script: "Green
// Zone, Baghdad".
func shortName(place string) string {
	if k := strings.IndexAny(place, ",،、，"); k > 0 {
		return place[:k]
	}
	return place
}

// countryNamer names countries in a language, BCP 47, as Unicode's CLDR does. What
// has no code in ISO 3166-1, because few recognise it, is drawn without a name.
func countryNamer(lang string) func(code, english string) string {
	namer := display.Regions(language.Make(lang))
	return func(code, english string) string {
		region, err := language.ParseRegion(code)
		switch {
		case err != nil:
			return ""
		case namer == nil:
			return english
		}
		return cmp.Or(namer.Name(region), english)
	}
}

func (w wording) newMark(mark atlas.Mark, found []*spot, shapes map[string]int) MapMark {
	first := found[mark.Places[0]]
	m := MapMark{
		Mark: mark, URL: first.url, Doubt: true,
		Shape:  shapePath(shapes[kindOf(mark, found)], mark.R),
		Letter: mark.R + 22,
	}
	incidents := w.Count("map.incidents_here", int(mark.Count))
	m.Label = w.Text("map.mark", "place", first.name, "incidents", incidents)
	if more := len(mark.Places) - 1; more > 0 {
		// Which of the places a reader means, only the table can tell.
		m.URL = "#" + mapTable
		m.Label = w.Count("map.mark_near", more, "place", first.name, "incidents", incidents)
	}
	if mark.Above {
		m.Letter = -m.Letter
	}
	for _, k := range mark.Places {
		precision := found[k].precision
		m.Doubt = m.Doubt && precision != "exact" && precision != ""
	}
	return m
}

// mapTable is the id of a map's table.
const mapTable = "map--places"

// precisions lists how exactly places are known, each once, coarse first.
func precisions(places []atlas.Place) []string {
	var out []string
	for _, precision := range slices.Backward(content.Precisions) {
		if slices.ContainsFunc(places, func(p atlas.Place) bool { return p.Precision == precision }) {
			out = append(out, precision)
		}
	}
	return out
}

// mapOfPlace draws where the incidents of one place happened. Its marks lead to
// the incident, or to the list of them.
func (p *planner) mapOfPlace(place *timeline.Place) *Map {
	m := p.mapOf(place.Incidents)
	if m == nil {
		return nil
	}
	m.Marks[0].URL = "#timeline--list"
	if len(place.Incidents) == 1 {
		m.Marks[0].URL = place.Incidents[0].URL()
	}
	return m
}

// mapOfIncident draws where an incident happened that has coordinates of its own.
func (p *planner) mapOfIncident(i *timeline.Incident) *Map {
	m := i.Meta.Place
	return p.mapOfSpots([]*spot{{i.Place.Name, i.Place.URL(), []*timeline.Incident{i}, m.Lat.V, m.Lon.V, m.Precision.V}}, 0)
}

// mapOfActor draws where the incidents happened in which an actor takes part.
func (p *planner) mapOfActor(a *timeline.Actor) *Map {
	var incidents []*timeline.Incident
	for _, e := range a.Entries {
		if e.Incident != nil {
			incidents = append(incidents, e.Incident)
		}
	}
	return p.mapOf(incidents)
}

// mapOfAll draws all places.
func (p *planner) mapOfAll() *Map {
	m := p.mapOf(p.timeline.Incidents)
	if m != nil {
		m.Whole = true
	}
	return m
}
