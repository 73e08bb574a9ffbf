package lint

import (
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"dateline/internal/content"
	"dateline/internal/diag/diagtest"
	"dateline/internal/timeline"

	"github.com/google/go-cmp/cmp"
)

// newSite links the documents of a source and makes the simplest site of them.
// What files are left out of, a small common part fills in.
func newSite(t *testing.T, files map[string]string) Site {
	t.Helper()
	all := map[string]string{"content/_index.md": "---\ntitle: T\n---\n"}
	maps.Copy(all, files)
	source := fstest.MapFS{}
	for name, text := range all {
		source[name] = &fstest.MapFile{Data: []byte(text)}
	}
	set, problems, err := content.Read(source, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	linked, found := timeline.Link(set)
	problems.Add(found)
	if problems.HasErrors() {
		t.Fatalf("the site is wrong: %v", problems.Sorted())
	}
	site := Site{Timeline: linked, Source: source, Content: set}
	pages := fstest.MapFS{"style.css": {}}
	put := func(folder string, documents []*document) {
		for _, d := range documents {
			var text strings.Builder
			text.WriteString("<h1><bdi>" + d.Title + "</bdi></h1>")
			for _, part := range d.texts {
				if part.Body != nil {
					text.WriteString(part.HTML())
				}
			}
			pages[folder+strings.TrimPrefix(d.URL, "/")+"index.html"] = &fstest.MapFile{Data: []byte(text.String())}
		}
	}
	put("", documentsOf(linked, ""))
	for _, lang := range set.Site.Languages {
		var links timeline.Cache
		further, _ := links.LinkAll(set.Edition(lang.V), linked)
		site.Further = append(site.Further, further)
		put(content.EditionFolder(lang.V)+"/", documentsOf(further, ""))
	}
	site.Files = pages
	return site
}

// findings returns what Check says about a site, a line each.
func findings(t *testing.T, s Site) []string {
	t.Helper()
	problems, err := Check(s)
	if err != nil {
		t.Fatal(err)
	}
	return diagtest.Lines(problems)
}

// wantFindings holds that Check says this about a site, and nothing else.
func wantFindings(t *testing.T, s Site, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, findings(t, s)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
