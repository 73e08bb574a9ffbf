package export

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/locale/localetest"
	"dateline/internal/timeline"

	"golang.org/x/tools/txtar"
)

// linked reads and links a site that is written as txtar, names relative to content/.
func linked(t *testing.T, archive string) *timeline.Timeline {
	t.Helper()
	source := fstest.MapFS{"content/_index.md": {Data: []byte("---\ntitle: T\n---\n")}}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		source["content/"+f.Name] = &fstest.MapFile{Data: f.Data}
	}
	set, problems, err := content.Read(source, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	linked, found := timeline.Link(set)
	problems.Add(found)
	if problems.HasErrors() {
		t.Fatal(problems.Sorted())
	}
	return linked
}

const someEntries = `
-- actors/nato.md --
---
name: NATO
_note: never shown
---
-- actors/iraq.md --
---
name: Iraq
---
-- sources/xinhua.md --
---
name: Xinhua
---
-- sources/rt.md --
---
name: RT
---
-- incidents/meeting.md --
---
title: Meeting
date: 2021-12-18/2021-12-19
kind: state-visit
status: confirmed
place: {name: Baghdad, lat: 33.3, lon: 44.4, precision: hidden}
tags: [Talks]
actors: [{actor: nato, role: host}, {actor: nato, role: guest}, {actor: nato, role: host}, {actor: unknown, role: guest}]
_secret: never shown
---
-- incidents/going-on.md --
---
title: Going on
date: 2021-12-20/..
---
-- incidents/began.md --
---
title: Began
date: ../2021-12-21
---
-- incidents/undated.md --
---
title: Undated
date: XXXX-12-25
---
-- articles/one.md --
---
title: One
date: 2021-12-22
source: xinhua
credits: [rt]
actors: [iraq, nato]
tags: [Talks, Rockets]
incidents: [meeting]
accounts: {meeting: {present: 2}}
---
-- articles/two.md --
---
title: Two
date: 2021-12-23
source: xinhua
incidents: [meeting]
accounts: {meeting: {present: 3}}
---
-- articles/hidden.md --
---
title: Draft
date: 2021-12-24
tags: [Drafted]
draft: true
---
`

