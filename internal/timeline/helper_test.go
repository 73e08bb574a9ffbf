package timeline

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/content"
	"dateline/internal/diag/diagtest"

	"golang.org/x/tools/txtar"
)

// link reads and links a site that is written as txtar: "-- articles/a.md --"
// and the file's text. Names are relative to content/; settings are added
// unless they are among them. The problems come as lines.
func link(t *testing.T, archive string) (*Timeline, []string) {
	t.Helper()
	source := fstest.MapFS{"content/_index.md": {Data: []byte("---\ntitle: T\n---\n")}}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		source["content/"+f.Name] = &fstest.MapFile{Data: f.Data}
	}
	set, problems, err := content.Read(source, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	linked, found := Link(set)
	problems.Add(found)
	return linked, diagtest.Lines(problems)
}

// linkClean links a site that must have no problems.
func linkClean(t *testing.T, archive string) *Timeline {
	t.Helper()
	linked, lines := link(t, archive)
	if len(lines) > 0 {
		t.Fatalf("problems:\n%s", strings.Join(lines, "\n"))
	}
	return linked
}

// wantLines compares lists of words.
func wantLines(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %s\nwant %s", what, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

// each maps a list to words.
func each[T any](list []T, word func(T) string) []string {
	var words []string
	for _, item := range list {
		words = append(words, word(item))
	}
	return words
}

func titles(entries []Entry) []string { return each(entries, Entry.Title) }

func actorNames(actors []*Actor) []string { return each(actors, (*Actor).Name) }

func incidentTitles(incidents []*Incident) []string {
	return each(incidents, func(i *Incident) string { return i.Meta.Title.V })
}

func articleTitles(articles []*Article) []string {
	return each(articles, func(a *Article) string { return a.Meta.Title.V })
}

// article, incident and actor find a document by slug.
func article(t *testing.T, tl *Timeline, slug string) *Article {
	t.Helper()
	return bySlug(t, tl.Articles, slug, func(a *Article) string { return a.Meta.Slug.V })
}

func incident(t *testing.T, tl *Timeline, slug string) *Incident {
	t.Helper()
	return bySlug(t, tl.Incidents, slug, func(i *Incident) string { return i.Meta.Slug.V })
}

func actor(t *testing.T, tl *Timeline, slug string) *Actor {
	t.Helper()
	return bySlug(t, tl.Actors, slug, func(a *Actor) string { return a.Meta.Slug.V })
}

func bySlug[T any](t *testing.T, docs []T, slug string, slugOf func(T) string) T {
	t.Helper()
	k := slices.IndexFunc(docs, func(d T) bool { return slugOf(d) == slug })
	if k < 0 {
		t.Fatalf("no document %q", slug)
	}
	return docs[k]
}
