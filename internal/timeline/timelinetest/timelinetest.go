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

// Link reads and links a site that is written as txtar, names relative to content/;
// settings are added unless they are among the files. It returns the problems of both.
func Link(t testing.TB, archive string) (*timeline.Timeline, diag.List) {
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
