// Package timelinetest gives tests of other packages the timelines of small sites.
package timelinetest

import (
	"testing"
	"testing/fstest"

	"dateline/internal/content"
	"dateline/internal/diag"
	"dateline/internal/timeline"

	"golang.org/x/tools/txtar"
)

// Link reads and links a site that is written as txtar, names relative to content/. It
// returns the problems of both.
func Link(t testing.TB, archive string) (*timeline.Timeline, diag.List) {
	t.Helper()
	source := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		source["content/"+f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return LinkFS(t, source, content.Options{})
}

// LinkFS does so with a source folder. Settings are added unless they are among its files.
func LinkFS(t testing.TB, source fstest.MapFS, opt content.Options) (*timeline.Timeline, diag.List) {
	t.Helper()
	if source["content/_index.md"] == nil {
		source["content/_index.md"] = &fstest.MapFile{Data: []byte("---\ntitle: T\n---\n")}
	}
	set, problems, err := content.Read(source, opt)
	if err != nil {
		t.Fatal(err)
	}
	linked, found := timeline.Link(set)
	problems.Add(found)
	return linked, problems
}

// LinkValid links a site that must have no errors; it may have warnings.
func LinkValid(t testing.TB, archive string) *timeline.Timeline {
	t.Helper()
	linked, problems := Link(t, archive)
	if problems.HasErrors() {
		t.Fatal(problems.Sorted())
	}
	return linked
}