func TestIndexRoot(t *testing.T) {
	data, err := NewIndex(linked(t, someEntries), localetest.English(t)).Root()
	if err != nil {
		t.Fatal(err)
	}
	var root indexRoot
	if err := json.Unmarshal(data, &root); err != nil {
		t.Fatal(err)
	}
	if root.Entries != 6 || !root.Newest || root.Piece != IndexPiece || root.Cards != CardPiece || len(root.Version) != 10 {
		t.Errorf("root %+v", root)
	}
	var got []string
	for _, f := range root.Facets {
		got = append(got, fmt.Sprint(f.Name, " ", f.Single, " ", f.Values))
	}
	want := []string{
		"type true [[incident Incidents] [article Articles]]",
		"actor false [[nato NATO] [iraq Iraq] [unknown unknown]]",
		"role false [[guest Guest] [host Host]]",
		"kind true [[state-visit State visit]]",
		"place true [[baghdad Baghdad]]",
		"source false [[xinhua Xinhua] [rt RT]]",
		"tag false [[talks Talks] [rockets Rockets]]",
		"status true [[confirmed Confirmed]]",
		"differ true [[yes Accounts differ]]",
	}
	if !slices.Equal(got, want) {
		t.Errorf("facets:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for _, private := range []string{"never", "Draft", "33.3", "44.4"} {
		if bytes.Contains(data, []byte(private)) {
			t.Errorf("the index holds %q", private)
		}
	}
}

func TestIndexPiece(t *testing.T) {
	data, err := NewIndex(linked(t, someEntries), localetest.English(t)).Piece(0)
	if err != nil {
		t.Fatal(err)
	}
	// In order: meeting, going on, began, one, two, undated. 2021-12-18 is day 18979.
	const want = `{"actor":[3,0,2,0,1,2,1,0,0,2,1,0,0,0,0,0],` +
		`"day":[18979,2,1,1,1],"differ":[1,0,0,0,0,0],"kind":[1,0,0,0,0,0],"length":[1,-1,-2,0,0],` +
		`"place":[1,0,0,0,0,0],"source":[0,0,0,2,0,1,1,0,0],"status":[1,0,0,0,0,0],"tag":[1,0,0,0,2,0,1,0,0],"type":[1,1,1,2,2,1]}`
	if string(data) != want {
		t.Errorf("got  %s\nwant %s", data, want)
	}
}

// The same site gives the same bytes; the version changes with any file.
func TestIndexVersion(t *testing.T) {
	root := func(archive string) string {
		data, err := NewIndex(linked(t, archive), localetest.English(t)).Root()
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	first := root(someEntries)
	if again := root(someEntries); again != first {
		t.Error("the same site has two indices")
	}
	for _, change := range []string{"date: 2021-12-23", "title: Two", "source: rt\ncredits: [xinhua]"} {
		from := map[byte]string{'d': "date: 2021-12-22", 't': "title: One", 's': "source: xinhua\ncredits: [rt]"}[change[0]]
		if changed := root(strings.Replace(someEntries, from, change, 1)); changed[:24] == first[:24] {
			t.Errorf("the version stays %s with %q", first[:24], change)
		}
	}
}

func TestDaysOf(t *testing.T) {
	for _, tt := range []struct {
		date        string
		day, length int64
		ok          bool
	}{
		{"1970-01-01", 0, 0, true},
		{"1969-12", -31, 30, true},
		{"2021", 18628, 364, true},
		{"2020-07/..", 18444, openEnd, true},
		{"2020-07/", 18444, 0, true},
		{"../1970-01-02", 1, openStart, true},
		{"/1970-01-02", 1, 0, true},
		{"-0001", -719893, 364, true},
		{"Y-170000000000000000", -1 << 51, 0, true},
		{"XXXX-12-25", 0, 0, false},
	} {
		d, err := edtf.Parse(tt.date)
		if err != nil {
			t.Fatal(err)
		}
		if day, length, ok := daysOf(d); day != tt.day || length != tt.length || ok != tt.ok {
			t.Errorf("%s: %d, %d, %t, want %d, %d, %t", tt.date, day, length, ok, tt.day, tt.length, tt.ok)
		}
	}
}

// A hundred thousand entries fit into the files that they should, 1.5 MB on the wire.
func TestIndexSize(t *testing.T) {
	x := NewIndex(generated(t, 100_000), localetest.English(t))
	if x.Pieces() != 20 || x.CardPieces() != 1000 {
		t.Errorf("%d pieces, %d of cards", x.Pieces(), x.CardPieces())
	}
	root, err := x.Root()
	if err != nil {
		t.Fatal(err)
	}
	all, biggest := zipped(t, root), 0
	for k := range x.Pieces() {
		data, err := x.Piece(k)
		if err != nil {
			t.Fatal(err)
		}
		size := zipped(t, data)
		all, biggest = all+size, max(biggest, size)
	}
	t.Logf("%d B in all, %d B the root, %d B the biggest piece, compressed", all, zipped(t, root), biggest)
	if all > 1_500_000 || biggest > 80_000 {
		t.Errorf("%d B in all, %d B the biggest piece", all, biggest)
	}
}

func zipped(t *testing.T, data []byte) int {
	t.Helper()
	var buf bytes.Buffer
	w := gzip.NewWriter(&buf)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Len()
}

// generated makes a timeline with as many entries, a tenth of them incidents,
// over twenty years, with 2,000 actors of whom few appear often.
func generated(t *testing.T, entries int) *timeline.Timeline {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	popular := rand.NewZipf(r, 1.1, 5, 1999)
	at := func(s string) content.At[string] { return content.At[string]{V: s} }
	document := func(kind string, k int) content.Document {
		return content.Document{Slug: at(fmt.Sprintf("%s-%d", kind, k))}
	}
	var actors []*timeline.Actor
	for k := range 2000 {
		actors = append(actors, &timeline.Actor{Meta: &content.Actor{Document: document("actor", k), Name: at(fmt.Sprintf("Actor %d", k))}})
	}
	var sources []*timeline.Source
	for k := range 300 {
		sources = append(sources, &timeline.Source{Meta: &content.Source{Document: document("source", k), Name: at(fmt.Sprintf("Source %d", k))}})
	}
	var tags []*timeline.Tag
	for k := range 200 {
		tags = append(tags, &timeline.Tag{Name: fmt.Sprintf("Tag %d", k), Slug: fmt.Sprintf("tag-%d", k)})
	}
	result := &timeline.Timeline{Site: &content.Site{}}
	for k := range entries {
		date, err := edtf.Parse(fmt.Sprintf("%d-%02d-%02d", 2000+k*20/entries, 1+k*240/entries%12, 1+k*6720/entries%28))
		if err != nil {
			t.Fatal(err)
		}
		var some []*timeline.Actor
		for range 2 + r.IntN(4) {
			if a := actors[popular.Uint64()]; !slices.Contains(some, a) {
				some = append(some, a)
			}
		}
		about := []*timeline.Tag{tags[r.IntN(20)], tags[20+r.IntN(180)]}
		if k%10 > 0 {
			result.Entries = append(result.Entries, timeline.Entry{Article: &timeline.Article{
				Meta:   &content.Article{Document: document("article", k), Date: content.At[edtf.Date]{V: date}},
				Actors: some, Tags: about, Publisher: sources[r.IntN(300)],
			}})
			continue
		}
		i := &timeline.Incident{
			Meta:  &content.Incident{Document: document("incident", k), Date: content.At[edtf.Date]{V: date}, Kind: at(fmt.Sprintf("kind-%d", r.IntN(12))), Status: at("confirmed")},
			Place: &timeline.Place{Name: "Place", Slug: fmt.Sprintf("place-%d", r.IntN(500))}, Tags: about,
		}
		for _, a := range some {
			i.Roles = append(i.Roles, timeline.Role{Actor: a, Role: fmt.Sprintf("role-%d", r.IntN(8))})
		}
		result.Entries = append(result.Entries, timeline.Entry{Incident: i})
	}
	return result
}
