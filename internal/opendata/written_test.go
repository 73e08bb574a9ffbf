package opendata

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"io"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"dateline/internal/locale/localetest"
	"dateline/internal/timeline/timelinetest"
)

// everything is a site in which every key of timeline.json has a value somewhere, and
// nearly every one is missing somewhere.
const everything = `
-- _index.md --
---
title: T & <b>
description: D
base_url: https://example.org/
license: CC-BY-4.0
---
-- actors/a.md --
---
name: "A \"1\" \\ \t <&>\u2028"
also_known_as: [Ä, "B\u2029"]
kind: state
same_as: ["https://example.org/wd"]
url: https://example.org/a?b&c
summary: S
roles: [{title: Host, of: b, from: 2020-07, to: 2021}, {title: Guest}]
relations: [{kind: part-of, actor: b, from: 2001, to: 2002}, {kind: member-of, name: Nobody}]
---
-- actors/b.md --
---
name: B
---
-- sources/x.md --
---
name: X
kind: newspaper
url: https://example.org/x
country: Iraq
owner: O
summary: S
---
-- sources/y.md --
---
name: Y
---
-- incidents/fire.md --
---
title: Fire
date: 2021-12
time: at dawn
kind: attack
status: confirmed
place: {name: Erbil, lat: 36.19, lon: -0.0000001, precision: city}
tags: [smoke, ash]
actors: [{actor: a, role: target}, {actor: unknown, role: perpetrator}]
casualties: {killed: 2, injured: some}
established: {houses: 2}
related: [bare]
part_of: [open]
summary: S
lang: de
---
-- incidents/bare.md --
---
title: Bare
date: XXXX-12-25
place: Nowhere
---
-- incidents/open.md --
---
title: Open
date: 2020-07/..
---
-- articles/a.md --
---
title: "A </script>"
date: 2021-12-20
source: x
credits: [y]
author: [P, Q]
url: https://example.org/original
archive: https://example.org/archived
retrieved: 2022-01-01
updated: 2021-12-22?
lang: ru
incidents: [fire, open]
actors: [a, b]
tags: [smoke]
summary: S
accounts:
  fire: {houses: {value: 1, quote: One house, by: a}, deaths: 3}
annotations:
- {quote: burned, kind: claim, by: a, via: y, incident: fire, note: "The *claim*", confidence: low, date: 2021-12-21, sources: [b, "https://example.org/s"]}
- {quote: down, kind: question, note: Unclear}
corrections: [{date: 2021-12-21, note: Corrected}]
---
One house burned down.
-- articles/b.md --
---
title: B
date: 2021-12-21/2021-12-24
---
`

// read links everything, and returns what its files are made of.
func read(t *testing.T) *source {
	t.Helper()
	linked := timelinetest.LinkValid(t, everything)
	english := localetest.English(t)
	return &source{Timeline: linked, Locale: english, english: english, root: "https://example.org/", all: len(linked.Entries)}
}

// made returns a file.
func made(t *testing.T, s *source, write func(*source, *stream)) string {
	t.Helper()
	var file bytes.Buffer
	w := newStream()
	w.Reset(&file)
	write(s, w)
	if err := w.flush(); err != nil {
		t.Fatal(err)
	}
	return file.String()
}

// closed is a file that nothing can be written to.
type closed struct{}

func (closed) Write([]byte) (int, error) { return 0, os.ErrClosed }

// A stream is used again, also after a file that could not be written.
func TestStreamAfterFailure(t *testing.T) {
	w := newStream()
	w.Reset(closed{})
	w.indented(object{"text": strings.Repeat("a", 2*pieceSize)})
	if err := w.flush(); !errors.Is(err, os.ErrClosed) {
		t.Errorf("flush returns %v, want %v", err, os.ErrClosed)
	}
	if got := made(t, nil, func(_ *source, file *stream) {
		w.Reset(file)
		w.indented(object{"a": 1})
		if err := w.flush(); err != nil {
			t.Error(err)
		}
	}); got != "{\n \"a\": 1\n}\n" {
		t.Errorf("the next file is %q", got)
	}
}

// The items are what encoding/json writes of the types from which the schema is made,
// with a value for each of their fields.
func TestItems(t *testing.T) {
	s, filled := read(t), map[string]bool{}
	kinds := map[string]any{
		"entries": jsonEntry{}, "articles": jsonArticle{}, "incidents": jsonIncident{}, "actors": jsonActor{},
		"sources": jsonSource{}, "tags": jsonTag{}, "places": jsonPlace{},
	}
	var kind reflect.Type
	for line := range strings.Lines(made(t, s, timelineJSON)) {
		if name, begins := strings.CutPrefix(line, `"`); begins {
			name, _, _ = strings.Cut(name, `"`)
			kind = reflect.TypeOf(kinds[name])
			delete(kinds, name)
		} else if item, found := strings.CutPrefix(strings.TrimPrefix(line, ","), `{"id":`); found && kind != nil {
			again(t, `{"id":`+item, kind, filled)
		}
	}
	if len(kinds) > 0 {
		t.Errorf("there are no %v", kinds)
	}
	for line := range strings.Lines(made(t, s, timelineJS)) {
		if item := strings.TrimPrefix(line, ","); strings.HasPrefix(item, `{"unique_id"`) {
			again(t, item, reflect.TypeFor[tlEvent](), filled)
		}
	}
	for _, kind := range []reflect.Type{reflect.TypeFor[jsonTimeline](), reflect.TypeFor[tlEvent]()} {
		for f := range fieldsOf(kind) {
			for field := range deepFields(f.Type) {
				if !filled[field] {
					t.Errorf("%s is nowhere", field)
				}
			}
		}
	}
}

