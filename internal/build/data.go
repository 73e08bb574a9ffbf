package build

import (
	"io"

	"dateline/internal/locale"
	"dateline/internal/opendata"
	"dateline/internal/site"
	"dateline/internal/timeline"
)

// openData lists the files of the open data, and the function that writes each of them.
func openData(t *timeline.Timeline, language *locale.Locale) (listing, map[string]func(io.Writer) error) {
	contents, written := listing{}, map[string]func(io.Writer) error{}
	add := func(file opendata.File) {
		write := func(w io.Writer) error { return file.Make(w, t.Site.Roots(file.Path).Pages) }
		shows := site.Facts
		switch {
		case file.Entries != nil:
			shows = site.DataOf(file.Entries)
		case file.Company:
			shows = site.CompanyOf(t.Actors)
		}
		written[file.Path] = write
		contents[file.Path] = made{make: fresh(func() ([]byte, error) { return collected(write) }), shows: shows}
	}
	for _, file := range opendata.Files(t, language) {
		if file.Make != nil {
			add(file)
		}
		for _, part := range file.Parts {
			add(part)
		}
	}
	return contents, written
}
