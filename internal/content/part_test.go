package content

import (
	"testing"

	"dateline/internal/markup"
)

// A part of a site has what one of its articles refers to, and whoever may be named.
func TestPart(t *testing.T) {
	site := siteOf(map[string]string{
		sitePath: "---\ntitle: T\nlanguages: [ar]\n---\n",
		"content/articles/a.md": "---\ntitle: A\ndate: 2021\nincidents: [Reported]\naccounts: {stated: {killed: 1}}\n" +
			"annotations: [{quote: two, note: \"See [[noted-text]].\", incident: noted, sources: [source-text]}]\n" +
			"corrections: [{date: 2022, note: \"Not [[corrected]].\"}]\n---\n" +
			"One [[incident:linked]], two [men](../incidents/deep/by-path.md#here), [[renamed]] and {==three==}{>>context sources=said: Hm.<<}.\n",
		"content/articles/a.ar.md":             "---\ntitle: A\n---\n",
		"content/articles/before.md":           "---\ntitle: Before\ndate: 2020\nincidents: [other]\n---\n",
		"content/articles/other.md":            "---\ntitle: Other\ndate: 2020\n---\n",
		"content/articles/other.ar.md":         "---\ntitle: Other\n---\n",
		"content/articles/noted-text.md":       "---\ntitle: N\ndate: 2020\n---\n",
		"content/articles/x/source-text.md":    "---\ntitle: S\ndate: 2020\n---\n",
		"content/articles/2020-01-01-said.md":  "---\ntitle: S\n---\n",
		"content/articles/corrected/index.md":  "---\ntitle: C\ndate: 2020\n---\n",
		"content/articles/draft.md":            "---\ntitle: D\ndraft: true\n---\n",
		"content/incidents/reported.md":        "---\ntitle: I\ndate: 2020\n---\n",
		"content/incidents/stated.md":          "---\ntitle: I\ndate: 2020\n---\n",
		"content/incidents/noted.md":           "---\ntitle: I\ndate: 2020\n---\n",
		"content/incidents/linked.md":          "---\ntitle: I\ndate: 2020\n---\n",
		"content/incidents/deep/by-path.md":    "---\ntitle: I\ndate: 2020\n---\n",
		"content/incidents/by-another-name.md": "---\ntitle: I\ndate: 2020\nslug: renamed\n---\n",
		"content/incidents/other.md":           "---\ntitle: I\ndate: 2020\n---\n",
		"content/incidents/other.ar.md":        "---\ntitle: I\n---\n",
		"content/incidents/draft.md":           "---\ntitle: D\ndraft: true\n---\n",
		"content/actors/x.md":                  "---\nname: X\n---\n",
		"content/sources/s.md":                 "---\nname: S\n---\n",
		"content/pages/p.md":                   "---\ntitle: P\n---\n",
	})
	read := &Cache{}
	whole, _ := readSite(t, site, Options{Cache: read})
	opt := Options{Shelf: markup.NewShelf(&memory{})}
	cache, err := Recall([]string{keep(t, read)}, site, opt)
	if err != nil {
		t.Fatal(err)
	}
	opt.Cache = cache
	if !cache.Part(site, opt, []string{"content/articles/a.md"}, []string{"content/articles/none.md"}, []string{"content/articles/before.md"}) {
		t.Fatal("there is no part")
	}
	part, _, err := Read(site, opt)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range part.Articles {
		got = append(got, a.Path)
	}
	for _, i := range part.Incidents {
		got = append(got, i.Path)
	}
	wantLines(t, got,
		"content/articles/2020-01-01-said.md", "content/articles/a.md", "content/articles/before.md", "content/articles/corrected/index.md",
		"content/articles/noted-text.md", "content/articles/x/source-text.md",
		"content/incidents/by-another-name.md", "content/incidents/deep/by-path.md", "content/incidents/linked.md", "content/incidents/noted.md", "content/incidents/reported.md", "content/incidents/stated.md")
	if part.Unread != 1 || part.Files != whole.Files || len(part.Actors) != 1 || len(part.Sources) != 1 || len(part.Pages) != 1 {
		t.Errorf("the part is %+v", part)
	}
	if changes := written(t, cache.KeepChanges); len(changes) > 200 {
		t.Errorf("%d bytes are kept of no changes", len(changes))
	}
	cache.All()
	again, _, err := Read(site, opt)
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Articles) != len(whole.Articles) || len(again.Incidents) != len(whole.Incidents) || len(again.Drafts) != len(whole.Drafts) || again.Unread != 0 {
		t.Errorf("the whole is %+v", again)
	}
	if keep(t, cache) != keep(t, read) {
		t.Error("something else is kept of the whole")
	}
}
