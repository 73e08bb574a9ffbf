package build

import (
	"io"

	"dateline/internal/locale"
	"dateline/internal/opendata"
	"dateline/internal/timeline"
)

// openData lists the files of the open data, each with the function that writes it.
func openData(t *timeline.Timeline, language *locale.Locale) map[string]func(io.Writer) error {
	contents := map[string]func(io.Writer) error{}
	add := func(file opendata.File) {
		contents[file.Path] = func(w io.Writer) error { return file.Make(w, rootOf(t, file.Path)) }
	}
	for _, file := range opendata.Files(t, language) {
		if file.Make != nil {
			add(file)
		}
		for _, part := range file.Parts {
			add(part)
		}
	}
	return contents
}
