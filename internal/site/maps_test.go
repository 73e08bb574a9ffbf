package site

import (
	"fmt"
	"strings"
	"testing"
)

// at writes an incident at a place.
func at(slug, kind, place string) string {
	return fmt.Sprintf("-- incidents/%s.md --\n---\ntitle: %s\ndate: 2021-12-19\nkind: %s\nactors: [anna]\nplace: %s\n---\n", slug, slug, kind, place)
}

const mappedFiles = `
-- actors/anna.md --
---
name: Anna
---
-- actors/bert.md --
---
name: Bert
---
-- incidents/elsewhere.md --
---
title: elsewhere
date: 2021
place: Nowhere known
---
`

func mapped(t *testing.T) *Site {
	t.Helper()
	return planClean(t, mappedFiles+
		at("zone", "attack", `{name: "Green Zone, Baghdad", lat: 33.31, lon: 44.39, precision: city}`)+
		at("zone-again", "attack", `{name: "Green Zone, Baghdad", lat: 33.31, lon: 44.39, precision: city}`)+
		at("zone-hidden", "attack", `{name: "Green Zone, Baghdad", lat: 1.25, lon: 2.5, precision: hidden}`)+
		at("erbil", "meeting", `{name: "Erbil, Iraq", lat: 36.24, lon: 43.96, precision: city}`)+
		at("taji", "meeting", `{name: "Camp Taji", lat: 33.52, lon: 44.26, precision: exact}`)+
		at("house", "meeting", `{name: "White House", lat: 38.9, lon: -77.04, precision: exact}`)+
		at("secret", "meeting", `{name: "A safe house", lat: 1.25, lon: 2.5, precision: hidden}`))
}

func marks(m *Map) []string {
	var out []string
	for _, mark := range m.Marks {
		out = append(out, mark.Label+" > "+mark.URL)
	}
	return out
}

func rows(m *Map) []string {
	var out []string
	for _, r := range m.Rows {
		out = append(out, fmt.Sprintf("%s %s %d %s", r.Link.Title, r.Link.URL, r.Link.Count, r.Precision))
	}
	return out
}

func TestMapOfAllPlaces(t *testing.T) {
	m := data[*IndexPage](t, mapped(t), "/places/").Map
	same(t, "marks", marks(m),
		"Green Zone, Baghdad and 2\u00a0places near it: 4\u00a0incidents > #map--closer",
		"White House: 1\u00a0incident > /places/white-house/")
	same(t, "table", rows(m),
		"Green Zone, Baghdad /places/green-zone-baghdad/ 2 city", "Camp Taji /places/camp-taji/ 1 exact",
		"Erbil, Iraq /places/erbil-iraq/ 1 city", "White House /places/white-house/ 1 exact")
	same(t, "precisions", m.Precisions, "city", "exact")
	if m.Unplaced != 2 || !m.Whole || m.More != 0 || m.Bar != nil {
		t.Errorf("unplaced %d, whole %t, more %d, scale %v", m.Unplaced, m.Whole, m.More, m.Bar)
	}
	if m.Closer == nil {
		t.Fatal("there is no closer look")
	}
	same(t, "closer", marks(m.Closer),
		"Green Zone, Baghdad and 1\u00a0place near it: 3\u00a0incidents > #map--places",
		"Erbil, Iraq: 1\u00a0incident > /places/erbil-iraq/")
	if m.Closer.Closer != nil || m.Closer.Rows != nil || !m.Closer.Near || m.Closer.Bar == nil {
		t.Error("the closer look is like the map itself")
	}
}

func TestMapOfIncident(t *testing.T) {
	s := mapped(t)
	m := data[*IncidentPage](t, s, "/incidents/zone/").Map
	same(t, "marks", marks(m), "Green Zone, Baghdad: 1\u00a0incident > /places/green-zone-baghdad/")
	if !m.Marks[0].Doubt || m.Label != "Green Zone, Baghdad" {
		t.Errorf("doubt %t, label %q", m.Marks[0].Doubt, m.Label)
	}
	if m := data[*IncidentPage](t, s, "/incidents/taji/").Map; m.Marks[0].Doubt {
		t.Error("an exact place is drawn as a vague one")
	}
	// The coordinates that are hidden here are known of another incident: all the same.
	for _, hidden := range []string{"/incidents/zone-hidden/", "/incidents/secret/", "/incidents/elsewhere/"} {
		if m := data[*IncidentPage](t, s, hidden).Map; m != nil {
			t.Errorf("%s has a map", hidden)
		}
	}
}

func TestMapOfPlace(t *testing.T) {
	s := mapped(t)
	same(t, "one incident", marks(data[*TimelinePage](t, s, "/places/erbil-iraq/").Map), "Erbil, Iraq: 1\u00a0incident > /incidents/erbil/")
	same(t, "several", marks(data[*TimelinePage](t, s, "/places/green-zone-baghdad/").Map), "Green Zone, Baghdad: 2\u00a0incidents > #timeline--list")
	for _, without := range []string{"/places/a-safe-house/", "/places/nowhere-known/", "/", "/2021/"} {
		if data[*TimelinePage](t, s, without).Map != nil {
			t.Errorf("%s has a map", without)
		}
	}
}

