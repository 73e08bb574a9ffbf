package timeline

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

func TestRoles(t *testing.T) {
	linked := linkClean(t, `
-- actors/embassy.md --
---
name: Embassy
---
-- incidents/i.md --
---
title: I
date: 2021
actors: [{actor: embassy, role: target}, {actor: unknown, role: perpetrator}, {actor: embassy, role: witness}]
---
`)
	roles := each(incident(t, linked, "i").Roles, func(r Role) string {
		if r.Actor == nil {
			return "nobody: " + r.Role
		}
		return r.Actor.Name() + ": " + r.Role
	})
	wantLines(t, "roles", roles, "Embassy: target", "nobody: perpetrator", "Embassy: witness")
	// On the actor's own timeline the incident stands once, with both roles.
	entries := each(actor(t, linked, "embassy").Entries, func(e Entry) string {
		return e.Title() + ": " + strings.Join(actor(t, linked, "embassy").PartsIn(e), ", ")
	})
	wantLines(t, "entries", entries, "I: target, witness")
}

// An actor whose slug is "unknown" is an actor like others.
func TestActorCalledUnknown(t *testing.T) {
	linked := linkClean(t, "-- actors/unknown.md --\n---\nname: Unknown Group\n---\n"+
		"-- incidents/i.md --\n---\ntitle: I\ndate: 2021\nactors: [unknown]\n---\n")
	if r := incident(t, linked, "i").Roles[0]; r.Actor == nil || r.Actor.Name() != "Unknown Group" {
		t.Errorf("role of %v", r.Actor)
	}
}

func TestRelations(t *testing.T) {
	linked := linkClean(t, `
-- actors/mission.md --
---
name: Mission
roles: [{title: Observer, of: nato, from: 2020}]
relations: [{kind: part-of, actor: nato, from: 2018-10}, {kind: ally-of, name: Somebody}]
---
-- actors/nato.md --
---
name: NATO
---
`)
	say := func(r Relation) string {
		return fmt.Sprintf("%s %s (page: %t, from %s)", r.Kind, r.Name, r.Actor != nil, r.From)
	}
	mission, nato := actor(t, linked, "mission"), actor(t, linked, "nato")
	wantLines(t, "relations", each(mission.Relations, say), "part-of NATO (page: true, from 2018-10)", "ally-of Somebody (page: false, from )")
	wantLines(t, "inverse", each(nato.Inverse, say), "part-of Mission (page: true, from 2018-10)")
	if len(nato.Relations) != 0 || len(mission.Inverse) != 0 {
		t.Error("a relation stands on the wrong side")
	}
	if o := mission.Offices[0]; o.Of != nato || o.Meta.Title.V != "Observer" {
		t.Errorf("office %q of %v", o.Meta.Title.V, o.Of)
	}
}

func TestParts(t *testing.T) {
	linked := linkClean(t, `
-- incidents/war.md --
---
title: War
date: 2021-05-10/2021-05-21
---
-- incidents/truce.md --
---
title: Truce
date: 2021-05-21
part_of: [war]
related: [raid]
---
-- incidents/raid.md --
---
title: Raid
date: 2021-05-12
part_of: [war]
---
`)
	wantLines(t, "parts", incidentTitles(incident(t, linked, "war").Parts), "Raid", "Truce")
	wantLines(t, "whole", incidentTitles(incident(t, linked, "raid").PartOf), "War")
	wantLines(t, "related", incidentTitles(incident(t, linked, "truce").Related), "Raid")
}

func TestSources(t *testing.T) {
	linked := linkClean(t, `
-- sources/world.md --
---
name: World
---
-- sources/agency.md --
---
name: Agency
---
-- articles/b.md --
---
title: B
date: 2021-02
source: world
credits: [agency]
---
-- articles/a.md --
---
title: A
date: 2021-01
source: world
---
`)
	wantLines(t, "sources", each(linked.Sources, (*Source).Name), "Agency", "World")
	wantLines(t, "reports", articleTitles(linked.Sources[1].Reports), "A", "B")
	wantLines(t, "credits", articleTitles(linked.Sources[0].Credits), "B")
	b := article(t, linked, "b")
	if b.Publisher != linked.Sources[1] || b.Credits[0] != linked.Sources[0] {
		t.Error("publisher and credits are mixed up")
	}
}

func TestTagsMerge(t *testing.T) {
	linked := linkClean(t, "-- articles/b.md --\n---\ntitle: B\ndate: 2021-02\ntags: [Green Zone]\n---\n"+
		"-- articles/a.md --\n---\ntitle: A\ndate: 2021-03\ntags: [green-zone, Élan]\n---\n"+
		"-- incidents/i.md --\n---\ntitle: I\ndate: 2021-01\ntags: [\"E\u0301LAN\"]\n---\n")
	tags := each(linked.Tags, func(g *Tag) string { return g.Slug + ": " + strings.Join(titles(g.Entries), " ") })
	wantLines(t, "tags", tags, "élan: I A", "green-zone: B A")
	if got := linked.Tags[1].Name; got != "Green Zone" {
		t.Errorf("the tag is called %q, want the spelling of its first entry", got)
	}
}

