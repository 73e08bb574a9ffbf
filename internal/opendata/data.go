// Package opendata writes what a site holds in the formats of others, for programs
// rather than for readers: the files under /data/.
//
// Everything has one id, the same string in all of these files: the address of
// its page, which begins with the site's base_url. A site without one has the
// way from the file to the page, "../articles/a/", as its id; only events of its
// calendars, which leave the site, have others.
//
// Texts of articles are not part of the data, and nothing is that no page
// shows: drafts, keys that begin with "_", hidden coordinates.
package opendata

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"sync"

	"dateline/internal/edtf"
	"dateline/internal/locale"
	"dateline/internal/timeline"
)

// File is one file of the open data.
type File struct {
	Path    string // in the site: "data/entries.csv"
	Media   string // media type (RFC 6838)
	Title   string
	Doc     string           // what it is for, in a sentence or two
	Columns []Column         // of a table; nil for other files
	Rows    int              // of a table
	Parts   []File           // of a long timeline, titled by their years, months or days, oldest first
	Entries []timeline.Entry // of a part: all that it is made of; else nil
	Company bool             // it says no more than who appears with whom, and how often

	// Make writes the file, some kilobytes at a time; nil where package export
	// does. root stands before the addresses of pages: the site's own address,
	// which ends with a slash, or the way from /data/ to the site's root.
	Make func(w io.Writer, root string) error
}

// Paths of the files that others speak of.
const (
	timelinePath = "data/timeline.json"
	schemaPath   = "data/timeline.schema.json"
	csvwPath     = "data/csv-metadata.json"
	packagePath  = "data/datapackage.json"
)

// Files lists the open data of a site, titled and explained in a language. Making
// a file takes work in proportion to the site, but no memory.
func Files(t *timeline.Timeline, language *locale.Locale) []File {
	l := &lister{timeline: t, language: language, parts: partsOf(t)}
	files := []File{
		l.divided(l.file(timelinePath, "application/json", "timeline_json", timelineJSON), l.parts, timelinePart),
		l.file(schemaPath, "application/schema+json", "timeline_schema_json", timelineSchema),
	}
	for _, table := range tables {
		f := l.file(table.path(), "text/csv", table.key(), table.csv)
		f.Columns, f.Rows = table.columns, table.count(t)
		files = append(files, f)
	}
	files = append(files,
		l.file(csvwPath, "application/csvm+json", "csv_metadata_json", csvw),
		l.file(packagePath, "application/json", "datapackage_json", dataPackage),
		l.file("data/places.geojson", "application/geo+json", "places_geojson", geoJSON),
	)
	if slices.ContainsFunc(t.Entries, inCalendar) { // RFC 5545, 3.6: a calendar has an event at least
		files = append(files, l.newest("data/timeline.ics", "text/calendar", "timeline_ics", calendar, inCalendar))
	}
	company := l.file("data/actors.graphml", "application/graphml+xml", "actors_graphml", graphML)
	company.Company = true
	return append(files,
		l.newest("data/timelinejs.json", "application/json", "timelinejs_json", timelineJS, inSlides),
		l.file("data/ftm.ndjson", "application/x-ndjson", "ftm_ndjson", followTheMoney),
		company,
		l.file("data/annotations.jsonld", "application/ld+json", "annotations_jsonld", nil),
	)
}

// A lister lists the open data of a timeline.
type lister struct {
	timeline *timeline.Timeline
	language *locale.Locale
	parts    []part
	streams  sync.Pool // used again
}

// file is one that write writes; nil where package export does.
func (l *lister) file(path, media, key string, write func(*source, *stream)) File {
	title, doc := l.language.Text("file."+key+".title"), l.language.Text("file."+key+".doc")
	return File{Path: path, Media: media, Title: title, Doc: doc, Make: l.maker(write)}
}

// maker returns the Make of a file that write writes.
func (l *lister) maker(write func(*source, *stream)) func(io.Writer, string) error {
	if write == nil {
		return nil
	}
	return func(w io.Writer, root string) error {
		out, ok := l.streams.Get().(*stream)
		if !ok {
			out = newStream()
		}
		defer l.streams.Put(out)
		out.Reset(w)
		t := l.timeline
		write(&source{Timeline: t, Locale: l.language, english: l.language.English(), root: root, all: len(t.Entries)}, out)
		return out.flush()
	}
}

// divided adds the parts of a file, each made by the same function of a part of what the
// whole is made of.
func (l *lister) divided(f File, parts []part, write func(*source, *stream)) File {
	for _, p := range parts {
		f.Parts = append(f.Parts, File{
			Path: p.file(f.Path), Media: f.Media, Title: cmp.Or(p.period, l.language.Text("date.without")), Entries: l.timeline.Entries[p.from:p.to],
			Make: l.maker(func(s *source, w *stream) { write(s.of(p), w) }),
		})
	}
	return f
}

// newest is a file that has only some of the entries, and of a long timeline the newest of
// these; its parts have an entry at least.
func (l *lister) newest(path, media, key string, write func(*source, *stream), has func(timeline.Entry) bool) File {
	if l.parts == nil {
		return l.file(path, media, key, write)
	}
	f := l.file(path, media, key, func(s *source, w *stream) { write(s.newest(has), w) })
	return l.divided(f, partsWith(l.timeline, l.parts, has), write)
}

// source is what a file is made of.
type source struct {
	*timeline.Timeline
	*locale.Locale                // of dates in words
	english        *locale.Locale // of what explains the files to programs
	root           string
	period         string // of a part of the timeline
	all            int    // entries of the whole timeline
}

// id returns the id of what has its page at a root-relative address.
func (s *source) id(url string) string { return s.root + within(url) }

// within returns an address as it stands after the site's root.
func within(url string) string { return strings.TrimPrefix(url, "/") }

// urlOf returns the root-relative address of something; "" for nothing.
func urlOf[T any, P interface {
	*T
	URL() string
}](x P) string {
	if x == nil {
		return ""
	}
	return x.URL()
}

// onWeb reports whether ids are addresses on the web.
func (s *source) onWeb() bool { return strings.Contains(s.root, "://") }

// plain returns a note as text without markup.
func plain(t timeline.Text) string {
	if t.Body == nil {
		return ""
	}
	return strings.TrimSpace(t.Body.Text())
}

// bounds returns the first and the last day that a date can mean, in ISO 8601;
// "" for an end that is open or unknown.
func bounds(d edtf.Date) (earliest, latest string) {
	from, to, _ := d.Bounds()
	if from.Kind == edtf.Known {
		earliest = from.Day.String()
	}
	if to.Kind == edtf.Known {
		latest = to.Day.String()
	}
	return earliest, latest
}

// summary returns the summary of an entry, and the language that it is in.
func summary(s *source, e timeline.Entry) (text, lang string) {
	if e.Article != nil {
		text = e.Article.Meta.Summary.V
	} else {
		text = e.Incident.Meta.Summary.V
	}
	return text, cmp.Or(e.Lang(), s.Site.Language.V)
}

// kindOf says what an entry is.
func kindOf(e timeline.Entry) string {
	if e.Article != nil {
		return "article"
	}
	return "incident"
}