// An incident that names a place counts where others say that it lies, unless its own
// coordinates are hidden.
func TestMapCountsNames(t *testing.T) {
	s := planClean(t, mappedFiles+
		at("located", "attack", `{name: Taji, lat: 33.52, lon: 44.26, precision: city}`)+
		at("named", "attack", "Taji")+
		at("hidden", "attack", "{name: Taji, precision: hidden}")+
		strings.Replace(at("of-bert", "attack", "taji"), "anna", "bert", 1))
	same(t, "place", marks(data[*TimelinePage](t, s, "/places/taji/").Map), "Taji: 3\u00a0incidents > #timeline--list")
	same(t, "who is elsewhere too", marks(data[*ActorPage](t, s, "/actors/anna/").Map), "Taji: 2\u00a0incidents > /places/taji/")
	m := data[*ActorPage](t, s, "/actors/bert/").Map
	if m == nil {
		t.Fatal("who was only where names say has no map")
	}
	same(t, "who was only where names say", marks(m), "Taji: 1\u00a0incident > /places/taji/")
	if m.Unplaced != 0 || len(m.Shapes) != 1 || title(m.Shapes[0].Kind) != "attack" {
		t.Errorf("unplaced %d, shapes %v", m.Unplaced, m.Shapes)
	}
	for _, url := range []string{"/incidents/named/", "/incidents/hidden/"} {
		if data[*IncidentPage](t, s, url).Map != nil {
			t.Errorf("%s shows coordinates of others as its own", url)
		}
	}
}

func TestMapOfActor(t *testing.T) {
	s := mapped(t)
	m := data[*ActorPage](t, s, "/actors/anna/").Map
	if len(m.Marks) != 2 || m.Unplaced != 1 || m.Whole {
		t.Errorf("marks %v, unplaced %d", marks(m), m.Unplaced)
	}
	if data[*ActorPage](t, s, "/actors/bert/").Map != nil {
		t.Error("somebody without incidents has a map")
	}
}

// The most frequent kinds have shapes; where kinds meet, the mark is a circle.
func TestShapes(t *testing.T) {
	s := mapped(t)
	meeting, attack := shapePath(diamond, 20), shapePath(square, 20)
	legend := func(m *Map) []string {
		var out []string
		for _, shape := range m.Shapes {
			out = append(out, title(shape.Kind)+" "+shape.Shape)
		}
		return out
	}
	same(t, "incident", legend(data[*IncidentPage](t, s, "/incidents/zone/").Map), "attack "+attack)
	same(t, "all", legend(data[*IndexPage](t, s, "/places/").Map), "meeting "+meeting, " "+shapePath(circle, 20))

	var many strings.Builder
	for k := range 7 {
		many.WriteString(at(fmt.Sprint("i", k), fmt.Sprint("kind-", k), fmt.Sprintf("{name: P%d, lat: %d, lon: 10}", k, 10*k)))
	}
	s = planClean(t, mappedFiles+many.String())
	if got := legend(data[*IndexPage](t, s, "/places/").Map); len(got) != shapeCount || got[0] != "kind 0 "+meeting || got[shapeCount-1] != " "+shapePath(circle, 20) {
		t.Errorf("legend %q", got)
	}
	if m := data[*IncidentPage](t, s, "/incidents/i6/").Map; m.Shapes != nil {
		t.Error("a map of circles explains them")
	}
}

// Countries are named in the site's language.
func TestCountryNames(t *testing.T) {
	for lang, want := range map[string]string{"en": "Iraq", "ar": "العراق", "es": "Irak", "tlh": "Iraq"} {
		if got := countryNamer(lang)("368", "Iraq"); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
	if got := countryNamer("en")("-3", "Somaliland"); got != "" {
		t.Errorf("without a code: %q", got)
	}
}

// A table names so many places, and says how many it leaves out.
func TestMapOfManyPlaces(t *testing.T) {
	var many strings.Builder
	for k := range 100 {
		many.WriteString(at(fmt.Sprint("i", k), "attack", fmt.Sprintf("{name: P%d, lat: %d, lon: %d}", k, k%10*3, k/10*4)))
	}
	m := data[*IndexPage](t, planClean(t, mappedFiles+many.String()), "/places/").Map
	if len(m.Rows) != mapRows || m.More != 100-mapRows || len(m.Marks) > 60 {
		t.Errorf("%d rows, %d more, %d marks", len(m.Rows), m.More, len(m.Marks))
	}
}

// Shapes are closed, and their numbers well written.
func TestShapePaths(t *testing.T) {
	for shape := range shapeCount {
		if path := shapePath(shape, 20); !strings.HasPrefix(path, "M") || !strings.HasSuffix(path, "z") || strings.Contains(path, "--") {
			t.Errorf("shape %d: %q", shape, path)
		}
	}
}

func TestShortName(t *testing.T) {
	for name, want := range map[string]string{
		"Green Zone, Baghdad, Iraq": "Green Zone", "Baghdad": "Baghdad", "المنطقة الخضراء، بغداد": "المنطقة الخضراء", "绿区，巴格达": "绿区", ", x": ", x", "": "",
	} {
		if got := shortName(name); got != want {
			t.Errorf("shortName(%q) = %q, want %q", name, got, want)
		}
	}
}
