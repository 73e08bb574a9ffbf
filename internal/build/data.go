package build

import (
	"dateline/internal/opendata"
	"dateline/internal/timeline"
)

// openData lists the files of the open data, each with the function that makes it.
func openData(t *timeline.Timeline) map[string]func() ([]byte, error) {
	contents := map[string]func() ([]byte, error){}
	for _, file := range opendata.Files(t) {
		if file.Make != nil {
			contents[file.Path] = func() ([]byte, error) { return file.Make(rootOf(t, file.Path)) }
		}
	}
	return contents
}
