package build

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/export"
)

// The rendered cards stand in the order of the timeline, each under a month
// that has an archive.
func TestCardPieces(t *testing.T) {
	source := generated(130)
	maps.Copy(source, oddSite)
	result := runClean(t, source)
	files := paths(t, result.FS)
	var got []string
	for k := 0; slices.Contains(files, export.CardPieceFile(k)); k++ {
		var months [][3]any
		if err := json.Unmarshal([]byte(read(t, result, export.CardPieceFile(k))), &months); err != nil {
			t.Fatal(err)
		}
		for _, m := range months {
			title, url, cards := m[0].(string), m[1].(string), m[2].([]any)
			if archive := strings.TrimPrefix(url, "/") + "index.html"; !slices.Contains(files, archive) && title != "Without a date" {
				t.Errorf("%s: there is no archive %q", title, url)
			}
			for _, card := range cards {
				_, rest, _ := strings.Cut(card.(string), ` id="`)
				id, _, _ := strings.Cut(rest, `"`)
				got = append(got, id)
			}
		}
	}
	var want []string
	for _, e := range result.Timeline.Entries {
		kind, slug, _ := strings.Cut(strings.Trim(e.URL(), "/"), "s/")
		want = append(want, "entry--"+kind+"-"+slug)
	}
	if !slices.Equal(got, want) {
		t.Errorf("cards\n%v\nwant\n%v", got, want)
	}
}

// A template that fails on a card is its author's fault, also in the index.
func TestCardPieceFails(t *testing.T) {
	source := fstest.MapFS{
		"content/_index.md":             {Data: []byte("---\ntitle: T\n---\n")},
		"content/incidents/i.md":        {Data: []byte("---\ntitle: I\ndate: 2021\n---\n")},
		"templates/partials/entry.html": {Data: []byte(`{{define "entry"}}{{.Missing}}{{end}}`)},
	}
	_, err := run(t, source).FS.Open(export.CardPieceFile(0))
	if err == nil || !strings.Contains(err.Error(), "/incidents/i/") {
		t.Errorf("error %v", err)
	}
}