// again reads an item as a type, and reports whether encoding/json writes it otherwise.
func again(t *testing.T, item string, kind reflect.Type, filled map[string]bool) {
	t.Helper()
	value := reflect.New(kind)
	dec := json.NewDecoder(strings.NewReader(item))
	dec.DisallowUnknownFields()
	if err := dec.Decode(value.Interface()); err != nil {
		t.Errorf("%s: %v", item, err)
	}
	if got := string(encoded(value.Interface(), "")); got != item {
		t.Errorf("%s is not as encoding/json writes it: %s", item, got)
	}
	note(value.Elem(), filled)
}

// note notes the fields of a value that are not empty.
func note(v reflect.Value, filled map[string]bool) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			note(v.Elem(), filled)
		}
	case reflect.Slice:
		for k := range v.Len() {
			note(v.Index(k), filled)
		}
	case reflect.Struct:
		for f := range fieldsOf(v.Type()) {
			if field := v.FieldByIndex(f.Index); !field.IsZero() {
				filled[v.Type().Name()+"."+f.Name] = true
				note(field, filled)
			}
		}
	default:
	}
}

// deepFields yields the fields of a type, and of those of its fields.
func deepFields(of reflect.Type) func(func(string) bool) {
	return func(yield func(string) bool) {
		for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
			of = of.Elem()
		}
		if of.Kind() != reflect.Struct || of == reflect.TypeFor[jsonPart]() {
			return
		}
		for f := range fieldsOf(of) {
			if !yield(of.Name() + "." + f.Name) {
				return
			}
			for field := range deepFields(f.Type) {
				if !yield(field) {
					return
				}
			}
		}
	}
}

// broken is a writer that fails.
type broken struct{}

func (broken) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

// Files are made through the same room: nothing of one, also of one that could not be
// written, stands in another.
func TestMakeAgain(t *testing.T) {
	s := read(t)
	make := func(files []File, k int) string {
		var file strings.Builder
		if err := files[k].Make(&file, s.root); err != nil {
			t.Fatal(err)
		}
		return file.String()
	}
	again := slices.DeleteFunc(Files(s.Timeline, s.Locale), func(f File) bool { return f.Make == nil })
	for k, file := range again {
		fresh := slices.DeleteFunc(Files(s.Timeline, s.Locale), func(f File) bool { return f.Make == nil })
		want := make(fresh, k)
		for before := range again {
			make(again, before)
			if got := make(again, k); got != want {
				t.Errorf("%s after %s is %q, want %q", file.Path, again[before].Path, got, want)
			}
		}
		if err := file.Make(broken{}, s.root); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("the error is %v", err)
		}
		if got := make(again, k); got != want {
			t.Errorf("%s after an error is %q, want %q", file.Path, got, want)
		}
	}
}

// The types below are the JSON that TimelineJS 3 reads.

type tlDate struct {
	Year  int64 `json:"year"`
	Month int   `json:"month,omitempty"`
	Day   int   `json:"day,omitempty"`
}

type tlText struct {
	Headline string `json:"headline"`
	Text     string `json:"text,omitempty"`
}

type tlEvent struct {
	ID      string  `json:"unique_id,omitempty"`
	Start   *tlDate `json:"start_date,omitempty"`
	End     *tlDate `json:"end_date,omitempty"`
	Display string  `json:"display_date,omitempty"`
	Group   string  `json:"group,omitempty"`
	Text    tlText  `json:"text"`
}

// Cells are what encoding/csv writes, and come back from it but for line ends.
func FuzzCell(f *testing.F) {
	for _, cell := range []string{"", "plain", "a,b", `a "b"`, "a\r\nb\rc\nd", " a", "\u00a0a", "\u3000", `\.`, `\.a`, "\xff", "é", "'", "\t"} {
		f.Add(cell)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		var want strings.Builder
		w := csv.NewWriter(&want)
		w.UseCRLF = true
		if err := w.Write([]string{"x", cell}); err != nil {
			t.Fatal(err)
		}
		w.Flush()
		if got := string(appendCell([]byte("x,"), []byte(cell))) + "\r\n"; got != want.String() {
			t.Errorf("the cell %q is %q, want %q", cell, got, want.String())
		}
	})
}

// What a spreadsheet may run has an apostrophe before it, at the start of a cell or of
// a line of it; an empty line has none.
func TestTame(t *testing.T) {
	for cell, want := range map[string]string{
		"":                           "",
		"plain":                      "plain",
		"-2":                         "-2",
		"=1+1":                       "'=1+1",
		"＝1":                         "'＝1",
		"\ttab":                      "'\ttab",
		"'=1":                        "''=1", // the author's own has one more
		"'quoted'":                   "'quoted'",
		"one\n\ntwo":                 "one\n\ntwo",
		"one\r\n\r\ntwo":             "one\r\n\r\ntwo",
		"\n\none":                    "\n\none",
		"one\n\n- two\n=three\n'+x":  "one\n\n'- two\n'=three\n''+x",
		"one\r\n\r\n@two; =x;=three": "one\r\n\r\n'@two; =x;'=three",
	} {
		if got := string(tame([]byte(cell))); got != want {
			t.Errorf("%q became %q, want %q", cell, got, want)
		}
	}
}
