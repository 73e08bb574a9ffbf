package timeline

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/content"
)

// A Link that brings a timeline up to date finds what one finds that makes it anew:
// problems and names that are decided by several documents too.
func TestUpdatedIsAsNew(t *testing.T) {
	const before = "---\ntitle: A\ndate: 2021-01-01\nincidents: [i]\ntags: [Green Zone]\naccounts: {i: {rockets: 2}}\n---\n"
	for _, tt := range []struct{ name, old, new string }{
		{"text", "}}\n---\n", "}}\n---\nText.\n"},
		{"value of an account", "rockets: 2", "rockets: 3"},
		{"field in another spelling", "rockets: 2", "Rockets: 2"},
		{"field in another spelling than what is established", "rockets: 2", "Killed: 2"},
		{"two spellings of a field", "rockets: 2", "injured: 2, Injured: 2"},
		{"new field", "rockets: 2", "injured: 2"},
		{"name of a tag", "Green Zone", "green zone"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			cache, reader := new(Cache), new(content.Cache)
			source := fstest.MapFS{
				"content/_index.md":      {Data: []byte("---\ntitle: T\n---\n")},
				"content/articles/a.md":  {Data: []byte(before)},
				"content/articles/b.md":  {Data: []byte(strings.Replace(before, "2021-01-01", "2021-01-02", 1))},
				"content/incidents/i.md": {Data: []byte("---\ntitle: I\ndate: 2021\nestablished: {killed: 1}\n---\n")},
			}
			read := func() *content.Set {
				set, problems, err := content.Read(source, content.Options{Cache: reader})
				if err != nil || len(problems.Sorted()) > 0 {
					t.Fatal(err, problems.Sorted())
				}
				return set
			}
			cache.Link(read(), false)
			source["content/articles/a.md"] = &fstest.MapFile{Data: []byte(strings.Replace(before, tt.old, tt.new, 1))}
			reader.Forget("content/articles/a.md")
			set := read()
			got, _, problems := cache.Link(set, false)
			want, wanted := Link(set)
			if !slices.Equal(problems.Sorted(), wanted.Sorted()) {
				t.Errorf("problems %v, want %v", problems.Sorted(), wanted.Sorted())
			}
			names := func(t *Timeline) []string { return each(t.Tags, func(tag *Tag) string { return tag.Name }) }
			wantLines(t, "tags", names(got), names(want)...)
		})
	}
}