// placed is an incident at a place.
func placed(slug, date, place string) string {
	return fmt.Sprintf("-- incidents/%s.md --\n---\ntitle: %s\ndate: %s\nplace: %s\n---\n", slug, slug, date, place)
}

func TestPlacesMerge(t *testing.T) {
	linked := linkClean(t,
		placed("late", "2021-02", "{name: Green Zone, lat: 33.3, lon: 44.4, precision: area}")+
			placed("early", "2021-01", "green zone")+
			placed("erbil", "2021-03", "Erbil"))
	places := each(linked.Places, func(p *Place) string {
		return fmt.Sprintf("%s %t %v %v %s: %s", p.Slug, p.Located, p.Lat, p.Lon, p.Precision, strings.Join(incidentTitles(p.Incidents), " "))
	})
	wantLines(t, "places", places, "erbil false 0 0 : erbil", "green-zone true 33.3 44.4 area: early late")
}

func TestPlaceInTwoSpots(t *testing.T) {
	_, lines := link(t, placed("a", "2021-01", "{name: Base, lat: 33, lon: 44}")+placed("b", "2021-02", "{name: Base, lat: 34, lon: 44}"))
	wantLines(t, "problems", lines,
		`content/incidents/b.md:4:26: warning: "Base" lies elsewhere in another incident (33, 44); give the two places different names`)
}

// Coordinates that are wrong are reported as that alone, and those of others stand.
func TestPlaceWithWrongCoordinates(t *testing.T) {
	for _, wrong := range []string{"lat: 200, lon: 44", "lat: 33, lon: 200", "lat: 33N, lon: 44"} {
		linked, lines := link(t, placed("a", "2021-01", "{name: Base, "+wrong+"}")+placed("b", "2021-02", "{name: Base, lat: 34, lon: 44}"))
		if p := linked.Places[0]; len(lines) != 1 || p.Lat != 34 || p.Lon != 44 || linked.Incidents[0].Located() {
			t.Errorf("%s: the place is at %v, %v, and there are problems: %q", wrong, p.Lat, p.Lon, lines)
		}
	}
}

// Hidden coordinates do not reach the model's places, with or without others.
func TestHiddenCoordinates(t *testing.T) {
	const hidden = "{name: House, lat: 12.345, lon: 67.891, precision: hidden}"
	linked := linkClean(t, placed("a", "2021-01", hidden))
	if p := linked.Places[0]; p.Located || p.Lat != 0 || p.Lon != 0 {
		t.Errorf("hidden coordinates are shown: %+v", *p)
	}
	linked = linkClean(t, placed("a", "2021-01", hidden)+placed("b", "2021-02", "{name: House, lat: 12, lon: 67, precision: city}"))
	if p := linked.Places[0]; p.Lat != 12 || p.Lon != 67 || p.Precision != "city" {
		t.Errorf("coordinates %v, %v (%s), want those that are not hidden", p.Lat, p.Lon, p.Precision)
	}
}

// Where an incident hides a place, exact coordinates of others are left out, before it
// and after it.
func TestHiddenByAnother(t *testing.T) {
	const hidden = "{name: House, precision: hidden}"
	for _, precision := range []string{"", ", precision: exact", ", precision: area"} {
		shown := "{name: House, lat: 12.345, lon: 67.891" + precision + "}"
		linked, lines := link(t, placed("a", "2021-01", shown)+placed("b", "2021-02", hidden)+placed("c", "2021-03", shown))
		message := ` warning: "House" is hidden in content/incidents/b.md, so that these coordinates are left out; write precision: hidden here too, coordinates of a city, region or country with that precision, or another name`
		wantLines(t, "problems", lines, "content/incidents/a.md:4:27:"+message, "content/incidents/c.md:4:27:"+message)
		if p := linked.Places[0]; p.Located || p.Lat != 0 || p.Lon != 0 || p.Precision != "" {
			t.Errorf("%q: hidden coordinates are shown: %+v", precision, *p)
		}
		for _, i := range linked.Incidents {
			if i.Located() {
				t.Errorf("%q: the coordinates of %s may be shown", precision, i.Meta.Title.V)
			}
		}
	}
}

