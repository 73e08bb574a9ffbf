package export

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"dateline/internal/content"
	"dateline/internal/edtf"
	"dateline/internal/locale/localetest"
	"dateline/internal/site"
	"dateline/internal/timeline"
	"dateline/internal/timeline/timelinetest"
)

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
	data := indexFile(t, NewIndex(timelinetest.LinkValid(t, someEntries), localetest.English(t)), "index.json")
	var root indexRoot
	if err := json.Unmarshal(data, &root); err != nil {
		t.Fatal(err)
	}
	if root.Entries != 6 || !root.Newest || root.Stretch != indexStretch || root.Cards != CardPiece || root.Hits != 1 || len(root.Version) != 10 {
		t.Errorf("root %+v", root)
	}
	var got []string
	for _, f := range root.Facets {
		got = append(got, fmt.Sprint(f.Name, " ", f.Single, " ", f.Size, " ", f.Values))
	}
	want := []string{
		"type true 2 [[incident Incidents 1 4] [article Articles 13 2]]",
		"actor false 3 [[nato NATO 2 2] [iraq Iraq 14 1] [unknown unknown 3 1]]",
		"role false 2 [[guest Guest 5 1] [host Host 4 1]]",
		"kind true 1 [[state-visit State visit 6 1]]",
		"place true 1 [[baghdad Baghdad 7 1]]",
		"source false 2 [[xinhua Xinhua 15 2] [rt RT 16 1]]",
		"tag false 2 [[talks Talks 8 2] [rockets Rockets 17 1]]",
		"status true 1 [[confirmed Confirmed 9 1]]",
		"differ true 1 [[yes Accounts differ 10 1]]",
	}
	if !slices.Equal(got, want) {
		t.Errorf("facets:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	// From 2021-12-18, day 18979, and from before all days, to days that never end.
	if want := (span{-farthest, 18984, 18980, farthest, 5}); root.Spans[0] != want {
		t.Errorf("span %v, want %v", root.Spans[0], want)
	}
	for _, private := range []string{"never", "Draft", "33.3", "44.4"} {
		if bytes.Contains(data, []byte(private)) {
			t.Errorf("the index holds %q", private)
		}
	}
}

// In order: meeting, going on, began, one, two, undated.
func TestIndexPieces(t *testing.T) {
	x := NewIndex(timelinetest.LinkValid(t, someEntries), localetest.English(t))
	for name, want := range map[string]string{
		"days-1.json":          `{"day":[18979,2,1,1,1],"length":[1,-1,-2,0,0]}`,
		"column-actor-1.json":  `[3,2,4,2,5,3,5,0,0,2,14,0,2,0,0,0]`,
		"column-source-1.json": `[0,0,0,2,15,16,1,15,0]`,
		"column-kind-1.json":   `[6,0,0,0,0,0]`,
		"column-type-1.json":   `[1,1,1,13,13,1]`,
	} {
		if got := string(indexFile(t, x, name)); got != want {
			t.Errorf("%s: got  %s\nwant %s", name, got, want)
		}
	}
	hits := string(indexFile(t, x, "hits-1.json"))
	for _, want := range []string{
		`"nato":{"label":"NATO","number":2,"at":[0,3],"roles":[0,4,0,5],"with":{"type":[1,1,13,1],"actor":[2,2,3,1,14,1],"role":[4,1,5,1],"kind":[6,1],` +
			`"place":[7,1],"source":[15,1,16,1],"tag":[8,2,17,1],"status":[9,1],"differ":[10,1],"archive":[11,2,12,2]}}`,
		`"archive":{"2021":{"label":"","number":11,"at":[0,1,1,1,1],"with":{"type":[1,3,13,2],`,
		`"2021-12":{"label":"","number":12,"at":[0,1,1,1,1],`,
		`"unknown":{"label":"unknown","number":3,"at":[0],"roles":[0,5],`,
	} {
		if !strings.Contains(hits, want) {
			t.Errorf("no %s in %s", want, hits)
		}
	}
	if !json.Valid([]byte(hits)) {
		t.Errorf("no JSON: %s", hits)
	}
}

// indexFile makes a file of an index.
func indexFile(t *testing.T, x *Index, name string) []byte {
	t.Helper()
	open := x.Files()[indexFolder+name]
	if open == nil {
		t.Fatalf("there is no %s", name)
	}
	data, err := open(nil)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Filters on the page of an archive choose among the entries that it lists.
func TestArchivesAsPages(t *testing.T) {
	var files strings.Builder
	for k, date := range []string{"202X", "2021", "2021?", "2021-01", "2021-XX-15", "2021-01-20", "2021-XX-31", "2021-21", "2021-XX-15/2021-03-02", "2022", "XXXX-12-25"} {
		fmt.Fprintf(&files, "-- incidents/i%d.md --\n---\ntitle: %q\ndate: %q\n---\n", k, date, date)
	}
	timeline := timelinetest.LinkValid(t, files.String())
	filtered := map[string][]string{}
	for _, f := range facetsOf(wording{localetest.English(t)}, timeline.Entries) {
		for _, e := range timeline.Entries {
			if f.name == "archive" {
				for _, v := range f.of(nil, e) {
					filtered[v.key] = append(filtered[v.key], e.Title())
				}
			}
		}
	}
	pages, _ := site.Plan(timeline, localetest.English(t), false)
	for _, p := range pages.Pages {
		page, ok := p.Data().(*site.TimelinePage)
		if !ok || !strings.HasPrefix(page.Within, "archive=") {
			continue
		}
		var listed []string
		for _, m := range page.Months {
			for _, e := range m.Entries {
				listed = append(listed, e.Card().Title)
			}
		}
		archive := strings.TrimPrefix(page.Within, "archive=")
		slices.Sort(listed)
		slices.Sort(filtered[archive])
		if !slices.Equal(listed, filtered[archive]) {
			t.Errorf("%s lists %q, and filters know %q", archive, listed, filtered[archive])
		}
		delete(filtered, archive)
	}
	if len(filtered) > 0 {
		t.Errorf("filters know archives without a page: %q", filtered)
	}
}

// Two actors of one name can be told apart among what readers choose from, by an office
// or else by a summary.
func TestIndexTellsNamesakesApart(t *testing.T) {
	timeline := timelinetest.LinkValid(t, `
-- actors/a.md --
---
name: John Smith
roles: [Mayor]
summary: Of Springfield.
---
-- actors/b.md --
---
name: John Smith
summary: A reporter.
---
-- actors/c.md --
---
name: John Smith
---
-- actors/d.md --
---
name: Jane Smith
summary: A clerk
---
-- articles/x.md --
---
title: X
date: 2021
actors: [a, b, c, d]
---
`)
	var index struct {
		Facets []struct {
			Name   string
			Values [][]any
		}
	}
	if err := json.Unmarshal(indexFile(t, NewIndex(timeline, localetest.English(t)), "index.json"), &index); err != nil {
		t.Fatal(err)
	}
	labels := map[any]any{}
	for _, value := range index.Facets[actors].Values {
		labels[value[0]] = value[1]
	}
	if want := (map[any]any{"a": "John Smith (Mayor)", "b": "John Smith (A reporter)", "c": "John Smith", "d": "Jane Smith"}); !maps.Equal(labels, want) {
		t.Errorf("the actors are called %v, want %v", labels, want)
	}
}

// What the files say of each value agrees with what the entries are.
func TestIndexHits(t *testing.T) {
	timeline := generated(t, 1000)
	x, w := NewIndex(timeline, localetest.English(t)), wording{localetest.English(t)}
	type hit struct {
		Number uint32
		At     []int
		With   map[string][]uint32
	}
	files := make([]map[string]map[string]hit, x.hitFiles())
	for k := range files {
		if err := json.Unmarshal(indexFile(t, x, fmt.Sprintf("hits-%d.json", k+1)), &files[k]); err != nil {
			t.Fatal(err)
		}
	}
	for n, f := range facetsOf(w, timeline.Entries) {
		name := append(slices.Clone(facetNames), "archive")[n]
		want := map[string][]int{}
		for k, e := range timeline.Entries {
			for _, v := range f.of(nil, e) {
				if all := want[v.key]; len(all) == 0 || all[len(all)-1] != k {
					want[v.key] = append(all, k)
				}
			}
		}
		for key, entries := range want {
			got := files[hitFile(name, key, len(files))][name][key]
			for k := 1; k < len(got.At); k++ {
				got.At[k] += got.At[k-1]
			}
			if !slices.Equal(got.At, entries) {
				t.Fatalf("%s %s: entries %v, want %v", name, key, got.At, entries)
			}
			shared := map[uint32]uint32{}
			for k := 0; k < len(got.With[name]); k += 2 {
				shared[got.With[name][k]] = got.With[name][k+1]
			}
			if shared[got.Number] != uint32(len(entries)) {
				t.Errorf("%s %s is with itself %v", name, key, got.With[name])
			}
		}
	}
}

// What is said of the values of an entry grows with their number, not with its square: an
// entry that names hundreds of actors is a list.
func TestIndexHitsOfList(t *testing.T) {
	size := func(actors int) (all int) {
		var site, roles strings.Builder
		for k := range actors {
			fmt.Fprintf(&site, "-- actors/a%d.md --\n---\nname: A%d\n---\n", k, k)
			fmt.Fprintf(&roles, "{actor: a%d, role: r%d}, {actor: a%d, role: s}, ", k, k, k)
		}
		fmt.Fprintf(&site, "-- incidents/i.md --\n---\ntitle: I\ndate: 2021\nactors: [%s]\n---\n", roles.String())
		x := NewIndex(timelinetest.LinkValid(t, site.String()), localetest.English(t))
		for k := range x.hitFiles() {
			all += len(indexFile(t, x, fmt.Sprintf("hits-%d.json", k+1)))
		}
		return all
	}
	if few, many := size(60), size(150); many > 3*few {
		t.Errorf("60 actors make hits of %d bytes, 150 of %d", few, many)
	}
}

// The same site gives the same bytes; the version changes with any file.
func TestIndexVersion(t *testing.T) {
	root := func(archive string) string {
		return string(indexFile(t, NewIndex(timelinetest.LinkValid(t, archive), localetest.English(t)), "index.json"))
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

// Of a hundred thousand entries a reader loads some ten kilobytes: the root to open
// the filters, and a file of hits for a choice or a list.
func TestIndexSize(t *testing.T) {
	x := NewIndex(generated(t, 100_000), localetest.English(t))
	sizes, counts := map[string]int{}, map[string]int{}
	all := 0
	for name, open := range x.Files() {
		data, err := open(nil)
		if err != nil {
			t.Fatal(err)
		}
		kind, _, _ := strings.Cut(strings.TrimPrefix(name, indexFolder), "-")
		size := zipped(t, data)
		all += size
		counts[kind]++
		sizes[kind] = max(sizes[kind], size)
	}
	t.Logf("%d B in all; the largest of each kind %v, of %v", all, sizes, counts)
	for kind, limit := range map[string]int{"index.json": 12_000, "names": 3_000, "words": 30_000, "hits": 40_000, "days": 5_000, "column": 40_000} {
		if sizes[kind] > limit || sizes[kind] == 0 {
			t.Errorf("%s: %d B, want at most %d", kind, sizes[kind], limit)
		}
	}
}

// An entry that comes today moves nothing of the stretches before the last.
func TestIndexStable(t *testing.T) {
	today := generated(t, 2*indexStretch+2)
	before := *today
	before.Entries = before.Entries[:len(before.Entries)-1]
	then, now := NewIndex(&before, localetest.English(t)), NewIndex(today, localetest.English(t))
	changed := 0
	for name := range then.Files() {
		file := strings.TrimPrefix(name, indexFolder)
		same := bytes.Equal(indexFile(t, then, file), indexFile(t, now, file))
		last := strings.HasSuffix(file, "-3.json") || !strings.HasPrefix(file, "days") && !strings.HasPrefix(file, "column")
		if !same && !last {
			t.Errorf("%s changes", name)
		}
		if !same {
			changed++
		}
	}
	if all := len(now.Files()); changed == 0 || changed > all/2 {
		t.Errorf("%d of %d files change", changed, all)
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
			result.Entries = append(result.Entries, (&timeline.Article{
				Meta:   &content.Article{Document: document("article", k), Date: content.At[edtf.Date]{V: date}},
				Actors: some, Tags: about, Publisher: sources[r.IntN(300)], ArticleDetails: &timeline.ArticleDetails{},
			}).Entry())
			continue
		}
		i := &timeline.Incident{
			Meta:  &content.Incident{Document: document("incident", k), Date: content.At[edtf.Date]{V: date}, Kind: at(fmt.Sprintf("kind-%d", r.IntN(12))), Status: at("confirmed")},
			Place: &timeline.Place{Name: "Place", Slug: fmt.Sprintf("place-%d", r.IntN(500))}, Tags: about,
		}
		for _, a := range some {
			i.Roles = append(i.Roles, timeline.Role{Actor: a, Role: fmt.Sprintf("role-%d", r.IntN(8))})
		}
		result.Entries = append(result.Entries, i.Entry())
	}
	return result
}
