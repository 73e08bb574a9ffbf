package content

import (
	"testing"
	"testing/fstest"

	"dateline/internal/markup"
)

// Where the settings let HTML through, all texts are read so, the introduction
// and those that a cache has read otherwise too.
func TestRawHTML(t *testing.T) {
	site := func(setting string) fstest.MapFS {
		return fstest.MapFS{
			"content/_index.md":     {Data: []byte("---\ntitle: T\n" + setting + "---\nA <b>b</b>.\n")},
			"content/articles/a.md": {Data: []byte("---\ntitle: A\ndate: 2021\nannotations: {quote: B, note: \"A <b>b</b>.\"}\n---\nB. A <b>b</b>.\n")},
		}
	}
	var cache Cache
	for _, tt := range []struct{ setting, want string }{
		{"", "A b."},
		{"raw_html: sanitised\n", "A <b>b</b>."},
		{"raw_html: left-out\n", "A b."},
		{"raw_html: sanitised\n", "A <b>b</b>."},
	} {
		for _, opt := range []Options{{}, {Cache: &cache}} {
			cache.Forget("content/_index.md")
			set, _, err := Read(site(tt.setting), opt)
			if err != nil {
				t.Fatal(err)
			}
			for what, got := range map[string]string{
				"introduction": set.Site.Body.HTML(markup.Marks{}), "note": set.Articles[0].Annotations[0].Text.HTML(markup.Marks{}), "text": set.Articles[0].Body.HTML(markup.Marks{}),
			} {
				want := "<p>" + tt.want + "</p>\n"
				if what == "text" {
					want = "<p>B. " + tt.want + "</p>\n"
				}
				if got != want {
					t.Errorf("%q: %s %q, want %q", tt.setting, what, got, want)
				}
			}
		}
	}
}