// A place is where the first incident says that has coordinates, as exactly as the
// incidents there that state it agree.
func TestPrecisionOfPlace(t *testing.T) {
	const region, exact, wrong, silent = "{name: Camp, lat: 33, lon: 44, precision: region}", "{name: Camp, lat: 33, lon: 44, precision: exact}", "{name: Camp, lat: 33, lon: 44, precision: Stadt}", "{name: Camp, lat: 33, lon: 44}"
	const noPrecision = `.md:4:50: error: precision: "Stadt" is none of exact, area, city, region, country, hidden`
	for _, tt := range []struct{ a, b, problem string }{
		{region, silent, ""},
		{silent, region, ""},
		{region, region, ""},
		{region, wrong, "content/incidents/b" + noPrecision},
		{wrong, region, "content/incidents/a" + noPrecision},
		{region, exact, `content/incidents/b.md:4:50: warning: "Camp" has the precision region in content/incidents/a.md, and exact here; the coarser one counts: write the same in both, or give the two places different names`},
		{exact, region, `content/incidents/b.md:4:50: warning: "Camp" has the precision exact in content/incidents/a.md, and region here; the coarser one counts: write the same in both, or give the two places different names`},
	} {
		linked, lines := link(t, placed("a", "2021-01", tt.a)+placed("b", "2021-02", tt.b))
		if got := strings.Join(lines, "\n"); got != tt.problem {
			t.Errorf("%s, %s: the problems are %q, want %q", tt.a, tt.b, got, tt.problem)
		}
		if p := linked.Places[0]; p.Lat != 33 || p.Lon != 44 || p.Precision != "region" {
			t.Errorf("%s, %s: the place is at %v, %v (%s)", tt.a, tt.b, p.Lat, p.Lon, p.Precision)
		}
	}
}

func TestCompanions(t *testing.T) {
	linked := linkClean(t, `
-- actors/a.md --
---
name: Anna
---
-- actors/b.md --
---
name: Bert
---
-- actors/c.md --
---
name: Carl
---
-- actors/d.md --
---
name: Dora
---
-- actors/e.md --
---
name: Emil
---
-- incidents/i.md --
---
title: I
date: 2021-01
actors: [{actor: a, role: host}, {actor: c, role: guest}, {actor: c, role: speaker}, unknown]
---
-- articles/x.md --
---
title: X
date: 2021-02
---
Anna, Bert, Anna, Carl and Dora.
`)
	say := func(c Companion) string { return fmt.Sprintf("%s %d", c.Actor.Name(), c.Count) }
	anna := actor(t, linked, "a")
	want := []string{"Carl 2", "Bert 1", "Dora 1"}
	for _, limit := range []int{24, 2, 0} {
		nearest, of := anna.Companions(limit)
		wantLines(t, "companions", each(nearest, say), want[:min(limit, 3)]...)
		if of != 3 {
			t.Errorf("%d companions at all, want 3", of)
		}
		for range 2 { // the first leaves nothing behind
			for _, a := range linked.Actors {
				nearest, _ := a.Companions(limit)
				all := counted(linked, a)
				wantLines(t, "companions of "+a.Name()+" among all", each(nearest, say), each(all[:min(limit, len(all))], say)...)
			}
		}
	}
	if nearest, of := actor(t, linked, "e").Companions(24); len(nearest) > 0 || of != 0 {
		t.Errorf("one alone has %d companions", of)
	}
}

// counted counts the companions of an actor entry by entry.
func counted(linked *Timeline, a *Actor) []Companion {
	var all []Companion
	for _, other := range linked.Actors { // by name
		c := Companion{Actor: other}
		for _, e := range linked.Entries {
			if other != a && slices.Contains(e.Actors(), a) && slices.Contains(e.Actors(), other) {
				c.Count++
			}
		}
		if c.Count > 0 {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(x, y Companion) int { return y.Count - x.Count })
	return all
}

func TestSlugify(t *testing.T) {
	for name, want := range map[string]string{
		"Green Zone, Baghdad": "green-zone-baghdad",
		"  C-RAM  ":           "c-ram",
		"بغداد":               "بغداد",
		"E\u0301lan":          "élan",
		"2021":                "2021",
		"..":                  "",
		"a/../b":              "a-b",
		"":                    "",
	} {
		if got := Slugify(name); got != want {
			t.Errorf("Slugify(%q) = %q, want %q", name, got, want)
		}
	}
}

// Tags that readers tell apart by signs stand at one address, which is said once of each.
func TestTagSigns(t *testing.T) {
	article := func(name, tags string) string {
		return "-- articles/" + name + ".md --\n---\ntitle: " + name + "\ndate: 2021\ntags: [" + tags + "]\n---\n"
	}
	_, problems := link(t, article("a", "C++")+article("b", `"C#", "Green Zone"`)+article("c", `"C#", green-zone, C++`)+article("d", `"c$", c$`))
	wantLines(t, "problems", problems,
		`content/articles/b.md:4:8: warning: the tag "C#" is one with "C++" in content/articles/a.md, as both stand at /tags/c/; write the signs of one of them in letters`,
		`content/articles/c.md:4:26: warning: the tag "C++" is named twice`,
		`content/articles/d.md:4:8: warning: the tag "c$" is one with "C++" in content/articles/a.md, as both stand at /tags/c/; write the signs of one of them in letters`,
		`content/articles/d.md:4:14: warning: the tag "c$" is named twice`)
}
