package content

import (
	"fmt"
	"testing"
	"testing/fstest"
)

// In an edition, each value has its place in the file in which it is written.
func TestPlacesInEdition(t *testing.T) {
	const original = "---\ntitle: One\ndate: 2021\nsource: s\n---\nText.\n"
	for _, test := range []struct {
		name, translation string
		want              []string // of the title, of the source, of the slug, which the name of a file says, and of the archived copy
	}{
		{"text", "---\n\ntitle: Un\n---\nTexte.\n", []string{"content/articles/a.fr.md:3:8", "content/articles/a.md:4:9", "content/articles/a.md", ""}},
		{"title alone", "---\n\ntitle: Un\n---\n", []string{"content/articles/a.fr.md:3:8", "content/articles/a.md:4:9", "content/articles/a.md", ""}},
		{"none", "", []string{"content/articles/a.md:2:8", "content/articles/a.md:4:9", "content/articles/a.md", ""}},
	} {
		t.Run(test.name, func(t *testing.T) {
			site := fstest.MapFS{
				"content/_index.md":     {Data: []byte("---\ntitle: T\nlanguages: [fr]\n---\n")},
				"content/articles/a.md": {Data: []byte(original)},
			}
			if test.translation != "" {
				site["content/articles/a.fr.md"] = &fstest.MapFile{Data: []byte(test.translation)}
			}
			set, _, err := Read(site, Options{})
			if err != nil {
				t.Fatal(err)
			}
			a := set.Edition("fr").Articles[0]
			var got []string
			for _, at := range []Place{a.Title.Place, a.Source.Place, a.Slug.Place, a.Archive.Place} {
				got = append(got, a.Pos(at).String())
			}
			if fmt.Sprint(got) != fmt.Sprint(test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
			foreign := ""
			if test.translation == "" {
				foreign = "en"
			}
			if got := a.Foreign(a.Title); got != foreign {
				t.Errorf("the title is in %q, want %q", got, foreign)
			}
			if got := a.Foreign(a.Source); got != "en" {
				t.Errorf("the source is in %q", got)
			}
			// A translation by itself is in one file.
			if tr, ok := set.translations["fr"]["content/articles/a.md"].(*Article); ok && tr.Pos(tr.Title.Place).String() != test.want[0] {
				t.Errorf("the translation has its title at %s", tr.Pos(tr.Title.Place))
			}
		})
	}
}
